import { describe, expect, it } from 'vitest';

import { newCriterion, newRound, planOf, pointsOf, shareOf, standingOf } from './rounds';

const DAYS = ['2026-10-01', '2026-10-31'] as const;
const SUGGESTED = {
  name: { de: 'Wirkung', en: 'Effect' },
  about: { de: 'Was?', en: 'What?' },
  weight: 3,
  anchors: [{ points: 5, says: { de: 'viel', en: 'much' } }],
};

describe('a round as it is typed', () => {
  it('begins with what is suggested and becomes what the service takes', () => {
    const plan = planOf(newRound([SUGGESTED], DAYS));
    expect(plan.jurorsEach).toBeNull();
    expect(plan.criteria[0]).toEqual({
      id: null,
      name: { de: 'Wirkung', en: 'Effect' },
      about: { de: 'Was?', en: 'What?' },
      weight: 3,
      anchors: [{ points: 5, de: 'viel', en: 'much' }],
    });
  });

  it('leaves out words for points that are not on the scale any more', () => {
    const draft = { ...newRound([SUGGESTED], DAYS), mostPoints: 3 };
    expect(planOf(draft).criteria[0]?.anchors).toEqual([]);
  });

  it('sends how many jurors each entry gets only where they are drawn', () => {
    expect(planOf({ ...newRound([], DAYS), sharing: 'balanced', jurorsEach: '2' }).jurorsEach).toBe(2);
  });
});

describe('the points of a scale', () => {
  it('are all of a short one and three of a long one', () => {
    expect(pointsOf({ leastPoints: 0, mostPoints: 2 })).toEqual([0, 1, 2]);
    expect(pointsOf({ leastPoints: 0, mostPoints: 100 })).toEqual([0, 50, 100]);
    expect(pointsOf({ leastPoints: 5, mostPoints: 1 })).toEqual([]);
  });
});

it('says what part a weight makes up', () => {
  const all = [
    { ...newCriterion(), weight: '3' },
    { ...newCriterion(), weight: 1 },
  ];
  expect(all.map((one) => shareOf(one, all))).toEqual([0.75, 0.25]);
  expect(shareOf({ ...newCriterion(), weight: '' }, [])).toBe(0);
});

describe('where a round stands', () => {
  const round = { closedAt: null, assignedAt: '2026-09-30T10:00:00Z', firstDay: DAYS[0], lastDay: DAYS[1] };
  it('goes by its days, both of which belong to it', () => {
    expect(standingOf(round, '2026-09-30').tone).toBe('info');
    expect(standingOf(round, DAYS[0]).tone).toBe('good');
    expect(standingOf(round, DAYS[1]).tone).toBe('good');
    expect(standingOf(round, '2026-11-01').tone).toBe('warn');
  });
  it('and by what the office did', () => {
    expect(standingOf({ ...round, assignedAt: null }, DAYS[0]).tone).toBe('warn');
    expect(standingOf({ ...round, closedAt: '2026-10-05T10:00:00Z' }, DAYS[0]).tone).toBe('plain');
  });
});
