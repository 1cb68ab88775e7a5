import { SvelteMap } from 'svelte/reactivity';

import { get, type Schema } from '../../../api';

export type Counts = Schema<'InboxCounts'>;

/** How much waits in each office seen in this visit; all its screens show it. */
const seen = new SvelteMap<string, Counts>();

export const countsOf = (office: string): Counts | undefined => seen.get(office);

/** Asks again; without an answer the numbers stay as they were. */
export async function countAgain(office: string): Promise<void> {
  try {
    seen.set(office, await get('/api/offices/{office}/benefits/counts', { path: { office } }));
  } catch {
    // A number beside a word is not worth a message.
  }
}
