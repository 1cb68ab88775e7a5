import { describe, expect, test } from 'vitest';

import { companionsOf, countOf, Guests, judgePerson, judgeTicket, search } from './judging';
import type { Came, Person, Ticket } from './kinds';

const HERE = '11111111-1111-1111-1111-111111111111';
const NOW = Date.UTC(2026, 10, 28, 17, 0) / 1000;
const DAY = 86_400;

function person(attendee: string, changes: Partial<Person> = {}): Person {
  return {
    attendee,
    party: attendee,
    name: attendee,
    guestName: 'Erika Müller',
    tickets: [`ticket of ${attendee}`],
    seat: '',
    wheelchair: false,
    escort: '',
    firstAt: null,
    firstDoor: '',
    ...changes,
  };
}

const erika = person('erika', { name: 'Erika Müller', party: 'one' });
const companion = person('companion', { name: '', party: 'one' });
const anne = person('anne', { name: 'Änne Groß-Lübke', firstAt: '2026-11-28T16:20:00Z', firstDoor: 'Nord' });
const guests = new Guests({
  people: [erika, companion, anne],
  ended: ['replaced just now'],
  asOf: (NOW - 3600) * 1000,
});
const nobody: ReadonlyMap<string, Came> = new Map();

function ticket(number: string, changes: Partial<Ticket & { kind: 'genuine' }> = {}): Ticket {
  return {
    kind: 'genuine',
    number,
    ceremony: HERE,
    name: 'Erika M.',
    issuedAt: NOW - 10 * DAY,
    expiresAt: NOW + DAY,
    ...changes,
  };
}

const judge = (shown: Ticket, came = nobody, more: { forced?: boolean; now?: number | null } = {}) =>
  judgeTicket(shown, HERE, guests, came, { now: NOW, ...more });

describe('a ticket without the network', () => {
  test('lets in whoever is on the list', () => {
    expect(judge(ticket('ticket of erika'))).toMatchObject({
      outcome: 'admitted',
      person: erika,
      who: 'erika',
      name: 'Erika Müller',
    });
  });

  test('of somebody who came through this door is in already, and says when', () => {
    const came = new Map([['erika', { who: 'erika', at: '2026-11-28T16:50:00Z', door: 'Süd' }]]);
    expect(judge(ticket('ticket of erika'), came)).toMatchObject({
      outcome: 'already_in',
      who: null,
      firstAt: '2026-11-28T16:50:00Z',
      firstDoor: 'Süd',
    });
    expect(judge(ticket('ticket of erika'), came, { forced: true }).outcome).toBe('readmitted');
  });

  test('of somebody who came through another door before the network went is in already', () => {
    expect(judge(ticket('ticket of anne'))).toMatchObject({ outcome: 'already_in', firstDoor: 'Nord' });
  });

  test('names the earlier of two times', () => {
    const came = new Map([['anne', { who: 'anne', at: '2026-11-28T16:10:00Z', door: 'Süd' }]]);
    expect(judge(ticket('ticket of anne'), came).firstDoor).toBe('Süd');
  });

  test('of another event is not for here, and an old one says so', () => {
    const other = { ceremony: '22222222-2222-2222-2222-222222222222' };
    expect(judge(ticket('ticket of erika', other)).outcome).toBe('wrong_event');
    expect(judge(ticket('ticket of erika', { ...other, expiresAt: NOW - DAY })).outcome).toBe('expired');
  });

  test('that was printed before the event was postponed still counts', () => {
    expect(judge(ticket('ticket of erika', { expiresAt: NOW - DAY })).outcome).toBe('admitted');
  });

  test('that is not on the list does not count any more', () => {
    expect(judge(ticket('replaced')).outcome).toBe('not_valid_any_more');
    expect(judge(ticket('replaced', { expiresAt: NOW - DAY })).outcome).toBe('expired');
  });

  test('that is newer than the list lets in, once', () => {
    const fresh = ticket('fresh', { issuedAt: NOW - 60 });
    const first = judge(fresh);
    expect(first).toMatchObject({ outcome: 'admitted', isNewer: true, who: 'fresh', name: 'Erika M.' });
    const came = new Map([['fresh', { who: 'fresh', at: '2026-11-28T16:50:00Z', door: 'Süd' }]]);
    expect(judge(fresh, came).outcome).toBe('already_in');
    expect(judge(ticket('replaced just now', { issuedAt: NOW - 60 })).outcome).toBe('not_valid_any_more');
  });

  test('that is forged or cut opens nothing', () => {
    expect(judge({ kind: 'forged' }).outcome).toBe('forged');
    expect(judge({ kind: 'unreadable' }).outcome).toBe('unreadable');
  });

  test('is never called expired by a clock that cannot be relied on', () => {
    const old = ticket('ticket of erika', { expiresAt: NOW - DAY, ceremony: 'elsewhere' });
    expect(judge(old, nobody, { now: null }).outcome).toBe('wrong_event');
    expect(judge(ticket('replaced', { expiresAt: NOW - DAY }), nobody, { now: null }).outcome).toBe(
      'not_valid_any_more',
    );
  });
});

describe('the guest list', () => {
  test('is searched by beginnings, whatever the accents', () => {
    for (const words of ['erik', 'mull', 'Mueller', 'müller erika', 'ÄNNE', 'luebke gross', 'anne gro'])
      expect(search(words, guests), words).not.toHaveLength(0);
    expect(search('rika', guests)).toHaveLength(0);
    expect(search('erika gross', guests)).toHaveLength(0);
    expect(search(' ', guests)).toHaveLength(0);
  });

  test('finds a companion nobody named by whom they come with', () => {
    expect(search('Erika', guests)).toEqual(expect.arrayContaining([erika, companion]));
  });

  test('knows who of a party is missing', () => {
    const came = new Map([['erika', { who: 'erika', at: '2026-11-28T16:50:00Z', door: 'Süd' }]]);
    expect(companionsOf(erika, guests, came)).toEqual({ missing: [companion], in: 1, of: 2 });
    expect(companionsOf(anne, guests, came)).toEqual({ missing: [], in: 1, of: 1 });
  });

  test('counts each person once', () => {
    const came = new Map(
      ['erika', 'anne', 'fresh'].map((who) => [who, { who, at: '2026-11-28T16:50:00Z', door: '' }]),
    );
    expect(countOf(guests, came)).toEqual({ admitted: 3, expected: 3 });
  });

  test('lets in by name as by ticket', () => {
    expect(judgePerson(erika, nobody).outcome).toBe('admitted');
    expect(judgePerson(anne, nobody).outcome).toBe('already_in');
    expect(judgePerson(anne, nobody, true).outcome).toBe('readmitted');
  });
});
