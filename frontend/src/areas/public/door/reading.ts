/** A ticket's code, read and its signature checked by the keys that came with the guest list. */
import { verify } from '../../../ticket';
import type { KeySet } from '../../../card/key-set';
import { hex } from '../../../card/bytes';
import type { Ticket } from './kinds';

/** Without keys nothing is known to be genuine. */
export async function readTicket(text: string, keys: KeySet | null): Promise<Ticket> {
  const { reason, claims } = await verify(text.trim(), keys);
  if (reason === 'malformed') return { kind: 'unreadable' };
  if (!claims) return { kind: 'forged' };
  return {
    kind: 'genuine',
    number: hex(claims.number),
    ceremony: claims.ceremony,
    name: claims.name,
    issuedAt: Number(claims.issuedAt),
    expiresAt: Number(claims.expiresAt),
  };
}
