import type { Schema } from '../../../../api';

export type VoteResult = Schema<'VoteResultOut'>;

/** One line of the published file. */
export interface CountedVote {
  receipt: string;
  /** The number of the entry. */
  entry: number;
  /** The number of the exclusion, where the vote does not count. */
  excluded: number | null;
}

const HEAD = 'receipt,entry,excluded';

/** Reads the file of votes; throws where it is not one. See docs/vote-count.md. */
export function votesOf(file: string): CountedVote[] {
  const [head, ...lines] = file.split(/\r?\n/);
  if (head !== HEAD) throw new Error('not a file of votes');
  return lines.filter(Boolean).map((line) => {
    const [receipt = '', entry = '', excluded = ''] = line.split(',');
    return { receipt, entry: Number(entry), excluded: excluded ? Number(excluded) : null };
  });
}

/** The votes that count, by the number of the entry. */
export function counted(votes: readonly CountedVote[]): Map<number, number> {
  const found = new Map<number, number>();
  for (const vote of votes) {
    if (vote.excluded === null) found.set(vote.entry, (found.get(vote.entry) ?? 0) + 1);
  }
  return found;
}

/** Whether the file leads to the published result: every receipt once, the same votes for everybody. */
export function agrees(result: VoteResult, votes: readonly CountedVote[]): boolean {
  const found = counted(votes);
  const excluded = votes.filter((vote) => vote.excluded !== null).length;
  return (
    new Set(votes.map((vote) => vote.receipt)).size === votes.length &&
    excluded === result.excluded &&
    votes.length - excluded === result.votes &&
    result.entries.every((entry) => (found.get(entry.number) ?? 0) === entry.votes) &&
    [...found.keys()].every((number) => result.entries.some((entry) => entry.number === number))
  );
}

/** What somebody typed, as receipts are written. */
export const normalReceipt = (typed: string) => typed.replace(/[^0-9a-z]/gi, '').toUpperCase();
