/** The stage on this device, as big screen or as remote: what is loaded, what is shown, and how it follows the others. */
import { SvelteMap } from 'svelte/reactivity';

import { asRefusal, post, Refusal } from '../../../api';
import { words } from '../../../i18n';
import { BEFORE, isNewer, picturesOf, placeOf, stepped, type Deck, type Shown } from './deck';
import { forget, keep, kept, type Pairing } from './keeping';
import { isEnded, loadDeck, loadLogo, loadPortrait, loadState, show } from './service';

const EVERY_SECOND = 1_000;

const t = words(
  { door: 'Dieser Code ist für den Einlass. Lassen Sie sich einen für die Bühne geben.' },
  { door: 'This code is for a door. Ask for one for the stage.' },
);

const codeForDoor = () => new Refusal(422, 'invalid', t.door, [{ field: 'code', message: t.door }]);

export class Stage {
  phase = $state<'opening' | 'unpaired' | 'ready'>('opening');
  deck = $state.raw<Deck | null>(null);
  shown = $state.raw<Shown>(BEFORE);
  online = $state(true);
  /** Why nothing can be shown. */
  thrown = $state.raw<unknown>(null);
  /** The pairing was ended by the office. */
  ended = $state(false);
  readonly pictures = new SvelteMap<string, string>();
  readonly slide = $derived(
    this.deck ? this.deck.slides[placeOf(this.deck.slides, this.shown.slide)] : undefined,
  );
  readonly following = $derived(
    this.deck ? this.deck.slides[placeOf(this.deck.slides, this.shown.slide) + 1] : undefined,
  );

  private pairing: Pairing | null = null;
  /** Driven while the service was out of reach, or on its way there. */
  private waits = false;
  private sending = false;
  private beside: BroadcastChannel | null = null;

  /** Opens what is kept, or the event an office names; the answer ends it. */
  async begin(ofOffice: string | null): Promise<() => void> {
    const known = await kept('pairing').catch(() => undefined);
    const pairing =
      ofOffice && known?.ceremony !== ofOffice ? { ceremony: ofOffice, secret: null } : (known ?? null);
    if (pairing) await this.open(pairing);
    else this.phase = 'unpaired';
    const timer = setInterval(() => void this.turn(), EVERY_SECOND);
    return () => {
      clearInterval(timer);
      this.beside?.close();
      for (const address of this.pictures.values()) URL.revokeObjectURL(address);
    };
  }

  /** Redeems the code the office shows. */
  async pair(code: string, label: string): Promise<void> {
    const paired = await post('/api/door-devices', { body: { code, label } });
    if (paired.purpose !== 'stage') throw codeForDoor();
    await this.open({ ceremony: paired.ceremony.id, secret: paired.secret });
  }

  /** Shows a slide at once here, and on the other devices as soon as they can be reached. */
  async show(slide: string, dark = false): Promise<void> {
    this.shown = { ...this.shown, slide, dark };
    this.waits = true;
    this.beside?.postMessage({ slide, dark });
    // A reload without a network comes back to where the evening is.
    void keep('shown', this.shown).catch(() => undefined);
    await this.send();
  }

  step(by: number): Promise<void> {
    return this.show(stepped(this.deck?.slides ?? [], this.shown.slide, by));
  }

  darken(): Promise<void> {
    return this.show(this.shown.slide, !this.shown.dark);
  }

  /** Loads the slides anew, e.g. after the office changed something. */
  async load(): Promise<void> {
    if (!this.pairing) return;
    this.thrown = null;
    try {
      const deck = await loadDeck(this.pairing);
      this.deck = deck;
      this.online = true;
      await keep('deck', deck);
      await this.loadPictures(deck);
    } catch (reason) {
      await this.failed(reason);
      // Without anything to show the reason is all there is.
      if (!this.deck) this.thrown = reason;
    }
  }

  private async open(pairing: Pairing): Promise<void> {
    const known = await kept('pairing').catch(() => undefined);
    if (known && known.ceremony !== pairing.ceremony) await forget();
    this.pairing = pairing;
    this.ended = false;
    this.listen(pairing.ceremony);
    const deck = await kept('deck').catch(() => undefined);
    if (deck && Date.parse(deck.keptUntil) < Date.now()) {
      await this.close();
      return;
    }
    await keep('pairing', pairing).catch(() => undefined);
    if (deck) {
      this.deck = deck;
      this.shown = (await kept('shown')) ?? BEFORE;
      await this.showKeptPictures(deck);
    }
    this.phase = 'ready';
    await this.load();
    await this.turn();
  }

  private async close(): Promise<void> {
    this.pairing = null;
    this.deck = null;
    this.shown = BEFORE;
    this.phase = 'unpaired';
    await forget().catch(() => undefined);
  }

  /** A remote in another window of this computer works without any network. */
  private listen(ceremony: string): void {
    this.beside?.close();
    this.beside = new BroadcastChannel(`stage-${ceremony}`);
    this.beside.onmessage = ({ data }: MessageEvent<{ slide: string; dark: boolean }>) => {
      this.shown = { ...this.shown, ...data };
      void keep('shown', this.shown).catch(() => undefined);
    };
  }

  private async turn(): Promise<void> {
    if (!this.pairing || this.sending) return;
    if (this.waits) {
      await this.send();
      return;
    }
    try {
      const found = await loadState(this.pairing);
      this.online = true;
      if (!this.waits && isNewer(found, this.shown)) await this.take(found);
    } catch (reason) {
      await this.failed(reason);
    }
  }

  private async send(): Promise<void> {
    if (!this.pairing || this.sending) return;
    this.sending = true;
    try {
      while (this.waits) {
        const { slide, dark } = this.shown;
        this.waits = false;
        try {
          const found = await show(this.pairing, { slide, dark });
          this.online = true;
          if (!this.waits) await this.take(found);
        } catch (reason) {
          // A slide the office removed meanwhile is not tried again.
          this.waits ||= asRefusal(reason).status !== 422;
          await this.failed(reason);
          return;
        }
      }
    } finally {
      this.sending = false;
    }
  }

  private async take(found: Shown): Promise<void> {
    this.shown = found;
    // The office added it after this device had loaded.
    if (this.deck && !this.deck.slides.some(({ id }) => id === found.slide)) await this.load();
    await keep('shown', found).catch(() => undefined);
  }

  private async failed(reason: unknown): Promise<void> {
    this.online = false;
    // An office that is not signed in any more keeps showing what it has.
    if (!isEnded(reason) || !this.pairing?.secret) return;
    this.ended = true;
    await this.close();
  }

  private async loadPictures(deck: Deck): Promise<void> {
    const { portraits, logos } = picturesOf(deck.slides);
    const pairing = this.pairing;
    if (!pairing) return;
    const wanted = [
      ...portraits.map((id) => ({ id, load: () => loadPortrait(pairing, id) })),
      ...logos.map((id) => ({ id, load: () => loadLogo(id) })),
    ].filter(({ id }) => !this.pictures.has(id));
    for (const { id, load } of wanted) {
      try {
        const picture = await load();
        await keep('pictures', picture, id).catch(() => undefined);
        this.pictures.set(id, URL.createObjectURL(picture));
      } catch (reason) {
        if (isEnded(reason)) continue;
        throw reason;
      }
    }
  }

  private async showKeptPictures(deck: Deck): Promise<void> {
    const { portraits, logos } = picturesOf(deck.slides);
    for (const id of [...portraits, ...logos]) {
      const picture = await kept('pictures', id);
      if (picture) this.pictures.set(id, URL.createObjectURL(picture));
    }
  }
}
