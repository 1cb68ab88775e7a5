/** What a paired phone keeps between visits, and when it forgets it. */
import type { ClockRecord } from '../../../card/clock';
import type { Schema } from '../../../api';
import { change } from './database';
import type { GuestList } from './kinds';
import type { Listed } from './service';
import { find, forgetEverything, put } from './sealed';
import { waiting } from './queue';

const PAIRING = 'pairing';
const LIST = 'list';
/** What nobody handed in is forgotten at last, this long after the event. */
const KEPT_AT_MOST = 30 * 86_400_000;

export interface Pairing {
  deviceId: string;
  label: string;
  secret: string;
  ceremony: Schema<'DoorCeremony'>;
  doors: Schema<'DoorOut'>[];
  doorId: string | null;
  clock: ClockRecord | null;
}

export interface KeptList {
  listed: Listed;
  etag: string | null;
  /** When it was asked for, in milliseconds by the service's clock. */
  asOf: number;
}

export const keepPairing = (pairing: Pairing) => put('kept', PAIRING, pairing);
export const keptPairing = () => find<Pairing>('kept', PAIRING);
export const keepList = (kept: KeptList) => put('kept', LIST, kept);
export const keptList = () => find<KeptList>('kept', LIST);

/** The list as judging wants it. */
export function guestListOf({ listed, asOf }: KeptList): GuestList {
  return {
    asOf,
    ended: listed.ended,
    people: listed.attendees.map((one) => ({
      attendee: one.id,
      party: one.guestId,
      name: one.name,
      guestName: one.guestName,
      tickets: one.tickets,
      seat: one.seat,
      wheelchair: one.wheelchair,
      escort: one.escort,
      firstAt: one.admittedAt,
      firstDoor: one.admittedDoor,
    })),
  };
}

/** The guest list goes; what waits stays, for the next pairing. */
export async function forgetGuests(): Promise<void> {
  await change(['kept', 'came', 'conflicts'], (stores) => {
    stores.remove('kept', PAIRING);
    stores.remove('kept', LIST);
    stores.clear('came');
    stores.clear('conflicts');
  });
  if (!(await waiting()).length) await forgetEverything();
}

/** What waits for a new pairing that never comes is forgotten at last, too. `now` by this phone's clock. */
export async function forgetStranded(now: number): Promise<void> {
  if (await keptPairing()) return;
  const waits = await waiting();
  const isOld = waits.every(({ scannedAt }) => now >= Date.parse(scannedAt) + KEPT_AT_MOST);
  if (waits.length && isOld) await forgetEverything();
}

/** After the event nothing of the guests stays. Tells whether it is over. `now` in milliseconds. */
export async function forgetWhenOver({ ceremony }: Pairing, now: number): Promise<boolean> {
  const end = Date.parse(ceremony.ticketsEnd);
  if (now < end) return false;
  await change(['kept', 'came'], (stores) => {
    stores.remove('kept', LIST);
    stores.clear('came');
  });
  if (now >= end + KEPT_AT_MOST || !(await waiting()).length) await forgetEverything();
  return true;
}
