import { asRefusal, get, put, type Refusal, remove } from '../../../api';
import { changedMeanwhile } from '../../partner/changed';
import { bodyOf, type Draft, draftOf } from './draft';
import type { MyEntry } from './kinds';

const PAUSE = 1200;
const ADDRESS = '/api/me/award-entries/{entry_id}';
const WITHDRAWAL = '/api/me/award-entries/{entry_id}/withdrawal';

/**
 * An entry while it is written. A draft is kept a moment after the last key; what is handed in waits for its button,
 * for it has to stay complete.
 */
export class Paper {
  entry = $state.raw() as MyEntry;
  draft = $state() as Draft;
  /** `kept` at the service, `waiting` for the pause, on its way, or not possible right now. */
  state = $state<'kept' | 'waiting' | 'sending' | 'failed' | 'elsewhere'>('kept');
  /** What the service says of single fields, for the whole page. */
  refusal = $state.raw<Refusal | null>(null);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #sending: Promise<void> | null = null;
  #typed = 0;

  constructor(entry: MyEntry) {
    this.entry = entry;
    this.draft = draftOf(entry);
  }

  get byItself(): boolean {
    return this.entry.mayChange && this.entry.status !== 'submitted';
  }

  get unsaved(): boolean {
    return this.state !== 'kept';
  }

  /** Something was typed. */
  touched(): void {
    this.#typed += 1;
    if (this.state === 'elsewhere') return;
    this.state = 'waiting';
    if (!this.byItself) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.save().catch(() => undefined), PAUSE);
  }

  /** What a part of the page got back from the service: files, team, status; what is being typed stays. */
  keep(entry: MyEntry): void {
    this.entry = entry;
  }

  /** Sends what is typed, one after the other. Throws what the service refuses. */
  async save(): Promise<void> {
    clearTimeout(this.#timer);
    if (this.#sending) await this.#sending.catch(() => undefined);
    if (this.state === 'kept') return;
    this.#sending = this.#send();
    try {
      await this.#sending;
    } finally {
      this.#sending = null;
    }
  }

  /** Fetches what somebody else wrote; `mine` puts the own words over it. */
  async reload(mine = false): Promise<void> {
    const entry = await get(ADDRESS, { path: { entry_id: this.entry.id } });
    this.entry = entry;
    this.refusal = null;
    this.state = mine ? 'waiting' : 'kept';
    if (mine) await this.save();
    else this.draft = draftOf(entry);
  }

  /** Does something that may be refused for single fields, which then say so. */
  async refusing(work: () => Promise<void>): Promise<void> {
    this.refusal = null;
    try {
      await work();
    } catch (reason) {
      this.refusal = asRefusal(reason);
      throw reason;
    }
  }

  async restore(): Promise<void> {
    this.keep(await remove(WITHDRAWAL, { path: { entry_id: this.entry.id } }));
  }

  async withdraw(): Promise<void> {
    await this.save().catch(() => undefined);
    this.keep(await put(WITHDRAWAL, { path: { entry_id: this.entry.id } }));
  }

  leave(): void {
    if (this.byItself && this.state === 'waiting') void this.save().catch(() => undefined);
    clearTimeout(this.#timer);
  }

  async #send(): Promise<void> {
    const typed = this.#typed;
    this.state = 'sending';
    try {
      this.entry = await put(ADDRESS, {
        path: { entry_id: this.entry.id },
        body: bodyOf($state.snapshot(this.draft), this.entry.revision),
      });
      this.state = 'kept';
      if (typed !== this.#typed) this.touched();
    } catch (reason) {
      this.state = changedMeanwhile(reason) ? 'elsewhere' : 'failed';
      this.refusal = asRefusal(reason);
      throw reason;
    }
  }
}
