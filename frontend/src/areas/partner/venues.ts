import type { Schema } from '../../api';

export type Venue = Schema<'VenueOut'>;
export type VenueIn = Schema<'VenueIn'>;

/** A venue nobody has said anything about yet. */
export const emptyVenue = (): Required<VenueIn> => ({
  name: '',
  street: '',
  postalCode: '',
  municipality: '',
  latitude: null,
  longitude: null,
  openingHours: [],
  openingNote: { de: '', en: '' },
  stepFree: null,
  accessibleToilet: null,
  accessibility: { de: '', en: '' },
  revision: null,
});

/** From so many venues on a list can be searched. */
export const MANY = 8;

const plain = (text: string) =>
  text.toLowerCase().replace(/ß/g, 'ss').normalize('NFD').replace(/\p{M}/gu, '');

/** Venues with all the words in name, street, town or postal code. */
export function found<One extends Pick<Venue, 'name' | 'street' | 'postalCode' | 'municipalityName'>>(
  venues: readonly One[],
  q: string,
): One[] {
  const asked = plain(q).split(/\s+/).filter(Boolean);
  return venues.filter(({ name, street, postalCode, municipalityName }) => {
    const all = plain([name, street, postalCode, municipalityName].join(' '));
    return asked.every((word) => all.includes(word));
  });
}
