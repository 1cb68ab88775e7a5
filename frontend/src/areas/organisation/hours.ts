import { dayAndMonth, longDate, shortDate, words } from '../../i18n';

export type Kind = 'work' | 'training' | 'travel' | 'on_call' | 'on_call_active';
export type HintKind = 'overlap' | 'long_day' | 'on_call';
export type RecordStatus = 'submitted' | 'confirmed' | 'rejected' | 'withdrawn';

/** One entry of hours, as the club sees it. */
export interface HourEntry {
  id: string;
  personId: string;
  kind: Kind;
  startsOn: string;
  endsOn: string;
  from: string | null;
  until: string | null;
  minutes: number;
  task: string;
  note: string;
  status: RecordStatus;
  reason: string;
}

/** An entry that waits, with what is odd about it. */
export interface WaitingEntry extends Omit<HourEntry, 'status' | 'reason' | 'personId'> {
  hints: HintKind[];
}

export interface WaitingPerson {
  personId: string;
  name: string;
  tasks: string[];
  entries: number;
  minutes: number;
  firstOn: string;
  lastOn: string;
  hints: { kind: HintKind; count: number }[];
  /** The reader's own hours: somebody else confirms those. */
  own: boolean;
}

export interface LastImport {
  id: string;
  fileName: string;
  takenAt: string;
  taken: number;
  refused: number;
}

export interface Inbox {
  people: WaitingPerson[];
  next: string | null;
  totals: { people: number; entries: number; minutes: number; hinted: number; ownEntries: number };
  months: { month: string; minutes: number }[];
  lastImport: LastImport | null;
}

const t = words(
  {
    work: 'Einsatz',
    training: 'Übung, Fortbildung',
    travel: 'Fahrt',
    on_call: 'Bereitschaft',
    on_call_active: 'Einsatz aus der Bereitschaft',
    overlap: (n: number) => (n === 1 ? '1 überschneidet sich' : `${n} überschneiden sich`),
    long_day: (n: number) => (n === 1 ? '1 sehr langer Tag' : `${n} sehr lange Tage`),
    onCallHint: (n: number) => `${n}-mal Bereitschaft`,
    overlapOne: 'überschneidet sich',
    longDayOne: 'sehr langer Tag',
    onCallOne: 'Bereitschaft',
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
    onCallHint: (n) => `${n} times on call`,
    overlapOne: 'overlaps',
    longDayOne: 'very long day',
    onCallOne: 'on call',
    submitted: 'waiting',
    confirmed: 'confirmed',
    rejected: 'rejected',
    withdrawn: 'withdrawn',
    period: (from, until) => `${from} to ${until}`,
    clock: (from, until) => `${from} to ${until}`,
  },
);

export const KINDS: readonly Kind[] = ['work', 'training', 'travel', 'on_call', 'on_call_active'];

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
export const hintTone = (kind: HintKind) => (kind === 'on_call' ? 'info' : 'warn');

/** "8. Juni bis 2. November", with the year where it is not one year */
export function period(from: string, until: string): string {
  if (from === until) return longDate(from);
  const sameYear = from.slice(0, 4) === until.slice(0, 4);
  return t.period(sameYear ? dayAndMonth(from) : longDate(from), longDate(until));
}

/** "08.06.2026, 17:00 bis 20:00 Uhr" */
export function whenOf(entry: Pick<HourEntry, 'startsOn' | 'endsOn' | 'from' | 'until'>): string {
  if (entry.from && entry.until) return `${shortDate(entry.startsOn)}, ${t.clock(entry.from, entry.until)}`;
  if (entry.startsOn === entry.endsOn) return shortDate(entry.startsOn);
  return t.period(shortDate(entry.startsOn), shortDate(entry.endsOn));
}

/** What was done: the task, or the kind where no task is named. */
export const whatOf = (entry: Pick<HourEntry, 'task' | 'kind'>) => entry.task || kindName(entry.kind);
