/** Fetching and keeping what a checker must know: key set, status list, and how wrong this device's clock is. */
import type { Bytes } from './bytes';
import type { Known } from './checking';
import { Clock, type ClockRecord, offsetFrom } from './clock';
import { KeySet } from './key-set';
import { readStatusList, type StatusList } from './status-list';
import { read, replace, write } from './store';

export const KEYS_ADDRESS = '/.well-known/ehrenamtskarte/keys.json';
export const STATUS_LIST_ADDRESS = '/.well-known/ehrenamtskarte/status-list';
const PATIENCE = 10_000;

/** Where a test puts its own network and clock. */
export interface Surroundings {
  fetch: typeof fetch;
  /** Milliseconds since 1970 by the device's clock. */
  device: () => number;
}

interface KeysRecord {
  jwks: unknown;
  /** Seconds since 1970 by the server's clock, here and below. */
  fetchedAt: number;
}

interface ListRecord {
  token: Bytes;
  version: number;
  issuedAt: number;
  fetchedAt: number;
}

/** What came is not what was asked for; what was known before stays. */
export class SyncFailed extends Error {}

export const browser: Surroundings = {
  fetch: (...request) => globalThis.fetch(...request),
  device: () => Date.now(),
};

/** What the last sync left behind. */
export class Synced {
  constructor(
    readonly keys: KeySet | null,
    readonly statusList: StatusList | null,
    readonly clock: Clock,
    /** Since when keys and list are known to be true, seconds since 1970. Null: one of them is missing. */
    readonly since: number | null,
  ) {}

  known(now: number): Known {
    return {
      keys: this.keys,
      statusList: this.statusList,
      age: this.since === null ? null : now - this.since,
    };
  }
}

/** What is kept on this device, network or not. */
export async function lastSync({ device }: Surroundings = browser): Promise<Synced> {
  const keysRecord = await read<KeysRecord>('sync', 'keys');
  const listRecord = await read<ListRecord>('sync', 'statusList');
  const clock = new Clock((await read<ClockRecord>('sync', 'clock')) ?? null, device);
  const keys = keysRecord ? await KeySet.fromJwks(keysRecord.jwks) : null;
  const statusList = keys && listRecord ? await readStatusList(listRecord.token, keys) : null;
  if (!keysRecord || !listRecord || !statusList) return new Synced(keys, statusList, clock, null);
  // Fetched just now but made long ago is old, too: some cache in between answered.
  const since = Math.min(keysRecord.fetchedAt, listRecord.fetchedAt, listRecord.issuedAt);
  return new Synced(keys, statusList, clock, since);
}

/** Fetch everything anew. Throws when offline; throws SyncFailed for an answer that cannot be used. */
export async function sync(surroundings: Surroundings = browser, patience = PATIENCE): Promise<Synced> {
  const signal = AbortSignal.timeout(patience);
  const { fetch, device } = surroundings;
  const sentAt = device();
  const answer = await fetch(KEYS_ADDRESS, { cache: 'no-store', signal });
  const clock = await keepClock(offsetFrom(answer.headers.get('date'), sentAt, device()), device);
  const jwks: unknown = answer.ok ? await answer.json() : null;
  const keys = await KeySet.fromJwks(jwks);
  if (!keys) throw new SyncFailed('The key set cannot be read.');
  await write('sync', 'keys', { jwks, fetchedAt: clock.now() } satisfies KeysRecord);

  const listAnswer = await fetch(STATUS_LIST_ADDRESS, { cache: 'no-store', signal });
  const token = listAnswer.ok ? new Uint8Array(await listAnswer.arrayBuffer()) : new Uint8Array();
  const list = await readStatusList(token, keys);
  if (!list) throw new SyncFailed('The status list cannot be read.');
  await keepList({ token, version: list.version, issuedAt: list.issuedAt, fetchedAt: clock.now() });
  return lastSync(surroundings);
}

async function keepClock(offset: number | null, device: () => number): Promise<Clock> {
  if (offset !== null) {
    await write('sync', 'clock', { offset, seenAt: device() } satisfies ClockRecord);
  }
  return new Clock((await read<ClockRecord>('sync', 'clock')) ?? null, device);
}

/** A version may not go back: whoever serves an older list hides revocations. */
async function keepList(offered: ListRecord): Promise<void> {
  let isOlder = false;
  await replace<ListRecord>('sync', 'statusList', (kept) => {
    isOlder = kept !== undefined && comesAfter(kept, offered);
    return isOlder ? undefined : offered;
  });
  if (isOlder) throw new SyncFailed('The status list is older than the one that is known.');
}

function comesAfter(one: ListRecord, other: ListRecord): boolean {
  return one.version > other.version || (one.version === other.version && one.issuedAt > other.issuedAt);
}
