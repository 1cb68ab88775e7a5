/** Letting somebody in: the service decides where it can be asked; without it, what lies on the phone does. */
import { asRefusal, type Refusal } from '../../../api';
import { type Guests, judgePerson, judgeTicket, letsIn } from './judging';
import type { Came, Outcome, Person, Ticket, Waiting } from './kinds';
import { keep, remember } from './queue';
import { aboutOtherCode, type Found } from './verdict';

/** What a door was shown: the text of a ticket's code, or somebody on the list. */
export type Shown = { ticket: string } | { person: Person };

/** The service's answer to one scan. */
export interface Answered {
  outcome: Outcome;
  name: string;
  message: string;
  firstAt: string | null;
  firstDoor: string;
  seat?: string;
  wheelchair?: boolean;
  escort?: string;
}

export interface Surroundings {
  ceremony: string;
  door: string;
  guests: Guests;
  came: ReadonlyMap<string, Came>;
  read: (text: string) => Promise<Ticket>;
  /** Asks the service; null: there is no network. */
  ask: ((entry: Waiting) => Promise<Answered>) | null;
  /** By the server's clock, as well as it is known. */
  now: () => Date;
  /** By this phone's own clock. */
  device: () => Date;
  clockIsKnown: boolean;
}

export interface Admitted {
  found: Found;
  person: Person | null;
  shown: Shown;
  /** Whom this let in, to be remembered. */
  came: Came | null;
  /** It waits on this phone. */
  waits: boolean;
}

/** Throws the Refusal where the service knows this phone no longer or cannot take what it was told. */
export async function admit(shown: Shown, forced: boolean, around: Surroundings): Promise<Admitted> {
  const entry = entryOf(shown, forced, around);
  const ticket = 'ticket' in shown ? await around.read(shown.ticket) : null;
  // What is no ticket at all is nobody's business.
  if (ticket?.kind !== 'unreadable' && around.ask) {
    const answered = await asked(around.ask, entry);
    if (answered) return withNetwork(answered, shown, ticket, around);
  }
  return onThisPhone(entry, shown, ticket, forced, around);
}

function entryOf(shown: Shown, forced: boolean, { ceremony, device }: Surroundings): Waiting {
  const found = 'person' in shown;
  return {
    nonce: crypto.randomUUID(),
    ceremony,
    kind: 'admission',
    ticket: found ? '' : shown.ticket,
    attendee: found ? shown.person.attendee : null,
    forced,
    scannedAt: device().toISOString(),
    outcome: 'admitted',
    name: found ? shown.person.name : '',
  };
}

/** Null: no answer came, or none that says anything about this ticket. */
async function asked(ask: (entry: Waiting) => Promise<Answered>, entry: Waiting): Promise<Answered | null> {
  try {
    return await ask(entry);
  } catch (thrown) {
    const refusal = asRefusal(thrown);
    if (isUnreachable(refusal)) return null;
    throw refusal;
  }
}

export const isUnreachable = ({ status }: Refusal): boolean =>
  status === 0 || status === 408 || status === 429 || status >= 500;

async function withNetwork(
  answered: Answered,
  shown: Shown,
  ticket: Ticket | null,
  around: Surroundings,
): Promise<Admitted> {
  const at = around.now();
  const person = personOf(shown, ticket, around.guests);
  const who = person?.attendee ?? (ticket?.kind === 'genuine' ? ticket.number : null);
  const isIn = letsIn(answered.outcome) || answered.outcome === 'already_in';
  const came =
    who && isIn
      ? { who, at: answered.firstAt ?? at.toISOString(), door: answered.firstDoor || around.door }
      : null;
  if (came) await remember(came);
  const found: Found = {
    ...answered,
    name: answered.name || person?.name || '',
    checked: 'online',
    isNewer: false,
    at,
  };
  return { found, person, shown, came, waits: false };
}

function personOf(shown: Shown, ticket: Ticket | null, guests: Guests): Person | null {
  if ('person' in shown) return shown.person;
  return ticket?.kind === 'genuine' ? guests.withTicket(ticket.number) : null;
}

async function onThisPhone(
  entry: Waiting,
  shown: Shown,
  ticket: Ticket | null,
  forced: boolean,
  around: Surroundings,
): Promise<Admitted> {
  const at = around.now();
  const now = around.clockIsKnown ? at.getTime() / 1000 : null;
  const judged = ticket
    ? judgeTicket(ticket, around.ceremony, around.guests, around.came, { forced, now })
    : judgePerson((shown as { person: Person }).person, around.came, forced);
  const { outcome, person, who, name, firstAt, firstDoor, isNewer } = judged;
  const came = who ? { who, at: at.toISOString(), door: around.door } : null;
  if (came) await keep({ ...entry, name, outcome }, [came]);
  const checked = outcome === 'unreadable' && around.ask ? 'here' : 'offline';
  const message = outcome === 'unreadable' && 'ticket' in shown ? aboutOtherCode(shown.ticket) : '';
  const found: Found = { outcome, name, firstAt, firstDoor, message, checked, isNewer, at };
  return { found, person, shown, came, waits: came !== null };
}
