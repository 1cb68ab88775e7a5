/** What outlives the page, in IndexedDB: the last sync, and the cards held on this device with their keys. */
const NAME = 'ehrenamtskarte-card';
const VERSION = 1;

export type StoreName = 'sync' | 'holdings';
const STORES: StoreName[] = ['sync', 'holdings'];

let opened: Promise<IDBDatabase> | null = null;

export async function read<T>(store: StoreName, key: string): Promise<T | undefined> {
  return within(store, 'readonly', (entries) => entries.get(key) as IDBRequest<T | undefined>);
}

export async function readAll<T>(store: StoreName): Promise<T[]> {
  return within(store, 'readonly', (entries) => entries.getAll() as IDBRequest<T[]>);
}

export async function write(store: StoreName, key: string, value: unknown): Promise<void> {
  await within(store, 'readwrite', (entries) => entries.put(value, key));
}

export async function remove(store: StoreName, key: string): Promise<void> {
  await within(store, 'readwrite', (entries) => entries.delete(key));
}

/** Replace an entry in one transaction, so that two pages at once cannot undo each other. Undefined: leave it. */
export async function replace<T>(
  store: StoreName,
  key: string,
  change: (old: T | undefined) => T | undefined,
): Promise<void> {
  await within(store, 'readwrite', (entries) => {
    const reading = entries.get(key) as IDBRequest<T | undefined>;
    reading.onsuccess = () => {
      const changed = change(reading.result);
      if (changed !== undefined) entries.put(changed, key);
    };
    return reading;
  });
}

/** Resolves once the transaction is complete: what was written then survives. */
async function within<T>(
  store: StoreName,
  mode: IDBTransactionMode,
  work: (entries: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const database = await open();
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(store, mode);
    const request = work(transaction.objectStore(store));
    transaction.oncomplete = () => resolve(request.result);
    transaction.onabort = () => reject(transaction.error ?? new Error('The transaction was aborted.'));
  });
}

function open(): Promise<IDBDatabase> {
  opened ??= new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(NAME, VERSION);
    request.onupgradeneeded = () => {
      for (const store of STORES) request.result.createObjectStore(store);
    };
    request.onerror = () => reject(request.error ?? new Error('The storage cannot be opened.'));
    request.onsuccess = () => {
      const database = request.result;
      // Another page brings a newer version, or the browser cleared the site: open again at the next use.
      database.onversionchange = forget(database);
      database.onclose = forget(database);
      resolve(database);
    };
  }).catch((error: unknown) => {
    opened = null;
    throw error;
  });
  return opened;
}

function forget(database: IDBDatabase): () => void {
  return () => {
    database.close();
    opened = null;
  };
}
