import 'fake-indexeddb/auto';

import { beforeEach, describe, expect, test } from 'vitest';

import { Refusal } from '../../../api';
import { read, readAll } from './database';
import type { Waiting } from './kinds';
import { type Answer, came, conflicts, dismiss, type HandIn, handIn, keep, remember, waiting } from './queue';
import { find, forgetEverything, put } from './sealed';

const HERE = 'here';
let number = 0;

function admission(changes: Partial<Waiting> = {}): Waiting {
  number++;
  return {
    nonce: `nonce-${number}`,
    ceremony: HERE,
    kind: 'admission',
    ticket: 'ET1:TICKET',
    attendee: null,
    forced: false,
    scannedAt: new Date(Date.UTC(2026, 10, 28, 17, 0, number)).toISOString(),
    name: 'Erika Müller',
    outcome: 'admitted',
    ...changes,
  };
}

/** A service that takes everything, answers so, and remembers what it was told. */
function service(outcome = 'admitted') {
  const told: string[][] = [];
  const send: HandIn = (entries) => {
    told.push(entries.map(({ nonce }) => nonce));
    const answers: Answer[] = entries.map(({ nonce }) => ({
      nonce,
      outcome,
      name: '',
      message: `Das ist ${outcome}.`,
    }));
    return Promise.resolve(answers);
  };
  return { told, send };
}

beforeEach(forgetEverything);

describe('what lies on the phone', () => {
  test('cannot be read without its key, and the key does not leave', async () => {
    await keep(admission({ ticket: 'ET1:SECRET', name: 'Erika Müller' }), [
      {
        who: 'erika',
        at: '2026-11-28T17:00:00Z',
        door: 'Nord',
      },
    ]);
    const bytes = [...(await readAll('waiting')), ...(await readAll('came'))].map(({ data }) =>
      new TextDecoder().decode(data),
    );
    expect(bytes).toHaveLength(2);
    for (const text of bytes) expect(text).not.toMatch(/Erika|ET1|Nord/);
    const key = await read('keys', 'door');
    expect(key?.extractable).toBe(false);
    await expect(crypto.subtle.exportKey('raw', key!)).rejects.toThrow();
  });

  test('opens in its own place alone', async () => {
    await put('kept', 'list', ['Erika']);
    const sealed = (await read('kept', 'list'))!;
    const { change } = await import('./database');
    await change(['kept'], (stores) => stores.put('kept', { ...sealed, id: 'other' }));
    expect(await find('kept', 'list')).toEqual(['Erika']);
    expect(await find('kept', 'other')).toBeNull();
  });

  test('is gone for good once it is forgotten', async () => {
    await put('kept', 'list', ['Erika']);
    const copy = (await read('kept', 'list'))!;
    await forgetEverything();
    const { change } = await import('./database');
    await change(['kept'], (stores) => stores.put('kept', copy));
    expect(await find('kept', 'list')).toBeNull();
  });
});

describe('what waits', () => {
  test('leaves in the order it was done, and who came stays known', async () => {
    const [first, second] = [admission(), admission()];
    const erika = { who: 'erika', at: first.scannedAt, door: 'Nord' };
    await keep(second, []);
    await keep(first, [erika]);
    const { told, send } = service();
    await handIn(HERE, send);
    expect(told).toEqual([[first.nonce, second.nonce]]);
    expect(await waiting()).toEqual([]);
    expect(await came()).toEqual([erika]);
  });

  test('stays while there is no network', async () => {
    await keep(admission(), []);
    await expect(handIn(HERE, () => Promise.reject(Refusal.offline))).rejects.toMatchObject({
      code: 'offline',
    });
    expect(await waiting()).toHaveLength(1);
  });

  test('stays unmarked when the pairing was ended, for the next pairing', async () => {
    await keep(admission(), []);
    const ended = () => Promise.reject(new Refusal(401, 'pairing_ended', 'Nicht mehr gekoppelt.'));
    await expect(handIn(HERE, ended)).rejects.toMatchObject({ status: 401 });
    expect((await waiting()).map(({ refused }) => refused)).toEqual([undefined]);
  });

  test('that turns out to be a conflict is told until somebody has read it', async () => {
    const entry = admission();
    await keep(entry, []);
    await handIn(HERE, service('conflict').send);
    expect(await waiting()).toEqual([]);
    expect(await conflicts()).toEqual([
      { nonce: entry.nonce, name: entry.name, scannedAt: entry.scannedAt, message: 'Das ist conflict.' },
    ]);
    await dismiss([entry.nonce]);
    expect(await conflicts()).toEqual([]);
  });

  test('one that cannot be taken does not hold up the others, and stays with the reason', async () => {
    const [first, bad, last] = [admission(), admission(), admission()];
    for (const entry of [first, bad, last]) await keep(entry, []);
    const { send } = service();
    await handIn(HERE, (entries) =>
      entries.some(({ nonce }) => nonce === bad.nonce)
        ? Promise.reject(new Refusal(422, 'invalid', 'Das geht nicht.'))
        : send(entries),
    );
    expect((await waiting()).map(({ nonce, refused }) => [nonce, refused])).toEqual([
      [bad.nonce, 'Das geht nicht.'],
    ]);
  });

  test('walk-ins go one by one, admissions together', async () => {
    const entries = [
      admission(),
      admission({ kind: 'walk_in' }),
      admission(),
      admission({ kind: 'walk_in' }),
    ];
    for (const entry of entries) await keep(entry, []);
    const { told, send } = service();
    await handIn(HERE, send);
    expect(told.map((batch) => batch.length).sort()).toEqual([1, 1, 2]);
    expect(await waiting()).toEqual([]);
  });

  test('of another event stays for its own pairing', async () => {
    const [here, elsewhere] = [admission(), admission({ ceremony: 'elsewhere' })];
    for (const entry of [here, elsewhere]) await keep(entry, []);
    const { told, send } = service();
    await handIn(HERE, send);
    expect(told).toEqual([[here.nonce]]);
    expect((await waiting()).map(({ nonce }) => nonce)).toEqual([elsewhere.nonce]);
  });

  test('only what was answered leaves', async () => {
    const [first, second] = [admission(), admission()];
    await keep(first, []);
    await keep(second, []);
    await handIn(HERE, async (entries) => (await service().send(entries)).slice(0, 1));
    expect((await waiting()).map(({ nonce }) => nonce)).toEqual([second.nonce]);
  });
});

test('the first time somebody came stays', async () => {
  await remember({ who: 'erika', at: '2026-11-28T17:00:00Z', door: 'Nord' });
  await remember({ who: 'erika', at: '2026-11-28T18:00:00Z', door: 'Süd' });
  expect(await came()).toEqual([{ who: 'erika', at: '2026-11-28T17:00:00Z', door: 'Nord' }]);
});
