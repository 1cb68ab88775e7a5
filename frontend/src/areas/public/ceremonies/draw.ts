import type { Schema } from '../../../api';

export type Draw = Schema<'GroupDraw'>;
type Entrant = Schema<'DrawEntrant'>;

/** What somebody finds who repeats a draw. */
export type Checked = 'right' | 'seed' | 'order';

const bytesOf = (hex: string) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));
const hexOf = (bytes: ArrayBuffer) =>
  Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');

/** Everybody in the order in which places are given: by rank, then by HMAC-SHA-256 of the number. See docs/guest-draw.md. */
async function order(seed: Uint8Array<ArrayBuffer>, entrants: readonly Entrant[]): Promise<Entrant[]> {
  const key = await crypto.subtle.importKey('raw', seed, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  const keyed = await Promise.all(
    entrants.map(async (entrant) => {
      const number = new TextEncoder().encode(String(entrant.number));
      return { entrant, place: `${entrant.rank} ${hexOf(await crypto.subtle.sign('HMAC', key, number))}` };
    }),
  );
  keyed.sort((a, b) => (a.place < b.place ? -1 : 1));
  return keyed.map(({ entrant }) => entrant);
}

/** The numbers that are invited, the first drawn first. */
export async function winners({ seed, entrants, quota, quotaPerTown }: Draw): Promise<number[]> {
  const won: number[] = [];
  const towns = new Map<string, number>();
  for (const { number, town } of await order(bytesOf(seed ?? ''), entrants ?? [])) {
    const ofTown = towns.get(town) ?? 0;
    if (quota !== null && won.length >= quota) break;
    if (quotaPerTown !== null && ofTown >= quotaPerTown) continue;
    towns.set(town, ofTown + 1);
    won.push(number);
  }
  return won;
}

/** Repeats a draw that has happened: does the seed fit its commitment, do the same numbers win? */
export async function check(draw: Draw): Promise<Checked> {
  const digest = await crypto.subtle.digest('SHA-256', bytesOf(draw.seed ?? ''));
  if (hexOf(digest) !== draw.commitment) return 'seed';
  return (await winners(draw)).join() === (draw.winningNumbers ?? []).join() ? 'right' : 'order';
}
