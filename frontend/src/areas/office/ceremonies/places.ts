import { href } from '../../../routes';
import { STATE } from '../benefits/places';

export { STATE };

/** Where an office's events are. */
export interface CeremoniesPlaces {
  list: string;
  create: string;
  series: string;
}

/** Where the screens of one event are. */
export interface CeremonyPlaces {
  overview: string;
  details: string;
  programme: string;
  guests: string;
  waiting: string;
  seats: string;
  doors: string;
  stage: string;
  afterwards: string;
}

export const ceremoniesOf = (office: string): CeremoniesPlaces =>
  office === STATE
    ? { list: '/land/feiern', create: '/land/feiern/neu', series: '/land/feiern/reihe' }
    : {
        list: href('/amt/:id/feiern', { id: office }),
        create: href('/amt/:id/feiern/neu', { id: office }),
        series: href('/amt/:id/feiern/reihe', { id: office }),
      };

export function placesOf(office: string, ceremony: string): CeremonyPlaces {
  const overview = `${ceremoniesOf(office).list}/${encodeURIComponent(ceremony)}`;
  return {
    overview,
    details: `${overview}/aendern`,
    programme: `${overview}/programm`,
    guests: `${overview}/gaeste`,
    waiting: `${overview}/warteliste`,
    seats: `${overview}/plaetze`,
    doors: `${overview}/einlass`,
    stage: `${overview}/buehne`,
    afterwards: `${overview}/danach`,
  };
}

/** The tab of an event an address belongs to. */
export function tabAt(pathname: string, places: CeremonyPlaces): keyof CeremonyPlaces {
  const { waiting, details, ...tabs } = places;
  if (pathname === waiting || pathname.startsWith(`${places.guests}/`)) return 'guests';
  if (pathname === details) return 'overview';
  const found = Object.entries(tabs).find(([, address]) => address === pathname);
  return (found?.[0] ?? 'overview') as keyof CeremonyPlaces;
}
