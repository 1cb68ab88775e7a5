import { afterEach, expect, test } from 'vitest';

import { language } from '../../../i18n';
import { valueOf, type Valued } from './value';

const nothing: Valued = {
  kind: 'other',
  percent: null,
  regularCents: null,
  cardCents: null,
  amountCents: null,
};
const narrow = (text: string | undefined) => text?.replace(/\s/g, ' ');
const large = (offer: Partial<Valued>) => narrow(valueOf({ ...nothing, ...offer }).large);

afterEach(() => {
  language.current = 'de';
});

test('the value of every kind is said in a few signs', () => {
  expect(large({ kind: 'percentage', percent: 50 })).toBe('−50 %');
  expect(large({ kind: 'amount_off', amountCents: 250 })).toBe('−2,50 €');
  expect(large({ kind: 'fixed_price', cardCents: 1000, regularCents: 1400 })).toBe('10 €');
  expect(large({ kind: 'two_for_one' })).toBe('2 für 1');
  expect(large({ kind: 'free_entry' })).toBe('frei');
  expect(large({ kind: 'waived_fee' })).toBe('frei');
  expect(large({ kind: 'gift' })).toBe('Geschenk');
  expect(large({ kind: 'raffle' })).toBe('Verlosung');
  expect(large({ kind: 'other' })).toBe('ermäßigt');
});

test('a price stands beside the regular one', () => {
  const value = valueOf({ ...nothing, kind: 'fixed_price', cardCents: 250, regularCents: 400 });
  expect(narrow(value.before)).toBe('4 €');
  expect(narrow(value.spoken)).toBe('2,50 € statt 4 €');
});

test('free entry tells what it would cost, where that is known', () => {
  const value = valueOf({ ...nothing, kind: 'free_entry', regularCents: 800 });
  expect([value.large, narrow(value.before), narrow(value.spoken)]).toEqual([
    'frei',
    '8 €',
    'frei statt 8 €',
  ]);
  expect(valueOf({ ...nothing, kind: 'free_entry' }).before).toBeUndefined();
});

test('a price of nothing is free', () => {
  expect(large({ kind: 'fixed_price', cardCents: 0, regularCents: 400 })).toBe('frei');
});

test('half-known terms still say something', () => {
  expect(large({ kind: 'percentage' })).toBe('ermäßigt');
  expect(large({ kind: 'fixed_price' })).toBe('ermäßigt');
});

test('the value follows the language', () => {
  language.current = 'en';
  expect(large({ kind: 'two_for_one' })).toBe('2 for 1');
  expect(valueOf({ ...nothing, kind: 'percentage', percent: 10 }).spoken).toBe('10 per cent off');
});
