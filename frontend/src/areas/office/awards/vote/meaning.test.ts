import { describe, expect, it } from 'vitest';

import { daysBetween, meantBy, receiptsOf, type Pattern } from './meaning';

const pattern: Pattern = {
  kind: 'fast',
  entryId: 'e',
  title: 'Tafel',
  votes: 9,
  ofVotes: 9,
  network: null,
  since: '2026-10-05T10:00:00Z',
  until: '2026-10-05T11:00:00Z',
};

describe('votes that are meant', () => {
  it('are those of the pattern', () => {
    expect(meantBy(pattern)).toMatchObject({ entryId: 'e', fast: true, since: pattern.since });
    expect(meantBy({ ...pattern, kind: 'one_network', network: 'ab' })).toMatchObject({
      fast: false,
      network: 'ab',
    });
  });

  it('are single receipts, however they are pasted', () => {
    expect(receiptsOf(' abcd, EFGH\nabcd;ijkl ')).toEqual(['ABCD', 'EFGH', 'IJKL']);
    expect(receiptsOf('')).toEqual([]);
  });
});

describe('the days of a vote', () => {
  it('are all there, also where the clocks change', () => {
    const days = daysBetween('2026-10-23', '2026-10-27', [{ day: '2026-10-25', votes: 3 }]);
    expect(days.map((one) => one.day.slice(8))).toEqual(['23', '24', '25', '26', '27']);
    expect(days.map((one) => one.votes)).toEqual([0, 0, 3, 0, 0]);
  });
});
