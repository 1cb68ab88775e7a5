/** The cards on this phone: a key that never leaves the browser, and the credential that names it. */
import { base64url, type Bytes, fromBase64url } from './bytes';
import { createKey, sign } from './cose';
import { read, readAll, remove, write } from './store';
import { activationMessage, type Kind } from './token';

/** What the card's screen shows without a network. */
export interface CardFacts {
  kind: Kind;
  displayName: string;
  issuer: string;
  /** A day, e.g. "2028-11-30"; null for life. */
  validUntil: string | null;
}

export interface Holding {
  cardId: string;
  deviceId: string;
  keys: CryptoKeyPair;
  /** Null until the service has issued it. */
  credential: Bytes | null;
  facts: CardFacts;
  /** When the service last said that this card is good, seconds since 1970. */
  confirmedAt?: number;
  /** The next key, kept before the service hears of it, so that a lost answer loses nothing. */
  renewal?: Renewal;
}

/** A fresh key on its way to a fresh credential. */
export interface Renewal {
  keys: CryptoKeyPair;
  /** What the service is sent; sent again under the same key it has one effect. */
  request: Activation & { proof: string };
  idempotencyKey: string;
  /** Once the service has taken it. */
  deviceId?: string;
}

/** The proof that this device holds its key, as the service takes it. */
export interface Activation {
  publicKey: { kty: string; crv: string; x: string; y: string };
  challenge: string;
  signature: string;
}

/** A key pair that can sign here and cannot be read out. */
export function createDeviceKeys(): Promise<CryptoKeyPair> {
  return createKey();
}

/** Sign the service's challenge (base64url). Null if that is no challenge. */
export async function activate(keys: CryptoKeyPair, challenge: string): Promise<Activation | null> {
  const bytes = fromBase64url(challenge);
  const { x, y } = await crypto.subtle.exportKey('jwk', keys.publicKey);
  if (!bytes || !x || !y) return null;
  const signature = await sign(keys.privateKey, activationMessage(bytes));
  return { publicKey: { kty: 'EC', crv: 'P-256', x, y }, challenge, signature: base64url(signature) };
}

/** Keep a card; the promise is kept once it is safely stored. */
export function keep(holding: Holding): Promise<void> {
  return write('holdings', holding.cardId, holding);
}

export function holdingOf(cardId: string): Promise<Holding | undefined> {
  return read('holdings', cardId);
}

export function holdings(): Promise<Holding[]> {
  return readAll('holdings');
}

export function forget(cardId: string): Promise<void> {
  return remove('holdings', cardId);
}
