import type { Schema } from '../../api';
import { words } from '../../i18n';

export type ColumnField = Schema<'hours_lists_titles_Field'>;
export type Column = Schema<'ColumnOut'>;
export type RefusedRow = Schema<'RefusedRowOut'>;
export type Report = Schema<'ReportOut'>;
/** A list a club handed in, and how it was read. */
export type HourList = Schema<'ImportOut'>;
/** How to read a list instead; without columns they are guessed anew. */
export type Correction = Schema<'MappingIn'>;

/** What a column of a list can hold, in the order people look for it. */
export const COLUMN_FIELDS = [
  'family_name',
  'given_name',
  'name',
  'number',
  'birth_date',
  'email',
  'date',
  'until_date',
  'month',
  'from_time',
  'until_time',
  'duration',
  'kind',
  'task',
  'note',
  'allowance',
] as const satisfies readonly ColumnField[];

const t = words(
  {
    family_name: 'Nachname',
    given_name: 'Vorname',
    name: 'Ganzer Name',
    number: 'Mitgliedsnummer',
    birth_date: 'Geburtsdatum',
    email: 'E-Mail',
    date: 'Datum',
    until_date: 'Bis Datum',
    month: 'Monat',
    from_time: 'Beginn (Uhrzeit)',
    until_time: 'Ende (Uhrzeit)',
    duration: 'Dauer',
    kind: 'Art',
    task: 'Tätigkeit',
    note: 'Bemerkung',
    allowance: 'Aufwandsentschädigung',
  },
  {
    family_name: 'Family name',
    given_name: 'Given name',
    name: 'Full name',
    number: 'Member number',
    birth_date: 'Date of birth',
    email: 'E-mail',
    date: 'Date',
    until_date: 'Until (date)',
    month: 'Month',
    from_time: 'Start (time)',
    until_time: 'End (time)',
    duration: 'Duration',
    kind: 'Kind',
    task: 'Task',
    note: 'Note',
    allowance: 'Allowance',
  },
);

export const columnFieldName = (field: ColumnField) => t[field];

const reasons = words(
  {
    duplicate: 'Steht schon in der Liste',
    invalid_date: 'Kein Datum',
    missing_date: 'Datum fehlt',
    future_date: 'Liegt in der Zukunft',
    too_long_ago: 'Liegt zu weit zurück',
    duration_contradicts_times: 'Dauer und Uhrzeiten passen nicht zusammen',
    missing_name: 'Name fehlt',
    name_too_long: 'Name zu lang',
    zero_duration: 'Dauer ist null',
    missing_duration: 'Dauer fehlt',
    unreadable_duration: 'Keine Dauer',
    too_long_duration: 'Mehr Stunden, als der Tag hat',
    invalid_time: 'Keine Uhrzeit',
    ends_before_start: 'Ende vor Anfang',
    period_too_long: 'Mehr als ein Jahr',
  },
  {
    duplicate: 'Already in the list',
    invalid_date: 'Not a date',
    missing_date: 'Date missing',
    future_date: 'In the future',
    too_long_ago: 'Too long ago',
    duration_contradicts_times: 'Duration and times do not agree',
    missing_name: 'Name missing',
    name_too_long: 'Name too long',
    zero_duration: 'Duration is zero',
    missing_duration: 'Duration missing',
    unreadable_duration: 'Not a duration',
    too_long_duration: 'More hours than the day has',
    invalid_time: 'Not a time of day',
    ends_before_start: 'End before start',
    period_too_long: 'More than a year',
  },
);

/** The reason in a few words; what is new to this page comes as the service says it. */
export function reasonName(reason: string, said: string): string {
  return (reasons as Record<string, string | undefined>)[reason] ?? said;
}

/** The mapping with one column taken for something else; nothing can be in two columns. */
export function remapped(list: HourList, index: number, field: ColumnField | ''): Correction {
  const columns = Object.fromEntries(
    list.columns.flatMap((column) =>
      column.field && column.index !== index && column.field !== field ? [[column.field, column.index]] : [],
    ),
  ) as Partial<Record<ColumnField, number>>;
  if (field) columns[field] = index;
  return { ...asRead(list), columns };
}

/** How the list is read now, but for its columns. */
export function asRead(list: HourList): Correction {
  const { headerRow, inMinutes, encoding, delimiter, sheet } = list;
  return { headerRow, inMinutes, encoding, delimiter, sheet };
}

export function columnsOf(list: HourList): Partial<Record<ColumnField, number>> {
  return Object.fromEntries(
    list.columns.flatMap((column) => (column.field ? [[column.field, column.index]] : [])),
  );
}

/** The first rows below the titles. */
export function firstRows(list: HourList, count: number): string[][] {
  const titles = list.preview.findIndex((row) =>
    list.columns.every((column) => (row[column.index] ?? '') === column.title),
  );
  return list.preview.slice(titles + 1, titles + 1 + count);
}

export interface RefusedGroup {
  reason: string;
  name: string;
  count: number;
  rows: RefusedRow[];
}

/** Refused rows by reason, the most frequent first. */
export function refusedGroups(report: Report, say: (text: RefusedRow['message']) => string): RefusedGroup[] {
  return Object.entries(report.rowsRefused)
    .map(([reason, count]) => {
      const rows = report.refused.filter((row) => row.reason === reason);
      const first = rows[0];
      return { reason, name: reasonName(reason, first ? say(first.message) : reason), count, rows };
    })
    .sort((a, b) => b.count - a.count);
}
