import { href } from '../../../routes';

/** What the service calls the state office where other offices have an id. */
export const STATE = 'state';

export interface Places {
  offers: string;
  companies: string;
  newCompany: string;
  reports: string;
  asked: string;
  lists: string;
}

/** Where an office's screens of benefits are. */
export const placesOf = (office: string): Places =>
  office === STATE
    ? {
        offers: '/land/vorteile',
        companies: '/land/unternehmen',
        newCompany: '/land/unternehmen/neu',
        reports: '/land/meldungen',
        asked: '/land/ansprache',
        lists: '/land/vorteile/einlesen',
      }
    : {
        offers: href('/amt/:id/vorteile', { id: office }),
        companies: href('/amt/:id/unternehmen', { id: office }),
        newCompany: href('/amt/:id/unternehmen/neu', { id: office }),
        reports: href('/amt/:id/meldungen', { id: office }),
        asked: href('/amt/:id/ansprache', { id: office }),
        lists: href('/amt/:id/vorteile/einlesen', { id: office }),
      };

/** Where the navigation's one link for benefits leads, and what else belongs to it. */
export function navigationOf(office: string) {
  const { offers, companies, reports, asked } = placesOf(office);
  return { href: offers, also: [companies, reports, asked] };
}
