import { words } from '../../i18n';
import { area, href } from '../../routes';

const t = words(
  { applications: 'Anträge', cards: 'Karten', organisations: 'Vereine', rules: 'Regeln' },
  { applications: 'Applications', cards: 'Cards', organisations: 'Clubs', rules: 'Rules' },
);

/** The issuing body: applications, cards, clubs to approve. */
export const office = area({
  name: 'office',
  access: 'staff',
  screens: {
    '/amt/:id': () => import('./Applications.svelte'),
    '/amt/:id/antrag/:applicationId': () => import('./Case.svelte'),
    '/amt/:id/karten': () => import('./Cards.svelte'),
    '/amt/:id/vereine': () => import('./Organisations.svelte'),
    '/amt/:id/regeln': () => import('./Rules.svelte'),
  },
  links: ({ id = '' }) => [
    { href: href('/amt/:id', { id }), label: t.applications, icon: 'inbox' },
    { href: href('/amt/:id/karten', { id }), label: t.cards, icon: 'card' },
    { href: href('/amt/:id/vereine', { id }), label: t.organisations, icon: 'people' },
    { href: href('/amt/:id/regeln', { id }), label: t.rules, icon: 'rules' },
  ],
});
