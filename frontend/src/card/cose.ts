/** ES256 (ECDSA on P-256 with SHA-256, raw r || s) and the bytes that COSE_Sign1 (RFC 9052) signs. */
import type { Bytes } from './bytes';
import { encode, Sign1, type Value } from './cbor';

export const ALGORITHM = 1;
export const KEY_ID = 4;
export const TYPE = 16;
export const ES256 = -7;
export const KEY_ID_BYTES = 8;
export const COORDINATE_BYTES = 32;
export const SIGNATURE_BYTES = 64;

const CURVE = { name: 'ECDSA', namedCurve: 'P-256' };
const ECDSA = { name: 'ECDSA', hash: 'SHA-256' };

export interface Sign1Parts {
  protectedHeader: Bytes;
  payload: Bytes;
  signature: Bytes;
}

/** The parts of a decoded message, or null if it is none. */
export function partsOfSign1(item: Value): Sign1Parts | null {
  if (!(item instanceof Sign1) || !Array.isArray(item.item) || item.item.length !== 4) return null;
  const [protectedHeader, unprotected, payload, signature] = item.item;
  if (!(unprotected instanceof Map) || unprotected.size > 0) return null;
  if (!isBytes(protectedHeader) || !isBytes(payload) || !isBytes(signature, SIGNATURE_BYTES)) return null;
  return { protectedHeader, payload, signature };
}

/** Sig_structure: ["Signature1", protected, external_aad (empty), payload]. */
export function toBeSigned(protectedHeader: Bytes, payload: Bytes): Bytes {
  return encode(['Signature1', protectedHeader, new Uint8Array(), payload]);
}

/** A public key from its uncompressed point; null if it is none. */
export async function importPoint(point: Bytes | null): Promise<CryptoKey | null> {
  if (point === null) return null;
  try {
    return await crypto.subtle.importKey('raw', point, CURVE, true, ['verify']);
  } catch {
    return null;
  }
}

export async function verify(key: CryptoKey, signature: Bytes, message: Bytes): Promise<boolean> {
  try {
    return await crypto.subtle.verify(ECDSA, key, signature, message);
  } catch {
    return false;
  }
}

export async function sign(key: CryptoKey, message: Bytes): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.sign(ECDSA, key, message));
}

/** A key that can sign but never leaves the browser. */
export function createKey(): Promise<CryptoKeyPair> {
  return crypto.subtle.generateKey(CURVE, false, ['sign', 'verify']);
}

export function isBytes(value: Value | undefined, size?: number): value is Bytes {
  return value instanceof Uint8Array && (size === undefined || value.length === size);
}
