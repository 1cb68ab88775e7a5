import { registerSW } from 'virtual:pwa-register';

import { toast } from './ui/toasts.svelte';
import { t } from './ui/words';

/** Keeps the application on the device; a new version waits until somebody agrees, never amid a check. */
export function keepOffline(): void {
  const update = registerSW({
    onNeedRefresh() {
      toast(t.newVersion, { action: { label: t.reload, run: () => update(true) } });
    },
  });
}
