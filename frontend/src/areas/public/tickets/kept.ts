/** Tickets on their holder's own phone, so that they can be shown without a network; gone after the event. */
import type { Schema } from '../../../api';

type Invitation = Schema<'InvitationOut'>;

/** What is shown at the door of one event. */
export interface Tickets {
  /** The party's name in the service. */
  guestId: string;
  title: Schema<'Text'>;
  startsAt: string;
  endsAt: string;
  doorsOpenAt: string | null;
  place: string;
  street: string;
  town: string;
  /** The day it was to be before. */
  postponedFrom: string | null;
  /** The new day is not known yet. */
  isPostponed: boolean;
  persons: { id: string; name: string; ticket: string; seat: string }[];
}

const NAME = 'ehrenamtskarte-tickets';
const STORE = 'tickets';
/** As long as doors read them: half a day after the end. */
const KEPT_AFTER = 12 * 3_600_000;

/** Null: there is nothing to show at a door (yet, or any more). */
export function ticketsOf({ guestId, status, event, persons }: Invitation): Tickets | null {
  const signed = persons.flatMap(({ id, name, ticket, seat }) =>
    ticket ? [{ id, name, ticket, seat }] : [],
  );
  if (status !== 'accepted' || event.status === 'cancelled' || !signed.length) return null;
  return {
    guestId,
    title: event.title,
    startsAt: event.startsAt,
    endsAt: event.endsAt,
    doorsOpenAt: event.doorsOpenAt,
    place: event.place,
    street: event.street,
    town: event.municipalityName,
    postponedFrom: event.postponedFrom,
    isPostponed: event.status === 'postponed',
    persons: signed,
  };
}

/** Keeps what an invitation brought, and forgets what does not count any more. */
export async function keepTickets(invitation: Invitation): Promise<void> {
  const tickets = ticketsOf(invitation);
  await within('readwrite', (store) => (tickets ? store.put(tickets) : store.delete(invitation.guestId)));
}

/** Whoever is signed in has here what they accepted anywhere, and no more what they gave back anywhere. */
export async function followInvitations(
  invitations: Schema<'InvitationRow'>[],
  fetched: (guestId: string) => Promise<Invitation>,
  now = Date.now(),
): Promise<void> {
  for (const { guestId, status, eventStatus, endsAt } of invitations) {
    const isPostponed = eventStatus === 'postponed';
    if (status !== 'accepted' || eventStatus === 'cancelled') await forgetTickets(guestId);
    else if (!isOver({ endsAt, isPostponed }, now)) await keepTickets(await fetched(guestId));
  }
}

/** Somebody does not want them on this device, e.g. because it is not their own. */
export const forgetTickets = (guestId: string): Promise<void> =>
  within('readwrite', (store) => store.delete(guestId));

/** Everything that can still be shown, the next event first. `now` in milliseconds. */
export async function keptTickets(now = Date.now()): Promise<Tickets[]> {
  const all = await within<Tickets[]>('readonly', (store) => store.getAll());
  const over = all.filter((tickets) => isOver(tickets, now));
  for (const { guestId } of over) await within('readwrite', (store) => store.delete(guestId));
  return all
    .filter((tickets) => !isOver(tickets, now))
    .sort((one, other) => one.startsAt.localeCompare(other.startsAt));
}

/** A postponed event has no end that is known. */
const isOver = ({ endsAt, isPostponed }: Pick<Tickets, 'endsAt' | 'isPostponed'>, now: number): boolean =>
  !isPostponed && now >= Date.parse(endsAt) + KEPT_AFTER;

async function within<T>(mode: IDBTransactionMode, ask: (store: IDBObjectStore) => IDBRequest): Promise<T> {
  const database = await open();
  try {
    return await new Promise<T>((resolve, reject) => {
      const transaction = database.transaction(STORE, mode);
      const asked = ask(transaction.objectStore(STORE));
      transaction.oncomplete = () => resolve(asked.result as T);
      transaction.onabort = () => reject(transaction.error ?? new Error('The transaction was aborted.'));
    });
  } finally {
    database.close();
  }
}

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE, { keyPath: 'guestId' });
    asked.onerror = () => reject(asked.error ?? new Error('The storage cannot be opened.'));
    asked.onsuccess = () => resolve(asked.result);
  });
}
