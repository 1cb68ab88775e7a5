/** A paired phone at the door: what it knows, and how it keeps up with the others. */
import { SvelteMap } from 'svelte/reactivity';

import { asRefusal, Refusal } from '../../../api';
import { Clock } from '../../../card/clock';
import { KeySet } from '../../../card/key-set';
import { words } from '../../../i18n';
import { admit, type Admitted, type Answered, isUnreachable, type Shown } from './admitting';
import { countOf, Guests } from './judging';
import { handInWith, isOwn } from './handing-in';
import {
  forgetGuests,
  forgetStranded,
  forgetWhenOver,
  guestListOf,
  keepList,
  keepPairing,
  type KeptList,
  keptList,
  keptPairing,
  type Pairing,
} from './keeping';
import type { Came, Conflict, Outcome, Waiting, WalkIn } from './kinds';
import { came, conflicts, dismiss, forgetCame, waiting } from './queue';
import { readTicket } from './reading';
import { forgetEverything } from './sealed';
import { type Admission, pair, Service } from './service';
import { letWalkIn } from './walking-in';
import { keepSign } from './sign';
import type { Found } from './verdict';

const EVERY_FIVE_SECONDS = 5_000;
const LIST_EVERY_MINUTE = 60_000;

/** `revoked`: the office ended the pairing; `over`: the event is. */
export type Ended = 'none' | 'revoked' | 'over';

const t = words(
  { stage: 'Dieser Code ist für die Bühne. Lassen Sie sich einen für den Einlass geben.' },
  { stage: 'This code is for the stage. Ask for one for a door.' },
);

const codeForStage = () => new Refusal(422, 'invalid', t.stage, [{ field: 'code', message: t.stage }]);

export class Door {
  phase = $state<'opening' | 'unpaired' | 'paired'>('opening');
  pairing = $state.raw<Pairing | null>(null);
  guests = $state.raw<Guests | null>(null);
  readonly came = new SvelteMap<string, Came>();
  waiting = $state.raw<Waiting[]>([]);
  conflicts = $state.raw<Conflict[]>([]);
  reach = $state<'asking' | 'online' | 'offline'>('asking');
  ended = $state<Ended>('none');
  busy = $state(false);
  /** What the service counted last; without the network the phone counts what it knows. */
  private counted = $state.raw<{ admitted: number; expected: number } | null>(null);
  private etag: string | null = null;
  private keys: KeySet | null = null;
  private service: Service | null = null;
  private listAt = 0;
  private running: Promise<void> | null = null;

  readonly doorName = $derived(this.pairing?.doors.find(({ id }) => id === this.pairing?.doorId)?.name ?? '');
  readonly count = $derived.by(() => {
    const here = this.guests ? countOf(this.guests, this.came) : null;
    if (this.reach !== 'offline' && this.counted) return this.counted;
    if (!this.counted || !here) return here ?? this.counted;
    return { ...this.counted, admitted: Math.max(this.counted.admitted, here.admitted) };
  });
  /** Seconds this phone's clock is slow (fast: below zero), if so much that people should be told. */
  readonly clockOffset = $derived(this.pairing ? new Clock(this.pairing.clock).largeOffset : null);

  /** Throws where this browser cannot keep anything. */
  async begin(): Promise<() => void> {
    await forgetStranded(Date.now());
    const pairing = await keptPairing();
    await this.look();
    if (pairing) await this.open(pairing);
    else this.phase = 'unpaired';
    const timer = setInterval(() => void this.turn(), EVERY_FIVE_SECONDS);
    const online = () => void this.turn();
    const offline = () => (this.reach = 'offline');
    addEventListener('online', online);
    addEventListener('offline', offline);
    return () => {
      clearInterval(timer);
      removeEventListener('online', online);
      removeEventListener('offline', offline);
    };
  }

  async pair(code: string, label: string): Promise<void> {
    const { paired, offset } = await pair(code, label);
    const { deviceId, secret, ceremony, doors } = paired;
    if (paired.purpose !== 'door') throw codeForStage();
    const clock = offset === null ? null : { offset, seenAt: Date.now() };
    const doorId = doors.length === 1 ? doors[0]!.id : null;
    const pairing: Pairing = {
      deviceId,
      secret,
      ceremony,
      doors,
      label: paired.label,
      doorId,
      clock,
    };
    await keepPairing(pairing);
    void navigator.storage?.persist?.().catch(() => false);
    await this.open(pairing);
    if (doorId) void this.standAt(doorId);
  }

