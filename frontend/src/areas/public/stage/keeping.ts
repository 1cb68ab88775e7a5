/** What a screen keeps so that it shows everything without a network: the slides, their pictures, its pairing. */
import type { Deck, Shown } from './deck';

const NAME = 'ehrenamtskarte-stage';
const VERSION = 1;
const LAST = 'last';

/** Whose stage this is; without a secret it is the office's own browser. */
export interface Pairing {
  ceremony: string;
  secret: string | null;
}

interface Kept {
  pairing: Pairing;
  deck: Deck;
  shown: Shown;
  pictures: Blob;
}

let opened: Promise<IDBDatabase> | null = null;

export const kept = <Store extends keyof Kept>(store: Store, key = LAST): Promise<Kept[Store] | undefined> =>
  asked(store, 'readonly', (entries) => entries.get(key) as IDBRequest<Kept[Store] | undefined>);

export const keep = async <Store extends keyof Kept>(
  store: Store,
  value: Kept[Store],
  key = LAST,
): Promise<void> => void (await asked(store, 'readwrite', (entries) => entries.put(value, key)));

/** Nothing stays: the pairing ended, or the evening is over. */
export async function forget(): Promise<void> {
  for (const store of ['pairing', 'deck', 'shown', 'pictures'] as const)
    await asked(store, 'readwrite', (entries) => entries.clear());
}

async function asked<Answer>(
  store: keyof Kept,
  mode: IDBTransactionMode,
  ask: (entries: IDBObjectStore) => IDBRequest<Answer>,
): Promise<Answer> {
  const database = await open();
  return new Promise((resolve, reject) => {
    const asking = ask(database.transaction(store, mode).objectStore(store));
    asking.onsuccess = () => resolve(asking.result);
    asking.onerror = () => reject(asking.error ?? new Error('The storage cannot be used.'));
  });
}

function open(): Promise<IDBDatabase> {
  opened ??= new Promise<IDBDatabase>((resolve, reject) => {
    const asking = indexedDB.open(NAME, VERSION);
    asking.onupgradeneeded = () => {
      for (const store of ['pairing', 'deck', 'shown', 'pictures']) asking.result.createObjectStore(store);
    };
    asking.onerror = () => reject(asking.error ?? new Error('The storage cannot be opened.'));
    asking.onsuccess = () => {
      const database = asking.result;
      database.onversionchange = () => {
        database.close();
        opened = null;
      };
      resolve(database);
    };
  }).catch((error: unknown) => {
    opened = null;
    throw error;
  });
  return opened;
}
