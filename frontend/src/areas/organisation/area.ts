import { words } from '../../i18n';
import { area, href } from '../../routes';

const t = words(
  { confirm: 'Bestätigen', people: 'Menschen', upload: 'Einlesen', roles: 'Mitglieder' },
  { confirm: 'Confirm', people: 'People', upload: 'Import', roles: 'Members' },
);

/** The club: hours to confirm, its people, its lists. */
export const organisation = area({
  name: 'organisation',
  access: 'person',
  screens: {
    '/verein/neu': () => import('./Register.svelte'),
    '/verein/:id': () => import('./Inbox.svelte'),
    '/verein/:id/einlesen': () => import('./Import.svelte'),
    '/verein/:id/menschen': () => import('./People.svelte'),
    '/verein/:id/menschen/:member': () => import('./Person.svelte'),
    '/verein/:id/menschen/:member/brief': () => import('./Letters.svelte'),
    '/verein/:id/briefe': () => import('./Letters.svelte'),
    '/verein/:id/mitglieder': () => import('./Coordinators.svelte'),
  },
  links: ({ id }) =>
    id
      ? [
          { href: href('/verein/:id', { id }), label: t.confirm, icon: 'inbox' },
          {
            href: href('/verein/:id/menschen', { id }),
            label: t.people,
            icon: 'people',
            also: href('/verein/:id/briefe', { id }),
          },
          { href: href('/verein/:id/einlesen', { id }), label: t.upload, icon: 'upload' },
          { href: href('/verein/:id/mitglieder', { id }), label: t.roles, icon: 'settings' },
        ]
      : [],
});