  /** Where the phone stands: said to the service as soon as it can be. */
  async standAt(doorId: string | null): Promise<void> {
    await this.repaired({ doorId });
    try {
      await this.service?.standAt(doorId);
    } catch (thrown) {
      if (!isUnreachable(asRefusal(thrown))) throw thrown;
    }
  }

  async admit(shown: Shown, forced = false): Promise<Admitted> {
    const { pairing, guests } = this;
    if (!pairing || !guests) throw new Error('Nobody is at the door.');
    const clock = new Clock(pairing.clock);
    const admitted = await this.watched(() =>
      admit(shown, forced, {
        ceremony: pairing.ceremony.id,
        door: this.doorName,
        guests,
        came: this.came,
        read: (text) => readTicket(text, this.keys),
        ask: this.ask((service, entry) => service.admit(entry)),
        now: () => new Date(clock.now() * 1000),
        device: () => new Date(),
        clockIsKnown: clock.isKnown,
      }),
    );
    if (admitted.came && !this.came.has(admitted.came.who)) this.came.set(admitted.came.who, admitted.came);
    if (admitted.waits) await this.look();
    return admitted;
  }

  /** Somebody without an invitation; `forced` although all places are promised. */
  async walkIn(walkIn: WalkIn, forced: boolean): Promise<Found> {
    const { pairing } = this;
    if (!pairing) throw new Error('Nobody is at the door.');
    const { found, came } = await this.watched(() =>
      letWalkIn(walkIn, forced, {
        ceremony: pairing.ceremony.id,
        door: this.doorName,
        ask: this.ask((service, entry) => service.walkIn(entry, { forced, offline: false })),
        now: new Date(new Clock(pairing.clock).now() * 1000),
      }),
    );
    for (const one of came) this.came.set(one.who, one);
    await this.look();
    return found;
  }

  /** What lies on the phone. */
  async look(): Promise<void> {
    [this.waiting, this.conflicts] = await Promise.all([waiting(), conflicts()]);
    keepSign(this.waiting.length > 0);
  }

  async dismissConflicts(): Promise<void> {
    await dismiss(this.conflicts.map(({ nonce }) => nonce));
    await this.look();
  }

  /** Nothing stays on this phone. What waits would be lost: the screen asks first. */
  async leave(): Promise<void> {
    await forgetEverything();
    await this.close('none');
  }

  /** The counter, what waits, and now and then the list; two at once are one. */
  turn(): Promise<void> {
    this.running ??= this.keepUp().finally(() => (this.running = null));
    return this.running;
  }

  private async keepUp(): Promise<void> {
    if (!this.service || !this.pairing || document.visibilityState !== 'visible') return;
    if (await this.isOver()) return;
    try {
      await this.watched(async () => {
        this.counted = await this.service!.counter();
        this.reach = 'online';
        if (Date.now() - this.listAt > LIST_EVERY_MINUTE) await this.fetchList();
        if (this.hasOwnWaiting()) await this.handIn();
      });
    } catch {
      // Said by `reach` and `ended`; everything that waits still does.
    }
  }

  private hasOwnWaiting = () => this.waiting.some((entry) => this.pairing && isOwn(entry, this.pairing));

  private async fetchList(): Promise<void> {
    const { service, pairing } = this;
    if (!service || !pairing) return;
    const asOf = new Clock(pairing.clock).now() * 1000;
    const waited = this.waiting.length > 0;
    const { list, etag } = await service.guestList(this.etag).catch((thrown: unknown) => this.noList(thrown));
    this.listAt = Date.now();
    const before = list ? null : await keptList();
    const kept: KeptList | null = list ? { listed: list, etag, asOf } : before && { ...before, asOf };
    if (!kept) return;
    await keepList(kept);
    await this.use(kept);
    if (!list) return;
    if (!waited) await this.forgetUnlisted();
    await this.repaired({ ceremony: list.ceremony, doors: list.doors });
  }

