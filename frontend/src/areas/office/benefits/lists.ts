import type { Schema } from '../../../api';
import { words } from '../../../i18n';

/** A list of offers that was handed in: how it is read and what its rows would do. */
export type OfferList = Schema<'BenefitListOut'>;
export type ListedRow = Schema<'ListRow'>;

/** What a column can hold, in the order people look for it. */
export const FIELDS = [
  'provider',
  'title',
  'title_en',
  'category',
  'kind',
  'value',
  'regular_price',
  'card_price',
  'conditions',
  'conditions_en',
  'municipality',
  'postal_code',
  'street',
  'website',
  'valid_from',
  'valid_until',
  'cards',
  'id',
] as const;
export type Field = (typeof FIELDS)[number];

const NEEDED = ['provider', 'title'] as const satisfies readonly Field[];

const t = words(
  {
    provider: 'Anbieter',
    title: 'Angebot',
    title_en: 'Angebot, englisch',
    category: 'Kategorie',
    kind: 'Art',
    value: 'Wert oder Nachlass',
    regular_price: 'Regulärer Preis',
    card_price: 'Preis mit Karte',
    conditions: 'Bedingungen',
    conditions_en: 'Bedingungen, englisch',
    municipality: 'Ort',
    postal_code: 'Postleitzahl',
    street: 'Straße',
    website: 'Internetseite',
    valid_from: 'Gültig ab',
    valid_until: 'Gültig bis',
    cards: 'Karten',
    id: 'Kennung',
  },
  {
    provider: 'Provider',
    title: 'Offer',
    title_en: 'Offer, English',
    category: 'Category',
    kind: 'Kind',
    value: 'Value or discount',
    regular_price: 'Regular price',
    card_price: 'Price with card',
    conditions: 'Conditions',
    conditions_en: 'Conditions, English',
    municipality: 'Town',
    postal_code: 'Postal code',
    street: 'Street',
    website: 'Website',
    valid_from: 'Valid from',
    valid_until: 'Valid until',
    cards: 'Cards',
    id: 'Identifier',
  },
);

export const fieldName = (field: Field) => t[field];

/** What a column is taken for. */
export const fieldOf = (list: OfferList, index: number): Field | '' =>
  FIELDS.find((field) => list.mapping[field] === index) ?? '';

/** The mapping with one column taken for something else; nothing can be in two columns, no column two things. */
export function remapped(list: OfferList, index: number, field: Field | ''): Record<string, number> {
  const kept = Object.entries(list.mapping).filter(([name, column]) => column !== index && name !== field);
  return { ...Object.fromEntries(kept), ...(field ? { [field]: index } : {}) };
}

/** What no list can do without and no column was found for. */
export const missing = (list: OfferList): Field[] =>
  NEEDED.filter((field) => list.mapping[field] === undefined);

/** Examples of each column, one below the other; they need not come from one row. */
export function examples(list: OfferList): string[][] {
  const most = Math.max(0, ...list.columns.map((column) => column.examples.length));
  const width = Math.max(0, ...list.columns.map((column) => column.index + 1));
  return Array.from({ length: most }, (_, row) => {
    const cells = Array.from({ length: width }, () => '');
    for (const column of list.columns) cells[column.index] = column.examples[row] ?? '';
    return cells;
  });
}

const outcomes = words(
  {
    new: 'neu',
    update: 'wird geändert',
    unchanged: 'steht schon da',
    duplicate: 'doppelt in der Liste',
    refused: 'bleibt draußen',
  },
  {
    new: 'new',
    update: 'is changed',
    unchanged: 'there already',
    duplicate: 'twice in the list',
    refused: 'is left out',
  },
);
const TONES = {
  new: 'good',
  update: 'info',
  unchanged: 'plain',
  duplicate: 'warn',
  refused: 'bad',
} as const;
type Outcome = keyof typeof TONES;

const isOutcome = (text: string): text is Outcome => text in TONES;

/** What becomes of a row, as a sign with a word. */
export const signOf = ({ outcome }: ListedRow) =>
  isOutcome(outcome)
    ? { tone: TONES[outcome], text: outcomes[outcome] }
    : { tone: 'plain' as const, text: outcome };
