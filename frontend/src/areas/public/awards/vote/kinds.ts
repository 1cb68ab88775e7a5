import type { Schema } from '../../../../api';

export type Ballot = Schema<'BallotOut'>;
export type Candidate = Schema<'BallotCandidate'>;
export type Receipt = Schema<'VoteReceiptOut'>;

/** What somebody asked a code for; `name` is missing where they come from the mail's button in another window. */
export interface Asked {
  requestId: string;
  email?: string;
  name?: string;
  /** In the demo, where no mail arrives anywhere: waits for its code. */
  demoCode?: (stillWanted: () => boolean) => Promise<string | null>;
}

/** What a nominee is called: the project first, who is behind it below. */
export const titleOf = (one: { title: string; name: string }) => one.title || one.name;
