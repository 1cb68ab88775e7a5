/** What a phone at the door keeps. Everything about people lies sealed; see sealed.ts. */
const NAME = 'ehrenamtskarte-door';
const VERSION = 1;

/** Something that only the key of this device opens. */
export interface Sealed {
  id: string;
  iv: Uint8Array<ArrayBuffer>;
  data: ArrayBuffer;
}

interface Kept {
  /** The one key; it cannot leave the browser. */
  keys: CryptoKey;
  /** The pairing and the guest list. */
  kept: Sealed;
  /** Who came, as this phone knows; one entry each. */
  came: Sealed;
  /** What was done without the network and has not been handed in. */
  waiting: Sealed;
  /** What turned out to be a conflict, until somebody has read it. */
  conflicts: Sealed;
}

export type StoreName = keyof Kept;
export type SealedStore = Exclude<StoreName, 'keys'>;
const SEALED: SealedStore[] = ['kept', 'came', 'waiting', 'conflicts'];

/** The stores of one transaction. */
export interface Stores {
  get<Name extends StoreName>(store: Name, key: string, then: (found: Kept[Name] | undefined) => void): void;
  put<Name extends StoreName>(store: Name, value: Kept[Name], key?: string): void;
  remove(store: StoreName, key: string): void;
  clear(store: StoreName): void;
}

let opened: Promise<IDBDatabase> | null = null;

export const read = <Name extends StoreName>(store: Name, key: string): Promise<Kept[Name] | undefined> =>
  request(store, (entries) => entries.get(key) as IDBRequest<Kept[Name] | undefined>);

export const readAll = <Name extends StoreName>(store: Name): Promise<Kept[Name][]> =>
  request(store, (entries) => entries.getAll() as IDBRequest<Kept[Name][]>);

/** Does all of it or nothing, and resolves once it survives a reload. */
export async function change(stores: StoreName[], work: (within: Stores) => void): Promise<void> {
  const database = await open();
  await new Promise<void>((resolve, reject) => {
    const transaction = database.transaction(stores, 'readwrite', { durability: 'strict' });
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new Error('The transaction was aborted.'));
    work({
      get: (store, key, then) => {
        const reading = transaction.objectStore(store).get(key);
        reading.onsuccess = () => then(reading.result as never);
      },
      put: (store, value, key) => void transaction.objectStore(store).put(value, key),
      remove: (store, key) => void transaction.objectStore(store).delete(key),
      clear: (store) => void transaction.objectStore(store).clear(),
    });
  });
}

async function request<T>(store: StoreName, ask: (entries: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const database = await open();
  return new Promise((resolve, reject) => {
    const asked = ask(database.transaction(store).objectStore(store));
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error ?? new Error('The storage cannot be read.'));
  });
}

function open(): Promise<IDBDatabase> {
  opened ??= new Promise<IDBDatabase>((resolve, reject) => {
    const asked = indexedDB.open(NAME, VERSION);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore('keys');
      for (const store of SEALED) asked.result.createObjectStore(store, { keyPath: 'id' });
    };
    asked.onerror = () => reject(asked.error ?? new Error('The storage cannot be opened.'));
    asked.onsuccess = () => {
      const database = asked.result;
      // Another page brings a newer version, or the browser cleared the site: open again at the next use.
      database.onversionchange = () => forget(database);
      database.onclose = () => forget(database);
      resolve(database);
    };
  }).catch((error: unknown) => {
    opened = null;
    throw error;
  });
  return opened;
}

function forget(database: IDBDatabase): void {
  database.close();
  opened = null;
}
