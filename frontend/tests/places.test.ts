import { readFileSync } from 'node:fs';

import { expect, test } from 'vitest';

import places from '../src/areas/public/places.json';
import { placesOf } from '../tools/places.mjs';

test('the names on the check page are those of the register', () => {
  const register = readFileSync('../src/ehrenamtskarte/regions/data/municipalities.csv', 'utf8');
  expect(places).toEqual(placesOf(register));
  expect(places['5974044']).toBe('Warstein');
  expect(places['5974']).toBe('Kreis Soest');
  expect(places['5122']).toBe('Solingen');
});
