/** Which cards used which offers at this till: held against a limit even without the network, by digests alone. */
import { read as readCode } from '../../../card';
import { berlin } from '../../public/benefits/opening';
import { change, read, readAll, type Stores } from './database';
import type { Offer, Use } from './kinds';
import { limitReached, type No, rememberedUntil, slotOf } from './rules';

const DOMAIN = new TextEncoder().encode('ehrenamtskarte till use\0');

async function digestOf(cti: Uint8Array, offer: string, slot: string): Promise<string> {
  const rest = new TextEncoder().encode(`\0${offer}\0${slot}`);
  const all = new Uint8Array([...DOMAIN, ...cti, ...rest]);
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', all));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** What is to be remembered if this card gets this offer; null: the offer has no limit. */
export async function useOf(offer: Offer, token: string, nonce: string, at: Date): Promise<Use | null> {
  const slot = slotOf(offer.limit, berlin(at).date);
  const claims = readCode(token)?.credential.claims;
  if (!slot || !claims) return null;
  return {
    digest: await digestOf(claims.cti, offer.id, slot),
    nonce,
    usedAt: at.toISOString(),
    until: rememberedUntil(slot, Number(claims.expiresAt) * 1000),
  };
}

/** Whether this till gave the card the same before; null: not that it knows. */
export async function whyNotAgain(offer: Offer, token: string, nonce: string, at: Date): Promise<No | null> {
  const use = await useOf(offer, token, nonce, at);
  const before = use && (await read<Use>('used', use.digest));
  const slot = slotOf(offer.limit, berlin(at).date);
  if (!before || !slot || before.nonce === nonce) return null;
  return limitReached(new Date(before.usedAt), slot, at);
}

/** Remembers a use together with whatever else is written; the first one stays. */
export function remember(stores: Stores, use: Use | null): void {
  if (!use) return;
  stores.get('used', use.digest, (before) => {
    if (!before) stores.put('used', use);
  });
}

/** What was taken back may be used again. */
export async function forget(nonce: string): Promise<void> {
  const uses = (await readAll('used')).filter((use) => use.nonce === nonce);
  await change(['used'], (stores) => uses.forEach(({ digest }) => stores.remove('used', digest)));
}

/** Nobody needs to know any more. */
export async function forgetOld(now: number): Promise<void> {
  const over = (await readAll('used')).filter(({ until }) => until <= now);
  if (over.length)
    await change(['used'], (stores) => over.forEach(({ digest }) => stores.remove('used', digest)));
}
