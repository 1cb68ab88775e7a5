import type { Schema } from '../../../../api';
import { longDate } from '../../../../i18n';

export type Result = Schema<'AwardResultOut'>;
export type Category = Schema<'CategoryResultOut'>;
export type Laureate = Schema<'AwardLaureateOut'>;
export type Candidate = Schema<'WinningCandidateOut'>;
type Chosen = Schema<'LaureateChosenIn'>;

/** What is edited of one who wins. */
export interface Winner {
  entry: string;
  name: string;
  title: string;
  shared: boolean;
  german: string;
  english: string;
}

/** The day before the midnight that ends something. */
export const lastDay = (end: string) => longDate(new Date(Date.parse(end) - 1));

/** Those who hold an award now. */
export const holding = (laureates: readonly Laureate[]) => laureates.filter((one) => !one.withdrawnAt);

/** Categories in which nobody wins and nothing says why. */
export const openCategories = ({ categories }: Pick<Result, 'categories'>) =>
  categories.filter((one) => !holding(one.laureates).length && !one.notAwarded.de);

/** What is in the way of a decision, by its kind. */
export function obstacles(result: Result): ('draft' | 'entries' | 'vote' | 'jury' | 'categories' | 'none')[] {
  const found: ReturnType<typeof obstacles> = [];
  if (result.status === 'draft') found.push('draft');
  if (result.entriesEndAt) found.push('entries');
  if (result.voteEndsAt) found.push('vote');
  if (result.openRounds.length) found.push('jury');
  if (!result.categories.length) found.push('none');
  if (openCategories(result).length) found.push('categories');
  return found;
}

export const winnerOf = (one: Pick<Candidate, 'entry' | 'name' | 'title'> & Partial<Laureate>): Winner => ({
  entry: one.entry,
  name: one.name,
  title: one.title,
  shared: one.shared ?? false,
  german: one.reason?.de ?? '',
  english: one.reason?.en ?? '',
});

export const chosenOf = ({ entry, shared, german, english }: Winner): Chosen => ({
  entry,
  shared,
  reason: { de: german, en: english },
});

/** How many prizes they take: those who share take one together. */
export function prizesTaken(winners: readonly Pick<Winner, 'shared'>[]): number {
  const sharing = winners.filter(({ shared }) => shared).length;
  return winners.length - sharing + (sharing ? 1 : 0);
}
