/** An issuer, a phone and a network for the tests beside this file. */
import { base64url, type Bytes, concat } from './bytes';
import { encode, type Key, Sign1, type Value } from './cbor';
import { createKey, sign, toBeSigned } from './cose';
import { KEYS_ADDRESS, STATUS_LIST_ADDRESS, type Surroundings } from './sync';
import { present, textOf } from './token';

export const NOW = 1_790_000_000;
export const DAY = 24 * 60 * 60;
const KID = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8);

export const issuer = await createKey();
export const phone = await createKey();

export async function pointOf(key: CryptoKey): Promise<{ x: Bytes; y: Bytes }> {
  const raw = new Uint8Array(await crypto.subtle.exportKey('raw', key));
  return { x: raw.slice(1, 33), y: raw.slice(33) };
}

export async function keySet(): Promise<{ keys: object[] }> {
  const { x, y } = await pointOf(issuer.publicKey);
  const key = { kty: 'EC', crv: 'P-256', kid: base64url(KID), use: 'sig', x: base64url(x), y: base64url(y) };
  return { keys: [{ ...key, ek_state: 'active' }] };
}

export async function aCredential(status = 1234, device = phone): Promise<Bytes> {
  const { x, y } = await pointOf(device.publicKey);
  const point = new Map<Key, Value>([
    [1, 2],
    [-1, 1],
    [-2, x],
    [-3, (y[31]! & 1) === 1],
  ]);
  return signed(
    new Map<Key, Value>([
      [4, NOW + 29 * DAY],
      [6, NOW - DAY],
      [7, Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8)],
      [8, new Map([[1, point]])],
      [-65537, [1, 5315000, 'Erika M.', status, 1]],
    ]),
  );
}

export async function aCode(time = NOW, status?: number): Promise<string> {
  return textOf(await present(await aCredential(status), time, phone.privateKey));
}

export async function aStatusList({ version = 41, iat = NOW - 600, revoked = [7] } = {}): Promise<Bytes> {
  const bits = new Uint8Array(512);
  for (const index of revoked) bits[index >> 3]! |= 1 << (index & 7);
  const packed = new Blob([bits]).stream().pipeThrough(new CompressionStream('deflate'));
  const lst = new Uint8Array(await new Response(packed).arrayBuffer());
  return signed(
    new Map<Key, Value>([
      [2, 'https://karte.example/.well-known/ehrenamtskarte/status-list'],
      [4, iat + 2 * DAY],
      [6, iat],
      [
        65533,
        new Map<Key, Value>([
          ['lst', lst],
          ['bits', 1],
        ]),
      ],
      [65534, 3600],
      [-65538, version],
    ]),
  );
}

async function signed(claims: Map<Key, Value>): Promise<Bytes> {
  const header = encode(
    new Map<Key, Value>([
      [1, -7],
      [4, KID],
    ]),
  );
  const payload = encode(claims);
  const signature = await sign(issuer.privateKey, toBeSigned(header, payload));
  return encode(new Sign1([header, new Map<Key, Value>(), payload, signature]));
}

/** A network that can be cut, and a device whose clock can be wrong. The server's clock is always right. */
export class World implements Surroundings {
  online = true;
  requests = 0;
  serverTime = NOW;
  deviceAhead = 0;
  keys: unknown = null;
  list: Bytes = new Uint8Array();

  static async create(): Promise<World> {
    const world = new World();
    world.keys = await keySet();
    world.list = await aStatusList();
    return world;
  }

  readonly device = (): number => (this.serverTime + this.deviceAhead) * 1000;

  readonly fetch: typeof fetch = (address) => {
    this.requests++;
    if (!this.online) return Promise.reject(new TypeError('Failed to fetch'));
    const headers = { date: new Date(this.serverTime * 1000).toUTCString() };
    if (address === KEYS_ADDRESS) return Promise.resolve(Response.json(this.keys, { headers }));
    if (address === STATUS_LIST_ADDRESS) return Promise.resolve(new Response(concat(this.list), { headers }));
    return Promise.resolve(new Response(null, { status: 404 }));
  };

  pass(seconds: number): void {
    this.serverTime += seconds;
  }
}
