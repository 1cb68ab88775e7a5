import type { Schema } from '../../../../api';
import { words } from '../../../../i18n';

export type Group = Schema<'GroupOut'>;
export type GuestRow = Schema<'GuestRow'>;
export type Guest = Schema<'GuestOut'>;
export type GuestStatus = Schema<'GuestStatus'>;
export type Source = Schema<'Source'>;
export type Needs = Schema<'Needs'>;
export type Need = keyof Needs;
export type GuestList = Schema<'GuestListOut'>;

/** Where a party can stand, in the order of an invitation's life. */
export const STATUSES = [
  'candidate',
  'not_drawn',
  'invited',
  'accepted',
  'waiting',
  'offered',
  'declined',
  'lapsed',
  'withdrawn',
] as const satisfies readonly GuestStatus[];

export const NEEDS = [
  'wheelchair',
  'signLanguage',
  'hearingLoop',
  'diet',
  'other',
] as const satisfies readonly Need[];

/** What the service calls a need in a search. */
export const NEED_FILTERS = [
  'any',
  'wheelchair',
  'sign_language',
  'hearing_loop',
  'diet',
  'other',
] as const satisfies readonly Schema<'NeedFilter'>[];

/** What can be searched for, in the order offices need it. */
export const SOURCES = [
  'card_holders',
  'jubilee_holders',
  'organisations',
  'companies',
  'laureates',
  'lost_before',
] as const satisfies readonly Source[];

const statuses = words(
  {
    candidate: 'vorgemerkt',
    not_drawn: 'nicht ausgelost',
    invited: 'eingeladen',
    accepted: 'kommt',
    waiting: 'Warteliste',
    offered: 'Platz angeboten',
    declined: 'abgesagt',
    lapsed: 'Frist verstrichen',
    withdrawn: 'zurückgezogen',
  },
  {
    candidate: 'listed',
    not_drawn: 'not drawn',
    invited: 'invited',
    accepted: 'coming',
    waiting: 'waiting list',
    offered: 'place offered',
    declined: 'declined',
    lapsed: 'lapsed',
    withdrawn: 'withdrawn',
  },
);
export const statusName = (status: GuestStatus) => statuses[status];

export const STATUS_TONES = {
  candidate: 'plain',
  not_drawn: 'plain',
  invited: 'info',
  accepted: 'good',
  waiting: 'warn',
  offered: 'warn',
  declined: 'plain',
  lapsed: 'plain',
  withdrawn: 'plain',
} as const satisfies Record<GuestStatus, string>;

const needs = words(
  {
    wheelchair: 'Rollstuhl',
    signLanguage: 'Gebärdensprache',
    hearingLoop: 'Höranlage',
    diet: 'besondere Kost',
    other: 'anderer Bedarf',
    any: 'irgendein Bedarf',
  },
  {
    wheelchair: 'wheelchair',
    signLanguage: 'sign language',
    hearingLoop: 'hearing loop',
    diet: 'diet',
    other: 'other needs',
    any: 'any need',
  },
);
export const needName = (need: Need | 'any') => needs[need];

const FILTER_NAMES: Record<(typeof NEED_FILTERS)[number], Need | 'any'> = {
  any: 'any',
  wheelchair: 'wheelchair',
  sign_language: 'signLanguage',
  hearing_loop: 'hearingLoop',
  diet: 'diet',
  other: 'other',
};
export const needFilterName = (filter: (typeof NEED_FILTERS)[number]) => needs[FILTER_NAMES[filter]];

/** "2 × Rollstuhl, besondere Kost": what a party needs, in words. */
export const needsSaid = (found: Needs): string =>
  NEEDS.filter((need) => found[need])
    .map((need) => ((found[need] ?? 0) > 1 ? `${found[need]} × ${needs[need]}` : needs[need]))
    .join(', ');

const sources = words(
  {
    card_holders: 'Menschen mit Ehrenamtskarte',
    jubilee_holders: 'Menschen mit Jubiläumskarte',
    organisations: 'Vereine und Initiativen',
    companies: 'Partnerunternehmen',
    laureates: 'Geehrte dieser Veranstaltung',
    lost_before: 'Beim letzten Mal nicht ausgelost',
    list: 'Liste',
    by_hand: 'von Hand',
    walk_in: 'am Einlass',
  },
  {
    card_holders: 'Card holders',
    jubilee_holders: 'Jubilee card holders',
    organisations: 'Clubs and initiatives',
    companies: 'Partner companies',
    laureates: 'Laureates of this event',
    lost_before: 'Not drawn last time',
    list: 'List',
    by_hand: 'by hand',
    walk_in: 'at the door',
  },
);
export const sourceName = (source: Source) => sources[source];

