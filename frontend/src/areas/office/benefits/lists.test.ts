import { expect, test } from 'vitest';

import { fieldOf, examples, missing, remapped, signOf, type ListedRow, type OfferList } from './lists';

const list = {
  columns: [
    { index: 0, header: 'Ort', examples: ['Köln', 'Siegburg'] },
    { index: 1, header: 'Anbieter', examples: ['Zoo'] },
    { index: 2, header: 'Was', examples: [] },
  ],
  mapping: { municipality: 0, provider: 1 },
} as unknown as OfferList;

test('a column is taken for what the mapping says', () => {
  expect([0, 1, 2].map((index) => fieldOf(list, index))).toEqual(['municipality', 'provider', '']);
});

test('a list without offers is not complete', () => {
  expect(missing(list)).toEqual(['title']);
  expect(missing({ ...list, mapping: remapped(list, 2, 'title') })).toEqual([]);
});

test('nothing is in two columns and no column is two things', () => {
  expect(remapped(list, 2, 'provider')).toEqual({ municipality: 0, provider: 2 });
  expect(remapped(list, 1, 'title')).toEqual({ municipality: 0, title: 1 });
  expect(remapped(list, 0, '')).toEqual({ provider: 1 });
});

test('examples stand below their column', () => {
  expect(examples(list)).toEqual([
    ['Köln', 'Zoo', ''],
    ['Siegburg', '', ''],
  ]);
});

test('an outcome nobody knows yet is shown as it is', () => {
  expect(signOf({ outcome: 'refused' } as ListedRow).tone).toBe('bad');
  expect(signOf({ outcome: 'odd' } as ListedRow)).toEqual({ tone: 'plain', text: 'odd' });
});
