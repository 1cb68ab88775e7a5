import 'fake-indexeddb/auto';

import { beforeEach, describe, expect, test } from 'vitest';

import { check, isGood, regionKey } from './checking';
import { Checker } from './checker';
import { Clock, offsetFrom } from './clock';
import { aCode, aStatusList, DAY, NOW, World } from './making';
import { remove } from './store';
import { lastSync, sync, SyncFailed } from './sync';

let world: World;

beforeEach(async () => {
  for (const key of ['keys', 'statusList', 'clock']) await remove('sync', key);
  world = await World.create();
});

describe('a checker', () => {
  test('says valid with the network, and shows what is on the card', async () => {
    const checker = await Checker.open(world);
    const checked = await checker.check(await aCode());
    expect(checked).toMatchObject({
      result: 'valid',
      reason: 'ok',
      kind: 'standard',
      displayName: 'Erika M.',
      issuer: '05315000',
      validUntil: NOW + 29 * DAY,
      withNetwork: true,
      statusListFrom: NOW - 600,
      clockOffset: null,
    });
  });

  test('says valid without the network after one visit', async () => {
    await sync(world);
    world.online = false;
    world.pass(3600);
    const checked = await (await Checker.open(world)).check(await aCode(world.serverTime));
    expect(checked).toMatchObject({ result: 'valid', reason: 'ok', withNetwork: false });
  });

  test('is unsure on a device that never had the network', async () => {
    world.online = false;
    const checked = await (await Checker.open(world)).check(await aCode());
    expect(checked).toMatchObject({ result: 'unsure', reason: 'stale_status_list', displayName: null });
  });

  test('is unsure after a day without the network', async () => {
    await sync(world);
    world.online = false;
    world.pass(DAY);
    const checked = await (await Checker.open(world)).check(await aCode(world.serverTime));
    expect(checked).toMatchObject({ result: 'unsure', reason: 'stale_status_list', displayName: 'Erika M.' });
  });

  test('is unsure with an old list, however lately it was fetched', async () => {
    world.list = await aStatusList({ iat: NOW - DAY - 1 });
    const checked = await (await Checker.open(world)).check(await aCode());
    expect(checked.reason).toBe('stale_status_list');
  });

  test('sees a revocation as soon as it can ask', async () => {
    const checker = await Checker.open(world);
    await checker.refresh();
    world.list = await aStatusList({ version: 42, iat: NOW, revoked: [1234] });
    world.pass(61);
    expect(await checker.check(await aCode(world.serverTime))).toMatchObject({ reason: 'revoked' });
  });

  test('asks again before it calls a key unknown', async () => {
    const { keys } = world;
    world.keys = { keys: [] };
    const checker = await Checker.open(world);
    expect(await checker.refresh()).toBe(false);
    world.keys = keys;
    world.pass(11);
    expect((await checker.check(await aCode(world.serverTime))).reason).toBe('ok');
  });

  test('does not ask for every code of a bad batch', async () => {
    const checker = await Checker.open(world);
    for (let code = 0; code < 5; code++) await checker.check(await aCode(NOW - 999));
    expect(world.requests).toBe(2);
  });

  test('refuses a picture of a code', async () => {
    const code = await aCode();
    world.pass(31);
    expect(await (await Checker.open(world)).check(code)).toMatchObject({ reason: 'screenshot' });
  });
});

