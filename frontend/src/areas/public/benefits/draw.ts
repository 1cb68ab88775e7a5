import type { Schema } from '../../../api';

type Draw = Pick<Schema<'DrawOut'>, 'commitment' | 'seed' | 'numbers' | 'prizes' | 'winningNumbers'>;

const hex = (bytes: ArrayBuffer) =>
  Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}

/** The numbers in the order that a seed gives them: by HMAC-SHA-256 of each, the smallest first. */
export async function order(seed: string, numbers: readonly number[]): Promise<number[]> {
  const key = await crypto.subtle.importKey('raw', bytesOf(seed), { name: 'HMAC', hash: 'SHA-256' }, false, [
    'sign',
  ]);
  const digests = await Promise.all(
    numbers.map(async (number) => ({
      number,
      digest: hex(await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(String(number)))),
    })),
  );
  return digests.sort((a, b) => (a.digest < b.digest ? -1 : 1)).map(({ number }) => number);
}

/** Works out the draw once more, on this device: whether its seed was fixed before, and its winners follow from it. */
export async function isFair({ commitment, seed, numbers, prizes, winningNumbers }: Draw): Promise<boolean> {
  if (!seed || !numbers || !winningNumbers) return false;
  if (hex(await crypto.subtle.digest('SHA-256', bytesOf(seed))) !== commitment) return false;
  const winners = (await order(seed, numbers)).slice(0, prizes);
  return String(winners) === String(winningNumbers);
}