  /** Tickets newer than the list and guests without an invitation are on the new one: they count once. */
  private async forgetUnlisted(): Promise<void> {
    const { guests } = this;
    const unlisted = [...this.came.keys()].filter((who) => guests && !guests.attendee(who));
    for (const who of unlisted) this.came.delete(who);
    await forgetCame(unlisted);
  }

  /** The service gives no list any more: the event is over, or it does not take place. */
  private async noList(thrown: unknown): Promise<never> {
    const { code } = asRefusal(thrown);
    const { pairing } = this;
    if (pairing && code === 'ceremony_cancelled')
      await this.repaired({ ceremony: { ...pairing.ceremony, status: 'cancelled' } });
    if (pairing && code === 'ceremony_over') {
      await this.repaired({
        ceremony: {
          ...pairing.ceremony,
          ticketsEnd: new Date(new Clock(pairing.clock).now() * 1000).toISOString(),
        },
      });
      await this.isOver();
    }
    throw thrown;
  }

  private async use(kept: KeptList): Promise<void> {
    this.etag = kept.etag;
    this.guests = new Guests(guestListOf(kept));
    this.keys = await KeySet.fromJwks(kept.listed.keys);
  }

  private async handIn(): Promise<void> {
    const { service, pairing } = this;
    if (!service || !pairing) return;
    this.busy = true;
    try {
      await handInWith(service, pairing.ceremony.id, (synced) => (this.counted = synced));
    } finally {
      this.busy = false;
      await this.look();
    }
  }

  private async open(pairing: Pairing): Promise<void> {
    this.pairing = pairing;
    this.ended = 'none';
    if (await this.isOver()) return;
    this.service = new Service(pairing.ceremony.id, pairing.secret, (offset) => void this.heard(offset));
    for (const one of await came()) this.came.set(one.who, one);
    const kept = await keptList();
    if (kept) await this.use(kept);
    this.listAt = 0;
    this.phase = 'paired';
    await this.turn();
  }

  /** After the event the list leaves the phone, network or not; what waits is handed in first. */
  private async isOver(): Promise<boolean> {
    const { pairing } = this;
    if (!pairing || !(await forgetWhenOver(pairing, new Clock(pairing.clock).now() * 1000))) return false;
    this.service ??= new Service(pairing.ceremony.id, pairing.secret, () => undefined);
    if (this.hasOwnWaiting()) await this.handIn().catch(() => undefined);
    await forgetWhenOver(pairing, new Clock(pairing.clock).now() * 1000);
    await this.close('over');
    return true;
  }

  /** What the service thinks of the phone's clock; kept when it changed much. */
  private async heard(offset: number): Promise<void> {
    const before = this.pairing?.clock;
    const seenAt = Date.now();
    if (!this.pairing) return;
    const changed = !before || Math.abs(before.offset - offset) > 1_000 || seenAt - before.seenAt > 60_000;
    if (changed) await this.repaired({ clock: { offset, seenAt } });
  }

  private async repaired(changes: Partial<Pairing>): Promise<void> {
    if (!this.pairing) return;
    this.pairing = { ...this.pairing, ...changes };
    await keepPairing(this.pairing);
  }

  /** Null: nobody is asked, there is no network. */
  private ask(
    call: (service: Service, entry: Waiting) => Promise<Admission>,
  ): ((entry: Waiting) => Promise<Answered>) | null {
    const { service } = this;
    if (!service || this.reach === 'offline' || !navigator.onLine) return null;
    return async (entry) => {
      const answer = await call(service, entry).catch((thrown: unknown) => {
        if (isUnreachable(asRefusal(thrown))) this.reach = 'offline';
        throw thrown;
      });
      this.reach = 'online';
      this.counted = answer;
      return { ...answer, outcome: answer.outcome as Outcome };
    };
  }

  /** Notices when there is no network, and when this phone is known no longer. */
  private async watched<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (thrown) {
      const refusal = asRefusal(thrown);
      if (isUnreachable(refusal)) this.reach = 'offline';
      if (refusal.status === 401) {
        await forgetGuests();
        await this.close('revoked');
      }
      throw refusal;
    }
  }

  private async close(ended: Ended): Promise<void> {
    this.service = null;
    this.pairing = null;
    this.guests = null;
    this.counted = null;
    this.etag = null;
    this.came.clear();
    this.reach = 'asking';
    this.ended = ended;
    this.phase = 'unpaired';
    await this.look();
  }
}