export const nameOf = ({ givenName, familyName }: { givenName: string; familyName: string }) =>
  `${givenName} ${familyName}`.trim();

/** A quota as typed: nothing is no limit. */
export function quotaOf(text: string | number | null): number | null {
  const typed = String(text ?? '').trim();
  return typed === '' ? null : Number(typed);
}

/** A guest as a form holds it. */
export interface Draft {
  groupId: string;
  givenName: string;
  familyName: string;
  function: string;
  email: string;
  address: string;
  language: string;
  municipality: string;
  protocolRank: string | number | null;
  escort: string;
  notes: string;
}

export const nobodyYet = (groupId: string): Draft => ({
  groupId,
  givenName: '',
  familyName: '',
  function: '',
  email: '',
  address: '',
  language: 'de',
  municipality: '',
  protocolRank: '',
  escort: '',
  notes: '',
});

export const asWritten = (guest: Guest): Draft => ({
  groupId: guest.groupId,
  givenName: guest.givenName,
  familyName: guest.familyName,
  function: guest.function,
  email: guest.email ?? '',
  address: guest.address,
  language: guest.language,
  municipality: guest.municipality ?? '',
  protocolRank: guest.protocolRank ?? '',
  escort: guest.escort,
  notes: guest.notes,
});

/** The same as the service takes it. */
export const sent = (draft: Draft) => ({
  ...draft,
  email: draft.email.trim() || null,
  municipality: draft.municipality || null,
  protocolRank: quotaOf(draft.protocolRank),
});

/** Whether somebody may be taken off the list instead of being told. */
export const isRemovable = (guest: Guest, group: Group | undefined): boolean =>
  (guest.status === 'candidate' || guest.status === 'not_drawn') && !guest.invitedAt && !group?.drawnAt;

/** What a column of a list can hold, in the order people look for it. */
export const FIELDS = [
  'family_name',
  'given_name',
  'name',
  'title',
  'function',
  'organisation',
  'email',
  'street',
  'postal_code',
  'municipality',
  'language',
  'protocol_rank',
  'escort',
  'notes',
] as const;
export type Field = (typeof FIELDS)[number];

const fields = words(
  {
    family_name: 'Nachname',
    given_name: 'Vorname',
    name: 'Name, ganz',
    title: 'Titel',
    function: 'Funktion',
    organisation: 'Organisation',
    email: 'E-Mail',
    street: 'Straße',
    postal_code: 'Postleitzahl',
    municipality: 'Ort',
    language: 'Sprache',
    protocol_rank: 'Protokollrang',
    escort: 'Begleitet von',
    notes: 'Notizen',
  },
  {
    family_name: 'Family name',
    given_name: 'Given name',
    name: 'Name, whole',
    title: 'Title',
    function: 'Function',
    organisation: 'Organisation',
    email: 'E-mail',
    street: 'Street',
    postal_code: 'Postal code',
    municipality: 'Town',
    language: 'Language',
    protocol_rank: 'Protocol rank',
    escort: 'Escorted by',
    notes: 'Notes',
  },
);
export const fieldName = (field: Field) => fields[field];

/** What a column is taken for. */
export const fieldOf = (list: GuestList, index: number): Field | '' =>
  FIELDS.find((field) => list.mapping[field] === index) ?? '';

/** The mapping with one column taken for something else; nothing can be in two columns, no column two things. */
export function remapped(list: GuestList, index: number, field: Field | ''): Record<string, number> {
  const kept = Object.entries(list.mapping).filter(([name, column]) => column !== index && name !== field);
  return { ...Object.fromEntries(kept), ...(field ? { [field]: index } : {}) };
}

/** Whether the list says who is meant. */
export const hasNames = (list: GuestList): boolean =>
  list.mapping.family_name !== undefined || list.mapping.name !== undefined;

/** Examples of each column, one below the other; they need not come from one row. */
export function examples(list: GuestList): string[][] {
  const most = Math.max(0, ...list.columns.map((column) => column.examples.length));
  return Array.from({ length: most }, (_, row) => list.columns.map((column) => column.examples[row] ?? ''));
}

/** Where the screens around the guests of an event are. */
export const placesAround = (guests: string) => ({
  search: `${guests}/suchen`,
  list: `${guests}/einlesen`,
  add: `${guests}/neu`,
  one: (id: string) => `${guests}/${encodeURIComponent(id)}`,
});
