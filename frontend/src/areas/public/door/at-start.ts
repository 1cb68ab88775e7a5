import { somethingWaits } from './sign';

/** Wherever somebody begins: what a phone kept at the door is handed in, without anybody opening that page; there it happens anyway. */
if (somethingWaits() && location.pathname !== '/einlass')
  void import('./handing-in').then(({ handInWhatWaits }) => handInWhatWaits()).catch(() => undefined);
