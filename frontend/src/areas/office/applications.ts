import type { components } from '../../api/schema';
import { words } from '../../i18n';

export type ApplicationRow = components['schemas']['ApplicationRow'];
export type ApplicationPage = components['schemas']['ApplicationPage'];
export type ApplicationDetail = components['schemas']['ApplicationDetail'];
export type CaseFile = components['schemas']['CaseOut'];
export type Criterion = components['schemas']['CriterionOut'];
export type Evidence = components['schemas']['EvidenceOut'];
export type Result = Criterion['result'];
export type Status = ApplicationRow['status'];

type Tone = 'good' | 'warn' | 'bad' | 'info' | 'plain';

const t = words(
  {
    hours: 'Stunden',
    prior_years: 'Dauer',
    engaged_years: 'Jahre',
    age: 'Alter',
    place: 'Ort',
    allowance: 'Aufwand',
    signatures: 'Unterschriften',
    met: 'erfüllt',
    unknown: 'offen',
    not_met: 'nicht erfüllt',
    allMet: 'alles erfüllt',
    open: (n: number) => (n === 1 ? 'ein Punkt offen' : `${n} Punkte offen`),
    failed: (n: number) => (n === 1 ? 'ein Punkt nicht erfüllt' : `${n} Punkte nicht erfüllt`),
    offered: 'angeboten',
    submitted: 'wartet auf Entscheidung',
    approved: 'bewilligt',
    rejected: 'abgelehnt',
    declined: 'nicht gewünscht',
    withdrawn: 'zurückgezogen',
    lapsed: 'verfallen',
    sinceToday: 'wartet seit heute',
    sinceYesterday: 'wartet seit gestern',
    since: (days: number) => `wartet seit ${days} Tagen`,
  },
  {
    hours: 'Hours',
    prior_years: 'Duration',
    engaged_years: 'Years',
    age: 'Age',
    place: 'Place',
    allowance: 'Allowance',
    signatures: 'Signatures',
    met: 'met',
    unknown: 'open',
    not_met: 'not met',
    allMet: 'all met',
    open: (n) => (n === 1 ? 'one point open' : `${n} points open`),
    failed: (n) => (n === 1 ? 'one point not met' : `${n} points not met`),
    offered: 'offered',
    submitted: 'waits for a decision',
    approved: 'approved',
    rejected: 'rejected',
    declined: 'not wanted',
    withdrawn: 'withdrawn',
    lapsed: 'lapsed',
    sinceToday: 'waiting since today',
    sinceYesterday: 'waiting since yesterday',
    since: (days) => `waiting for ${days} days`,
  },
);

const SHORT: Record<string, () => string> = {
  hours: () => t.hours,
  prior_years: () => t.prior_years,
  engaged_years: () => t.engaged_years,
  age: () => t.age,
  place: () => t.place,
  allowance: () => t.allowance,
  signatures: () => t.signatures,
};

/** A criterion in one word, for a list. */
export const shortName = (code: string) => SHORT[code]?.() ?? code;

export const resultTones: Record<Result, Tone> = { met: 'good', unknown: 'warn', not_met: 'bad' };
export const resultIcons: Record<Result, string> = { met: 'check', unknown: 'info', not_met: 'cross' };
export const resultName = (result: Result) => t[result];

const statusTones: Partial<Record<Status, Tone>> = { submitted: 'info', approved: 'good', rejected: 'bad' };
export const statusTone = (status: Status) => statusTones[status] ?? 'plain';
export const statusIcon = (status: Status) => (status === 'submitted' ? 'clock' : undefined);
export const statusName = (status: Status) => t[status];

/** All criteria in a few words and the tone of their sign. */
export function summary(criteria: readonly { result: Result }[]): { tone: Tone; word: string } {
  const failed = criteria.filter((one) => one.result === 'not_met').length;
  if (failed) return { tone: 'bad', word: t.failed(failed) };
  const open = criteria.filter((one) => one.result === 'unknown').length;
  return open ? { tone: 'warn', word: t.open(open) } : { tone: 'good', word: t.allMet };
}

/** Every criterion met, and nothing hints at the same person twice. */
export const isClear = (row: ApplicationRow) =>
  row.status === 'submitted' &&
  !row.hasDuplicates &&
  row.criteria.every((criterion) => criterion.result === 'met');

const DAY = 86_400_000;
const berlinDay = (at: Date) => at.toLocaleDateString('sv-SE', { timeZone: 'Europe/Berlin' });

/** Whole days between then and today, as Berlin counts days. */
export function daysSince(instant: string, now = new Date()): number {
  return Math.round((Date.parse(berlinDay(now)) - Date.parse(berlinDay(new Date(instant)))) / DAY);
}

/** "wartet seit 12 Tagen" */
export function waiting(since: string, now = new Date()): string {
  const days = daysSince(since, now);
  if (days <= 0) return t.sinceToday;
  return days === 1 ? t.sinceYesterday : t.since(days);
}
