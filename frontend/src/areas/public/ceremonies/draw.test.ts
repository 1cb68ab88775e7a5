import { describe, expect, it } from 'vitest';

import source from '../../../../../tests/vectors/guest_draw.json?raw';
import { check, winners, type Draw } from './draw';

const vectors = JSON.parse(source) as Pick<Draw, 'seed' | 'commitment' | 'entrants'> & {
  draws: Pick<Draw, 'quota' | 'quotaPerTown' | 'winningNumbers'>[];
};

const draws = vectors.draws.map((one) => ({
  id: '',
  name: '',
  drawnAt: '2026-11-01T10:00:00Z',
  seed: vectors.seed,
  commitment: vectors.commitment,
  entrants: vectors.entrants,
  ...one,
}));

describe('a draw of guests', () => {
  it.each(draws)('is repeated with $quota places, $quotaPerTown per town', async (draw) => {
    expect(await winners(draw)).toEqual(draw.winningNumbers);
    expect(await check(draw)).toBe('right');
  });

  it('is found out where the seed was exchanged', async () => {
    const [draw] = draws;
    expect(await check({ ...draw!, seed: 'ab'.repeat(32) })).toBe('seed');
  });

  it('is found out where somebody else was let in', async () => {
    const draw = draws[1]!;
    const [first, ...others] = draw.winningNumbers ?? [];
    expect(await check({ ...draw, winningNumbers: [...others, first!] })).toBe('order');
  });
});
