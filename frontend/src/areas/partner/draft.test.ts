import { expect, test } from 'vitest';

import { asInstant, asWallClock, draftOf, empty, termsOf, wrongPrice } from './draft';

const filled = {
  ...empty(),
  titleDe: ' Zwei Stunden baden ',
  category: 'leisure_sport' as const,
  kind: 'fixed_price' as const,
  regular: '4',
  card: '2,50',
  percent: '20',
};

test('a draft becomes terms with the numbers of its kind alone', () => {
  const terms = termsOf(filled);
  expect(terms.title.de).toBe('Zwei Stunden baden');
  expect([terms.regularCents, terms.cardCents, terms.percent, terms.amountCents]).toEqual([
    400,
    250,
    null,
    null,
  ]);
});

test('terms come back as they were typed', () => {
  expect(termsOf(draftOf(termsOf(filled)))).toEqual(termsOf(filled));
});

test('a code is sent only for an online offer with one code for all', () => {
  const online = { ...filled, online: true, codes: 'one' as const, code: 'DANKE' };
  expect(termsOf(online).code).toBe('DANKE');
  expect(termsOf({ ...online, online: false }).code).toBe('');
  expect(termsOf({ ...online, codes: 'pool' as const }).code).toBe('');
});

test.each([
  ['2026-12-01T18:00', '2026-12-01T17:00:00.000Z'],
  ['2026-07-01T18:00', '2026-07-01T16:00:00.000Z'],
])('a deadline is meant by Berlin’s clock', (wall, instant) => {
  expect(asInstant(wall)).toBe(instant);
  expect(asWallClock(instant)).toBe(wall);
});

test('a price that is none is named', () => {
  expect(wrongPrice({ ...filled, card: 'drei' })).toBe('card');
  expect(wrongPrice({ ...filled, amount: 'drei' })).toBeNull();
});
