import { area } from '../../routes';

/** What everyone sees, signed in or not. */
export const everyone = area({
  name: 'public',
  access: 'everyone',
  screens: {
    '/': () => import('./Start.svelte'),
  },
});
