import { words } from '../../i18n';
import { area } from '../../routes';

const t = words({ jury: 'Jury', mine: 'Mein Engagement' }, { jury: 'Jury', mine: 'My engagement' });

/** Those who judge entries of an award. */
export const jury = area({
  name: 'jury',
  access: 'person',
  screens: {
    '/jury': () => import('./Rounds.svelte'),
    '/jury/:round': () => import('./Round.svelte'),
    '/jury/:round/rangliste': () => import('./Ranking.svelte'),
    '/jury/:round/:entry': () => import('./JudgeEntry.svelte'),
  },
  links: () => [
    { href: '/jury', label: t.jury, icon: 'award' },
    { href: '/mein', label: t.mine, icon: 'home' },
  ],
});
