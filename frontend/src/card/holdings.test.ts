import 'fake-indexeddb/auto';

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import { fromBase64url } from './bytes';
import { check } from './checking';
import { REFRESH_SECONDS, showCode } from './code';
import { verify } from './cose';
import { activate, createDeviceKeys, forget, type Holding, holdingOf, holdings, keep } from './holdings';
import { KeySet } from './key-set';
import { aCredential, aStatusList, keySet, NOW, phone } from './making';
import { readStatusList } from './status-list';
import { activationMessage, present, read, textOf } from './token';

const facts = {
  kind: 'standard',
  displayName: 'Erika M.',
  issuer: 'Warstein',
  validUntil: '2028-11-30',
} as const;

async function aHolding(cardId: string): Promise<Holding> {
  const keys = await createDeviceKeys();
  return { cardId, deviceId: 'device', keys, credential: await aCredential(1234, keys), facts };
}

describe('a card on this phone', () => {
  test('is there after it was kept, and shows good codes', async () => {
    await keep(await aHolding('one'));
    const held = (await holdingOf('one'))!;
    const code = textOf(await present(held.credential!, NOW, held.keys.privateKey));
    const keys = (await KeySet.fromJwks(await keySet()))!;
    const statusList = await readStatusList(await aStatusList(), keys);
    expect(await check(code, NOW, { keys, statusList, age: 0 })).toMatchObject({ reason: 'ok' });
  });

  test('has a key that nobody reads out, also after it was kept', async () => {
    await keep(await aHolding('one'));
    const { privateKey } = (await holdingOf('one'))!.keys;
    expect(privateKey.extractable).toBe(false);
    await expect(crypto.subtle.exportKey('jwk', privateKey)).rejects.toThrow();
  });

  test('is gone after it was forgotten', async () => {
    await keep(await aHolding('one'));
    await keep(await aHolding('two'));
    await forget('one');
    expect((await holdings()).map(({ cardId }) => cardId)).toEqual(['two']);
    expect(await holdingOf('one')).toBeUndefined();
  });

  test('proves over a challenge that it holds its key', async () => {
    const keys = await createDeviceKeys();
    const proof = (await activate(keys, 'AQIDBA'))!;
    const message = activationMessage(Uint8Array.of(1, 2, 3, 4));
    expect(await verify(keys.publicKey, fromBase64url(proof.signature)!, message)).toBe(true);
    expect(Object.keys(proof.publicKey)).toEqual(['kty', 'crv', 'x', 'y']);
    expect(await activate(keys, 'not a challenge')).toBeNull();
  });
});

describe('the living code', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'], now: NOW * 1000 + 400 });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  test('is a fresh presentation every ten seconds until it is stopped', async () => {
    const credential = await aCredential();
    const shown: [text: string, time: number][] = [];
    const failed = vi.fn();
    const stop = showCode({
      credential,
      deviceKey: phone.privateKey,
      now: () => Date.now() / 1000,
      show: (text, time) => shown.push([text, time]),
      failed,
    });
    for (let round = 1; round <= 3; round++) {
      await vi.waitFor(() => expect(shown).toHaveLength(round));
      vi.advanceTimersByTime(REFRESH_SECONDS * 1000);
    }
    await vi.waitFor(() => expect(shown).toHaveLength(4));
    stop();
    vi.advanceTimersByTime(REFRESH_SECONDS * 5000);
    expect(shown.map(([, time]) => time)).toEqual([NOW, NOW + 10, NOW + 20, NOW + 30]);
    expect(shown.map(([text]) => read(text)?.presented?.time)).toEqual([NOW, NOW + 10, NOW + 20, NOW + 30]);
    expect(failed).not.toHaveBeenCalled();
  });

  test('says so when the key cannot sign', async () => {
    const failed = vi.fn();
    const stop = showCode({
      credential: await aCredential(),
      deviceKey: phone.publicKey,
      now: () => NOW,
      show: () => undefined,
      failed,
    });
    await vi.waitFor(() => expect(failed).toHaveBeenCalledOnce());
    stop();
  });
});
