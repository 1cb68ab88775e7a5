/** A sign on this phone that something waits to be handed in: where there is none, nothing more is loaded. */
const SIGN = 'door-waiting';

export function keepSign(waits: boolean): void {
  try {
    if (waits) localStorage.setItem(SIGN, '1');
    else localStorage.removeItem(SIGN);
  } catch {
    // Without it everything is handed in the next time somebody opens the door's page.
  }
}

export function somethingWaits(): boolean {
  try {
    return localStorage.getItem(SIGN) !== null;
  } catch {
    return false;
  }
}
