import { describe, expect, it } from 'vitest';

import { solve } from './puzzle';

async function bitsOf(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(2).padStart(8, '0')).join('');
}

describe('the small calculation', () => {
  it.each([0, 1, 8, 12])('finds a number that leads to %i zero bits', async (bits) => {
    const solution = await solve('15.1790000000.abc.def', bits);
    expect(await bitsOf(`15.1790000000.abc.def:${solution}`)).toMatch(new RegExp(`^0{${bits}}`));
  });

  it('can be given up', async () => {
    const giveUp = new AbortController();
    giveUp.abort();
    await expect(solve('x', 30, giveUp.signal)).rejects.toThrow();
  });
});
