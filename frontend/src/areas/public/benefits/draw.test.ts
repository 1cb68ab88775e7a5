import { expect, test } from 'vitest';

import { isFair, order } from './draw';

const SEED = '000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f';
const DRAW = {
  seed: SEED,
  commitment: '630dcd2966c4336691125448bbb25b4ff412a49c732db2c8abc1b8581bd710dd',
  numbers: [1, 2, 3, 5, 8, 13, 21],
  prizes: 3,
  winningNumbers: [8, 3, 13],
};

test('the browser draws the same winners as the service', async () => {
  expect((await order(SEED, DRAW.numbers)).slice(0, 3)).toEqual([8, 3, 13]);
  expect(await isFair(DRAW)).toBe(true);
});

test('another seed, another winner or no seed at all is noticed', async () => {
  expect(await isFair({ ...DRAW, seed: SEED.replace('00', 'ff') })).toBe(false);
  expect(await isFair({ ...DRAW, winningNumbers: [8, 3, 21] })).toBe(false);
  expect(await isFair({ ...DRAW, seed: null })).toBe(false);
});

test('fewer people than prizes all win', async () => {
  expect(await isFair({ ...DRAW, numbers: [3, 8], winningNumbers: [8, 3] })).toBe(true);
});
