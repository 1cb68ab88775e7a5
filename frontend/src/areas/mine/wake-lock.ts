/** Keeps the screen lit while a card is shown; the browser lets go whenever the page is hidden, so it is asked again. */
export function keepLit(): () => void {
  let stopped = false;
  let lock: WakeLockSentinel | null = null;

  async function ask(): Promise<void> {
    if (stopped || document.visibilityState !== 'visible' || !('wakeLock' in navigator)) return;
    try {
      lock = await navigator.wakeLock.request('screen');
      if (stopped) await lock.release();
    } catch {
      // Refused, e.g. to save power: the card works, the screen just dims as usual.
    }
  }

  const visible = () => void ask();
  document.addEventListener('visibilitychange', visible);
  void ask();
  return () => {
    stopped = true;
    document.removeEventListener('visibilitychange', visible);
    void lock?.release().catch(() => undefined);
  };
}
