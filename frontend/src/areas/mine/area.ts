import { words } from '../../i18n';
import { area } from '../../routes';

const t = words(
  { overview: 'Übersicht', card: 'Karte', hours: 'Stunden', data: 'Daten' },
  { overview: 'Overview', card: 'Card', hours: 'Hours', data: 'Data' },
);

/** My engagement: what volunteers see. */
export const mine = area({
  name: 'mine',
  access: 'person',
  offline: ['/mein/karte'],
  screens: {
    '/mein': () => import('./Overview.svelte'),
  },
  links: () => [
    { href: '/mein', label: t.overview, icon: 'home' },
    { href: '/mein/karte', label: t.card, icon: 'card' },
    { href: '/mein/stunden', label: t.hours, icon: 'clock' },
    { href: '/mein/daten', label: t.data, icon: 'person' },
  ],
});
