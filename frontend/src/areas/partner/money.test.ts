import { expect, test } from 'vitest';

import { cents, typed } from './money';

test.each([
  ['2,50', 250],
  ['2.5', 250],
  ['14', 1400],
  ['14 €', 1400],
  [' 0,05 ', 5],
  ['', null],
])('%s is read as cents', (text, expected) => expect(cents(text)).toBe(expected));

test.each(['zwölf', '1.000,50', '2,505', '-3'])('%s is no price', (text) => expect(cents(text)).toBeNaN());

test('a price comes back as it was typed', () => {
  expect([250, 1400, 5, null].map(typed)).toEqual(['2,50', '14', '0,05', '']);
});
