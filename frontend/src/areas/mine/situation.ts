import { type Holding, readCredential } from '../../card';
import { carrierOf, type CardOut, type DeviceOut } from './cards';

const DAY = 24 * 60 * 60;
/** Of the 30 days a credential lives: a fresh one every week or so, so that shops cannot link visits for long. */
const RENEW_WITH_DAYS_LEFT = 23;

/** What the screen says about one card. */
export type Situation =
  | { name: 'shown'; holding: Holding; endsAt: number; renew: boolean }
  /** On its way to this phone. */
  | { name: 'arriving'; holding: Holding }
  /** The code on this phone has run out; with the network it becomes a fresh one. */
  | { name: 'lapsed'; holding: Holding }
  | { name: 'ready' }
  | { name: 'elsewhere'; carrier: DeviceOut }
  | { name: 'revoked' | 'replaced' | 'expired' };

/**
 * Where a card stands: what the service says (null: not reached) and what is on this phone.
 *
 * `now` is in seconds since 1970 by the server's clock, as well as it is known.
 */
export function situationOf(card: CardOut | null, holding: Holding | null, now: number): Situation {
  if (card && card.status !== 'active') return { name: card.status };
  if (card?.isOver) return { name: 'expired' };
  const until = card?.validUntil ?? holding?.facts.validUntil ?? null;
  if (until && until < berlinDay(now)) return { name: 'expired' };
  if (holding && isCarriedHere(card, holding)) return onThisPhone(holding, now);
  const carrier = card && carrierOf(card);
  return carrier ? { name: 'elsewhere', carrier } : { name: 'ready' };
}

/** Whether the service still takes this phone for the card's carrier; without the network what is here counts. */
export function isCarriedHere(card: CardOut | null, { deviceId, renewal }: Holding): boolean {
  if (!card) return true;
  const carriers = card.devices.map(({ id }) => id);
  if (carriers.includes(deviceId)) return true;
  if (!renewal || !carriers.length) return false;
  // The next key may already be the one that counts; if its answer was lost, only asking again tells.
  return !renewal.deviceId || carriers.includes(renewal.deviceId);
}

function onThisPhone(holding: Holding, now: number): Situation {
  if (!holding.credential) return { name: 'arriving', holding };
  const endsAt = endOf(holding);
  if (now >= endsAt) return { name: 'lapsed', holding };
  return { name: 'shown', holding, endsAt, renew: isDue(holding, now) };
}

/** Whether the credential should make way for a fresh one, or a renewal was begun and not finished. */
export function isDue(holding: Holding, now: number): boolean {
  return !!holding.renewal || endOf(holding) - now < RENEW_WITH_DAYS_LEFT * DAY;
}

/** Seconds since 1970; 0 for what cannot be read. */
function endOf({ credential }: Holding): number {
  return Number((credential && readCredential(credential)?.claims.expiresAt) || 0);
}

/** "2026-11-22" */
function berlinDay(seconds: number): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Berlin' }).format(new Date(seconds * 1000));
}
