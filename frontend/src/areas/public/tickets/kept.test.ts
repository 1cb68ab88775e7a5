import 'fake-indexeddb/auto';

import { beforeEach, expect, test } from 'vitest';

import type { Schema } from '../../../api';
import { followInvitations, forgetTickets, keepTickets, keptTickets } from './kept';

type Invitation = Schema<'InvitationOut'>;
const END = Date.parse('2026-11-28T22:00:00Z');

function invitation(changes: Partial<Invitation> = {}, event: Partial<Invitation['event']> = {}): Invitation {
  const person = { id: 'person', name: 'Erika Müller', ticket: 'ET1:X', seat: 'Tisch 4' };
  return {
    guestId: 'guest',
    status: 'accepted',
    persons: [person],
    ...changes,
    event: {
      title: { de: 'Ehrung', en: 'Awards' },
      status: 'published',
      startsAt: '2026-11-28T17:00:00Z',
      endsAt: '2026-11-28T22:00:00Z',
      doorsOpenAt: null,
      place: 'Haus Kupferhammer',
      street: 'Belecker Landstraße 9',
      municipalityName: 'Warstein',
      postponedFrom: null,
      ...event,
    },
  } as Invitation;
}

beforeEach(async () => {
  for (const { guestId } of await keptTickets(0)) await forgetTickets(guestId);
});

test('a ticket stays until half a day after the event', async () => {
  await keepTickets(invitation());
  expect(await keptTickets(END)).toMatchObject([{ guestId: 'guest', persons: [{ ticket: 'ET1:X' }] }]);
  expect(await keptTickets(END + 12 * 3_600_000)).toEqual([]);
  expect(await keptTickets(END)).toEqual([]);
});

test('a ticket of a postponed event stays, whatever the old day was', async () => {
  await keepTickets(invitation({}, { status: 'postponed' }));
  expect(await keptTickets(END + 90 * 86_400_000)).toHaveLength(1);
});

test.each([
  ['declined', invitation({ status: 'declined' })],
  ['cancelled', invitation({}, { status: 'cancelled' })],
  ['not signed yet', invitation({ persons: [{ ticket: null }] as Invitation['persons'] })],
])('what is %s is not shown any more', async (_, changed) => {
  await keepTickets(invitation());
  await keepTickets(changed);
  expect(await keptTickets(END)).toEqual([]);
});

test('whoever wants takes them from the device', async () => {
  await keepTickets(invitation());
  await forgetTickets('guest');
  expect(await keptTickets(END)).toEqual([]);
});

test('the next event comes first', async () => {
  await keepTickets(invitation({ guestId: 'later' }, { startsAt: '2026-12-01T17:00:00Z' }));
  await keepTickets(invitation({ guestId: 'sooner' }));
  expect((await keptTickets(END)).map(({ guestId }) => guestId)).toEqual(['sooner', 'later']);
});

test('what was given back anywhere is gone here, and a postponed event is followed', async () => {
  await keepTickets(invitation());
  await keepTickets(invitation({ guestId: 'moved' }));
  const row = {
    guestId: 'guest',
    status: 'declined',
    eventStatus: 'published',
    endsAt: '2026-11-28T22:00:00Z',
  };
  const moved = { ...row, guestId: 'moved', status: 'accepted', eventStatus: 'postponed' };
  await followInvitations(
    [row, moved] as Schema<'InvitationRow'>[],
    (guestId) => Promise.resolve(invitation({ guestId }, { status: 'postponed' })),
    END + 90 * 86_400_000,
  );
  expect(await keptTickets(END)).toMatchObject([{ guestId: 'moved', isPostponed: true }]);
});
