import { expect, test } from 'vitest';

import { areFew, batches, codesIn } from './codes';

test.each([
  ['A1\nA2', ['A1', 'A2']],
  ['\uFEFFCode;Wert\r\n"A1";5\r\n"A2";5\r\n', ['A1', 'A2']],
  [' A1 \n\nA1\nA2,x', ['A1', 'A2']],
  ['Gutscheincode\tab\nA1\t1', ['A1']],
  ['', []],
])('%j holds %j', (text, codes) => expect(codesIn(text)).toEqual(codes));

test('many codes go in parts', () => {
  expect(batches(['1', '2', '3', '4', '5'], 2)).toEqual([['1', '2'], ['3', '4'], ['5']]);
  expect(batches([])).toEqual([]);
});

test.each([
  [0, 0, false],
  [10, 10, false],
  [5, 10, true],
  [0, 100, true],
  [20, 100, true],
  [21, 100, false],
  [99, 1000, true],
])('%i left of %i', (left, total, few) => expect(areFew(left, total)).toBe(few));
