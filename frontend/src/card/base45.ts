/** Base45 (RFC 9285), strict: what decodes here encodes back to the same text. */
import type { Bytes } from './bytes';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';
const VALUES = new Map(Array.from(ALPHABET, (character, value) => [character, value]));

export function encode(data: Uint8Array): string {
  let text = '';
  for (let at = 0; at < data.length; at += 2) {
    const pair = data.subarray(at, at + 2);
    let number = pair.reduce((sum, byte) => sum * 256 + byte, 0);
    for (let digits = pair.length + 1; digits > 0; digits--) {
      text += ALPHABET.charAt(number % 45);
      number = Math.floor(number / 45);
    }
  }
  return text;
}

/** Null for a character outside the alphabet, a wrong length or a group that is too large. */
export function decode(text: string): Bytes | null {
  if (text.length % 3 === 1) return null;
  const data: number[] = [];
  for (let at = 0; at < text.length; at += 3) {
    const group = Array.from(text.slice(at, at + 3), (character) => VALUES.get(character));
    let number = 0;
    for (const value of group.reverse()) {
      if (value === undefined) return null;
      number = number * 45 + value;
    }
    const size = group.length - 1;
    if (number >= 256 ** size) return null;
    if (size === 2) data.push(number >> 8);
    data.push(number & 255);
  }
  return Uint8Array.from(data);
}
