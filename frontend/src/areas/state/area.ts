import { words } from '../../i18n';
import { area } from '../../routes';

const t = words(
  { bodies: 'Stellen', organisations: 'Vereine', rules: 'Regeln' },
  { bodies: 'Offices', organisations: 'Clubs', rules: 'Rules' },
);

/** The state office: who issues the card where, and the rules of the state. */
export const state = area({
  name: 'state',
  access: 'staff',
  screens: {
    '/land': () => import('./IssuingBodies.svelte'),
    '/land/stellen/neu': () => import('./NewIssuingBody.svelte'),
    '/land/stellen/:id': () => import('./IssuingBody.svelte'),
    '/land/vereine': () => import('./Organisations.svelte'),
    '/land/regeln': () => import('./StateRules.svelte'),
  },
  links: () => [
    { href: '/land', label: t.bodies, icon: 'building' },
    { href: '/land/vereine', label: t.organisations, icon: 'people' },
    { href: '/land/regeln', label: t.rules, icon: 'rules' },
  ],
});
