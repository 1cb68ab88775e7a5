/**
 * The text in the QR code: credential, presentation, and reading both strictly.
 *
 *     credential   = COSE_Sign1 over the claims, signed by the issuer (ES256)
 *     presentation = [credential, time, proof], proof by the phone's own key
 *     text         = "EK1:" + base45 of either
 */
import * as base45 from './base45';
import { type Bytes, concat, utf8 } from './bytes';
import { decode, encode, type Integer, NotStrict, type Value } from './cbor';
import * as cose from './cose';
import { isBytes } from './cose';
import { decompress } from './p256';

export const PREFIX = 'EK1:';
const MAX_CHARACTERS = 600;
const MAX_NAME_BYTES = 24;
const CTI_BYTES = 8;

const EXP = 4;
const IAT = 6;
const CTI = 7;
const CNF = 8;
const CARD = -65537;
const COSE_KEY = 1;
const KTY = 1;
const CRV = -1;
const X = -2;
const Y = -3;
const EC2 = 2;
const P256 = 1;

export type Kind = 'standard' | 'jubilee';
export type Medium = 'phone' | 'print';
const KINDS = new Map<Value, Kind>([
  [1, 'standard'],
  [2, 'jubilee'],
]);
const MEDIA = new Map<Value, Medium>([
  [1, 'phone'],
  [2, 'print'],
]);

/** What the issuer vouches for. Times are seconds since 1970. */
export interface Claims {
  kind: Kind;
  medium: Medium;
  /** AGS or district key as a number: 5315000 for 05315000. */
  issuer: Integer;
  name: string;
  /** Index in the status list. */
  status: Integer;
  cti: Bytes;
  issuedAt: Integer;
  expiresAt: Integer;
  /** The phone's public key as a compressed point. */
  deviceKey: { x: Bytes; yIsOdd: boolean } | null;
}

/** A credential as read, with the very bytes that were signed. */
export interface Credential {
  encoded: Bytes;
  kid: Bytes;
  claims: Claims;
  toBeSigned: Bytes;
  signature: Bytes;
}

/** What a code shows: on a phone with the time and the device's proof, in print without. */
export interface Shown {
  credential: Credential;
  presented: { time: Integer; proof: Bytes } | null;
}

/** Read the text of a code strictly; no signature is checked yet. Null: malformed. */
export function read(text: string): Shown | null {
  if (text.length > MAX_CHARACTERS || !text.startsWith(PREFIX)) return null;
  const token = base45.decode(text.slice(PREFIX.length));
  if (token === null) return null;
  try {
    const item = decode(token);
    if (Array.isArray(item)) return readPresentation(item);
    const credential = readCredentialItem(token, item);
    return credential && { credential, presented: null };
  } catch (error) {
    if (error instanceof NotStrict) return null;
    throw error;
  }
}

/** A credential as it came from the service. Null: malformed. */
export function readCredential(encoded: Bytes): Credential | null {
  try {
    return readCredentialItem(encoded, decode(encoded));
  } catch (error) {
    if (error instanceof NotStrict) return null;
    throw error;
  }
}

/** The text for the QR code, for a credential or a presentation. */
export function textOf(token: Bytes): string {
  return PREFIX + base45.encode(token);
}

/** What a phone shows: the credential, the time (seconds since 1970), and the device's proof over both. */
export async function present(credential: Bytes, time: number, deviceKey: CryptoKey): Promise<Bytes> {
  const proof = await cose.sign(deviceKey, await presentationMessage(credential, time));
  return encode([credential, time, proof]);
}

/** What the device signs every time it shows its card. */
export async function presentationMessage(credential: Bytes, time: Integer): Promise<Bytes> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', credential));
  const timeBytes = new Uint8Array(8);
  new DataView(timeBytes.buffer).setBigUint64(0, BigInt(time));
  return concat(utf8('ek1-pop'), digest, timeBytes);
}

/** What a new device signs to prove that it holds its key. Never mistaken for a presentation. */
export function activationMessage(challenge: Bytes): Bytes {
  return concat(utf8('ek1-activation'), challenge);
}

