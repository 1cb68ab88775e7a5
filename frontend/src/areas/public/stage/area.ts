import { area } from '../../../routes';

/** The big screen and its remote: paired by a code or opened by the office, and nothing around that leads away. */
export const stage = area({
  name: 'stage',
  access: 'everyone',
  screens: {
    '/buehne': () => import('./Screen.svelte'),
    '/buehne/steuern': () => import('./Remote.svelte'),
  },
});
