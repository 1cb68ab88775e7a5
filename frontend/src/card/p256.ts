/** The curve P-256, as far as WebCrypto leaves it to us: not every browser imports a compressed point. */
import { type Bytes, concat, hex } from './bytes';

const PRIME = 2n ** 256n - 2n ** 224n + 2n ** 192n + 2n ** 96n - 1n;
const B = 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn;
const COORDINATE_BYTES = 32;

/** The uncompressed point (65 bytes), or null if no point on the curve has this x. */
export function decompress(x: Bytes, yIsOdd: boolean): Bytes | null {
  const abscissa = toNumber(x);
  if (x.length !== COORDINATE_BYTES || abscissa >= PRIME) return null;
  const square = rightSide(abscissa);
  const root = power(square, (PRIME + 1n) / 4n);
  if ((root * root) % PRIME !== square) return null;
  const y = (root & 1n) === (yIsOdd ? 1n : 0n) ? root : PRIME - root;
  return concat(Uint8Array.of(4), x, toBytes(y));
}

export function isOnCurve(x: Bytes, y: Bytes): boolean {
  const abscissa = toNumber(x);
  const ordinate = toNumber(y);
  return abscissa < PRIME && ordinate < PRIME && (ordinate * ordinate) % PRIME === rightSide(abscissa);
}

function rightSide(x: bigint): bigint {
  return ((((x * x - 3n) * x + B) % PRIME) + PRIME) % PRIME;
}

function power(base: bigint, exponent: bigint): bigint {
  let result = 1n;
  for (let square = base, rest = exponent; rest > 0n; rest >>= 1n, square = (square * square) % PRIME) {
    if (rest & 1n) result = (result * square) % PRIME;
  }
  return result;
}

function toNumber(bytes: Uint8Array): bigint {
  return BigInt(`0x${hex(bytes) || '0'}`);
}

function toBytes(number: bigint): Bytes {
  const bytes = new Uint8Array(COORDINATE_BYTES);
  for (let at = COORDINATE_BYTES - 1, rest = number; at >= 0; at--, rest >>= 8n)
    bytes[at] = Number(rest & 255n);
  return bytes;
}
