/**
 * Is this card good, here and now? The same ordered steps as in the service's checking.py.
 *
 * "Now" is the device's clock corrected by the offset to server time. While that offset is known, a time that does
 * not fit is the card's fault. When it is not known, such a time says as much about this device as about the card:
 * every other step is still taken, and what is left is `unsure` / `clock_off`, never "invalid" and never green.
 */
import type { Integer } from './cbor';
import type { KeySet } from './key-set';
import type { StatusList } from './status-list';
import { type Claims, isByItsDevice, isSignedBy, type Kind, read, type Shown } from './token';

const ISSUED_AHEAD_SECONDS = 60;
const PRESENTED_BEFORE_SECONDS = 30;
const PRESENTED_AHEAD_SECONDS = 15;
const FRESH_SECONDS = 24 * 60 * 60;
export const LARGE_OFFSET_SECONDS = 60;

export type Result = 'valid' | 'valid_with_id' | 'unsure' | 'invalid';
export type Reason =
  | 'ok'
  | 'print'
  | 'stale_status_list'
  | 'clock_off'
  | 'malformed'
  | 'unknown_key'
  | 'bad_signature'
  | 'wrong_medium'
  | 'not_yet_valid'
  | 'expired'
  | 'bad_proof'
  | 'screenshot'
  | 'revoked';

const RESULTS: Partial<Record<Reason, Result>> = {
  ok: 'valid',
  print: 'valid_with_id',
  stale_status_list: 'unsure',
  clock_off: 'unsure',
};
const ABOUT_TIME: Reason[] = ['not_yet_valid', 'expired', 'screenshot'];

/** What a checker knows, and how many seconds ago the older part of it was true (null: unknown). */
export interface Known {
  keys: KeySet | null;
  statusList: StatusList | null;
  age: number | null;
}

/** The answer. What is on the card is there only once the issuer's signature held, so only true things are shown. */
export interface Outcome {
  result: Result;
  reason: Reason;
  kind: Kind | null;
  displayName: string | null;
  /** AGS (8 digits) or district key (5 digits). */
  issuer: string | null;
  /** Seconds since 1970. */
  validUntil: number | null;
}

/** Check the text of a code at `now` (seconds since 1970). Never throws, whatever the text. */
export async function check(
  text: string,
  now: number,
  known: Known,
  { clockIsKnown = true } = {},
): Promise<Outcome> {
  const shown = read(text);
  if (!shown) return outcome('malformed');
  if (!known.keys) return outcome('stale_status_list');
  const { credential } = shown;
  const keys = known.keys.usable(credential.kid);
  if (keys.length === 0) return outcome('unknown_key');
  const signed = await Promise.all(keys.map((key) => isSignedBy(credential, key)));
  if (!signed.includes(true)) return outcome('bad_signature');
  let answer: Reason = credential.claims.medium === 'phone' ? 'ok' : 'print';
  for await (const reason of failures(shown, now, known)) {
    if (ABOUT_TIME.includes(reason) && !clockIsKnown) answer = 'clock_off';
    else if (answer !== 'clock_off' || reason !== 'stale_status_list')
      return outcome(reason, credential.claims);
  }
  return outcome(answer, credential.claims);
}

export function isGood({ result }: Pick<Outcome, 'result'>): boolean {
  return result === 'valid' || result === 'valid_with_id';
}

/** 5315000 is the municipality 05315000, 5958 the district 05958. */
export function regionKey(issuer: Integer): string {
  return String(issuer).padStart(issuer < 100_000 ? 5 : 8, '0');
}

function outcome(reason: Reason, claims: Claims | null = null): Outcome {
  return {
    result: RESULTS[reason] ?? 'invalid',
    reason,
    kind: claims && claims.kind,
    displayName: claims && claims.name,
    issuer: claims && regionKey(claims.issuer),
    validUntil: claims && Number(claims.expiresAt),
  };
}

/** The failing steps after the issuer's signature, in order and only as far as somebody asks. */
async function* failures(shown: Shown, now: number, known: Known): AsyncGenerator<Reason> {
  const { credential, presented } = shown;
  const { claims } = credential;
  if (!isRightMedium(shown)) yield 'wrong_medium';
  if (claims.issuedAt > now + ISSUED_AHEAD_SECONDS) yield 'not_yet_valid';
  if (now >= claims.expiresAt) yield 'expired';
  if (presented) {
    if (!(await isByItsDevice(shown))) yield 'bad_proof';
    const { time } = presented;
    if (!(now - PRESENTED_BEFORE_SECONDS <= time && time <= now + PRESENTED_AHEAD_SECONDS))
      yield 'screenshot';
  }
  if (known.statusList?.revoked(claims.status)) yield 'revoked';
  if (!isFresh(known, claims, now)) yield 'stale_status_list';
}

/** A phone shows a presentation and has a key; a printed card is the bare credential and has none. */
function isRightMedium({ credential: { claims }, presented }: Shown): boolean {
  const onPhone = claims.medium === 'phone';
  return onPhone === (presented !== null) && onPhone === (claims.deviceKey !== null);
}

/** Whether a card that is not on the list can be called good. */
function isFresh({ statusList, age }: Known, claims: Claims, now: number): boolean {
  if (!statusList || age === null || !statusList.covers(claims.status)) return false;
  // An age below zero: the clock went back since the sync. A list from the future proves nothing.
  return -LARGE_OFFSET_SECONDS <= age && age <= FRESH_SECONDS && now < statusList.expiresAt;
}
