import { describe, expect, test } from 'vitest';

import * as base45 from './base45';
import { type Bytes, fromBase64url, hex, utf8 } from './bytes';
import { decode, encode, type Key, NotStrict, type Value } from './cbor';
import { aCode, aCredential, NOW, phone, pointOf } from './making';
import { decompress, isOnCurve } from './p256';
import { isByItsDevice, present, read, readCredential, textOf } from './token';

function bytes(text: string): Bytes {
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}

describe('base45', () => {
  test.each([
    ['AB', 'BB8'],
    ['Hello!!', '%69 VD92EX0'],
    ['ietf!', 'QED8WEX0'],
  ])('is that of the RFC: %s', (plain, encoded) => {
    expect(base45.encode(utf8(plain))).toBe(encoded);
    expect(base45.decode(encoded)).toEqual(utf8(plain));
  });

  test('every pair of bytes comes back', () => {
    for (let pair = 0; pair < 65536; pair += 7) {
      const data = Uint8Array.of(pair >> 8, pair & 255);
      expect(base45.decode(base45.encode(data))).toEqual(data);
    }
  });

  test.each(['A', 'AAAA', ':::', '::', 'ab8', 'BB_', 'Ä00', '\ud83d\ude00'])('refuses %s', (text) => {
    expect(base45.decode(text)).toBeNull();
  });
});

describe('cbor', () => {
  const values: Value[] = [
    0,
    23,
    24,
    255,
    256,
    65535,
    65536,
    4294967295,
    4294967296,
    Number.MAX_SAFE_INTEGER,
    2n ** 53n,
    2n ** 64n - 1n,
    -1,
    -24,
    -25,
    -65538,
    -(2n ** 64n),
    true,
    false,
    '',
    '\ufeffÄ😀',
    new Uint8Array(300),
    [1, [2, 'x']],
    new Map<Key, Value>([
      [1, 'a'],
      [-1, 'b'],
      ['x', []],
    ]),
  ];

  test.each(values)('comes back: %s', (value) => {
    expect(decode(encode(value))).toEqual(value);
  });

  test.each([
    ['a long form', '1817'],
    ['a long form of two bytes', '1900ff'],
    ['a long form of eight bytes', '1b00000000ffffffff'],
    ['a trailing byte', '0000'],
    ['nothing', ''],
    ['a float', 'f93c00'],
    ['null', 'f6'],
    ['a tag', 'c100'],
    ['an indefinite array', '9f01ff'],
    ['a key twice', 'a201010101'],
    ['keys out of order', 'a202010101'],
    ['a boolean key', 'a1f500'],
    ['half a surrogate', '63eda080'],
    ['broken off', '4401'],
    ['too deep', '818181818181818181' + '00'],
  ])('refuses %s', (_, encoded) => {
    expect(() => decode(bytes(encoded))).toThrow(NotStrict);
  });
});

describe('points', () => {
  test('a compressed point comes back', async () => {
    const { x, y } = await pointOf(phone.publicKey);
    const whole = decompress(x, (y[31]! & 1) === 1);
    expect(whole && hex(whole)).toBe(`04${hex(x)}${hex(y)}`);
    expect(isOnCurve(x, y)).toBe(true);
    expect(isOnCurve(y, x)).toBe(false);
  });

  test('half of all x have no point', () => {
    const points = Array.from({ length: 64 }, (_, x) => {
      const abscissa = new Uint8Array(32);
      abscissa[31] = x;
      return decompress(abscissa, true);
    });
    const found = points.filter((point) => point !== null);
    expect(found.length).toBeGreaterThan(16);
    expect(found.length).toBeLessThan(48);
    expect(found.every((point) => isOnCurve(point.slice(1, 33), point.slice(33)))).toBe(true);
  });

  test('where there is no point there is none', () => {
    expect(decompress(new Uint8Array(32).fill(255), true)).toBeNull();
    expect(decompress(new Uint8Array(31), true)).toBeNull();
  });
});

describe('tokens', () => {
  test('a presentation shows credential, time and proof', async () => {
    const credential = await aCredential();
    const shown = read(textOf(await present(credential, NOW, phone.privateKey)));
    expect(shown?.credential.encoded).toEqual(credential);
    expect(shown?.credential.claims.name).toBe('Erika M.');
    expect(shown?.presented?.time).toBe(NOW);
    expect(shown && (await isByItsDevice(shown))).toBe(true);
  });

  test('a presentation keeps the budget of 280 bytes', async () => {
    expect(base45.decode((await aCode()).slice(4))!.length).toBeLessThanOrEqual(280);
  });

  test('a credential from the service is read as it is', async () => {
    const credential = await aCredential();
    expect(readCredential(credential)?.encoded).toEqual(credential);
    expect(readCredential(utf8('something else'))).toBeNull();
  });

  test('no single changed byte is the same credential', async () => {
    const credential = await aCredential();
    const { kid, claims, toBeSigned, signature } = readCredential(credential)!;
    for (let at = 0; at < credential.length; at++) {
      const changed = credential.slice();
      changed[at]! ^= 1;
      const other = readCredential(changed);
      expect(other && [other.kid, other.claims, other.toBeSigned, other.signature]).not.toEqual([
        kid,
        claims,
        toBeSigned,
        signature,
      ]);
    }
  });

  test('only base64url is base64url', () => {
    expect(fromBase64url('AQID')).toEqual(Uint8Array.of(1, 2, 3));
    expect(['AQI=', 'AR', 'A', 'A+/A', 'ä', 5, null].map(fromBase64url)).toEqual(Array(7).fill(null));
  });
});
