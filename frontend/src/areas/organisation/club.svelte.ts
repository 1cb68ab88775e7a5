import { SvelteMap } from 'svelte/reactivity';

import { get, type Schema } from '../../api';

export type Organisation = Schema<'OrganisationOut'>;
type Town = Schema<'MunicipalityOut'>;

/** The clubs seen in this visit; every screen of a club shows where it stands with its town. */
const seen = new SvelteMap<string, Organisation>();
const towns = new SvelteMap<string, Town>();

export const clubOf = (id: string): Organisation | undefined => seen.get(id);
export const townOf = (ags: string): Town | undefined => towns.get(ags);

/** Asks again where the club stands. */
export async function refreshClub(id: string): Promise<void> {
  const club = await get('/api/organisations/{organisation_id}', { path: { organisation_id: id } });
  seen.set(id, club);
  if (club.status !== 'approved') await findTown(club.municipality);
}

/** Fetches the name behind a town's key. */
export async function findTown(ags: string): Promise<void> {
  if (towns.has(ags)) return;
  const found = await get('/api/municipalities', { query: { q: ags } });
  for (const town of found.items) towns.set(town.ags, town);
}
