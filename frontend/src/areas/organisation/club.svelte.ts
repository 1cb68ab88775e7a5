import { SvelteMap } from 'svelte/reactivity';

import { get, type Page } from '../../api';
import type { FieldOfEngagement } from './fields';

export interface Organisation {
  id: string;
  name: string;
  municipality: string;
  field: FieldOfEngagement;
  street: string;
  postalCode: string;
  email: string;
  website: string;
  status: 'waiting' | 'approved' | 'rejected';
  reason: string;
  registeredAt: string;
  decidedAt: string | null;
}

/** The clubs seen in this visit; every screen of a club shows where it stands with its town. */
const seen = new SvelteMap<string, Organisation>();
const towns = new SvelteMap<string, string>();

export const clubOf = (id: string): Organisation | undefined => seen.get(id);
export const townOf = (ags: string): string | undefined => towns.get(ags);

/** Asks again where the club stands. */
export async function refreshClub(id: string): Promise<void> {
  const club = await get<Organisation>('/api/organisations/{id}', { path: { id } });
  seen.set(id, club);
  if (club.status === 'approved' || towns.has(club.municipality)) return;
  const found = await get<Page<{ ags: string; name: string }>>('/api/municipalities', {
    query: { q: club.municipality },
  });
  for (const town of found.items) towns.set(town.ags, town.name);
}
