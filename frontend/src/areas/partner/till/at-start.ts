import { somethingWaits } from './sign';

/** Wherever somebody begins: what a till kept is handed in, without anybody opening the till. */
if (somethingWaits())
  void import('./transfer.svelte').then(({ transfer }) => transfer.begin()).catch(() => undefined);
