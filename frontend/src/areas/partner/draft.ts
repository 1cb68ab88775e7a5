import type { Schema } from '../../api';
import { cents, typed } from './money';

export type Terms = Schema<'TermsIn'>;
export type Kind = Schema<'benefits_rules_Kind'>;

/** The terms of an offer while somebody types: numbers are texts, times without their zone. */
export interface Draft {
  titleDe: string;
  titleEn: string;
  conditionsDe: string;
  conditionsEn: string;
  category: Terms['category'] | '';
  kind: Kind | '';
  percent: string;
  regular: string;
  card: string;
  amount: string;
  cards: NonNullable<Terms['cards']>;
  combinable: boolean;
  validFrom: string;
  validUntil: string;
  weekdays: number[];
  fromTime: string;
  untilTime: string;
  limit: NonNullable<Terms['limit']>;
  allVenues: boolean;
  venues: string[];
  online: boolean;
  onlineUrl: string;
  codes: NonNullable<Terms['codes']>;
  code: string;
  picture: string | null;
  deadline: string;
  prizes: string;
}

export const EVERY_DAY = [0, 1, 2, 3, 4, 5, 6];

/** Which numbers a kind asks for. */
export const NUMBERS: Record<Kind, readonly ('percent' | 'regular' | 'card' | 'amount')[]> = {
  free_entry: [],
  two_for_one: [],
  percentage: ['percent'],
  fixed_price: ['regular', 'card'],
  amount_off: ['amount'],
  waived_fee: [],
  gift: [],
  raffle: [],
  other: [],
};

export const empty = (): Draft => ({
  titleDe: '',
  titleEn: '',
  conditionsDe: '',
  conditionsEn: '',
  category: '',
  kind: '',
  percent: '',
  regular: '',
  card: '',
  amount: '',
  cards: 'both',
  combinable: true,
  validFrom: '',
  validUntil: '',
  weekdays: [...EVERY_DAY],
  fromTime: '',
  untilTime: '',
  limit: 'none',
  allVenues: true,
  venues: [],
  online: false,
  onlineUrl: '',
  codes: 'none',
  code: '',
  picture: null,
  deadline: '',
  prizes: '',
});

const wallClock = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Berlin',
  dateStyle: 'short',
  timeStyle: 'short',
});

/** An instant as Berlin's clock shows it: "2026-12-01T18:00". */
export const asWallClock = (instant: string) => wallClock.format(new Date(instant)).replace(' ', 'T');

/** What Berlin's clock shows as an instant. */
export function asInstant(wall: string): string {
  const guess = new Date(`${wall}:00Z`);
  const shown = new Date(`${asWallClock(guess.toISOString())}:00Z`);
  return new Date(2 * guess.getTime() - shown.getTime()).toISOString();
}

/** Terms to go on typing. */
export const draftOf = (terms: Terms): Draft => ({
  ...empty(),
  titleDe: terms.title.de,
  titleEn: terms.title.en,
  conditionsDe: terms.conditions?.de ?? '',
  conditionsEn: terms.conditions?.en ?? '',
  category: terms.category,
  kind: terms.kind,
  percent: terms.percent === null || terms.percent === undefined ? '' : String(terms.percent),
  regular: typed(terms.regularCents ?? null),
  card: typed(terms.cardCents ?? null),
  amount: typed(terms.amountCents ?? null),
  cards: terms.cards ?? 'both',
  combinable: terms.combinable ?? true,
  validFrom: terms.validFrom ?? '',
  validUntil: terms.validUntil ?? '',
  weekdays: [...(terms.weekdays ?? EVERY_DAY)],
  fromTime: terms.fromTime ?? '',
  untilTime: terms.untilTime ?? '',
  limit: terms.limit ?? 'none',
  allVenues: terms.allVenues ?? true,
  venues: [...(terms.venues ?? [])],
  online: terms.online ?? false,
  onlineUrl: terms.onlineUrl ?? '',
  codes: terms.codes ?? 'none',
  code: terms.code ?? '',
  picture: terms.picture ?? null,
  deadline: terms.deadline ? asWallClock(terms.deadline) : '',
  prizes: terms.prizes ? String(terms.prizes) : '',
});

const whole = (text: string) => (text.trim() ? Math.trunc(Number(text)) : null);

/** The draft as the service takes it; numbers its kind does not ask for are left out. */
export function termsOf(draft: Draft): Terms {
  const asked = draft.kind ? NUMBERS[draft.kind] : [];
  const price = (name: 'regular' | 'card' | 'amount') => (asked.includes(name) ? cents(draft[name]) : null);
  const raffle = draft.kind === 'raffle';
  return {
    title: { de: draft.titleDe.trim(), en: draft.titleEn.trim() },
    conditions: { de: draft.conditionsDe.trim(), en: draft.conditionsEn.trim() },
    category: draft.category as Terms['category'],
    kind: draft.kind as Kind,
    percent: asked.includes('percent') ? whole(draft.percent) : null,
    regularCents: price('regular'),
    cardCents: price('card'),
    amountCents: price('amount'),
    cards: draft.cards,
    combinable: draft.combinable,
    validFrom: draft.validFrom || null,
    validUntil: draft.validUntil || null,
    weekdays: [...draft.weekdays].sort(),
    fromTime: draft.fromTime || null,
    untilTime: draft.untilTime || null,
    limit: draft.limit,
    allVenues: draft.allVenues,
    venues: draft.allVenues ? [] : draft.venues,
    online: draft.online,
    onlineUrl: draft.online ? draft.onlineUrl.trim() : '',
    codes: draft.online ? draft.codes : 'none',
    code: draft.online && draft.codes === 'one' ? draft.code.trim() : '',
    picture: draft.picture,
    deadline: raffle && draft.deadline ? asInstant(draft.deadline) : null,
    prizes: raffle ? whole(draft.prizes) : null,
  };
}

/** The first price that is none, so that the form can say so before it is sent. */
export const wrongPrice = (draft: Draft): 'regular' | 'card' | 'amount' | null =>
  (['regular', 'card', 'amount'] as const).find(
    (name) => draft.kind && NUMBERS[draft.kind].includes(name) && Number.isNaN(cents(draft[name])),
  ) ?? null;
