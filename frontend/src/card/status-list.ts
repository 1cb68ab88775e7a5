/** The status list: one bit per credential, signed, only downloadable whole. The same rules as status_list.py. */
import type { Bytes } from './bytes';
import { decode, NotStrict, type Integer, type Value } from './cbor';
import * as cose from './cose';
import type { KeySet } from './key-set';

const MEDIA_TYPE = 'application/statuslist+cwt';
const MAX_TOKEN_BYTES = 4 * 1024 * 1024;
const MAX_LIST_BYTES = 4 * 1024 * 1024;

const SUB = 2;
const EXP = 4;
const IAT = 6;
const TTL = 65534;
const STATUS_LIST = 65533;
const VERSION = -65538;

/** One version of the list. Times are seconds since 1970; ask again after `ttl` seconds. */
export class StatusList {
  constructor(
    readonly subject: string,
    readonly version: number,
    readonly issuedAt: number,
    readonly expiresAt: number,
    readonly ttl: number,
    private readonly bits: Bytes,
  ) {}

  /** Whether the list says anything about this credential. */
  covers(index: Integer): boolean {
    return index < this.bits.length * 8;
  }

  /** False for an index outside the list: ask `covers` too. */
  revoked(index: Integer): boolean {
    if (!this.covers(index)) return false;
    const at = Number(index);
    return ((this.bits[Math.floor(at / 8)]! >> (at % 8)) & 1) === 1;
  }
}

/** Read a published list and check its signature. Null: not a list, or not signed by a key that counts. */
export async function readStatusList(token: Bytes, keys: KeySet): Promise<StatusList | null> {
  if (token.length > MAX_TOKEN_BYTES) return null;
  try {
    const parts = cose.partsOfSign1(decode(token, { ordered: false }));
    const kid = parts && readKeyId(decode(parts.protectedHeader, { ordered: false }));
    if (!parts || !kid) return null;
    const message = cose.toBeSigned(parts.protectedHeader, parts.payload);
    for (const key of keys.usable(kid)) {
      if (await cose.verify(key, parts.signature, message)) {
        return await readClaims(decode(parts.payload, { ordered: false }));
      }
    }
    return null;
  } catch (error) {
    if (error instanceof NotStrict) return null;
    throw error;
  }
}

function readKeyId(header: Value): Bytes | null {
  if (!(header instanceof Map) || header.get(cose.ALGORITHM) !== cose.ES256) return null;
  const kid = header.get(cose.KEY_ID);
  const type = header.get(cose.TYPE) ?? MEDIA_TYPE;
  return cose.isBytes(kid) && type === MEDIA_TYPE ? kid : null;
}

async function readClaims(claims: Value): Promise<StatusList | null> {
  if (!(claims instanceof Map)) return null;
  const subject = claims.get(SUB);
  const packed = claims.get(STATUS_LIST);
  const [version, issuedAt, expiresAt, ttl] = [VERSION, IAT, EXP, TTL].map((claim) => claims.get(claim));
  if (typeof subject !== 'string' || !(packed instanceof Map) || packed.get('bits') !== 1) return null;
  if (!isNumber(version) || !isNumber(issuedAt) || !isNumber(expiresAt) || !isNumber(ttl)) return null;
  const lst = packed.get('lst');
  const bits = cose.isBytes(lst) ? await unpack(lst) : null;
  return bits && new StatusList(subject, version, issuedAt, expiresAt, ttl, bits);
}

function isNumber(value: Value | undefined): value is number {
  return typeof value === 'number' && value >= 0;
}

/** Null for what is not zlib, is broken off, or unpacks to more than the limit: read no further than that. */
async function unpack(packed: Bytes): Promise<Bytes | null> {
  const reader = new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate')).getReader();
  const chunks: Bytes[] = [];
  let size = 0;
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      size += next.value.length;
      if (size > MAX_LIST_BYTES) {
        await reader.cancel();
        return null;
      }
      chunks.push(next.value as Bytes);
    }
  } catch {
    return null;
  }
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}
