import { bringHere } from './activation';
import { type CardOut, carrierOf, myCards } from './cards';
import type { ApplicationDetail } from './applications';

const PAUSE = 300;
const PATIENCE = 15_000;

/**
 * The card of an application that was approved at once, as soon as it is made; on a phone it is brought there right
 * away, because that is what accepting it was for. Null: it takes longer.
 */
export async function arrival({ kind, decidedAt }: ApplicationDetail): Promise<CardOut | null> {
  const endsAt = Date.now() + PATIENCE;
  while (Date.now() < endsAt) {
    const card = (await myCards()).find((one) => one.kind === kind && one.status === 'active' && isNew(one));
    if (card) return broughtToPhone(card);
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
  return null;

  /** Not the one it follows. */
  function isNew(card: CardOut): boolean {
    return !decidedAt || Date.parse(card.issuedAt) >= Date.parse(decidedAt);
  }
}

async function broughtToPhone(card: CardOut): Promise<CardOut> {
  const isPhone = window.matchMedia('(any-pointer: coarse)').matches;
  // What goes wrong here is seen, and mended, on the card's own screen.
  if (isPhone && !carrierOf(card)) await bringHere(card, false).catch(() => undefined);
  return card;
}
