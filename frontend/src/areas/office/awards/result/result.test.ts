import { describe, expect, it } from 'vitest';

import { obstacles, openCategories, prizesTaken, type Category, type Result } from './result';

const category = (terms: Partial<Category> = {}): Category => ({
  id: 'one',
  name: { de: 'Preis der Jury', en: '' },
  decidedBy: 'jury',
  sponsorName: '',
  winners: 1,
  prizeCents: null,
  prize: { de: '', en: '' },
  candidates: 3,
  laureates: [],
  notAwarded: { de: '', en: '' },
  suggestion: [],
  tied: false,
  version: '',
  ...terms,
});

const result = (terms: Partial<Result> = {}): Result => ({
  status: 'published',
  title: { de: 'Preis', en: '' },
  year: 2026,
  decidedAt: null,
  embargoUntil: null,
  public: false,
  toldAt: null,
  entriesEndAt: null,
  voteEndsAt: null,
  openRounds: [],
  unchecked: 0,
  categories: [category({ notAwarded: { de: 'Keine Bewerbungen.', en: '' } })],
  ...terms,
});

describe('a result', () => {
  it('has nothing in the way once each category is settled', () => {
    expect(obstacles(result())).toEqual([]);
  });

  it('names all that is in the way', () => {
    const open = result({
      entriesEndAt: '2026-11-30T23:00:00Z',
      voteEndsAt: '2026-11-30T23:00:00Z',
      openRounds: [{ de: 'Jury', en: '' }],
      categories: [category()],
    });
    expect(obstacles(open)).toEqual(['entries', 'vote', 'jury', 'categories']);
    expect(openCategories(open)).toHaveLength(1);
  });

  it('counts a shared prize once', () => {
    expect(prizesTaken([])).toBe(0);
    expect(prizesTaken([{ shared: true }, { shared: true }])).toBe(1);
    expect(prizesTaken([{ shared: true }, { shared: false }, { shared: true }])).toBe(2);
  });
});
