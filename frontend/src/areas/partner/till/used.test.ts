import 'fake-indexeddb/auto';

import { expect, test } from 'vitest';

import { aCode, NOW } from '../../../card/making';
import { change, readAll } from './database';
import type { Offer } from './kinds';
import { forget, forgetOld, remember, useOf, whyNotAgain } from './used';

const AT = new Date(NOW * 1000);
const TOMORROW = new Date(AT.getTime() + 24 * 3_600_000);
const offer = (id: string, limit: Offer['limit']) => ({ id, limit }) as Offer;
const daily = offer('daily', 'day');

async function give(one: Offer, token: string, nonce: string, at = AT) {
  const use = await useOf(one, token, nonce, at);
  await change(['used'], (stores) => remember(stores, use));
}

test('the same card is known again, whatever moment its code shows', async () => {
  await give(daily, await aCode(NOW), 'first');
  const again = await whyNotAgain(daily, await aCode(NOW + 20), 'second', AT);
  expect(again).toMatchObject({ code: 'limit_reached' });
  expect(again?.sentence).toMatch(/^Diese Karte hat das Angebot heute um \d\d:\d\d Uhr schon genutzt\.$/);
});

test('the same scan asked again is not too often', async () => {
  expect(await whyNotAgain(daily, await aCode(NOW), 'first', AT)).toBeNull();
});

test('the next day, another offer and one without a limit are none of its business', async () => {
  const token = await aCode(NOW);
  expect(await whyNotAgain(daily, token, 'later', TOMORROW)).toBeNull();
  expect(await whyNotAgain(offer('other', 'day'), token, 'other', AT)).toBeNull();
  expect(await whyNotAgain(offer('daily', 'none'), token, 'free', AT)).toBeNull();
});

test('nothing on the device names the card', async () => {
  const kept = JSON.stringify(await readAll('used'));
  expect(kept).not.toMatch(/Erika|EK1|daily/);
});

test('what was taken back may be used again', async () => {
  await forget('first');
  expect(await whyNotAgain(daily, await aCode(NOW), 'third', AT)).toBeNull();
});

test('what its limit no longer counts is forgotten', async () => {
  await give(daily, await aCode(NOW), 'fourth');
  await forgetOld(AT.getTime());
  expect(await readAll('used')).toHaveLength(1);
  await forgetOld(AT.getTime() + 2 * 24 * 3_600_000);
  expect(await readAll('used')).toEqual([]);
});

test('what is no card is never remembered', async () => {
  expect(await useOf(daily, 'EK1:NOTHING', 'fifth', AT)).toBeNull();
});
