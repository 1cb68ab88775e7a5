/**
 * The text in a ticket's QR code: "ET1:" + base45 of a COSE_Sign1 (ES256), signed by the issuer's keys.
 * The same rules as in the service's ticket_code.py; see docs/ticket-code.md.
 */
import * as base45 from '../card/base45';
import { type Bytes, hex, utf8 } from '../card/bytes';
import { decode, type Integer, NotStrict, type Value } from '../card/cbor';
import * as cose from '../card/cose';
import { isBytes } from '../card/cose';
import type { KeySet } from '../card/key-set';

export const PREFIX = 'ET1:';
const MAX_CHARACTERS = 400;
const MAX_NAME_BYTES = 24;
const NUMBER_BYTES = 8;
const CEREMONY_BYTES = 16;

const EXP = 4;
const IAT = 6;
const NUMBER = 7;
const TICKET = -65539;

/** The first step that fails gives the reason. */
export type Reason = 'ok' | 'malformed' | 'unknown_key' | 'bad_signature' | 'expired' | 'wrong_event';

/** What the issuer vouches for. Times are seconds since 1970. */
export interface Claims {
  number: Bytes;
  /** The event's id as the service writes it. */
  ceremony: string;
  name: string;
  issuedAt: Integer;
  /** Half a day after the event's end, as it was known when this was signed. */
  expiresAt: Integer;
}

/** A ticket as read, with the very bytes that were signed. */
export interface Ticket {
  kid: Bytes;
  claims: Claims;
  toBeSigned: Bytes;
  signature: Bytes;
}

/** What is on the ticket is there only once its signature held. */
export interface Checked {
  reason: Reason;
  claims: Claims | null;
}

/** Reads the text of a code strictly; no signature is checked yet. Null: malformed. */
export function read(text: string): Ticket | null {
  if (text.length > MAX_CHARACTERS || !text.startsWith(PREFIX)) return null;
  const token = base45.decode(text.slice(PREFIX.length));
  if (token === null) return null;
  try {
    const parts = cose.partsOfSign1(decode(token));
    if (!parts) return null;
    const { protectedHeader, payload, signature } = parts;
    const kid = readKeyId(decode(protectedHeader));
    const claims = kid && readClaims(decode(payload));
    return claims && { kid, claims, toBeSigned: cose.toBeSigned(protectedHeader, payload), signature };
  } catch (error) {
    if (error instanceof NotStrict) return null;
    throw error;
  }
}

/** Whether the issuer signed it; whatever event it is for and whenever that was. */
export async function verify(text: string, keys: KeySet | null): Promise<Checked> {
  const ticket = read(text);
  if (!ticket) return { reason: 'malformed', claims: null };
  const usable = keys?.usable(ticket.kid) ?? [];
  if (!usable.length) return { reason: 'unknown_key', claims: null };
  const { signature, toBeSigned, claims } = ticket;
  const signed = await Promise.all(usable.map((key) => cose.verify(key, signature, toBeSigned)));
  return signed.includes(true) ? { reason: 'ok', claims } : { reason: 'bad_signature', claims: null };
}

/**
 * Whether it is a ticket for this event at `now`. `ticketsEnd` is until when the event's own tickets count as far as
 * the checker knows: an event that was put off keeps the tickets that were printed before.
 */
export async function check(
  text: string,
  now: number,
  keys: KeySet | null,
  ceremony: string,
  ticketsEnd: number | null = null,
): Promise<Checked> {
  const checked = await verify(text, keys);
  if (!checked.claims) return checked;
  const isHere = checked.claims.ceremony === ceremony;
  const own = Number(checked.claims.expiresAt);
  const ends = isHere && ticketsEnd !== null ? Math.max(own, ticketsEnd) : own;
  if (now >= ends) return { ...checked, reason: 'expired' };
  return isHere ? checked : { ...checked, reason: 'wrong_event' };
}

function readKeyId(header: Value): Bytes | null {
  if (!hasExactly(header, [cose.ALGORITHM, cose.KEY_ID])) return null;
  const kid = header.get(cose.KEY_ID);
  return header.get(cose.ALGORITHM) === cose.ES256 && isBytes(kid, cose.KEY_ID_BYTES) ? kid : null;
}

function readClaims(claims: Value): Claims | null {
  if (!hasExactly(claims, [EXP, IAT, NUMBER, TICKET])) return null;
  const expiresAt = claims.get(EXP);
  const issuedAt = claims.get(IAT);
  const number = claims.get(NUMBER);
  const ticket = claims.get(TICKET);
  if (!isUint(expiresAt) || !isUint(issuedAt) || !isBytes(number, NUMBER_BYTES)) return null;
  if (!Array.isArray(ticket) || ticket.length !== 2) return null;
  const [ceremony, name] = ticket;
  if (!isBytes(ceremony, CEREMONY_BYTES)) return null;
  if (typeof name !== 'string' || utf8(name).length > MAX_NAME_BYTES) return null;
  return { number, ceremony: uuidOf(ceremony), name, issuedAt, expiresAt };
}

const uuidOf = (bytes: Bytes): string =>
  hex(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

function hasExactly(value: Value | undefined, keys: number[]): value is Map<number, Value> {
  return value instanceof Map && value.size === keys.length && keys.every((key) => value.has(key));
}

function isUint(value: Value | undefined): value is Integer {
  return (typeof value === 'number' || typeof value === 'bigint') && value >= 0;
}
