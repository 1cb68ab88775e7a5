/** Sealing what is kept: AES-GCM with a key that was made on this device and that the browser does not hand out. */
import { change, read, readAll, type Sealed, type SealedStore } from './database';

const KEY = 'door';
const AES = { name: 'AES-GCM', length: 256 };
const IV_BYTES = 12;

/** Made at the first use; of two windows that make one at once, one wins. */
async function theKey(): Promise<CryptoKey> {
  const known = await read('keys', KEY);
  if (known) return known;
  const made = await crypto.subtle.generateKey(AES, false, ['encrypt', 'decrypt']);
  await change(['keys'], (stores) =>
    stores.get('keys', KEY, (before) => {
      if (!before) stores.put('keys', made, KEY);
    }),
  );
  return (await read('keys', KEY)) ?? made;
}

/** What was sealed for one place does not open in another. */
const placeOf = (store: SealedStore, id: string) => new TextEncoder().encode(`${store}\0${id}`);

export async function seal(store: SealedStore, id: string, value: unknown): Promise<Sealed> {
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
  const plain = new TextEncoder().encode(JSON.stringify(value));
  const data = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv, additionalData: placeOf(store, id) },
    await theKey(),
    plain,
  );
  return { id, iv, data };
}

/** Null: the key is gone, or somebody changed it. */
async function unseal<T>(store: SealedStore, sealed: Sealed, key: CryptoKey): Promise<T | null> {
  try {
    const plain = await crypto.subtle.decrypt(
      { name: 'AES-GCM', iv: sealed.iv, additionalData: placeOf(store, sealed.id) },
      key,
      sealed.data,
    );
    return JSON.parse(new TextDecoder().decode(plain)) as T;
  } catch {
    return null;
  }
}

export async function put(store: SealedStore, id: string, value: unknown): Promise<void> {
  const sealed = await seal(store, id, value);
  await change([store], (stores) => stores.put(store, sealed));
}

export async function find<T>(store: SealedStore, id: string): Promise<T | null> {
  const sealed = await read(store, id);
  return sealed ? unseal<T>(store, sealed, await theKey()) : null;
}

export async function findAll<T>(store: SealedStore): Promise<T[]> {
  const all = await readAll(store);
  if (!all.length) return [];
  const key = await theKey();
  const found = await Promise.all(all.map((sealed) => unseal<T>(store, sealed, key)));
  return found.filter((one) => one !== null);
}

/** Nothing that was sealed before can be opened any more, wherever a copy may lie. */
export async function forgetEverything(): Promise<void> {
  await change(['keys', 'kept', 'came', 'waiting', 'conflicts'], (stores) => {
    for (const store of ['keys', 'kept', 'came', 'waiting', 'conflicts'] as const) stores.clear(store);
  });
}
