import 'fake-indexeddb/auto';

import { beforeEach, describe, expect, test } from 'vitest';

import {
  forgetGuests,
  forgetStranded,
  forgetWhenOver,
  guestListOf,
  keepList,
  type KeptList,
  keepPairing,
  keptList,
  keptPairing,
  type Pairing,
} from './keeping';
import { readAll } from './database';
import { came, keep, remember, waiting } from './queue';
import { forgetEverything } from './sealed';

const END = Date.UTC(2026, 10, 29, 10, 0);
const pairing: Pairing = {
  deviceId: 'device',
  label: 'Handy Nord',
  secret: 'secret',
  ceremony: {
    id: 'here',
    title: { de: 'Ehrung', en: 'Awards' },
    status: 'published',
    startsAt: '2026-11-28T17:00:00Z',
    endsAt: '2026-11-28T22:00:00Z',
    doorsOpenAt: null,
    postponedFrom: null,
    ticketsEnd: new Date(END).toISOString(),
    place: 'Haus Kupferhammer',
  },
  doors: [],
  doorId: null,
  clock: null,
};
const list: KeptList = {
  etag: '"1"',
  asOf: END - 1000,
  listed: {
    ceremony: pairing.ceremony,
    doors: [],
    doorId: null,
    keys: { keys: [] },
    ended: ['dead'],
    attendees: [
      {
        id: 'erika',
        guestId: 'guest',
        name: 'Erika Müller',
        guestName: 'Erika Müller',
        tickets: ['abc'],
        seat: '',
        wheelchair: true,
        escort: '',
        admittedAt: null,
        admittedDoor: '',
      },
    ],
  },
};

async function letErikaIn() {
  const erika = { who: 'erika', at: '2026-11-28T17:00:00Z', door: '' };
  await keep(
    {
      nonce: 'nonce',
      ceremony: 'here',
      kind: 'admission',
      ticket: 'ET1:X',
      attendee: null,
      forced: false,
      scannedAt: erika.at,
      outcome: 'admitted',
      name: 'Erika Müller',
    },
    [erika],
  );
}

beforeEach(async () => {
  await forgetEverything();
  await keepPairing(pairing);
  await keepList(list);
});

test('the list comes back as it was', async () => {
  expect(guestListOf((await keptList())!)).toMatchObject({
    ended: ['dead'],
    people: [{ attendee: 'erika', party: 'guest', tickets: ['abc'], wheelchair: true, firstAt: null }],
  });
  expect(await keptPairing()).toEqual(pairing);
});

describe('after the event', () => {
  test('nothing of the guests stays, not even the key', async () => {
    await remember({ who: 'erika', at: '2026-11-28T17:00:00Z', door: '' });
    expect(await forgetWhenOver(pairing, END - 1)).toBe(false);
    expect(await keptList()).not.toBeNull();
    expect(await forgetWhenOver(pairing, END)).toBe(true);
    expect([await readAll('kept'), await readAll('came'), await readAll('keys')]).toEqual([[], [], []]);
  });

  test('what nobody handed in waits a month, without the list', async () => {
    await letErikaIn();
    await forgetWhenOver(pairing, END);
    expect([await keptList(), await came()]).toEqual([null, []]);
    expect(await waiting()).toHaveLength(1);
    expect(await keptPairing()).toEqual(pairing);
    await forgetWhenOver(pairing, END + 30 * 86_400_000);
    expect(await readAll('waiting')).toEqual([]);
    expect(await readAll('keys')).toEqual([]);
  });
});

describe('when the office ends the pairing', () => {
  test('list and secret go', async () => {
    await forgetGuests();
    expect([await keptPairing(), await keptList(), await readAll('keys')]).toEqual([null, null, []]);
  });

  test('what waits stays for the next pairing', async () => {
    await letErikaIn();
    await forgetGuests();
    expect([await keptPairing(), await keptList(), await came()]).toEqual([null, null, []]);
    expect((await waiting()).map(({ name }) => name)).toEqual(['Erika Müller']);
  });

  test('what nobody pairs again for waits a month, too', async () => {
    await letErikaIn();
    const at = Date.parse('2026-11-28T17:00:00Z');
    await forgetStranded(at + 90 * 86_400_000);
    expect(await waiting()).toHaveLength(1);
    await forgetGuests();
    await forgetStranded(at + 30 * 86_400_000 - 1);
    expect(await waiting()).toHaveLength(1);
    await forgetStranded(at + 30 * 86_400_000);
    expect([await readAll('waiting'), await readAll('keys')]).toEqual([[], []]);
  });
});
