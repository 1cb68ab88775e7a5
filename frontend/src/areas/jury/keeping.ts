/** What a juror has begun to say of an entry, until it is sent; gone with the window, so that a shared device keeps nothing. */
export interface Begun {
  points: Record<string, number | undefined>;
  comment: string;
}

const nameOf = (round: string, entry: string, revision: number) => `judgement/${round}/${entry}/${revision}`;

export function keep(round: string, entry: string, revision: number, begun: Begun): void {
  try {
    sessionStorage.setItem(nameOf(round, entry, revision), JSON.stringify(begun));
  } catch {
    // Without storage it lives as long as the screen.
  }
}

/** What was begun on the judgement as it stands; nothing once somebody saved another one. */
export function kept(round: string, entry: string, revision: number): Begun | null {
  try {
    return JSON.parse(sessionStorage.getItem(nameOf(round, entry, revision)) ?? 'null') as Begun | null;
  } catch {
    return null;
  }
}

export function forget(round: string, entry: string, revision: number): void {
  try {
    sessionStorage.removeItem(nameOf(round, entry, revision));
  } catch {
    // See above.
  }
}
