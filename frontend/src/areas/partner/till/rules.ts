/** Whether an offer holds here and now, and how often: the same rules and sentences as the service's till_rules.py. */
import { longDate, time, words } from '../../../i18n';
import type { Kind } from '../../../card';
import { berlin } from '../../public/benefits/opening';
import { daysInWords, hoursInWords } from '../../public/benefits/terms';
import type { Limit, Offer } from './kinds';

const t = words(
  {
    offer_to_come: (day: string) => `Dieses Angebot gilt erst ab dem ${day}.`,
    offer_over: (day: string) => `Dieses Angebot galt bis zum ${day}.`,
    offer_on_other_days: (days: string) => `Dieses Angebot gilt heute nicht, nur ${days}.`,
    offer_at_other_hours: (hours: string) => `Dieses Angebot gilt um diese Uhrzeit nicht, nur ${hours}.`,
    other_card_needed: (card: string, shown: string) =>
      `Dieses Angebot gilt nur mit der ${card}. Diese Karte ist eine ${shown}.`,
    standard: 'Ehrenamtskarte',
    jubilee: 'Jubiläums-Ehrenamtskarte',
    usedToday: (clock: string) => `Diese Karte hat das Angebot heute um ${clock} schon genutzt.`,
    used: (day: string) => `Diese Karte hat das Angebot am ${day} schon genutzt.`,
    oncePerCard: 'Es gilt einmal je Karte.',
    again: (day: string) => `Wieder geht es ab dem ${day}.`,
  },
  {
    offer_to_come: (day) => `This offer only holds from ${day}.`,
    offer_over: (day) => `This offer held until ${day}.`,
    offer_on_other_days: (days) => `This offer does not hold today, only on ${days}.`,
    offer_at_other_hours: (hours) => `This offer does not hold at this time of day, only ${hours}.`,
    other_card_needed: (card, shown) => `This offer only holds with the ${card}. This card is a ${shown}.`,
    standard: 'Ehrenamtskarte',
    jubilee: 'jubilee card',
    usedToday: (clock) => `This card has already used the offer today at ${clock}.`,
    used: (day) => `This card has already used the offer on ${day}.`,
    oncePerCard: 'It holds once per card.',
    again: (day) => `It is possible again from ${day}.`,
  },
);

/** Why nothing is given although the card may be good: a name programs know, and a sentence. */
export interface No {
  code: string;
  sentence: string;
}

/** Whether the offer holds at this moment; null: it does. */
export function whyNotNow(offer: Offer, moment: Date): No | null {
  const { date, day, clock } = berlin(moment);
  const { validFrom, validUntil, weekdays, fromTime, untilTime } = offer;
  if (validFrom && date < validFrom)
    return { code: 'offer_to_come', sentence: t.offer_to_come(longDate(validFrom)) };
  if (validUntil && date > validUntil)
    return { code: 'offer_over', sentence: t.offer_over(longDate(validUntil)) };
  if (!weekdays.includes(day))
    return { code: 'offer_on_other_days', sentence: t.offer_on_other_days(daysInWords(weekdays)) };
  if (!isWithin(clock, fromTime, untilTime))
    return {
      code: 'offer_at_other_hours',
      sentence: t.offer_at_other_hours(hoursInWords(fromTime, untilTime)),
    };
  return null;
}

/** Both ends belong to it; an end before the start is on the next morning. */
function isWithin(clock: string, from: string | null, until: string | null): boolean {
  const [start, end] = [from ?? '00:00', until ?? '23:59'];
  return start <= end ? start <= clock && clock <= end : clock >= start || clock <= end;
}

/** Whether it holds for this kind of card; null: it does. */
export function whyNotThisCard(offer: Offer, kind: Kind | null): No | null {
  if (offer.cards === 'both' || !kind || offer.cards === kind) return null;
  return { code: 'other_card_needed', sentence: t.other_card_needed(t[offer.cards], t[kind]) };
}

/** The time a limit counts in: 2026-11-22, 2026-11, 2026, card; null without a limit. `day` is 2026-11-22. */
export function slotOf(limit: Limit, day: string): string | null {
  switch (limit) {
    case 'day':
      return day;
    case 'month':
      return day.slice(0, 7);
    case 'year':
      return day.slice(0, 4);
    case 'card':
      return 'card';
    default:
      return null;
  }
}

/** The first day after a slot; null for one that lasts as long as the card. */
export function dayAfter(slot: string): string | null {
  if (slot === 'card') return null;
  const [year = 0, month, day] = slot.split('-').map(Number);
  const next = !month
    ? Date.UTC(year + 1, 0, 1)
    : !day
      ? Date.UTC(year, month, 1)
      : Date.UTC(year, month - 1, day + 1);
  return new Date(next).toISOString().slice(0, 10);
}

/** Until when a use must be remembered, in milliseconds: its slot, and never longer than the card's code lives. */
export function rememberedUntil(slot: string, codeEnds: number): number {
  const after = dayAfter(slot);
  // Midnight in Berlin is an hour or two before midnight UTC: kept a little longer, asked by its slot anyway.
  return after ? Math.min(Date.parse(`${after}T00:00:00Z`), codeEnds) : codeEnds;
}

/** Says when the card used the offer, and when it may again. */
export function limitReached(usedAt: Date, slot: string, now: Date): No {
  const isToday = berlin(usedAt).date === berlin(now).date;
  const when = isToday ? t.usedToday(time(usedAt)) : t.used(longDate(usedAt));
  const after = dayAfter(slot);
  const again = after ? (slot.length === 10 ? '' : t.again(longDate(after))) : t.oncePerCard;
  return { code: 'limit_reached', sentence: [when, again].filter(Boolean).join(' ') };
}

/** The offers that hold where the till stands, those without any place among them. */
export const offersAt = (offers: readonly Offer[], venue: string | null): Offer[] =>
  offers.filter(({ venues }) => !venue || !venues.length || venues.includes(venue));

/** Where something is given, as the service wants to know it. */
export const venueFor = (offer: Offer, venue: string | null): string | null =>
  venue && offer.venues.includes(venue) ? venue : null;
