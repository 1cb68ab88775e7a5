import type { Schema } from '../../../api';
import { dayAndMonth, longDate, money, said, shortDate, words } from '../../../i18n';

export type PublicCall = Schema<'PublicCallOut'>;
export type CallRow = Schema<'PublicCallRow'>;
export type Category = Schema<'PublicCategory'>;
export type Nominee = Schema<'PublicNominee'>;
export type Phase = Schema<'PublicPhase'>;
export type Result = Schema<'AwardResultShown'>;
export type Winner = Schema<'AwardLaureateShown'>;

type Tone = 'good' | 'warn' | 'bad' | 'info' | 'plain';

const t = words(
  {
    entry: 'Bewerben',
    check: 'Prüfen',
    shortlist: 'Nominieren',
    jury: 'Die Jury berät',
    vote: 'Abstimmen',
    decision: 'Entscheiden',
    jurys: 'Die Jury entscheidet',
    votes: 'Alle stimmen ab',
    sponsors: 'Der Stifter entscheidet',
    cancelled: 'Abgesagt',
    decided: 'Entschieden',
    voteUntil: (day: string) => `Abstimmen bis ${day}`,
    entryUntil: (day: string) => `Bewerben bis ${day}`,
    entryFrom: (day: string) => `Bewerben ab ${day}`,
    running: 'In der Auswahl',
    coming: 'Bald',
    past: 'Vorbei',
    to: (first: string, last: string) => `${first} bis ${last}`,
    each: (sum: string, winners: string) => `${winners} × ${sum}`,
  },
  {
    entry: 'Entering',
    check: 'Checking',
    shortlist: 'Nominating',
    jury: 'The jury confers',
    vote: 'Voting',
    decision: 'Deciding',
    jurys: 'The jury decides',
    votes: 'Everybody votes',
    sponsors: 'The sponsor decides',
    cancelled: 'Cancelled',
    decided: 'Decided',
    voteUntil: (day) => `Vote until ${day}`,
    entryUntil: (day) => `Enter until ${day}`,
    entryFrom: (day) => `Enter from ${day}`,
    running: 'Being selected',
    coming: 'Soon',
    past: 'Over',
    to: (first, last) => `${first} to ${last}`,
    each: (sum, winners) => `${winners} × ${sum}`,
  },
);

/** A text in the language of the screen, in German where nobody wrote it in English. */
export const told = (text: Schema<'Text'>) => said(text) || text.de;

/** The title with the year, unless it says it already: "Engagementpreis 2026". */
export function titleOf(call: { title: Schema<'Text'>; year: number }): string {
  const title = told(call.title);
  return title.includes(String(call.year)) ? title : `${title} ${call.year}`;
}

/** What stands out: of a company its name, of others what they do; and what stands below. */
export function headline(of: { kind: Winner['kind']; name: string; title: string }): [string, string] {
  if (!of.title) return [of.name, ''];
  return of.kind === 'company' ? [of.name, of.title] : [of.title, of.name];
}

export const phaseName = (kind: Phase['kind']) => t[kind];

export const deciderName = (decider: Category['decidedBy']) => t[`${decider}s`];

/** "1. Juli bis 30. September 2026", with both years where they differ. */
export function span({ firstDay, lastDay }: Pick<Phase, 'firstDay' | 'lastDay'>): string {
  if (firstDay === lastDay) return longDate(firstDay);
  const sameYear = firstDay.slice(0, 4) === lastDay.slice(0, 4);
  return t.to(sameYear ? dayAndMonth(firstDay) : longDate(firstDay), longDate(lastDay));
}

/** Where a call stands, in a word or two for a list. */
export function stateOf(row: CallRow): { tone: Tone; text: string } {
  if (row.status === 'cancelled') return { tone: 'bad', text: t.cancelled };
  if (row.resultsPublic) return { tone: 'plain', text: t.decided };
  if (row.steps.includes('vote') && row.voteUntil)
    return { tone: 'good', text: t.voteUntil(shortDate(row.voteUntil)) };
  if (row.steps.length && row.entryUntil)
    return { tone: 'good', text: t.entryUntil(shortDate(row.entryUntil)) };
  if (row.standing === 'coming')
    return { tone: 'info', text: row.entryFrom ? t.entryFrom(shortDate(row.entryFrom)) : t.coming };
  return row.standing === 'past' ? { tone: 'plain', text: t.past } : { tone: 'info', text: t.running };
}

/** What there is to win: "3 × 5.000 €", and what is given besides. */
export function prizeOf(category: Pick<Category, 'prizeCents' | 'prize'> & { winners?: number }): string {
  const { prizeCents, winners = 1 } = category;
  const sum = prizeCents ? money(prizeCents) : '';
  const several = sum && winners > 1 ? t.each(sum, String(winners)) : sum;
  return [several, told(category.prize)].filter(Boolean).join(', ');
}

/** Whole days that are left until a moment; 0 on the last one. */
export const daysLeft = (endsAt: string, now: Date = new Date()): number =>
  Math.max(0, Math.floor((Date.parse(endsAt) - now.getTime()) / 86_400_000));

/** The part that is on now, or else the next one to come. */
export const nextPhase = (phases: readonly Phase[]): Phase | undefined =>
  phases.find((phase) => phase.state === 'on') ?? phases.find((phase) => phase.state === 'coming');
