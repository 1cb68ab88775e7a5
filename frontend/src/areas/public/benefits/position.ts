import { rounded } from './search';

export type Trouble = 'refused' | 'unknown';

/** The position of this visit, roughly; it is kept nowhere else. */
let known: string | null = null;

export const knownPosition = () => known;

/** Asks the browser where it is: only ever after somebody pressed the button. */
export function askPosition(): Promise<string> {
  return new Promise((resolve, reject: (trouble: Trouble) => void) => {
    if (!('geolocation' in navigator)) {
      reject('unknown');
      return;
    }
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => resolve((known = rounded(coords.latitude, coords.longitude))),
      (error) => reject(error.code === error.PERMISSION_DENIED ? 'refused' : 'unknown'),
      { enableHighAccuracy: false, timeout: 15_000, maximumAge: 300_000 },
    );
  });
}

/** Whether the browser would answer without a question, because it was allowed before. */
export async function isAllowed(): Promise<boolean> {
  try {
    return (await navigator.permissions.query({ name: 'geolocation' })).state === 'granted';
  } catch {
    return false;
  }
}
