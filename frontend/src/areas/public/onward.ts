import { go } from '../../router.svelte';
import { session } from '../../session.svelte';

const KEPT = 'onward';

/** Keeps where somebody wanted to go while they fetch the mail, perhaps in another tab. */
export function keepTarget(target: string | null): void {
  try {
    if (target) localStorage.setItem(KEPT, target);
    else localStorage.removeItem(KEPT);
  } catch {
    // Without storage they arrive at their own start.
  }
}

/** Goes where somebody wanted to go before signing in; only ever inside this application. */
export function goOnward(asked: string | null): void {
  let target = asked;
  try {
    target ??= localStorage.getItem(KEPT);
  } catch {
    // See above.
  }
  keepTarget(null);
  const inside = target?.startsWith('/') && !target.startsWith('//') && !target.startsWith('/anmelden');
  go(inside && target ? target : session.home, { replace: true });
}
