import { href } from '../../../routes';
import { STATE } from '../benefits/places';

export { STATE };

/** Where an office's calls are. */
export interface CallsPlaces {
  list: string;
  create: string;
}

/** Where the screens of one call are. */
export interface CallPlaces {
  overview: string;
  details: string;
  categories: string;
  form: string;
  entries: string;
  jury: string;
  vote: string;
  result: string;
  months: string;
}

export const callsOf = (office: string): CallsPlaces => {
  const list = office === STATE ? '/land/preise' : href('/amt/:id/preise', { id: office });
  return { list, create: `${list}/neu` };
};

export function placesOf(office: string, call: string): CallPlaces {
  const overview = `${callsOf(office).list}/${encodeURIComponent(call)}`;
  return {
    overview,
    details: `${overview}/aendern`,
    categories: `${overview}/kategorien`,
    form: `${overview}/formular`,
    entries: `${overview}/bewerbungen`,
    jury: `${overview}/jury`,
    vote: `${overview}/abstimmung`,
    result: `${overview}/ergebnis`,
    months: `${overview}/monate`,
  };
}

/** Where an office sees one entry. */
export const entryPlace = (office: string, call: string, entry: string): string =>
  `${placesOf(office, call).entries}/${encodeURIComponent(entry)}`;

/** Where the screens of one round of the jury are. */
export function roundPlaces(office: string, call: string, round: string) {
  const overview = `${placesOf(office, call).jury}/${encodeURIComponent(round)}`;
  return { overview, ranking: `${overview}/rangliste` };
}

/** The tab of a call an address belongs to, that of its entries and rounds too. */
export function tabAt(pathname: string, { overview, details, ...tabs }: CallPlaces): keyof CallPlaces {
  if (pathname === details) return 'details';
  const found = Object.entries(tabs).find(
    ([, address]) => pathname === address || pathname.startsWith(`${address}/`),
  );
  return (found?.[0] ?? 'overview') as keyof CallPlaces;
}
