import { afterEach, expect, test } from 'vitest';

import {
  count,
  dateAndTime,
  duration,
  language,
  longDate,
  money,
  percent,
  shortDate,
  time,
  wholeHours,
  words,
} from '../src/i18n';

const narrow = (text: string) => text.replace(/\s/g, ' ');

afterEach(() => {
  language.current = 'de';
});

test('words follow the language chosen', () => {
  const t = words(
    { hello: 'Guten Tag', hits: (n: number) => `${n} Treffer` },
    { hello: 'Hello', hits: (n) => `${n} hits` },
  );
  expect([t.hello, t.hits(3)]).toEqual(['Guten Tag', '3 Treffer']);
  language.current = 'en';
  expect([t.hello, t.hits(3)]).toEqual(['Hello', '3 hits']);
});

test('numbers and hours are written as Germans write them', () => {
  expect(count(9931)).toBe('9.931');
  expect(duration(1650)).toBe('27:30 Std.');
  expect(duration(1_233_295)).toBe('20.554:55 Std.');
  expect(narrow(money(20_000))).toBe('200 €');
  expect(narrow(money(1250))).toBe('12,50 €');
  expect(narrow(percent(0.93))).toBe('93 %');
});

test('hours are rounded down: nobody is promised an hour they lack', () => {
  expect(wholeHours(199 * 60 + 59)).toBe('199 Std.');
});

test('a day stays the same day wherever the reader is', () => {
  expect(longDate('2026-11-22')).toBe('22. November 2026');
  expect(shortDate('2026-01-01')).toBe('01.01.2026');
});

test('an instant is shown as Berlin sees it', () => {
  const late = '2026-11-22T23:30:00Z';
  expect(shortDate(late)).toBe('23.11.2026');
  expect(time(late)).toBe('00:30 Uhr');
  expect(dateAndTime(late, new Date('2026-11-23T08:00:00Z'))).toBe('heute, 00:30 Uhr');
  expect(dateAndTime(late, new Date('2026-11-24T08:00:00Z'))).toBe('23.11.2026, 00:30 Uhr');
});
