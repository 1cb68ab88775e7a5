import type { Schema } from '../../api';
import { language, longDate, words } from '../../i18n';
import { href } from '../../routes';

export type RoundRow = Schema<'OwnRoundRow'>;
export type Round = Schema<'OwnRoundOut'>;
export type EntryRow = Schema<'OwnEntryRow'>;
export type JudgedEntry = Schema<'JurorEntryOut'>;
export type Criterion = Schema<'JuryCriterionOut'>;
export type Given = Schema<'GivenJudgementOut'>;
export type Ranked = Schema<'RankedEntryOut'>;
type Tone = 'good' | 'warn' | 'bad' | 'info' | 'plain';
type Words = { de: string; en: string };

const t = words(
  {
    open: 'offen',
    done: 'bewertet',
    recused: 'befangen',
    from: (day: string) => `ab ${day}`,
    until: (day: string) => `bis ${day}`,
    over: (day: string) => `zu Ende seit ${day}`,
    closed: 'abgeschlossen',
    sharing: 'Bewerbungen werden noch verteilt',
    left: (n: number) => (n === 1 ? 'noch eine Bewerbung' : `noch ${n} Bewerbungen`),
    finished: 'alles bewertet',
  },
  {
    open: 'open',
    done: 'judged',
    recused: 'recused',
    from: (day) => `from ${day}`,
    until: (day) => `until ${day}`,
    over: (day) => `over since ${day}`,
    closed: 'closed',
    sharing: 'entries are still being handed out',
    left: (n) => (n === 1 ? 'one entry left' : `${n} entries left`),
    finished: 'all judged',
  },
);

/** The most steps of a scale that stand side by side to be picked; a longer one is typed. */
const MOST_STEPS = 11;

export const roundPlace = (round: string) => href('/jury/:round', { round });
export const rankingPlace = (round: string) => href('/jury/:round/rangliste', { round });
export const entryPlace = (round: string, entry: string) => href('/jury/:round/:entry', { round, entry });

/** A text in the language chosen, in German where it was not translated. */
export const inWords = (text: Words): string => text[language.current] || text.de;

/** "4,67"; whole numbers without digits behind the comma. */
export const points = (value: number | null): string =>
  value === null
    ? '–'
    : new Intl.NumberFormat(language.current === 'de' ? 'de-DE' : 'en-GB', {
        minimumFractionDigits: Number.isInteger(value) ? 0 : 2,
        maximumFractionDigits: 2,
      }).format(value);

/** All points of a scale to pick from; none where there are too many. */
export function stepsOf(least: number, most: number): number[] {
  const length = most - least + 1;
  return length > MOST_STEPS ? [] : Array.from({ length }, (_, at) => least + at);
}

/** Where a number of points lies between the ends of the scale, from 0 to 1. */
export const shareOf = (value: number, least: number, most: number): number =>
  most > least ? Math.min(1, Math.max(0, (value - least) / (most - least))) : 0;

/** Weighted mean of points that are all there, else nothing. */
export function meanOf(criteria: readonly Criterion[], given: Record<string, number | undefined>) {
  let sum = 0;
  let weights = 0;
  for (const { id, weight } of criteria) {
    const one = given[id];
    if (one === undefined) return null;
    sum += one * weight;
    weights += weight;
  }
  return weights ? sum / weights : null;
}

export const statusWords = t;

export const STATUS_TONES: Record<EntryRow['status'], Tone> = {
  open: 'info',
  done: 'good',
  recused: 'plain',
};

/** When a round is, in a few words. */
export function whenOf(round: Pick<RoundRow, 'stage' | 'firstDay' | 'lastDay'>, today: string): string {
  if (round.stage === 'coming') return t.from(longDate(round.firstDay));
  if (round.stage === 'open') return t.until(longDate(round.lastDay));
  return round.lastDay < today ? t.over(longDate(round.lastDay)) : t.closed;
}

/** What is to do in a round. */
export function toDo(
  round: Pick<RoundRow, 'stage' | 'assigned' | 'left'>,
): { text: string; tone: Tone } | null {
  if (round.stage === 'over') return null;
  if (!round.assigned) return { text: t.sharing, tone: 'info' };
  return round.left ? { text: t.left(round.left), tone: 'warn' } : { text: t.finished, tone: 'good' };
}
