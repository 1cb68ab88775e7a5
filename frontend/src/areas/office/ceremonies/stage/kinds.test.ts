import { expect, it } from 'vitest';

import { draftOf, moved } from './kinds';

it('moves one up or down and no further than the ends', () => {
  expect(moved(['a', 'b', 'c'], 2, -1)).toEqual(['a', 'c', 'b']);
  expect(moved(['a', 'b', 'c'], 0, 1)).toEqual(['b', 'a', 'c']);
  expect(moved(['a', 'b', 'c'], 0, -1)).toEqual(['a', 'b', 'c']);
  expect(moved(['a', 'b', 'c'], 2, 1)).toEqual(['a', 'b', 'c']);
});

it('begins with nobody who has agreed', () => {
  expect(draftOf(null)).toMatchObject({ name: '', consent: 'open', revision: null });
});
