import { SvelteMap } from 'svelte/reactivity';

import { get, type Schema } from '../../../api';

export type Ceremony = Schema<'CeremonyOut'>;

/** The events seen in this visit; every screen of an event shows what it is and how many come. */
const seen = new SvelteMap<string, Ceremony>();

export const ceremonyOf = (id: string): Ceremony | undefined => seen.get(id);

/** Takes an answer of the service over. */
export function keepCeremony(ceremony: Ceremony): Ceremony {
  seen.set(ceremony.id, ceremony);
  return ceremony;
}

/** Asks again how an event stands; call it after whatever changes its figures. */
export const refreshCeremony = async (office: string, id: string) =>
  keepCeremony(
    await get('/api/offices/{office}/ceremonies/{ceremony_id}', { path: { office, ceremony_id: id } }),
  );