export function isSignedBy(credential: Credential, key: CryptoKey): Promise<boolean> {
  return cose.verify(key, credential.signature, credential.toBeSigned);
}

/** Whether the proof is from the key that the credential names. */
export async function isByItsDevice({ credential, presented }: Shown): Promise<boolean> {
  const point = credential.claims.deviceKey;
  const key = point && (await cose.importPoint(decompress(point.x, point.yIsOdd)));
  if (!key || !presented) return false;
  return cose.verify(key, presented.proof, await presentationMessage(credential.encoded, presented.time));
}

function readPresentation(item: Value[]): Shown | null {
  const [encoded, time, proof] = item;
  if (item.length !== 3 || !isBytes(encoded) || !isUint(time) || !isBytes(proof, cose.SIGNATURE_BYTES))
    return null;
  const credential = readCredentialItem(encoded, decode(encoded));
  return credential && { credential, presented: { time, proof } };
}

function readCredentialItem(encoded: Bytes, item: Value): Credential | null {
  const parts = cose.partsOfSign1(item);
  if (!parts) return null;
  const { protectedHeader, payload, signature } = parts;
  const kid = readKeyId(decode(protectedHeader));
  const claims = kid && readClaims(decode(payload));
  return claims && { encoded, kid, claims, toBeSigned: cose.toBeSigned(protectedHeader, payload), signature };
}

function readKeyId(header: Value): Bytes | null {
  const kid = hasExactly(header, [cose.ALGORITHM, cose.KEY_ID]) ? header.get(cose.KEY_ID) : undefined;
  const isEs256 = header instanceof Map && header.get(cose.ALGORITHM) === cose.ES256;
  return isEs256 && isBytes(kid, cose.KEY_ID_BYTES) ? kid : null;
}

function readClaims(claims: Value): Claims | null {
  if (!hasExactly(claims, [EXP, IAT, CTI, CARD], [CNF])) return null;
  const expiresAt = claims.get(EXP);
  const issuedAt = claims.get(IAT);
  const cti = claims.get(CTI);
  const card = readCard(claims.get(CARD));
  if (!isUint(expiresAt) || !isUint(issuedAt) || !isBytes(cti, CTI_BYTES) || !card) return null;
  const confirmation = claims.get(CNF);
  const deviceKey = confirmation === undefined ? null : readConfirmation(confirmation);
  if (confirmation !== undefined && !deviceKey) return null;
  return { ...card, cti, issuedAt, expiresAt, deviceKey };
}

function readCard(
  card: Value | undefined,
): Pick<Claims, 'kind' | 'medium' | 'issuer' | 'name' | 'status'> | null {
  if (!Array.isArray(card) || card.length !== 5) return null;
  const kind = KINDS.get(card[0]!);
  const medium = MEDIA.get(card[4]!);
  const [, issuer, name, status] = card;
  if (!kind || !medium || !isUint(issuer) || !isUint(status)) return null;
  if (typeof name !== 'string' || utf8(name).length > MAX_NAME_BYTES) return null;
  return { kind, medium, issuer, name, status };
}

function readConfirmation(confirmation: Value): Claims['deviceKey'] {
  const key = hasExactly(confirmation, [COSE_KEY]) ? confirmation.get(COSE_KEY) : undefined;
  if (!hasExactly(key, [KTY, CRV, X, Y]) || key.get(KTY) !== EC2 || key.get(CRV) !== P256) return null;
  const x = key.get(X);
  const yIsOdd = key.get(Y);
  if (!isBytes(x, cose.COORDINATE_BYTES) || typeof yIsOdd !== 'boolean') return null;
  return { x, yIsOdd };
}

function hasExactly(
  value: Value | undefined,
  keys: number[],
  optional: number[] = [],
): value is Map<number, Value> {
  if (!(value instanceof Map) || !keys.every((key) => value.has(key))) return false;
  return [...value.keys()].every((key) => [...keys, ...optional].includes(key as number));
}

function isUint(value: Value | undefined): value is Integer {
  return (typeof value === 'number' || typeof value === 'bigint') && value >= 0;
}
