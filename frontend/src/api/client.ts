import createClient from 'openapi-fetch';

import { language } from '../i18n';
import { Refusal, refusalOf } from './refusal';

type Values = Record<string, string | number | boolean | null | undefined>;

export interface Sent {
  /** Fills `{names}` in the address. */
  path?: Values;
  query?: Values;
  body?: unknown;
  signal?: AbortSignal;
  /** Names one intended creation; a repeat with the same key has one effect. Made up when missing. */
  key?: string;
}

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

const client = createClient<Record<string, Record<Method, object>>>({ credentials: 'same-origin' });

client.use({
  onRequest({ request }) {
    request.headers.set('Accept-Language', language.current);
  },
  async onResponse({ response }) {
    if (!response.ok) throw await refusalOf(response);
  },
  onError({ error }) {
    if (error instanceof DOMException && error.name === 'AbortError') return error;
    return error instanceof Refusal ? error : Refusal.offline;
  },
});

function present(values: Values = {}): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) =>
      value === null || value === undefined || value === '' ? [] : [[name, String(value)]],
    ),
  );
}

async function send<Answer>(method: Method, address: string, sent: Sent): Promise<Answer> {
  const headers = method === 'post' ? { 'Idempotency-Key': sent.key ?? crypto.randomUUID() } : {};
  const form = sent.body instanceof FormData;
  const { data } = await client.request(method, address, {
    params: { path: present(sent.path), query: present(sent.query) },
    headers,
    signal: sent.signal,
    ...(sent.body === undefined ? {} : { body: sent.body }),
    ...(form ? { bodySerializer: (body: FormData) => body } : {}),
  } as never);
  return data as Answer;
}

/** `await get<Engagement>('/api/me/engagement')`; every call throws a `Refusal` when the service says no. */
export const get = <Answer>(address: string, sent: Sent = {}) => send<Answer>('get', address, sent);
/** `await post<Confirmed>('/api/organisations/{id}/confirmations', { path: { id }, body: { all: true } })` */
export const post = <Answer = void>(address: string, sent: Sent = {}) => send<Answer>('post', address, sent);
export const put = <Answer = void>(address: string, sent: Sent = {}) => send<Answer>('put', address, sent);
export const patch = <Answer = void>(address: string, sent: Sent = {}) =>
  send<Answer>('patch', address, sent);
export const remove = <Answer = void>(address: string, sent: Sent = {}) =>
  send<Answer>('delete', address, sent);
