import { describe, expect, it } from 'vitest';

import { fairOrder, ownSeed } from './order';

const NOMINEES = Array.from({ length: 12 }, (_, n) => ({ id: `0199-${n}` }));
const orderOf = (seed: string) => fairOrder(NOMINEES, seed, (one) => one.id).map((one) => one.id);

describe('the order of the ballot', () => {
  it('is the same for the same visitor, whatever order the service has', () => {
    const turned = fairOrder([...NOMINEES].reverse(), 'a', (one) => one.id).map((one) => one.id);
    expect(turned).toEqual(orderOf('a'));
    expect(new Set(turned).size).toBe(NOMINEES.length);
  });

  it('lets everybody be first and last about equally often', () => {
    const rounds = 6000;
    for (const place of [0, NOMINEES.length - 1]) {
      const times = new Map<string, number>();
      for (let n = 0; n < rounds; n++) {
        const id = orderOf(`visitor ${n}`)[place]!;
        times.set(id, (times.get(id) ?? 0) + 1);
      }
      const fair = rounds / NOMINEES.length;
      for (const { id } of NOMINEES) {
        expect(times.get(id)).toBeGreaterThan(fair * 0.8);
        expect(times.get(id)).toBeLessThan(fair * 1.2);
      }
    }
  });

  it('keeps its seed in the window', () => {
    const kept = new Map<string, string>();
    const store = {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
    };
    expect(ownSeed(store)).toBe(ownSeed(store));
  });
});
