/** What a door says without the network, from what lies on the phone; pure. */
import type { Came, GuestList, Outcome, Person, Ticket } from './kinds';

/** A list and a ticket made at the same time may miss each other by this much, in seconds. */
const ABOUT_THE_SAME_TIME = 120;

export interface Judged {
  outcome: Outcome;
  person: Person | null;
  /** By which this phone remembers that somebody came; null where nobody came in. */
  who: string | null;
  name: string;
  firstAt: string | null;
  firstDoor: string;
  /** The ticket is genuine, but newer than the list on this phone. */
  isNewer: boolean;
}

/** The guest list, found by ticket and by attendee. */
export class Guests {
  private readonly byTicket = new Map<string, Person>();
  private readonly byAttendee = new Map<string, Person>();
  private readonly parties = new Map<string, Person[]>();
  private readonly ended: ReadonlySet<string>;

  constructor(readonly list: GuestList) {
    this.ended = new Set(list.ended);
    for (const person of list.people) {
      this.byAttendee.set(person.attendee, person);
      for (const ticket of person.tickets) this.byTicket.set(ticket, person);
      const party = this.parties.get(person.party);
      if (party) party.push(person);
      else this.parties.set(person.party, [person]);
    }
  }

  withTicket = (number: string): Person | null => this.byTicket.get(number) ?? null;

  isEnded = (number: string): boolean => this.ended.has(number);

  attendee = (id: string): Person | null => this.byAttendee.get(id) ?? null;

  partyOf = (person: Person): Person[] => this.parties.get(person.party) ?? [person];
}

/** `now` in seconds by the server's clock; null: this phone's clock cannot be relied on. */
export function judgeTicket(
  ticket: Ticket,
  ceremony: string,
  guests: Guests,
  came: ReadonlyMap<string, Came>,
  { forced = false, now }: { forced?: boolean; now: number | null },
): Judged {
  if (ticket.kind !== 'genuine') return refused(ticket.kind);
  const isOver = now !== null && now >= ticket.expiresAt;
  if (ticket.ceremony !== ceremony) return refused(isOver ? 'expired' : 'wrong_event', ticket.name);
  const person = guests.withTicket(ticket.number);
  if (person) return judgePerson(person, came, forced);
  // Not on the list: made after it, or it does not count any more. A postponed event's tickets are on the list.
  const isNewer = ticket.issuedAt * 1000 > guests.list.asOf - ABOUT_THE_SAME_TIME * 1000;
  if (isNewer && !guests.isEnded(ticket.number))
    return { ...letIn(ticket.number, ticket.name, null, came, forced), isNewer: true };
  return refused(isOver ? 'expired' : 'not_valid_any_more', ticket.name);
}

/** Somebody who was found on the list, by ticket or by name. */
export function judgePerson(person: Person, came: ReadonlyMap<string, Came>, forced = false): Judged {
  return letIn(person.attendee, person.name, person, came, forced);
}

function letIn(
  who: string,
  name: string,
  person: Person | null,
  came: ReadonlyMap<string, Came>,
  forced: boolean,
): Judged {
  const first = firstTime(who, person, came);
  const outcome: Outcome = !first ? 'admitted' : forced ? 'readmitted' : 'already_in';
  return {
    outcome,
    person,
    who: outcome === 'already_in' ? null : who,
    name,
    firstAt: first?.at ?? null,
    firstDoor: first?.door ?? '',
    isNewer: false,
  };
}

/** When somebody came first, as far as this phone knows; of two, the earlier. */
function firstTime(who: string, person: Person | null, came: ReadonlyMap<string, Came>): Came | null {
  const here = came.get(who) ?? null;
  if (!person?.firstAt) return here;
  const there = { who, at: person.firstAt, door: person.firstDoor };
  return here && here.at < there.at ? here : there;
}

function refused(outcome: Outcome, name = ''): Judged {
  return { outcome, person: null, who: null, name, firstAt: null, firstDoor: '', isNewer: false };
}

export const letsIn = (outcome: Outcome): boolean =>
  outcome === 'admitted' || outcome === 'readmitted' || outcome === 'conflict';

/** Those of the party who are not in yet, besides this one: a companion may come along. */
export function companionsOf(
  person: Person,
  guests: Guests,
  came: ReadonlyMap<string, Came>,
): { missing: Person[]; in: number; of: number } {
  const party = guests.partyOf(person);
  const missing = party.filter((one) => !isIn(one, came));
  return {
    missing: missing.filter((one) => one.attendee !== person.attendee),
    in: party.length - missing.length,
    of: party.length,
  };
}

export const isIn = (person: Person, came: ReadonlyMap<string, Came>): boolean =>
  person.firstAt !== null || came.has(person.attendee);

/** How many came in, as far as this phone knows, and how many are expected. */
export function countOf(
  guests: Guests,
  came: ReadonlyMap<string, Came>,
): { admitted: number; expected: number } {
  const known = guests.list.people.filter((person) => isIn(person, came)).length;
  const newer = [...came.keys()].filter((who) => !guests.attendee(who)).length;
  return { admitted: known + newer, expected: guests.list.people.length };
}

const MOST_FOUND = 30;

/** By the beginnings of the words of a name, in any order, whatever the accents. */
export function search(words: string, guests: Guests): Person[] {
  const wanted = plain(words);
  if (!wanted.length) return [];
  const found = guests.list.people.filter((person) => {
    const within = plain(person.name || person.guestName);
    return wanted.every((word) => within.some((name) => name.startsWith(word)));
  });
  const sorted = (person: Person) => person.name || person.guestName;
  return found.sort((one, other) => sorted(one).localeCompare(sorted(other), 'de')).slice(0, MOST_FOUND);
}

/** "Müller-Lüdenscheidt, Änne" gives muller, ludenscheidt, anne: mueller finds it, too. */
function plain(text: string): string[] {
  return text
    .toLocaleLowerCase('de')
    .replaceAll('ß', 'ss')
    .replace(/ae|oe|ue/g, (both) => both.charAt(0))
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
}
