import { expect, test } from 'vitest';

import { begun, hides, isEmpty, sorted, told, toldAlone } from './figures';

test('a hidden number is words', () => {
  expect(told(null)).toBe('nicht gezeigt');
  expect(told(1234)).toBe('1.234');
  expect(told(0)).toBe('0');
  expect(toldAlone(null)).toBe('unter 5');
});

test('months to come are left out', () => {
  const months = ['2026-10', '2026-11', '2026-12'].map((month) => ({
    month,
    seen: 0,
    opened: 0,
    redeemed: 0,
  }));
  expect(begun({ months }, '2026-11-22').map(({ month }) => month)).toEqual(['2026-10', '2026-11']);
  expect(begun({ months }, '2027-01-01')).toHaveLength(3);
});

test('the most comes first, and what is hidden before nothing', () => {
  const rows = [{ redeemed: 0 }, { redeemed: null }, { redeemed: 7 }];
  expect(sorted(rows, 'redeemed').map((row) => row.redeemed)).toEqual([7, null, 0]);
});

test('a year is empty only where nothing at all happened', () => {
  expect(isEmpty({ total: { seen: 0, opened: 0, redeemed: 0 } })).toBe(true);
  expect(isEmpty({ total: { seen: 0, opened: null, redeemed: 0 } })).toBe(false);
});

test('only hidden numbers count as hidden', () => {
  expect(hides({ seen: 7, opened: null, redeemed: 0 })).toBe(true);
  expect(hides({ redeemed: 7 })).toBe(false);
});
