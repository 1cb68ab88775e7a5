import type { Schema } from '../../../api';
import { money, words } from '../../../i18n';

/** What the value of an offer is made of; lists, details and tills all have these. */
export type Valued = Pick<
  Schema<'BenefitFound'>,
  'kind' | 'percent' | 'regularCents' | 'cardCents' | 'amountCents'
>;

export interface Value {
  /** The few signs shown large: "−50 %", "10 €", "2 für 1". */
  large: string;
  /** The regular price, to be struck through. */
  before?: string;
  /** The same as a reader says it. */
  spoken: string;
}

const t = words(
  {
    free: 'frei',
    twoForOne: '2 für 1',
    gift: 'Geschenk',
    raffle: 'Verlosung',
    reduced: 'ermäßigt',
    percentOff: (share: string) => `${share} Prozent Nachlass`,
    amountOff: (amount: string) => `${amount} Nachlass`,
    insteadOf: (price: string, regular: string) => `${price} statt ${regular}`,
    freeEntry: 'freier Eintritt',
    freeInsteadOf: (regular: string) => `frei statt ${regular}`,
    twoForOneSpoken: 'zwei zum Preis von einem',
    waived: 'Gebühr entfällt',
  },
  {
    free: 'free',
    twoForOne: '2 for 1',
    gift: 'gift',
    raffle: 'raffle',
    reduced: 'reduced',
    percentOff: (share) => `${share} per cent off`,
    amountOff: (amount) => `${amount} off`,
    insteadOf: (price, regular) => `${price} instead of ${regular}`,
    freeEntry: 'free entry',
    freeInsteadOf: (regular) => `free instead of ${regular}`,
    twoForOneSpoken: 'two for the price of one',
    waived: 'no fee',
  },
);

function free(regular: number | null, spoken: string): Value {
  if (!regular) return { large: t.free, spoken };
  return { large: t.free, before: money(regular), spoken: t.freeInsteadOf(money(regular)) };
}

function fixedPrice(price: number, regular: number | null): Value {
  if (price === 0) return free(regular, t.freeEntry);
  if (!regular) return { large: money(price), spoken: money(price) };
  return {
    large: money(price),
    before: money(regular),
    spoken: t.insteadOf(money(price), money(regular)),
  };
}

/** The value of an offer, first and large: what somebody gets, in two or three signs. */
export function valueOf({ kind, percent, regularCents, cardCents, amountCents }: Valued): Value {
  switch (kind) {
    case 'percentage':
      if (percent === null) break;
      return { large: `−${percent} %`, spoken: t.percentOff(String(percent)) };
    case 'amount_off':
      if (amountCents === null) break;
      return { large: `−${money(amountCents)}`, spoken: t.amountOff(money(amountCents)) };
    case 'fixed_price':
      if (cardCents === null) break;
      return fixedPrice(cardCents, regularCents);
    case 'free_entry':
      return free(regularCents, t.freeEntry);
    case 'waived_fee':
      return free(regularCents, t.waived);
    case 'two_for_one':
      return { large: t.twoForOne, spoken: t.twoForOneSpoken };
    case 'gift':
      return { large: t.gift, spoken: t.gift };
    case 'raffle':
      return { large: t.raffle, spoken: t.raffle };
    case 'other':
      break;
  }
  return { large: t.reduced, spoken: t.reduced };
}
