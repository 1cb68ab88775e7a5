import { expect, test } from 'vitest';

import { beginnings, itemsOf, moved, newPoint, usual } from './programme';

test('guests come in before the start, the rest follows from it', () => {
  const points = [
    newPoint('admission', 30, 'Einlass'),
    newPoint('music', 5, 'Musik'),
    newPoint('speech', 10, 'Rede'),
  ];
  expect(beginnings(points)).toEqual([-30, 0, 5]);
});

test('an admission in the middle takes its time like any other point', () => {
  const points = [
    newPoint('music', 5, 'Musik'),
    newPoint('admission', 30, 'Einlass'),
    newPoint('speech', 1, 'Rede'),
  ];
  expect(beginnings(points)).toEqual([0, 5, 35]);
});

test('a point moves and nothing is lost', () => {
  expect(moved(['a', 'b', 'c'], 2, 0)).toEqual(['c', 'a', 'b']);
  expect(moved(['a', 'b', 'c'], 0, 9)).toEqual(['b', 'c', 'a']);
});

test('the usual programme can be saved as it is', () => {
  for (const item of itemsOf(usual())) {
    expect(item.title.de).not.toBe('');
    expect(item.minutes).toBeGreaterThan(0);
    expect(item.id).toBeNull();
  }
});
