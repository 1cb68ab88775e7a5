import type { Schema } from '../../../api';
import { asInstant, asWallClock } from '../../partner/draft';

type Ceremony = Schema<'CeremonyOut'>;
type Changes = Schema<'CeremonyChangesIn'>;

/** When an event is, as Berlin's calendar and clock show it. */
export interface Times {
  day: string;
  from: string;
  until: string;
  /** Empty: guests come in when it starts. */
  doors: string;
}

/** "2026-12-04" and so many days later. */
export function daysAfter(day: string, days: number): string {
  const at = new Date(`${day}T12:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}

const clockOf = (instant: string) => asWallClock(instant).slice(11);

export const timesOf = (event: Pick<Ceremony, 'startsAt' | 'endsAt' | 'doorsOpenAt'>): Times => ({
  day: asWallClock(event.startsAt).slice(0, 10),
  from: clockOf(event.startsAt),
  until: clockOf(event.endsAt),
  doors: event.doorsOpenAt ? clockOf(event.doorsOpenAt) : '',
});

/** What ends before it starts ends after midnight. */
export function instantsOf({ day, from, until, doors }: Times) {
  return {
    startsAt: asInstant(`${day}T${from}`),
    endsAt: asInstant(`${until > from ? day : daysAfter(day, 1)}T${until}`),
    doorsOpenAt: doors ? asInstant(`${day}T${doors}`) : null,
  };
}

/** The last minute of a day, or nothing. */
export const endOfDay = (day: string) => (day ? asInstant(`${day}T23:59`) : null);

export const dayOf = (instant: string | null) => (instant ? asWallClock(instant).slice(0, 10) : '');

/** Three hours after a start, as clocks show it. */
export function threeHoursAfter(from: string): string {
  const [hours = 0, minutes = 0] = from.split(':').map(Number);
  const pad = (value: number) => String(value).padStart(2, '0');
  return `${pad((hours + 3) % 24)}:${pad(minutes)}`;
}

const BOTH = ['title', 'about', 'directions', 'accessibility', 'photoNotice'] as const;
const TERNARY = ['stepFree', 'accessibleToilet', 'hearingLoop', 'signLanguage'] as const;
const LINES = [
  'place',
  'street',
  'postalCode',
  'municipality',
  'contactName',
  'contactEmail',
  'contactPhone',
] as const;
const NUMBERS = ['capacity', 'companionsEach', 'moveUpHours'] as const;

export type Both = (typeof BOTH)[number];
export type Ternary = (typeof TERNARY)[number];

/** All that can be said of an event, as fields hold it. */
export type Draft = Times &
  Record<`${Both}De` | `${Both}En` | (typeof LINES)[number] | (typeof NUMBERS)[number], string> &
  Record<Ternary, '' | 'yes' | 'no'> & {
    audience: Ceremony['audience'];
    series: string;
    answerBy: string;
    languages: string[];
    cost: string;
    photosUntil: string;
    showcasePublic: boolean;
  };

const asChoice = (value: boolean | null) => (value === null ? '' : value ? 'yes' : 'no');
const asTernary = (value: '' | 'yes' | 'no') => (value === '' ? null : value === 'yes');
const fromEach = <Name extends string, Value>(names: readonly Name[], value: (name: Name) => Value) =>
  Object.fromEntries(names.map((name) => [name, value(name)])) as Record<Name, Value>;

export function draftOf(event: Ceremony): Draft {
  const words = Object.fromEntries(
    BOTH.flatMap((name) => [
      [`${name}De`, event[name].de],
      [`${name}En`, event[name].en],
    ]),
  ) as Record<`${Both}De` | `${Both}En`, string>;
  return {
    ...timesOf(event),
    ...words,
    ...fromEach(LINES, (name) => event[name]),
    ...fromEach(NUMBERS, (name) => String(event[name])),
    ...fromEach(TERNARY, (name) => asChoice(event[name])),
    audience: event.audience,
    series: event.series ?? '',
    answerBy: dayOf(event.answerBy),
    languages: [...event.languages],
    cost: event.costCents === null ? '' : String(event.costCents / 100).replace('.', ','),
    photosUntil: event.photosUntil ?? '',
    showcasePublic: event.showcasePublic,
  };
}

/** "1.250,50" as cents; nothing for nothing. */
export function centsOf(typed: string): number | null {
  const plain = typed.replace(/[€\s.]/g, '').replace(',', '.');
  return plain && Number.isFinite(Number(plain)) ? Math.round(Number(plain) * 100) : null;
}

/** What the draft changes in an event; the day of one that guests know of moves elsewhere. */
export function changesOf(draft: Draft, event: Ceremony): Changes {
  const words = Object.fromEntries(
    BOTH.map((name) => [name, { de: draft[`${name}De`].trim(), en: draft[`${name}En`].trim() }]),
  ) as Record<Both, { de: string; en: string }>;
  const { startsAt, endsAt, doorsOpenAt } = instantsOf(draft);
  const answerBy = draft.answerBy === dayOf(event.answerBy) ? event.answerBy : endOfDay(draft.answerBy);
  return {
    revision: event.revision,
    ...words,
    ...fromEach(LINES, (name) => draft[name].trim()),
    ...fromEach(NUMBERS, (name) => Number(draft[name])),
    ...fromEach(TERNARY, (name) => asTernary(draft[name])),
    ...(event.status === 'draft' ? { startsAt, endsAt } : {}),
    doorsOpenAt,
    answerBy,
    audience: draft.audience,
    series: draft.series || null,
    languages: draft.languages.length ? draft.languages : ['de'],
    costCents: centsOf(draft.cost),
    photosUntil: draft.photosUntil || null,
    showcasePublic: draft.showcasePublic,
  };
}
