import 'fake-indexeddb/auto';

import { beforeEach, expect, test } from 'vitest';

import { Refusal } from '../../../api';
import { came, waiting } from './queue';
import { forgetEverything } from './sealed';
import { letWalkIn, type Surroundings } from './walking-in';

const NOW = new Date('2026-11-28T17:00:00.000Z');
const SCHULZ = { givenName: 'Ina', familyName: 'Schulz', party: 2 };

const around = (ask: Surroundings['ask']): Surroundings => ({
  ceremony: 'here',
  door: 'Nord',
  ask,
  now: NOW,
});

beforeEach(forgetEverything);

test('without a network a party waits, and each of its persons counts', async () => {
  const { found } = await letWalkIn(SCHULZ, false, around(null));
  expect(found).toMatchObject({ outcome: 'admitted', name: 'Ina Schulz', checked: 'offline' });
  expect(await waiting()).toMatchObject([{ kind: 'walk_in', walkIn: SCHULZ, scannedAt: NOW.toISOString() }]);
  expect(await came()).toHaveLength(2);
});

test('with one, the service counts', async () => {
  const answer = {
    outcome: 'admitted',
    name: 'Ina Schulz',
    message: '',
    firstAt: null,
    firstDoor: '',
  } as const;
  const { found } = await letWalkIn(
    SCHULZ,
    false,
    around(() => Promise.resolve(answer)),
  );
  expect(found.checked).toBe('online');
  expect([await waiting(), await came()]).toEqual([[], []]);
});

test('a full house is said, not remembered', async () => {
  const full = () => Promise.reject(new Refusal(409, 'all_places_promised', 'Alle Plätze sind zugesagt.'));
  await expect(letWalkIn(SCHULZ, false, around(full))).rejects.toMatchObject({ code: 'all_places_promised' });
  expect(await waiting()).toEqual([]);
});
