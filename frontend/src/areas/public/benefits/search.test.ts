import { expect, test } from 'vitest';

import { addressOf, isNarrowed, queryOf, rounded, searchFrom } from './search';

const from = (address: string) => searchFrom(new URLSearchParams(address));

test('an address is read and written without loss', () => {
  const address =
    'q=museum&category=culture&municipality=05974044&card=jubilee&today=true&near=me&sort=distance';
  const written = Object.entries(addressOf(from(address))).filter(([, value]) => value);
  expect(new Map(written)).toEqual(new Map(new URLSearchParams(address).entries()));
});

test('what an address cannot mean is left out', () => {
  expect(from('category=weapons&municipality=5&card=gold&sort=drop&today=yes')).toEqual(from(''));
  expect(from('municipality=05999999')).toEqual(from(''));
});

test('the position joins in once it is known, and never from the address', () => {
  expect(queryOf(from('near=51.4,8.3'), null)).toEqual({});
  expect(queryOf(from('near=me&sort=distance'), null)).toEqual({});
  expect(queryOf(from('near=me&sort=distance'), '51.449,8.354')).toEqual({
    near: '51.449,8.354',
    sort: 'distance',
  });
});

test('a position leaves the phone only roughly', () => {
  expect(rounded(51.44912345, 8.35449)).toBe('51.449,8.354');
});

test('an order alone narrows nothing', () => {
  expect(isNarrowed(from('sort=name'))).toBe(false);
  expect(isNarrowed(from('new=true'))).toBe(true);
});
