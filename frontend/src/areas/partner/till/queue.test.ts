import 'fake-indexeddb/auto';

import { beforeEach, expect, test } from 'vitest';

import { Refusal } from '../../../api';
import { change, readAll } from './database';
import type { Waiting } from './kinds';
import { conflicts, dismiss, type HandIn, handIn, keep, MOST_AT_ONCE, tillId, waiting } from './queue';

const COMPANY = 'company';
let count = 0;

function given(changes: Partial<Waiting> = {}): Waiting {
  count++;
  return {
    nonce: `nonce-${count}`,
    companyId: COMPANY,
    benefitId: 'benefit',
    venueId: null,
    token: 'EK1:TOKEN',
    scannedAt: new Date(Date.UTC(2026, 10, 22, 9, 0, count)).toISOString(),
    undone: false,
    title: { de: 'Eintritt', en: 'Entry' },
    ...changes,
  };
}

/** A service that takes everything, marks these, and remembers what it was told. */
function service(conflicting: Record<string, string> = {}) {
  const told: Waiting[][] = [];
  const send: HandIn = (_, entries) => {
    told.push(entries);
    return Promise.resolve(
      entries.map(({ nonce }) => ({ nonce, id: `id-${nonce}`, conflict: conflicting[nonce] ?? '' })),
    );
  };
  return { told, send };
}

const nonces = async () => (await waiting()).map(({ nonce }) => nonce);

beforeEach(async () => {
  const kept = await waiting();
  const marked = await conflicts();
  await change(['waiting'], (stores) => kept.forEach(({ nonce }) => stores.remove('waiting', nonce)));
  await dismiss(marked.map(({ nonce }) => nonce));
});

test('a till has one id, also where two windows make it at once', async () => {
  const [one, other] = await Promise.all([tillId(), tillId()]);
  expect(one).toBe(other);
  expect(await tillId()).toBe(one);
});

test('what was taken leaves, in the order it was given', async () => {
  const [first, second] = [given(), given()];
  await keep(second, null);
  await keep(first, null);
  const { told, send } = service();
  await handIn(COMPANY, send);
  expect(told).toEqual([[first, second]]);
  expect(await waiting()).toEqual([]);
});

test('without an answer everything stays', async () => {
  await keep(given(), null);
  await expect(handIn(COMPANY, () => Promise.reject(Refusal.offline))).rejects.toMatchObject({
    code: 'offline',
  });
  expect(await waiting()).toHaveLength(1);
});

test('while nobody is signed in everything stays, unmarked', async () => {
  await keep(given(), null);
  const signedOut = () => Promise.reject(new Refusal(401, 'sign_in_needed', 'Bitte melden Sie sich an.'));
  await expect(handIn(COMPANY, signedOut)).rejects.toMatchObject({ status: 401 });
  expect((await waiting()).map(({ refused }) => refused)).toEqual([undefined]);
});

test('only what the service answered leaves', async () => {
  const [first, second] = [given(), given()];
  await keep(first, null);
  await keep(second, null);
  await handIn(COMPANY, async (company, entries) =>
    (await service().send(company, entries)).filter(({ nonce }) => nonce === first.nonce),
  );
  expect(await nonces()).toEqual([second.nonce]);
});

test('more than fit in one go are handed in one batch after the other', async () => {
  for (let number = 0; number < 2 * MOST_AT_ONCE + 1; number++) await keep(given(), null);
  const { told, send } = service();
  await handIn(COMPANY, send);
  expect(told.map((batch) => batch.length)).toEqual([MOST_AT_ONCE, MOST_AT_ONCE, 1]);
  expect(await waiting()).toEqual([]);
});

test('a conflict is kept until somebody has read it, without the card’s code', async () => {
  const entry = given();
  await keep(entry, null);
  await handIn(COMPANY, service({ [entry.nonce]: 'limit' }).send);
  expect(await waiting()).toEqual([]);
  const [conflict] = await conflicts();
  expect(conflict).toMatchObject({ nonce: entry.nonce, conflict: 'limit', title: entry.title });
  expect(JSON.stringify(conflict)).not.toContain('EK1');
  await dismiss([entry.nonce]);
  expect(await conflicts()).toEqual([]);
});

test('what is taken back while it is on its way is told once more', async () => {
  const entry = given();
  await keep(entry, null);
  const { told, send } = service({ [entry.nonce]: 'limit' });
  await handIn(COMPANY, async (company, entries) => {
    if (!told.length) await keep({ ...entry, undone: true }, null);
    return send(company, entries);
  });
  expect(told.map((batch) => batch.map(({ undone }) => undone))).toEqual([[false], [true]]);
  expect(await waiting()).toEqual([]);
  expect(await conflicts()).toEqual([]);
});

test('one that cannot be taken does not hold up the others, and is not lost', async () => {
  const entries = Array.from({ length: 5 }, () => given());
  for (const entry of entries) await keep(entry, null);
  const { told, send } = service();
  const picky: HandIn = (company, batch) =>
    batch.some(({ nonce }) => nonce === entries[2]!.nonce)
      ? Promise.reject(new Refusal(422, 'invalid', 'Das ist unlesbar.'))
      : send(company, batch);
  await handIn(COMPANY, picky);
  expect(
    told
      .flat()
      .map(({ nonce }) => nonce)
      .sort(),
  ).toEqual(
    entries
      .filter((_, at) => at !== 2)
      .map(({ nonce }) => nonce)
      .sort(),
  );
  expect((await waiting()).map(({ nonce, refused }) => [nonce, refused])).toEqual([
    [entries[2]!.nonce, 'Das ist unlesbar.'],
  ]);
});

test('what other companies gave on this device waits for them', async () => {
  const [own, others] = [given(), given({ companyId: 'other' })];
  await keep(own, null);
  await keep(others, null);
  await handIn(COMPANY, service().send);
  expect(await nonces()).toEqual([others.nonce]);
});

test('that a card used the offer is written with what was given', async () => {
  const entry = given();
  const use = { digest: 'digest', nonce: entry.nonce, usedAt: entry.scannedAt, until: 1 };
  await keep(entry, use);
  expect(await readAll('used')).toEqual([use]);
});
