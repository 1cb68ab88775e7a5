/** What a paired phone asks the service. It is known by its secret, never by who is signed in on it. */
import { asRefusal, Refusal, type Schema } from '../../../api';
import { refusalOf } from '../../../api/refusal';
import { language } from '../../../i18n';
import type { Waiting } from './kinds';

export type Paired = Schema<'PairedOut'>;
export type Admission = Schema<'AdmissionOut'>;
export type Synced = Schema<'AdmissionSyncOut'>;
export type Counter = Schema<'CounterOut'>;

/** What a door keeps; as bytes of its own it is not among the described shapes. */
export interface Listed {
  ceremony: Schema<'DoorCeremony'>;
  doors: Schema<'DoorOut'>[];
  doorId: string | null;
  keys: { keys: Record<string, string>[] };
  attendees: {
    id: string;
    guestId: string;
    name: string;
    guestName: string;
    tickets: string[];
    seat: string;
    wheelchair: boolean;
    escort: string;
    admittedAt: string | null;
    admittedDoor: string;
  }[];
  ended: string[];
}

/** Whoever stands at the door waits no longer than this for the network. */
const AT_THE_DOOR = 2_500;
const PATIENCE = 15_000;

interface Sent {
  body?: unknown;
  etag?: string | null;
  patience?: number;
}

interface Received<Answer> {
  /** Null: as it was before. */
  answer: Answer | null;
  etag: string | null;
  /** Milliseconds to add to this phone's clock; null: not to be told. */
  offset: number | null;
}

/** One phone at one event. */
export class Service {
  constructor(
    private readonly ceremony: string,
    private readonly secret: string,
    /** Told with every answer how far this phone's clock is off. */
    private readonly told: (offset: number) => void,
  ) {}

  async guestList(etag: string | null): Promise<{ list: Listed | null; etag: string | null }> {
    const { answer, etag: now } = await this.ask<Listed>('GET', 'guest-list', { etag });
    return { list: answer, etag: now };
  }

  async counter(): Promise<Counter> {
    return this.answerOf<Counter>('GET', 'counter', { patience: AT_THE_DOOR });
  }

  async admit({ nonce, ticket, attendee, forced, scannedAt }: Waiting): Promise<Admission> {
    const body: Schema<'AdmissionIn'> = { nonce, ticket, attendee, forced, scannedAt };
    return this.answerOf<Admission>('POST', 'admissions', { body, patience: AT_THE_DOOR });
  }

  async sync(entries: Waiting[]): Promise<Synced> {
    const body: Schema<'AdmissionSyncIn'> = {
      sentAt: new Date().toISOString(),
      admissions: entries.map(({ nonce, ticket, attendee, forced, scannedAt, outcome }) => ({
        nonce,
        ticket,
        attendee,
        forced,
        scannedAt,
        outcome,
      })),
    };
    return this.answerOf<Synced>('POST', 'admissions/sync', { body });
  }

  async walkIn(
    { nonce, walkIn, scannedAt }: Waiting,
    more: { forced: boolean; offline: boolean },
  ): Promise<Admission> {
    const who = walkIn ?? { givenName: '', familyName: '', party: 1 };
    const body: Schema<'WalkInIn'> = { nonce, ...who, scannedAt, ...more };
    return this.answerOf<Admission>('POST', 'walk-ins', { body, patience: AT_THE_DOOR });
  }

  async standAt(doorId: string | null): Promise<void> {
    await this.ask('PUT', 'door', { body: { doorId } satisfies Schema<'DoorIn'> });
  }

  private async answerOf<Answer>(method: string, path: string, sent: Sent): Promise<Answer> {
    const { answer } = await this.ask<Answer>(method, path, sent);
    if (answer === null) throw Refusal.offline;
    return answer;
  }

  private async ask<Answer>(method: string, path: string, sent: Sent = {}): Promise<Received<Answer>> {
    const received = await send<Answer>(method, `/api/ceremonies/${this.ceremony}/${path}`, {
      ...sent,
      secret: this.secret,
    });
    if (received.offset !== null) this.told(received.offset);
    return received;
  }
}

/** Redeems the code that the office shows; the secret comes this once. */
export async function pair(code: string, label: string): Promise<{ paired: Paired; offset: number | null }> {
  const body: Schema<'PairIn'> = { code, label };
  const { answer, offset } = await send<Paired>('POST', '/api/door-devices', { body });
  if (!answer) throw Refusal.offline;
  return { paired: answer, offset };
}

async function send<Answer>(
  method: string,
  address: string,
  { body, etag, patience = PATIENCE, secret }: Sent & { secret?: string },
): Promise<Received<Answer>> {
  const headers: Record<string, string> = { 'Accept-Language': language.current };
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  if (secret) headers['Authorization'] = `Bearer ${secret}`;
  if (etag) headers['If-None-Match'] = etag;
  const sentAt = Date.now();
  let response: Response;
  try {
    response = await fetch(address, {
      method,
      headers,
      credentials: 'omit',
      cache: 'no-store',
      signal: AbortSignal.timeout(patience),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (response.status === 304) return { answer: null, etag: etag ?? null, offset: null };
    if (!response.ok) throw await refusalOf(response);
    const text = await response.text();
    const answer = text ? (JSON.parse(text) as Answer & { serverTime?: string }) : null;
    return { answer, etag: response.headers.get('ETag'), offset: offsetOf(answer?.serverTime, sentAt) };
  } catch (thrown) {
    if (thrown instanceof Refusal) throw thrown;
    // No network, an answer that took too long, or one that was cut.
    throw thrown instanceof SyntaxError ? asRefusal(thrown) : Refusal.offline;
  }
}

function offsetOf(serverTime: string | undefined, sentAt: number): number | null {
  const there = Date.parse(serverTime ?? '');
  return Number.isNaN(there) ? null : there - (sentAt + Date.now()) / 2;
}
