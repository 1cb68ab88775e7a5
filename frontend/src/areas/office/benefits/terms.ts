import type { Schema } from '../../../api';
import { dateAndTime, money, words } from '../../../i18n';
import { kindName } from '../../partner/kinds';
import {
  cardsName,
  categoryName,
  daysInWords,
  hoursInWords,
  limitInWords,
  periodInWords,
} from '../../public/benefits/terms';

type Terms = Schema<'TermsIn'>;
type Venue = Schema<'VenueOut'>;

export interface Fact {
  name: string;
  value: string;
}

const t = words(
  {
    title: 'Titel',
    titleEn: 'Titel, englisch',
    conditions: 'Bedingungen',
    conditionsEn: 'Bedingungen, englisch',
    category: 'Thema',
    kind: 'Art',
    percent: 'Nachlass',
    regular: 'Regulärer Preis',
    card: 'Preis mit Karte',
    amount: 'Betrag',
    cards: 'Für',
    combinable: 'Mit anderen Rabatten',
    yes: 'ja',
    no: 'nein',
    days: 'Tage',
    hours: 'Uhrzeit',
    period: 'Zeitraum',
    limit: 'Wie oft',
    where: 'Wo',
    everywhere: 'an allen Orten',
    online: 'Online',
    codes: 'Code',
    none: 'ohne Code',
    one: 'ein Code für alle',
    pool: 'Einzelcodes',
    another: 'ein anderes Bild',
    deadline: 'Mitmachen bis',
    prizes: 'Gewinne',
    picture: 'Bild',
    withPicture: 'mit Bild',
  },
  {
    title: 'Title',
    titleEn: 'Title, English',
    conditions: 'Conditions',
    conditionsEn: 'Conditions, English',
    category: 'Topic',
    kind: 'Kind',
    percent: 'Discount',
    regular: 'Regular price',
    card: 'Price with card',
    amount: 'Amount',
    cards: 'For',
    combinable: 'With other discounts',
    yes: 'yes',
    no: 'no',
    days: 'Days',
    hours: 'Hours',
    period: 'Period',
    limit: 'How often',
    where: 'Where',
    everywhere: 'at all venues',
    online: 'Online',
    codes: 'Code',
    none: 'without a code',
    one: 'one code for all',
    pool: 'single codes',
    another: 'another picture',
    deadline: 'Take part until',
    prizes: 'Prizes',
    picture: 'Picture',
    withPicture: 'with a picture',
  },
);

const price = (cents: number | null | undefined) => (cents == null ? '' : money(cents));

function whereOf(terms: Terms, venues: readonly Venue[]): string {
  if (terms.allVenues ?? true) return venues.length ? t.everywhere : '';
  const named = venues.filter((venue) => terms.venues?.includes(venue.id));
  return named.map((venue) => venue.name || venue.street || venue.municipalityName).join(', ');
}

function timesOf(terms: Terms): Fact[] {
  const timed = {
    weekdays: terms.weekdays ?? [],
    fromTime: terms.fromTime ?? null,
    untilTime: terms.untilTime ?? null,
    limit: terms.limit ?? ('none' as const),
    validFrom: terms.validFrom ?? null,
    validUntil: terms.validUntil ?? null,
  };
  return [
    { name: t.period, value: periodInWords(timed, '') },
    { name: t.days, value: daysInWords(timed.weekdays) },
    { name: t.hours, value: hoursInWords(timed.fromTime, timed.untilTime) },
  ];
}

function codesOf(terms: Terms): string {
  if (!terms.online) return '';
  return terms.codes === 'one' && terms.code ? `${t.one}: ${terms.code}` : t[terms.codes ?? 'none'];
}

const onlineOf = (terms: Terms): Fact[] => [
  { name: t.online, value: terms.online ? terms.onlineUrl || t.yes : '' },
  { name: t.codes, value: codesOf(terms) },
];

/** Everything an offer promises, name by name; empty where it says nothing. */
export const factsOf = (terms: Terms, venues: readonly Venue[]): Fact[] => [
  { name: t.title, value: terms.title.de },
  { name: t.titleEn, value: terms.title.en },
  { name: t.kind, value: kindName(terms.kind) },
  { name: t.percent, value: terms.percent == null ? '' : `${terms.percent} %` },
  { name: t.regular, value: price(terms.regularCents) },
  { name: t.card, value: price(terms.cardCents) },
  { name: t.amount, value: price(terms.amountCents) },
  { name: t.conditions, value: terms.conditions?.de ?? '' },
  { name: t.conditionsEn, value: terms.conditions?.en ?? '' },
  { name: t.category, value: categoryName(terms.category) },
  { name: t.cards, value: cardsName(terms.cards ?? 'both') },
  { name: t.limit, value: limitInWords(terms.limit ?? 'none') },
  { name: t.combinable, value: (terms.combinable ?? true) ? t.yes : t.no },
  ...timesOf(terms),
  { name: t.where, value: whereOf(terms, venues) },
  ...onlineOf(terms),
  { name: t.deadline, value: terms.deadline ? dateAndTime(terms.deadline) : '' },
  { name: t.prizes, value: terms.prizes ? String(terms.prizes) : '' },
  { name: t.picture, value: terms.picture ? t.withPicture : '' },
];

export interface Difference {
  name: string;
  before: string;
  after: string;
}

/** What a change would change, and nothing else. */
export function differences(before: Terms, after: Terms, venues: readonly Venue[]): Difference[] {
  const now = factsOf(before, venues);
  const changed = factsOf(after, venues).flatMap((fact, index) => {
    const had = now[index]?.value ?? '';
    return had === fact.value ? [] : [{ name: fact.name, before: had, after: fact.value }];
  });
  const exchanged = before.picture && after.picture && before.picture !== after.picture;
  return exchanged ? [...changed, { name: t.picture, before: t.withPicture, after: t.another }] : changed;
}

/** New offers of companies one knows, with nothing to look into: they can be approved from the list. */
export const clearCut = (offer: Schema<'BenefitForOffice'>): boolean =>
  offer.status === 'waiting' && offer.companyStatus === 'approved' && !offer.duplicates.length;
