/** The persons of a party while they are edited. */
import type { Answer, Invitation } from './source';

export interface Draft {
  /** Made up for one who is new, so that the page can tell them apart. */
  key: string;
  id: string | null;
  name: string;
  wheelchair: boolean;
  signLanguage: boolean;
  hearingLoop: boolean;
  diet: string;
  needs: string;
  photoConsent: 'open' | 'yes' | 'no';
}

export function somebody(key: string): Draft {
  return {
    key,
    id: null,
    name: '',
    wheelchair: false,
    signLanguage: false,
    hearingLoop: false,
    diet: '',
    needs: '',
    photoConsent: 'open',
  };
}

/** Who comes, as it was answered; the guest alone before. */
export function partyOf({ persons }: Invitation): Draft[] {
  if (!persons.length) return [somebody('guest')];
  return persons.map(({ ticket: _ticket, seat: _seat, id, ...person }) => ({ key: id, id, ...person }));
}

/** The first `size` of a party, filled up with persons nobody named yet. */
export function ofSize(party: readonly Draft[], size: number): Draft[] {
  const missing = Array.from({ length: Math.max(0, size - party.length) }, (_, index) =>
    somebody(`new-${party.length + index}`),
  );
  return [...party.slice(0, size), ...missing];
}

export function yes(party: readonly Draft[], more: Partial<Answer> = {}): Answer {
  return { coming: true, persons: party.map(({ key: _key, ...person }) => person), sitWith: '', ...more };
}

export const NO: Answer = { coming: false, persons: [], sitWith: '' };

/** How many may come, and which of these numbers would have to wait now. */
export function choices({ mostPersons, fits }: Pick<Invitation, 'mostPersons' | 'fits'>) {
  return Array.from({ length: mostPersons }, (_, index) => ({
    size: index + 1,
    waits: index + 1 > fits,
  }));
}
