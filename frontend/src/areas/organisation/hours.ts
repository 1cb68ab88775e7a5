import type { Schema } from '../../api';
import { dayAndMonth, longDate, shortDate, shortMonth, words } from '../../i18n';

export type Kind = Schema<'hours_rules_Kind'>;
export type HintKind = Schema<'hours_rules_Hint'>;
export type RecordStatus = Schema<'hours_rules_Status'>;
/** One entry of hours, as the club sees it. */
export type HourEntry = Schema<'HourRecordOut'>;
/** An entry that waits, with what is odd about it. */
export type WaitingEntry = Schema<'InboxEntryOut'>;
export type WaitingPerson = Schema<'WaitingPerson'>;
export type Inbox = Schema<'Inbox'>;

const t = words(
  {
    work: 'Einsatz',
    training: 'Übung, Fortbildung',
    travel: 'Fahrt',
    on_call: 'Bereitschaft',
    on_call_active: 'Einsatz aus der Bereitschaft',
    overlap: (n: number) => (n === 1 ? '1 überschneidet sich' : `${n} überschneiden sich`),
    long_day: (n: number) => (n === 1 ? '1 sehr langer Tag' : `${n} sehr lange Tage`),
    onCallHint: (n: number) => `${n} × Bereitschaft`,
    overlapOne: 'überschneidet sich',
    longDayOne: 'sehr langer Tag',
    onCallOne: 'Bereitschaft',
    choiceOverlap: 'Überschneidungen',
    choiceLongDay: 'Sehr lange Tage',
    submitted: 'wartet',
    confirmed: 'bestätigt',
    rejected: 'abgelehnt',
    withdrawn: 'zurückgezogen',
    period: (from: string, until: string) => `${from} bis ${until}`,
    clock: (from: string, until: string) => `${from} bis ${until} Uhr`,
  },
  {
    work: 'Work',
    training: 'Training',
    travel: 'Travel',
    on_call: 'On call',
    on_call_active: 'Called out while on call',
    overlap: (n) => (n === 1 ? '1 overlaps' : `${n} overlap`),
    long_day: (n) => (n === 1 ? '1 very long day' : `${n} very long days`),
    onCallHint: (n) => `${n} × on call`,
    overlapOne: 'overlaps',
    longDayOne: 'very long day',
    onCallOne: 'on call',
    choiceOverlap: 'Overlaps',
    choiceLongDay: 'Very long days',
    submitted: 'waiting',
    confirmed: 'confirmed',
    rejected: 'rejected',
    withdrawn: 'withdrawn',
    period: (from, until) => `${from} to ${until}`,
    clock: (from, until) => `${from} to ${until}`,
  },
);

export const KINDS: readonly Kind[] = ['work', 'training', 'travel', 'on_call', 'on_call_active'];

/** The people with one kind of hint, as a choice. */
export const hintChoice = (kind: HintKind) =>
  ({ overlap: t.choiceOverlap, long_day: t.choiceLongDay, on_call: t.onCallOne })[kind];

export const kindName = (kind: Kind) => t[kind];
export const statusName = (status: RecordStatus) => t[status];

export const STATUS_TONES = {
  submitted: 'info',
  confirmed: 'good',
  rejected: 'bad',
  withdrawn: 'plain',
} as const;

/** "2 überschneiden sich", for all entries of somebody */
export function hintOf({ kind, count }: { kind: HintKind; count: number }): string {
  if (kind === 'overlap') return t.overlap(count);
  return kind === 'long_day' ? t.long_day(count) : t.onCallHint(count);
}

/** The hint of one entry */
export function hintOfEntry(kind: HintKind): string {
  if (kind === 'overlap') return t.overlapOne;
  return kind === 'long_day' ? t.longDayOne : t.onCallOne;
}

/** Waiting on call is no fault; the others are worth a look. */
export const hintTone = (kind: HintKind) => (kind === 'on_call' ? 'plain' : 'warn');

export const HINTS: readonly HintKind[] = ['overlap', 'long_day', 'on_call'];

/** "8. Juni bis 2. November 2026"; over the turn of a year the months are enough: "Nov. 2025 bis Okt. 2026" */
export function period(from: string, until: string): string {
  if (from === until) return longDate(from);
  if (from.slice(0, 4) === until.slice(0, 4)) return t.period(dayAndMonth(from), longDate(until));
  const month = (day: string) => `${shortMonth(day)} ${day.slice(0, 4)}`;
  return t.period(month(from), month(until));
}

/** "08.06.2026, 17:00 bis 20:00 Uhr" */
export function whenOf(entry: Pick<HourEntry, 'startsOn' | 'endsOn' | 'from' | 'until'>): string {
  if (entry.from && entry.until) return `${shortDate(entry.startsOn)}, ${t.clock(entry.from, entry.until)}`;
  if (entry.startsOn === entry.endsOn) return shortDate(entry.startsOn);
  return t.period(shortDate(entry.startsOn), shortDate(entry.endsOn));
}

/** What was done: the task, or the kind where no task is named. */
export const whatOf = (entry: Pick<HourEntry, 'task' | 'kind'>) => entry.task || kindName(entry.kind);

/** "2:30", "2,5" or "2" in minutes; null when it is neither. */
export function minutesOf(text: string): number | null {
  const clock = /^(\d{1,3}):([0-5]\d)$/.exec(text.trim());
  if (clock) return Number(clock[1]) * 60 + Number(clock[2]);
  const hours = /^\d{1,3}([.,]\d{1,2})?$/.test(text.trim()) ? Number(text.trim().replace(',', '.')) : NaN;
  return Number.isNaN(hours) ? null : Math.round(hours * 60);
}
