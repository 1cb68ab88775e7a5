/** The device's clock, corrected by what the last sync measured. */
import { LARGE_OFFSET_SECONDS } from './checking';

/** In milliseconds: what to add to the device's clock, and the latest time that clock was seen to show. */
export interface ClockRecord {
  offset: number;
  seenAt: number;
}

export class Clock {
  constructor(
    private record: ClockRecord | null,
    private readonly device: () => number = Date.now,
  ) {}

  /** Seconds since 1970 by the server's clock, as well as it is known. */
  now(): number {
    return this.at(this.device());
  }

  /** The same for a moment of the device's clock (milliseconds). */
  at(deviceTime: number): number {
    return (deviceTime + (this.record?.offset ?? 0)) / 1000;
  }

  /**
   * Whether the correction can be relied on: it was measured, and the device's clock was not set back since.
   * A clock set forward cannot be told from a device that slept.
   */
  get isKnown(): boolean {
    return this.record !== null && this.device() >= this.record.seenAt - LARGE_OFFSET_SECONDS * 1000;
  }

  /** By how many seconds the device's clock is slow (fast: below zero), if that is so much that people are told. */
  get largeOffset(): number | null {
    const seconds = Math.round((this.record?.offset ?? 0) / 1000);
    return Math.abs(seconds) >= LARGE_OFFSET_SECONDS ? seconds : null;
  }

  /** Remember what the clock shows now, so that a clock set back later is noticed. Null: nothing to remember. */
  seen(): ClockRecord | null {
    const seenAt = this.device();
    if (this.record === null || seenAt <= this.record.seenAt) return null;
    this.record = { ...this.record, seenAt };
    return this.record;
  }
}

/** Milliseconds to add to the device's clock, from an answer's Date header. Null: not to be told. */
export function offsetFrom(date: string | null, sentAt: number, receivedAt: number): number | null {
  const second = date === null ? NaN : Date.parse(date);
  if (Number.isNaN(second) || receivedAt < sentAt) return null;
  // The header names whole seconds: on average the answer left half a second later.
  return second + 500 - (sentAt + receivedAt) / 2;
}
