import 'fake-indexeddb/auto';

import { beforeEach, describe, expect, test } from 'vitest';

import { Refusal } from '../../../api';
import { admit, type Answered, type Surroundings } from './admitting';
import { Guests } from './judging';
import type { Person, Ticket, Waiting } from './kinds';
import { came, waiting } from './queue';
import { forgetEverything } from './sealed';

const NOW = new Date('2026-11-28T17:00:00.000Z');
/** What a phone shows whose clock is ten minutes slow. */
const SLOW = new Date('2026-11-28T16:50:00.000Z');
const HERE = 'here';
const erika: Person = {
  attendee: 'erika',
  party: 'one',
  name: 'Erika Müller',
  guestName: 'Erika Müller',
  tickets: ['abc'],
  seat: 'Tisch 4, Platz 2',
  wheelchair: false,
  escort: '',
  firstAt: null,
  firstDoor: '',
};
const genuine: Ticket = {
  kind: 'genuine',
  number: 'abc',
  ceremony: HERE,
  name: 'Erika M.',
  issuedAt: NOW.getTime() / 1000 - 9000,
  expiresAt: NOW.getTime() / 1000 + 9000,
};

function around(changes: Partial<Surroundings> = {}): Surroundings {
  return {
    ceremony: HERE,
    door: 'Nord',
    guests: new Guests({ people: [erika], ended: [], asOf: NOW.getTime() }),
    came: new Map(),
    read: () => Promise.resolve(genuine),
    ask: null,
    now: () => NOW,
    device: () => SLOW,
    clockIsKnown: true,
    ...changes,
  };
}

const says = (changes: Partial<Answered> = {}) => {
  const told: Waiting[] = [];
  const ask = (entry: Waiting): Promise<Answered> => {
    told.push(entry);
    return Promise.resolve({
      outcome: 'admitted',
      name: 'Erika Müller',
      message: '',
      firstAt: null,
      firstDoor: '',
      ...changes,
    });
  };
  return { told, ask };
};

const refuses = (status: number) => () => Promise.reject(new Refusal(status, 'no', 'Nein.'));

beforeEach(forgetEverything);

describe('with the network', () => {
  test('the service decides, and the phone remembers who came', async () => {
    const { told, ask } = says();
    const admitted = await admit({ ticket: 'ET1:X' }, false, around({ ask }));
    expect(admitted.found).toMatchObject({ outcome: 'admitted', name: 'Erika Müller', checked: 'online' });
    expect(admitted.person).toEqual(erika);
    expect(told).toMatchObject([{ ticket: 'ET1:X', attendee: null, forced: false }]);
    expect(await waiting()).toEqual([]);
    expect(await came()).toEqual([{ who: 'erika', at: NOW.toISOString(), door: 'Nord' }]);
  });

  test('what it says of another door is remembered, too', async () => {
    const { ask } = says({ outcome: 'already_in', firstAt: '2026-11-28T16:30:00Z', firstDoor: 'Süd' });
    await admit({ ticket: 'ET1:X' }, false, around({ ask }));
    expect(await came()).toEqual([{ who: 'erika', at: '2026-11-28T16:30:00Z', door: 'Süd' }]);
  });

  test('a poster that is no ticket is told to nobody', async () => {
    const { told, ask } = says();
    const read = () => Promise.resolve<Ticket>({ kind: 'unreadable' });
    const { found } = await admit({ ticket: 'https://example.org' }, false, around({ ask, read }));
    expect(found).toMatchObject({ outcome: 'unreadable', checked: 'here', message: '' });
    expect(told).toEqual([]);
  });

  test('a card instead of a ticket is named', async () => {
    const read = () => Promise.resolve<Ticket>({ kind: 'unreadable' });
    const { found } = await admit({ ticket: 'EK1:ABC' }, false, around({ ask: says().ask, read }));
    expect(found.message).toMatch(/Ehrenamtskarte/);
  });

  test('an ended pairing lets nobody in', async () => {
    await expect(admit({ ticket: 'ET1:X' }, false, around({ ask: refuses(401) }))).rejects.toMatchObject({
      status: 401,
    });
    expect(await waiting()).toEqual([]);
  });
});

describe('without the network', () => {
  test('the phone decides and keeps what it did', async () => {
    const { found, waits } = await admit({ ticket: 'ET1:X' }, false, around());
    expect(found).toMatchObject({ outcome: 'admitted', name: 'Erika Müller', checked: 'offline' });
    expect(waits).toBe(true);
    expect(await waiting()).toMatchObject([
      { ticket: 'ET1:X', scannedAt: SLOW.toISOString(), forced: false },
    ]);
    expect(await came()).toEqual([{ who: 'erika', at: NOW.toISOString(), door: 'Nord' }]);
  });

  test.each([0, 429, 503])('an answer %s is as good as none: the same admission waits', async (status) => {
    const asked: Waiting[] = [];
    const ask = (entry: Waiting) => {
      asked.push(entry);
      return refuses(status)();
    };
    await admit({ ticket: 'ET1:X' }, false, around({ ask }));
    expect((await waiting()).map(({ nonce }) => nonce)).toEqual(asked.map(({ nonce }) => nonce));
  });

  test('whoever is sent away leaves nothing behind', async () => {
    const read = () => Promise.resolve<Ticket>({ kind: 'forged' });
    const { found } = await admit({ ticket: 'ET1:X' }, false, around({ read }));
    expect(found.outcome).toBe('forged');
    expect(await waiting()).toEqual([]);
  });

  test('somebody found by name comes in by the list, and comes back only when somebody says so', async () => {
    const first = await admit({ person: erika }, false, around());
    expect(first.found.outcome).toBe('admitted');
    expect(await waiting()).toMatchObject([{ ticket: '', attendee: 'erika' }]);
    const known = new Map([['erika', first.came!]]);
    expect((await admit({ person: erika }, false, around({ came: known }))).found.outcome).toBe('already_in');
    expect(await waiting()).toHaveLength(1);
    expect((await admit({ person: erika }, true, around({ came: known }))).found.outcome).toBe('readmitted');
    expect(await waiting()).toHaveLength(2);
  });
});
