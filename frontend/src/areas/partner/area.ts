// Loaded at once: what a till kept is handed in wherever somebody begins.
import './till/at-start';

import { words } from '../../i18n';
import { area, href, type AreaLink } from '../../routes';
import { session } from '../../session.svelte';

const t = words(
  { offers: 'Angebote', till: 'Kasse', figures: 'Zahlen', venues: 'Orte', profile: 'Profil' },
  { offers: 'Offers', till: 'Till', figures: 'Figures', venues: 'Venues', profile: 'Profile' },
);

/** Whoever only stands at the till sees what they need there; managers see everything, offices all but the till. */
function links(id: string): AreaLink[] {
  const offers = { href: href('/partner/:id', { id }), label: t.offers, icon: 'gift' };
  const figures = { href: href('/partner/:id/zahlen', { id }), label: t.figures, icon: 'chart' };
  const till = { href: href('/partner/:id/kasse', { id }), label: t.till, icon: 'scan' };
  if (session.has('partner_staff', id) && !session.has('partner_manager', id)) return [offers, till, figures];
  const isOffice = session.state === 'in' && !session.has('partner_manager', id);
  return [
    offers,
    ...(isOffice ? [] : [till]),
    { href: href('/partner/:id/orte', { id }), label: t.venues, icon: 'pin' },
    figures,
    {
      href: href('/partner/:id/profil', { id }),
      label: t.profile,
      icon: 'shop',
      also: [
        href('/partner/:id/team', { id }),
        href('/partner/:id/material', { id }),
        href('/partner/:id/ehrungen', { id }),
      ],
    },
  ];
}

/** The company: its offers and venues, the till, figures, what it shows of its engagement. */
export const partner = area({
  name: 'partner',
  access: 'person',
  offline: ['/partner/:id/kasse'],
  screens: {
    '/partner/neu': () => import('./Register.svelte'),
    '/partner/:id': () => import('./Offers.svelte'),
    '/partner/:id/angebote/neu': () => import('./NewOffer.svelte'),
    '/partner/:id/angebote/:benefit': () => import('./Offer.svelte'),
    '/partner/:id/kasse': () => import('./till/Till.svelte'),
    '/partner/:id/orte': () => import('./Venues.svelte'),
    '/partner/:id/zahlen': () => import('./Figures.svelte'),
    '/partner/:id/profil': () => import('./Profile.svelte'),
    '/partner/:id/team': () => import('./Team.svelte'),
    '/partner/:id/material': () => import('./Material.svelte'),
    '/partner/:id/ehrungen': () => import('./Ceremonies.svelte'),
  },
  links: ({ id }) => (id ? links(id) : []),
});
