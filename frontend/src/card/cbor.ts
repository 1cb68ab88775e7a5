/**
 * A small strict CBOR reader (RFC 8949, section 4.2): deterministic encodings only, of the few kinds of value that
 * card tokens hold. The same rules as in the service's cbor.py.
 */
import { type Bytes, concat, utf8 } from './bytes';

const MAX_DEPTH = 8;
const COSE_SIGN1 = 18;
const UNSIGNED = 0;
const NEGATIVE = 1;
const BYTES = 2;
const TEXT = 3;
const ARRAY = 4;
const MAP = 5;
const TAG = 6;
const SIMPLE = 7;
const FALSE = 20;
const TRUE = 21;

/** A bigint only where a number would not be exact. */
export type Integer = number | bigint;
export type Key = Integer | string;
export type Value = Integer | boolean | string | Bytes | Value[] | Map<Key, Value> | Sign1;

/** An item under tag 18, the only tag that is taken. */
export class Sign1 {
  constructor(readonly item: Value) {}
}

/** The bytes are not one deterministic CBOR item of the kinds known here. */
export class NotStrict extends Error {}

/** Read exactly one item. `ordered: false` lets map keys come in any order, but never twice. */
export function decode(data: Bytes, { ordered = true } = {}): Value {
  const reader = new Reader(data, ordered);
  const value = reader.read(0);
  if (reader.at !== data.length) throw new NotStrict('trailing bytes');
  return value;
}

/** Heads in their shortest form; a map keeps the order it has. */
export function encode(value: Value): Bytes {
  if (typeof value === 'boolean') return Uint8Array.of((SIMPLE << 5) | (value ? TRUE : FALSE));
  if (typeof value === 'number' || typeof value === 'bigint') {
    return value >= 0 ? head(UNSIGNED, value) : head(NEGATIVE, -1n - BigInt(value));
  }
  if (typeof value === 'string') return concat(head(TEXT, utf8(value).length), utf8(value));
  if (value instanceof Uint8Array) return concat(head(BYTES, value.length), value);
  if (value instanceof Sign1) return concat(head(TAG, COSE_SIGN1), encode(value.item));
  if (value instanceof Map) return concat(head(MAP, value.size), ...[...value].flat().map(encode));
  return concat(head(ARRAY, value.length), ...value.map(encode));
}

function head(major: number, number: Integer): Bytes {
  if (number < 24) return Uint8Array.of((major << 5) | Number(number));
  const width = number < 1 << 8 ? 1 : number < 1 << 16 ? 2 : number < 2 ** 32 ? 4 : 8;
  const bytes = new Uint8Array(1 + width);
  bytes[0] = (major << 5) | (24 + Math.log2(width));
  for (let at = width, rest = BigInt(number); at > 0; at--, rest >>= 8n) bytes[at] = Number(rest & 255n);
  return bytes;
}

const strictText = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

class Reader {
  at = 0;

  constructor(
    private readonly data: Bytes,
    private readonly ordered: boolean,
  ) {}

  read(depth: number): Value {
    const [major, number] = this.head();
    if (major === SIMPLE) return number === TRUE;
    if (major === UNSIGNED) return number;
    if (major === NEGATIVE) return exact(-1n - BigInt(number));
    if (major === BYTES) return this.take(number).slice();
    if (major === TEXT) return this.text(number);
    if (depth >= MAX_DEPTH) throw new NotStrict('too deep');
    if (major === ARRAY) return this.array(number, depth + 1);
    if (major === MAP) return this.map(number, depth + 1);
    if (number !== COSE_SIGN1) throw new NotStrict('a tag that is not taken');
    return new Sign1(this.read(depth + 1));
  }

  /** Major type and its number, in the shortest form only. */
  private head(): [major: number, number: Integer] {
    const initial = this.take(1)[0]!;
    const major = initial >> 5;
    const info = initial & 31;
    if (major === SIMPLE && info !== FALSE && info !== TRUE) {
      throw new NotStrict('a float or simple value that is not taken');
    }
    if (info < 24) return [major, info];
    if (info > 27) throw new NotStrict('indefinite or reserved length');
    const width = 1 << (info - 24);
    const number = this.take(width).reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
    const smallest = width === 1 ? 24n : 1n << BigInt(width * 4);
    if (number < smallest) throw new NotStrict('not the shortest form');
    return [major, exact(number)];
  }

  private take(size: Integer): Bytes {
    if (size > this.data.length - this.at) throw new NotStrict('broken off');
    return this.data.subarray(this.at, (this.at += Number(size)));
  }

  private text(size: Integer): string {
    try {
      return strictText.decode(this.take(size));
    } catch {
      throw new NotStrict('broken off or not UTF-8');
    }
  }

  private array(size: Integer, depth: number): Value[] {
    const items: Value[] = [];
    while (items.length < size) items.push(this.read(depth));
    return items;
  }

  private map(size: Integer, depth: number): Map<Key, Value> {
    const entries = new Map<Key, Value>();
    let previous: Uint8Array = new Uint8Array();
    while (entries.size < size) {
      const start = this.at;
      const key = this.read(depth);
      if (typeof key !== 'number' && typeof key !== 'bigint' && typeof key !== 'string') {
        throw new NotStrict('a key that is neither a number nor text');
      }
      const encoded = this.data.subarray(start, this.at);
      if (entries.has(key) || (this.ordered && !comesBefore(previous, encoded))) {
        throw new NotStrict('keys repeated or out of order');
      }
      previous = encoded;
      entries.set(key, this.read(depth));
    }
    return entries;
  }
}

function exact(number: bigint): Integer {
  const rounded = Number(number);
  return Number.isSafeInteger(rounded) ? rounded : number;
}

function comesBefore(one: Uint8Array, other: Uint8Array): boolean {
  for (let at = 0; at < one.length && at < other.length; at++) {
    if (one[at] !== other[at]) return one[at]! < other[at]!;
  }
  return one.length < other.length;
}
