import { expect, test } from 'vitest';

import { coordinate, pair, written } from './point';

test.each([
  ['51,0913', 51.0913],
  [' 51.0913° ', 51.0913],
  ['-6', -6],
  ['', null],
])('%j is read as a coordinate', (text, expected) => expect(coordinate(text)).toBe(expected));

test.each(['Nordsee', '51.09, 6.58', '51..2', '5100'])('%j is no coordinate', (text) =>
  expect(coordinate(text)).toBeNaN(),
);

test('both at once are taken apart', () => {
  expect(pair('51.0913, 6.5827')).toEqual({ latitude: 51.0913, longitude: 6.5827 });
  expect(pair('51,0913')).toBeNull();
});

test('a coordinate is written to the metre', () => {
  expect(written(51.09134567)).toBe('51.09135');
  expect(written(null)).toBe('');
});
