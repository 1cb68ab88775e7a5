/** The issuer's public keys as a JSON Web Key Set, each with its state. */
import { type Bytes, concat, fromBase64url, hex } from './bytes';
import { COORDINATE_BYTES, importPoint, KEY_ID_BYTES } from './cose';
import { isOnCurve } from './p256';

const USABLE_STATES = ['next', 'active', 'old'];

export class KeySet {
  private constructor(private readonly keys: Map<string, CryptoKey[]>) {}

  /** Keys that were killed or cannot be used are left out; null if this is no key set at all. */
  static async fromJwks(jwks: unknown): Promise<KeySet | null> {
    const entries = isRecord(jwks) ? jwks.keys : null;
    if (!Array.isArray(entries)) return null;
    const keys = new Map<string, CryptoKey[]>();
    for (const entry of entries) {
      const read = await readKey(entry);
      if (read) keys.set(hex(read.kid), [...(keys.get(hex(read.kid)) ?? []), read.key]);
    }
    return new KeySet(keys);
  }

  /** The keys with this id: two, when ids collide. */
  usable(kid: Bytes): CryptoKey[] {
    return this.keys.get(hex(kid)) ?? [];
  }
}

async function readKey(jwk: unknown): Promise<{ kid: Bytes; key: CryptoKey } | null> {
  if (!isRecord(jwk) || jwk.kty !== 'EC' || jwk.crv !== 'P-256') return null;
  // Without a state it counts as active: a plain JWKS of one's own works too.
  const { use = 'sig', ek_state: state = 'active' } = jwk;
  if (use !== 'sig' || typeof state !== 'string' || !USABLE_STATES.includes(state)) return null;
  const kid = fromBase64url(jwk.kid);
  const x = fromBase64url(jwk.x);
  const y = fromBase64url(jwk.y);
  if (kid?.length !== KEY_ID_BYTES || x?.length !== COORDINATE_BYTES || y?.length !== COORDINATE_BYTES)
    return null;
  if (!isOnCurve(x, y)) return null;
  const key = await importPoint(concat(Uint8Array.of(4), x, y));
  return key && { kid, key };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
