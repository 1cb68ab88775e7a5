/** What a till keeps on this device. It outlives reloads and signing out; what waits leaves only once it was handed in. */
import type { Conflict, Use, Waiting } from './kinds';

const NAME = 'ehrenamtskarte-till';
const VERSION = 1;

interface Kept {
  /** The till's own id, and what each company keeps here: its offers, and what was chosen last. */
  device: unknown;
  /** What was given or taken back and has not been handed in. */
  waiting: Waiting;
  /** What turned out not to have been due, until somebody has read it. */
  conflicts: Conflict;
  /** Which cards used which offers, by digests, for as long as their limits count. */
  used: Use;
}

export type StoreName = keyof Kept;

/** The stores of one transaction. */
export interface Stores {
  get<Name extends StoreName>(store: Name, key: string, then: (found: Kept[Name] | undefined) => void): void;
  put<Name extends StoreName>(store: Name, value: Kept[Name], key?: string): void;
  remove(store: StoreName, key: string): void;
}

let opened: Promise<IDBDatabase> | null = null;

export const read = <T>(store: StoreName, key: string): Promise<T | undefined> =>
  request(store, (entries) => entries.get(key) as IDBRequest<T | undefined>);

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
      asked.result.createObjectStore('device');
      asked.result.createObjectStore('waiting', { keyPath: 'nonce' });
      asked.result.createObjectStore('conflicts', { keyPath: 'nonce' });
      asked.result.createObjectStore('used', { keyPath: 'digest' });
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
