import { asRefusal, get, type Schema } from '../../../api';
import { placeName } from '../verdict';
import { CATEGORIES, type Cards, type Category } from './terms';

/** What somebody looks for; all of it stands in the address, under the service's names. */
export interface Search {
  q: string;
  category: Category | '';
  /** Key (AGS) of a town. */
  municipality: string;
  card: Cards | '';
  today: boolean;
  new: boolean;
  online: boolean;
  /** Near the person: the position itself never stands in an address. */
  near: boolean;
  sort: string;
}

export type Found = Schema<'BenefitsFound'>;
export type Offer = Schema<'BenefitFound'>;
export type Query = Record<string, string | boolean | number>;

export const SORTS = ['', 'distance', 'new', 'name'] as const;
const CARDS: readonly string[] = ['standard', 'jubilee'];
const FLAGS = ['today', 'new', 'online'] as const;

const isTown = (key: string) => /^\d{8}$/.test(key) && placeName(key) !== undefined;

/** What the address says; what it cannot mean is left out. */
export function searchFrom(address: URLSearchParams): Search {
  const given = (name: string) => address.get(name)?.trim() ?? '';
  const among = (name: string, allowed: readonly string[]) =>
    allowed.includes(given(name)) ? given(name) : '';
  return {
    q: given('q').slice(0, 100),
    category: among('category', CATEGORIES) as Category | '',
    municipality: isTown(given('municipality')) ? given('municipality') : '',
    card: among('card', CARDS) as Cards | '',
    today: given('today') === 'true',
    new: given('new') === 'true',
    online: given('online') === 'true',
    near: given('near') === 'me',
    sort: among('sort', SORTS),
  };
}

/** The same for the address; an empty value takes its name out. */
export function addressOf(search: Search): Record<string, string> {
  const flags = Object.fromEntries(FLAGS.map((name) => [name, search[name] ? 'true' : '']));
  const { q, category, municipality, card, sort } = search;
  return { q: q.trim(), category, municipality, card, ...flags, near: search.near ? 'me' : '', sort };
}

/** Latitude and longitude as they leave the phone: within about a hundred metres. */
export const rounded = (latitude: number, longitude: number) =>
  `${latitude.toFixed(3)},${longitude.toFixed(3)}`;

/** The same for the service; the position joins in once the person has given it. */
export function queryOf(search: Search, position: string | null): Query {
  const { near, ...asked } = addressOf(search);
  const query = Object.fromEntries(Object.entries(asked).filter(([, value]) => value)) as Query;
  if (near && position) query.near = position;
  if (query.sort === 'distance' && !query.near) delete query.sort;
  return query;
}

export const isNarrowed = (search: Search) =>
  Object.entries(addressOf(search)).some(([name, value]) => name !== 'sort' && value);

interface Shown {
  items: Offer[];
  next: string | null;
  total: number;
  understood: string | null;
  /** When its first page came, in milliseconds. */
  at: number;
}

/** Lists that were seen during this visit: coming back from an offer shows them at once, as long as they were. */
const kept = new Map<string, Shown>();
const MOST_KEPT = 12;

const keyOf = (query: Query) =>
  new URLSearchParams(Object.entries(query).map(([n, v]) => [n, String(v)])) + '';

const FRESH = 300_000;

export function keptFor(query: Query): Shown | undefined {
  const shown = kept.get(keyOf(query));
  return shown && Date.now() - shown.at < FRESH ? shown : undefined;
}

function keep(query: Query, shown: Shown): Shown {
  const key = keyOf(query);
  kept.delete(key);
  kept.set(key, shown);
  const [oldest] = kept.keys();
  if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
  return shown;
}

/** A page of offers, joined to those before it. */
export async function find(query: Query, before: Shown | null, signal: AbortSignal): Promise<Shown> {
  const answer = await get('/api/benefits', {
    query: { ...query, page: before?.next ?? '' } as never,
    signal,
  });
  const items = before ? [...before.items, ...answer.items] : answer.items;
  return keep(query, {
    items,
    next: answer.next ?? null,
    total: answer.total,
    understood: answer.understood ?? before?.understood ?? null,
    at: before?.at ?? Date.now(),
  });
}

let everything: Promise<number | null> | undefined;

/** How many offers there are in the whole state; asked once per visit. */
export function countOfAll(): Promise<number | null> {
  everything ??= get('/api/benefits')
    .then((answer) => answer.total)
    .catch((thrown: unknown) => {
      everything = undefined;
      asRefusal(thrown);
      return null;
    });
  return everything;
}

export type { Shown };
