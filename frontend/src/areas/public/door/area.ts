// Loaded at once: what a phone kept is handed in wherever somebody begins.
import './at-start';

import { area } from '../../../routes';

/** Phones at the doors of events: no account, and nothing around that leads away from the door. */
export const door = area({
  name: 'door',
  access: 'everyone',
  screens: { '/einlass': () => import('./Door.svelte') },
});
