import { expect, test } from 'vitest';

import { minutesBetween, minutesIn, today } from './time-spent';

test.each([
  ['2,5', 150],
  ['2.5', 150],
  ['2:30', 150],
  ['2 Std. 30 Min.', 150],
  ['2h30', 150],
  ['2 h', 120],
  ['90 min', 90],
  [' 8 Stunden ', 480],
  ['0,25', 15],
])('%s is %i minutes', (text, minutes) => {
  expect(minutesIn(text)).toBe(minutes);
});

test.each(['', 'viel', '2:75', '1,2,3', '-2', '2:30:10', '12345', '2 Tage'])('%j is no duration', (text) => {
  expect(minutesIn(text)).toBeNull();
});

test.each([
  ['18:00', '20:30', 150],
  ['22:00', '01:30', 210],
  ['00:00', '00:00', 1440],
])('from %s until %s are %i minutes', (from, until, minutes) => {
  expect(minutesBetween(from, until)).toBe(minutes);
});

test('one time alone is no duration', () => {
  expect(minutesBetween('18:00', '')).toBeNull();
});

test('today is the day in Berlin, also shortly after midnight there', () => {
  expect(today(new Date('2026-06-30T22:30:00Z'))).toBe('2026-07-01');
});
