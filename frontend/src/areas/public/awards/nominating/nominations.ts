/** A nomination for who is nominated: by the secret link of a mail, or signed in by that address. */
import { asRefusal, get, put, type Schema } from '../../../../api';
import { refusalOf } from '../../../../api/refusal';
import { language, words } from '../../../../i18n';

export type Nomination = Schema<'NominationOut'>;
export type MyNomination = Schema<'MyNomination'>;
export type NominationAnswer = Schema<'NominationAnswerIn'>;
export type EntrantKind = Nomination['kind'];
export type State = Nomination['state'];
type Tone = 'good' | 'warn' | 'bad' | 'info' | 'plain';

export interface NominationSource {
  load(): Promise<Nomination>;
  answer(answer: NominationAnswer): Promise<Nomination>;
}

/** The secret goes in a header, never in an address. */
export function byLink(secret: string): NominationSource {
  async function send(method = 'GET', body?: NominationAnswer): Promise<Nomination> {
    let answer: Response;
    try {
      answer = await fetch('/api/nomination', {
        method,
        credentials: 'same-origin',
        headers: {
          'X-Nomination': secret,
          'Accept-Language': language.current,
          ...(body ? { 'Content-Type': 'application/json' } : {}),
        },
        ...(body ? { body: JSON.stringify(body) } : {}),
      });
    } catch (reason) {
      throw asRefusal(reason);
    }
    if (!answer.ok) throw await refusalOf(answer);
    return answer.json() as Promise<Nomination>;
  }
  return { load: () => send(), answer: (answer) => send('PUT', answer) };
}

/** One of those that wait for whoever is signed in. */
export const signedIn = (found: Nomination): NominationSource => ({
  load: async () => (await get('/api/me/proposals')).find(({ id }) => id === found.id) ?? found,
  answer: (body) => put('/api/me/proposals/{nomination_id}', { path: { nomination_id: found.id }, body }),
});

const t = words(
  {
    waiting: 'wartet auf Antwort',
    accepted: 'macht mit',
    declined: 'möchte nicht',
    withdrawn: 'zurückgenommen',
    lapsed: 'keine Antwort',
  },
  {
    waiting: 'waits for an answer',
    accepted: 'takes part',
    declined: 'does not want to',
    withdrawn: 'taken back',
    lapsed: 'no answer',
  },
);

export const stateName = (state: State) => t[state];

export const STATE_TONES: Record<State, Tone> = {
  waiting: 'info',
  accepted: 'good',
  declined: 'plain',
  withdrawn: 'plain',
  lapsed: 'plain',
};

/** Whether the nominated can still say something: yes or no, and yes after a no. */
export const isOpen = ({ state, consentUntil }: Nomination, now = new Date()): boolean =>
  (state === 'waiting' || state === 'declined') && consentUntil !== null && new Date(consentUntil) > now;
