/** Hands in what waits on this device: at the start, when the network is back, every minute, and on demand. */
import { asRefusal, get } from '../../../api';
import type { Conflict, Waiting } from './kinds';
import { conflicts, dismiss, handIn, waiting } from './queue';
import { keepSign } from './sign';

const EVERY_MINUTE = 60_000;

/** Why something still waits. `foreign`: whoever is signed in does not work there. */
export type Hold = 'none' | 'offline' | 'signedOut' | 'foreign' | 'later';

class Transfer {
  waiting = $state.raw<Waiting[]>([]);
  conflicts = $state.raw<Conflict[]>([]);
  busy = $state(false);
  /** Why it did not go through, by company. */
  holds = $state.raw<Record<string, Hold>>({});
  /** Grows with everything that was handed in, for lists of the service. */
  done = $state(0);
  private running: Promise<void> | null = null;
  private begun = false;

  /** From now on by itself, for as long as the page is open. */
  begin(): void {
    if (this.begun) return;
    this.begun = true;
    addEventListener('online', () => void this.run());
    setInterval(() => {
      if (this.waiting.length) void this.run();
    }, EVERY_MINUTE);
    void this.run();
  }

  /** What lies on the device. */
  async look(): Promise<void> {
    [this.waiting, this.conflicts] = await Promise.all([waiting(), conflicts()]);
    keepSign(this.waiting.length > 0);
    // Browsers make room by forgetting; they are asked not to.
    if (this.waiting.length) void navigator.storage?.persist?.().catch(() => false);
  }

  /** Two at once are one. */
  run(): Promise<void> {
    this.running ??= this.handInAll().finally(() => (this.running = null));
    return this.running;
  }

  async read(company: string): Promise<void> {
    await dismiss(this.conflicts.filter(({ companyId }) => companyId === company).map(({ nonce }) => nonce));
    await this.look();
  }

  private async handInAll(): Promise<void> {
    await this.look();
    const companies = new Set(this.waiting.map(({ companyId }) => companyId));
    if (!companies.size) return;
    this.busy = true;
    try {
      for (const company of companies) await this.handInOf(company);
    } finally {
      this.busy = false;
      await this.look();
    }
  }

  private async handInOf(company: string): Promise<void> {
    const before = this.waiting.length;
    let hold: Hold = 'none';
    try {
      // Only who works there may: asked first, so that a refusal later is about what is handed in.
      await get('/api/companies/{company_id}/till', { path: { company_id: company } });
      await handIn(company);
    } catch (thrown) {
      hold = holdOf(asRefusal(thrown).status);
    }
    this.holds = { ...this.holds, [company]: hold };
    await this.look();
    if (this.waiting.length !== before) this.done++;
  }
}

function holdOf(status: number): Hold {
  if (status === 0) return 'offline';
  if (status === 401) return 'signedOut';
  return status === 403 || status === 404 ? 'foreign' : 'later';
}

export const transfer = new Transfer();
