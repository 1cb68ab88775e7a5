import { expect, test } from 'vitest';

import { meanOf, shareOf, stepsOf, toDo, type Criterion } from './judging';

const criterion = (id: string, weight: number): Criterion => ({
  id,
  weight,
  name: { de: id, en: '' },
  about: { de: '', en: '' },
  anchors: [],
});

test('a short scale is picked from, a long one typed', () => {
  expect(stepsOf(1, 5)).toEqual([1, 2, 3, 4, 5]);
  expect(stepsOf(0, 10)).toHaveLength(11);
  expect(stepsOf(0, 100)).toEqual([]);
});

test('a mean weighs, and waits until every criterion has points', () => {
  const criteria = [criterion('a', 1), criterion('b', 2)];
  expect(meanOf(criteria, { a: 5, b: 2 })).toBe(3);
  expect(meanOf(criteria, { a: 5 })).toBeNull();
  expect(meanOf([], {})).toBeNull();
});

test('points lie between the ends of their scale', () => {
  expect(shareOf(3, 1, 5)).toBe(0.5);
  expect(shareOf(9, 1, 5)).toBe(1);
});

test('a round that is over asks for nothing', () => {
  expect(toDo({ stage: 'over', assigned: true, left: 3 })).toBeNull();
  expect(toDo({ stage: 'open', assigned: false, left: 0 })?.tone).toBe('info');
  expect(toDo({ stage: 'open', assigned: true, left: 0 })?.tone).toBe('good');
});
