/** What a screen and its remote ask the service: by the secret of a paired device, else as the office that is signed in. */
import { Refusal, type Schema } from '../../../api';
import { refusalOf } from '../../../api/refusal';
import { language } from '../../../i18n';
import type { Deck, Shown } from './deck';
import type { Pairing } from './keeping';

const PATIENCE = 10_000;

export const loadDeck = async (pairing: Pairing): Promise<Deck> =>
  (await asked(pairing, 'GET', 'stage')).json() as Promise<Deck>;

export const loadState = async (pairing: Pairing): Promise<Shown> =>
  (await asked(pairing, 'GET', 'stage/state')).json() as Promise<Shown>;

export const show = async (pairing: Pairing, wanted: Schema<'StageIn'>): Promise<Shown> =>
  (await asked(pairing, 'PUT', 'stage', wanted)).json() as Promise<Shown>;

export const loadPortrait = async (pairing: Pairing, id: string): Promise<Blob> =>
  (await asked(pairing, 'GET', `stage/pictures/${id}`)).blob();

export async function loadLogo(id: string): Promise<Blob> {
  const response = await fetch(`/api/pictures/${id}/large`, { signal: AbortSignal.timeout(PATIENCE) });
  if (!response.ok) throw await refusalOf(response);
  return response.blob();
}

/** Whether the service no longer lets this device in. */
export const isEnded = (reason: unknown): boolean =>
  reason instanceof Refusal && ([401, 403, 404].includes(reason.status) || reason.code === 'ceremony_over');

async function asked({ ceremony, secret }: Pairing, method: string, path: string, body?: object) {
  const headers: Record<string, string> = { 'Accept-Language': language.current };
  if (secret) headers['Authorization'] = `Bearer ${secret}`;
  if (body) headers['Content-Type'] = 'application/json';
  let response: Response;
  try {
    response = await fetch(`/api/ceremonies/${encodeURIComponent(ceremony)}/${path}`, {
      method,
      headers,
      credentials: secret ? 'omit' : 'same-origin',
      cache: 'no-store',
      signal: AbortSignal.timeout(PATIENCE),
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
  } catch {
    throw Refusal.offline;
  }
  if (!response.ok) throw await refusalOf(response);
  return response;
}
