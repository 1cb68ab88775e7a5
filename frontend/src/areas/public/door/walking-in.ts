/** Letting in somebody without an invitation: the service counts the places where it can be asked. */
import { asRefusal } from '../../../api';
import { type Answered, isUnreachable } from './admitting';
import type { Came, Waiting, WalkIn } from './kinds';
import { keep } from './queue';
import type { Found } from './verdict';

export interface Surroundings {
  ceremony: string;
  door: string;
  /** Null: there is no network. */
  ask: ((entry: Waiting) => Promise<Answered>) | null;
  /** By the server's clock, as well as it is known. */
  now: Date;
}

/** `came`: whom this phone has to count itself, one entry for each person. Throws the Refusal of a full house. */
export async function letWalkIn(
  walkIn: WalkIn,
  forced: boolean,
  { ceremony, door, ask, now }: Surroundings,
): Promise<{ found: Found; came: Came[] }> {
  const name = [walkIn.givenName, walkIn.familyName].filter(Boolean).join(' ');
  const at = now.toISOString();
  const entry: Waiting = {
    nonce: crypto.randomUUID(),
    ceremony,
    kind: 'walk_in',
    ticket: '',
    attendee: null,
    forced,
    scannedAt: at,
    outcome: 'admitted',
    name,
    walkIn,
  };
  const found = { name, firstAt: null, firstDoor: '', isNewer: false, at: now } as const;
  try {
    const answered = await ask?.(entry);
    if (answered)
      return { found: { ...found, ...answered, name: answered.name || name, checked: 'online' }, came: [] };
  } catch (thrown) {
    if (!isUnreachable(asRefusal(thrown))) throw thrown;
  }
  const came = Array.from({ length: walkIn.party }, (_, position) => ({
    who: `${entry.nonce}/${position}`,
    at,
    door,
  }));
  await keep(entry, came);
  return { found: { ...found, outcome: 'admitted', message: '', checked: 'offline' }, came };
}
