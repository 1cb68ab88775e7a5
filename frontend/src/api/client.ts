import createClient from 'openapi-fetch';

import { language } from '../i18n';
import { Refusal, refusalOf } from './refusal';
import type { paths } from './schema';

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

type JsonOf<Contained> = Contained extends { content: infer Media } ? Media[keyof Media] : undefined;

/** The addresses of the service that know a method. */
type Address<Verb extends Method> = {
  [Path in keyof paths]: paths[Path] extends Record<Verb, { responses: unknown }> ? Path : never;
}[keyof paths];

type Operation<Path extends keyof paths, Verb extends Method> =
  paths[Path] extends Record<Verb, infer Found> ? Found : never;

type Parameters<Path extends keyof paths, Verb extends Method> =
  Operation<Path, Verb> extends { parameters: infer Found } ? Found : never;

type PathOf<Found> = Found extends { path: infer Names } ? { path: Names } : { path?: undefined };

/** The names are those of the service; a value that is empty is not sent. */
type QueryOf<Found> = Found extends { query?: infer Names }
  ? { query?: Partial<Record<keyof NonNullable<Names>, Values[string]>> }
  : { query?: undefined };

type BodyOf<Found> = Found extends { requestBody: infer Body }
  ? { body: JsonOf<Body> | FormData }
  : Found extends { requestBody?: infer Body }
    ? { body?: JsonOf<NonNullable<Body>> | FormData }
    : unknown;

type SentTo<Path extends keyof paths, Verb extends Method> = Pick<Sent, 'signal' | 'key'> &
  PathOf<Parameters<Path, Verb>> &
  QueryOf<Parameters<Path, Verb>> &
  BodyOf<Operation<Path, Verb>>;

type Success<Responses> = {
  [Status in keyof Responses]: Status extends 200 | 201 | 202 | 204 ? JsonOf<Responses[Status]> : never;
}[keyof Responses];

type AnswerOf<Path extends keyof paths, Verb extends Method> =
  Operation<Path, Verb> extends { responses: infer Responses } ? Success<Responses> : never;

/** Nothing to say is nothing to write: `get('/api/me')`. */
type Rest<Value> = object extends Value ? [sent?: Value] : [sent: Value];

/**
 * `await get('/api/organisations/{organisation_id}', { path: { organisation_id } })`: address, values and answer are
 * those of the service's own description. Throws a `Refusal` when the service says no.
 */
interface Call<Verb extends Method> {
  <Path extends Address<Verb>>(
    address: Path,
    ...sent: Rest<SentTo<Path, Verb>>
  ): Promise<AnswerOf<Path, Verb>>;
  /** With the answer's type given: for what the description does not cover. */
  <Answer = unknown>(address: string, sent?: Sent): Promise<Answer>;
}

const call = <Verb extends Method>(method: Verb) =>
  ((address: string, sent: Sent = {}) => send(method, address, sent)) as Call<Verb>;

export const get = call('get');
export const post = call('post');
export const put = call('put');
export const patch = call('patch');
export const remove = call('delete');
