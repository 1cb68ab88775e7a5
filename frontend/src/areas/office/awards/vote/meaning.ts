import type { Schema } from '../../../../api';

export type Pattern = Schema<'VotePatternOut'>;

/** Votes to take out: those of a pattern, or of single receipts. */
export type Meant = Omit<Schema<'VotesMeantIn'>, 'reason'> & { pattern?: Pattern };

/** Everything that a pattern names, as the service wants to have it. */
export const meantBy = (pattern: Pattern): Meant => ({
  entryId: pattern.entryId,
  network: pattern.network,
  since: pattern.since,
  until: pattern.until,
  fast: pattern.kind === 'fast',
  pattern,
});

/** Receipts as somebody pastes them: one a line, or with commas. */
export const receiptsOf = (text: string): string[] =>
  [...new Set(text.toUpperCase().split(/[\s,;]+/))].filter(Boolean);

interface Day {
  day: string;
  votes: number;
}

const DAY = 24 * 60 * 60 * 1000;

/** Every day of a vote, those without votes too. */
export function daysBetween(first: string, last: string, days: readonly Day[]): Day[] {
  const votes = new Map(days.map((one) => [one.day, one.votes]));
  const found: Day[] = [];
  for (let at = Date.parse(first); at <= Date.parse(last); at += DAY) {
    const day = new Date(at).toISOString().slice(0, 10);
    found.push({ day, votes: votes.get(day) ?? 0 });
  }
  return found;
}
