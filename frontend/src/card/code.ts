/** The living code: a fresh presentation every ten seconds, so that a picture of it dies within half a minute. */
import type { Bytes } from './bytes';
import { present, textOf } from './token';

export const REFRESH_SECONDS = 10;

export interface LivingCode {
  credential: Bytes;
  deviceKey: CryptoKey;
  /** Seconds since 1970 by the server's clock, e.g. `() => synced.clock.now()`. */
  now: () => number;
  /** Takes the text for the QR code, and the time it was made for (seconds since 1970). */
  show: (text: string, time: number) => void;
  /** The key cannot sign, e.g. because the browser lost it. */
  failed: (error: unknown) => void;
}

/** Start showing; the answer stops it. */
export function showCode({ credential, deviceKey, now, show, failed }: LivingCode): () => void {
  let stopped = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function refresh(): Promise<void> {
    clearTimeout(timer);
    timer = setTimeout(() => void refresh(), REFRESH_SECONDS * 1000);
    const time = Math.floor(now());
    try {
      const text = textOf(await present(credential, time, deviceKey));
      if (!stopped) show(text, time);
    } catch (error) {
      if (!stopped) failed(error);
    }
  }

  // Timers rest while a page is hidden: whoever opens the phone again sees a fresh code at once.
  const page = typeof document === 'undefined' ? null : document;
  const onVisible = () => {
    if (page?.visibilityState === 'visible') void refresh();
  };
  page?.addEventListener('visibilitychange', onVisible);
  void refresh();
  return () => {
    stopped = true;
    clearTimeout(timer);
    page?.removeEventListener('visibilitychange', onVisible);
  };
}
