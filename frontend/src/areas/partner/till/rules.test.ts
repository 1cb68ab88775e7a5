import { expect, test } from 'vitest';

import type { Offer } from './kinds';
import {
  dayAfter,
  limitReached,
  offersAt,
  rememberedUntil,
  slotOf,
  venueFor,
  whyNotNow,
  whyNotThisCard,
} from './rules';

/** A Sunday, 15:58 in Berlin. */
const NOW = new Date('2026-11-22T14:58:00Z');

function offer(terms: Partial<Offer> = {}): Offer {
  return {
    id: 'offer',
    title: { de: 'Eintritt', en: 'Entry' },
    conditions: { de: '', en: '' },
    kind: 'percentage',
    percent: 50,
    regularCents: null,
    cardCents: null,
    amountCents: null,
    cards: 'both',
    combinable: true,
    limit: 'day',
    venues: ['bath', 'museum'],
    validFrom: null,
    validUntil: null,
    weekdays: [0, 1, 2, 3, 4, 5, 6],
    fromTime: null,
    untilTime: null,
    ...terms,
  };
}

test.each<[string, Partial<Offer>, string | null]>([
  ['always', {}, null],
  ['from today', { validFrom: '2026-11-22' }, null],
  ['until today', { validUntil: '2026-11-22' }, null],
  ['from tomorrow', { validFrom: '2026-11-23' }, 'Dieses Angebot gilt erst ab dem 23. November 2026.'],
  ['until yesterday', { validUntil: '2026-11-21' }, 'Dieses Angebot galt bis zum 21. November 2026.'],
  ['on Sundays', { weekdays: [6] }, null],
  ['on Mondays', { weekdays: [0] }, 'Dieses Angebot gilt heute nicht, nur montags.'],
  ['until this minute', { untilTime: '15:58' }, null],
  [
    'in the evening',
    { fromTime: '18:00' },
    'Dieses Angebot gilt um diese Uhrzeit nicht, nur ab 18\u00a0Uhr.',
  ],
  ['over night', { fromTime: '15:00', untilTime: '02:00' }, null],
])('an offer that holds %s', (_, terms, sentence) => {
  expect(whyNotNow(offer(terms), NOW)?.sentence ?? null).toBe(sentence);
});

test('the day is that of Berlin', () => {
  const shortlyAfterMidnight = new Date('2026-11-22T23:30:00Z');
  expect(whyNotNow(offer({ weekdays: [0] }), shortlyAfterMidnight)).toBeNull();
});

test('an offer for one kind of card says which one it needs', () => {
  expect(whyNotThisCard(offer(), 'jubilee')).toBeNull();
  expect(whyNotThisCard(offer({ cards: 'jubilee' }), 'jubilee')).toBeNull();
  expect(whyNotThisCard(offer({ cards: 'jubilee' }), 'standard')?.sentence).toBe(
    'Dieses Angebot gilt nur mit der Jubiläums-Ehrenamtskarte. Diese Karte ist eine Ehrenamtskarte.',
  );
});

test('a limit counts in days, months, years or by the card', () => {
  const slots = (['none', 'day', 'month', 'year', 'card'] as const).map((limit) =>
    slotOf(limit, '2026-11-22'),
  );
  expect(slots).toEqual([null, '2026-11-22', '2026-11', '2026', 'card']);
});

test.each([
  ['2026-11-22', '2026-11-23'],
  ['2026-12-31', '2027-01-01'],
  ['2028-02-28', '2028-02-29'],
  ['2026-11', '2026-12-01'],
  ['2026-12', '2027-01-01'],
  ['2026', '2027-01-01'],
  ['card', null],
])('after %s comes %s', (slot, day) => {
  expect(dayAfter(slot)).toBe(day);
});

test('a use is remembered for its slot and never longer than the code of the card lives', () => {
  const inAMonth = Date.parse('2026-12-20T00:00:00Z');
  expect(rememberedUntil('2026-11-22', inAMonth)).toBe(Date.parse('2026-11-23T00:00:00Z'));
  expect(rememberedUntil('2026', inAMonth)).toBe(inAMonth);
  expect(rememberedUntil('card', inAMonth)).toBe(inAMonth);
});

test('who comes too often hears when it was used and when it may be again', () => {
  const earlier = new Date('2026-11-22T09:05:00Z');
  const lastWeek = new Date('2026-11-15T09:05:00Z');
  const says = (usedAt: Date, slot: string) => limitReached(usedAt, slot, NOW).sentence;
  expect(says(earlier, '2026-11-22')).toBe('Diese Karte hat das Angebot heute um 10:05 Uhr schon genutzt.');
  expect(says(lastWeek, '2026-11')).toBe(
    'Diese Karte hat das Angebot am 15. November 2026 schon genutzt. Wieder geht es ab dem 1. Dezember 2026.',
  );
  expect(says(lastWeek, 'card')).toBe(
    'Diese Karte hat das Angebot am 15. November 2026 schon genutzt. Es gilt einmal je Karte.',
  );
});

test('a till shows what holds where it stands', () => {
  const here = offer();
  const elsewhere = offer({ id: 'elsewhere', venues: ['theatre'] });
  const online = offer({ id: 'online', venues: [] });
  expect(offersAt([here, elsewhere, online], 'bath')).toEqual([here, online]);
  expect(offersAt([here, elsewhere, online], null)).toHaveLength(3);
  expect([here, elsewhere, online].map((one) => venueFor(one, 'bath'))).toEqual(['bath', null, null]);
});
