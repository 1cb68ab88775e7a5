import { get, type Schema } from '../../../api';

export type Copy = Schema<'BenefitsCopy'>;

const NAME = 'ehrenamtskarte-benefits';
const STORE = 'copy';
/** One copy is kept: the one of the town chosen last. */
const KEY = 'copy';

function opened(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    request.onerror = () => reject(request.error ?? new Error('The storage cannot be opened.'));
    request.onsuccess = () => resolve(request.result);
  });
}

/** Resolves once the transaction is complete: what was written then survives. */
async function within<T>(
  mode: IDBTransactionMode,
  work: (entries: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const database = await opened();
  try {
    return await new Promise<T>((resolve, reject) => {
      const transaction = database.transaction(STORE, mode);
      const request = work(transaction.objectStore(STORE));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = () => reject(transaction.error ?? new Error('The transaction was aborted.'));
    });
  } finally {
    database.close();
  }
}

/** Fetches the offers near a town and the statewide ones. */
export const fetchCopy = (municipality: string): Promise<Copy> =>
  get('/api/benefits/copy', { query: { municipality } });

/** Keeps a copy on this device, in place of the one before. */
export async function keepCopy(copy: Copy): Promise<void> {
  await within('readwrite', (entries) => entries.put(copy, KEY));
}

/** The copy on this device; null where there is none, or no storage. */
export async function keptCopy(): Promise<Copy | null> {
  try {
    return (await within('readonly', (entries) => entries.get(KEY) as IDBRequest<Copy | undefined>)) ?? null;
  } catch {
    return null;
  }
}

export async function dropCopy(): Promise<void> {
  await within('readwrite', (entries) => entries.delete(KEY));
}
