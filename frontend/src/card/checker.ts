/** The checker of a till: works from what is kept on the device, and asks the network where that may help. */
import { check, type Outcome, type Reason } from './checking';
import { write } from './store';
import { browser, lastSync, type Surroundings, sync, type Synced } from './sync';

/** A cashier waits no longer than this for the network, and at most once in a while (milliseconds). */
const PATIENCE = 1_000;
const CURRENT = 60_000;
const PAUSE = 10_000;

/** Results that newer keys, a newer list or a corrected clock could change. */
const MAY_CHANGE: Reason[] = [
  'stale_status_list',
  'clock_off',
  'unknown_key',
  'not_yet_valid',
  'expired',
  'screenshot',
];

export interface Checked extends Outcome {
  /** Seconds since 1970 by the server's clock, as well as it is known. */
  checkedAt: number;
  /** Whether the network was reached within the last minute; otherwise the answer is from what is kept here. */
  withNetwork: boolean;
  /** When the status list was made, seconds since 1970. */
  statusListFrom: number | null;
  /** Seconds the device's clock is slow (fast: below zero), if so much that people should be told. */
  clockOffset: number | null;
}

export class Checker {
  private lastAttempt = -Infinity;
  private lastSuccess = -Infinity;

  private constructor(
    private synced: Synced,
    private readonly surroundings: Surroundings,
  ) {}

  /** Ready at once with what is kept; call `refresh` when there is time. */
  static async open(surroundings: Surroundings = browser): Promise<Checker> {
    return new Checker(await lastSync(surroundings), surroundings);
  }

  /** Fetch keys, list and time. False: no network, or no answer that can be used; what was known stays. */
  async refresh(patience?: number): Promise<boolean> {
    this.lastAttempt = this.surroundings.device();
    try {
      this.synced = await sync(this.surroundings, patience);
      this.lastSuccess = this.surroundings.device();
      return true;
    } catch {
      this.synced = await lastSync(this.surroundings);
      return false;
    }
  }

  /** Never throws because of the text; asks the network where it is there, and answers without it too. */
  async check(text: string): Promise<Checked> {
    const scannedAt = this.surroundings.device();
    if (!isWithin(CURRENT, this.lastAttempt, scannedAt)) await this.refresh(PATIENCE);
    const checked = await this.judge(text, scannedAt);
    const isWorthAsking =
      MAY_CHANGE.includes(checked.reason) && !isWithin(PAUSE, this.lastAttempt, scannedAt);
    return isWorthAsking && (await this.refresh(PATIENCE)) ? this.judge(text, scannedAt) : checked;
  }

  private async judge(text: string, scannedAt: number): Promise<Checked> {
    const { clock, statusList } = this.synced;
    const now = clock.at(scannedAt);
    const outcome = await check(text, now, this.synced.known(now), { clockIsKnown: clock.isKnown });
    const seen = clock.seen();
    if (seen) await write('sync', 'clock', seen);
    return {
      ...outcome,
      checkedAt: now,
      withNetwork: isWithin(CURRENT, this.lastSuccess, scannedAt),
      statusListFrom: statusList?.issuedAt ?? null,
      clockOffset: clock.largeOffset,
    };
  }
}

/** A clock set back makes an earlier moment lie ahead: that is not within either. */
function isWithin(span: number, moment: number, now: number): boolean {
  return Math.abs(now - moment) <= span;
}
