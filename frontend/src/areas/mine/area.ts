// Loaded at once: browsers offer installing soon after the first page, and only once.
import './installing.svelte';

import { words } from '../../i18n';
import { area } from '../../routes';

const t = words(
  { overview: 'Übersicht', card: 'Karte', hours: 'Stunden', benefits: 'Vorteile', data: 'Daten' },
  { overview: 'Overview', card: 'Card', hours: 'Hours', benefits: 'Benefits', data: 'Data' },
);

/** My engagement: what volunteers see. */
export const mine = area({
  name: 'mine',
  access: 'person',
  offline: ['/mein/karte'],
  screens: {
    '/mein': () => import('./Overview.svelte'),
    '/mein/karte': () => import('./MyCard.svelte'),
    '/mein/stunden': () => import('./Hours.svelte'),
    '/mein/stunden/neu': () => import('./RecordHours.svelte'),
    '/mein/angebot/:id': () => import('./Offer.svelte'),
    '/mein/antrag': () => import('./Apply.svelte'),
    '/mein/vorteile': () => import('./Benefits.svelte'),
    '/mein/einladungen': () => import('./Invitations.svelte'),
    '/mein/einladungen/:guest': () => import('./Invitation.svelte'),
    '/mein/bewerbungen': () => import('./awards/Entries.svelte'),
    '/mein/bewerbungen/:entry': () => import('./awards/Entry.svelte'),
    '/mein/vorschlaege': () => import('./awards/Nominations.svelte'),
    '/mein/daten': () => import('./MyData.svelte'),
  },
  links: () => [
    { href: '/mein', label: t.overview, icon: 'home' },
    { href: '/mein/karte', label: t.card, icon: 'card' },
    { href: '/mein/stunden', label: t.hours, icon: 'clock' },
    { href: '/mein/vorteile', label: t.benefits, icon: 'gift' },
    { href: '/mein/daten', label: t.data, icon: 'person' },
  ],
});