describe('a wrong clock', () => {
  test.each([-7200, -90, 90, 7200, 40 * DAY])('of %d seconds is corrected, and told', async (ahead) => {
    world.deviceAhead = ahead;
    const checker = await Checker.open(world);
    await checker.refresh();
    world.online = false;
    const checked = await checker.check(await aCode());
    expect(checked.reason).toBe('ok');
    expect(Math.abs(checked.clockOffset! + ahead)).toBeLessThanOrEqual(1);
  });

  test('of a few seconds is corrected without a word', async () => {
    world.deviceAhead = 40;
    const checked = await (await Checker.open(world)).check(await aCode());
    expect(checked).toMatchObject({ reason: 'ok', clockOffset: null });
  });

  test('set back without a network is the clock, not the card', async () => {
    await sync(world);
    world.online = false;
    world.deviceAhead = -3600;
    const checked = await (await Checker.open(world)).check(await aCode());
    expect(checked).toMatchObject({ result: 'unsure', reason: 'clock_off', displayName: 'Erika M.' });
  });

  test('set back is measured again as soon as there is a network', async () => {
    await sync(world);
    world.deviceAhead = -3600;
    const checked = await (await Checker.open(world)).check(await aCode());
    expect(checked).toMatchObject({ reason: 'ok' });
    expect(checked.clockOffset).not.toBeNull();
  });

  test('set back after hours of checking is noticed too', async () => {
    await sync(world);
    world.online = false;
    world.pass(7200);
    const checker = await Checker.open(world);
    await checker.check(await aCode(world.serverTime));
    world.deviceAhead = -3600;
    expect((await checker.check(await aCode(world.serverTime))).reason).toBe('clock_off');
    expect((await (await Checker.open(world)).check(await aCode(world.serverTime))).reason).toBe('clock_off');
  });

  test('is not to be told from an answer without a date', () => {
    expect(offsetFrom(null, 0, 1)).toBeNull();
    expect(offsetFrom('yesterday', 0, 1)).toBeNull();
    expect(offsetFrom(new Date(NOW * 1000).toUTCString(), 5, 4)).toBeNull();
    expect(offsetFrom(new Date(NOW * 1000).toUTCString(), NOW * 1000, NOW * 1000 + 1000)).toBe(0);
  });

  test('is not known before it was measured', () => {
    expect(new Clock(null).isKnown).toBe(false);
    expect(new Clock(null, () => NOW * 1000).now()).toBe(NOW);
  });
});

describe('a sync', () => {
  test('keeps the newer list when an older one is served', async () => {
    await sync(world);
    world.list = await aStatusList({ version: 40, iat: NOW, revoked: [] });
    await expect(sync(world)).rejects.toThrow(SyncFailed);
    expect((await lastSync(world)).statusList?.version).toBe(41);
    expect(await (await Checker.open(world)).check(await aCode(NOW, 7))).toMatchObject({ reason: 'revoked' });
  });

  test('takes the same version made anew', async () => {
    await sync(world);
    world.list = await aStatusList({ iat: NOW });
    expect((await sync(world)).statusList?.issuedAt).toBe(NOW);
  });

  test.each([
    ['no key set', (broken: World) => (broken.keys = 'sorry')],
    ['no list', (broken: World) => (broken.list = new Uint8Array(9))],
    ['no network', (broken: World) => (broken.online = false)],
  ])('that brings %s leaves what was known', async (_, breakIt) => {
    await sync(world);
    breakIt(world);
    await expect(sync(world)).rejects.toThrow();
    expect((await (await Checker.open(world)).check(await aCode())).reason).toBe('ok');
  });

  test('forgets a list whose key was killed', async () => {
    await sync(world);
    const { keys } = world.keys as { keys: object[] };
    world.keys = { keys: keys.map((key) => ({ ...key, ek_state: 'killed' })) };
    await expect(sync(world)).rejects.toThrow(SyncFailed);
    expect((await (await Checker.open(world)).check(await aCode())).reason).toBe('unknown_key');
  });
});

test('any text is answered', async () => {
  const code = await aCode();
  const texts = ['', 'EK1:', 'EK1:\ud800', code.repeat(2), code.toLowerCase(), '\0'.repeat(600)];
  for (let length = 0; length < code.length; length += 5) texts.push(code.slice(0, length));
  for (const text of texts) {
    const outcome = await check(text, NOW, { keys: null, statusList: null, age: null });
    expect(isGood(outcome)).toBe(false);
  }
});

test('an issuer is a municipality or a district', () => {
  expect([5315000, 5958, 5111000n].map(regionKey)).toEqual(['05315000', '05958', '05111000']);
});
