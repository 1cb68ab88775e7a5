import { expect, test } from 'vitest';

import { centsOf, daysAfter, endOfDay, instantsOf, threeHoursAfter, timesOf } from './draft';

const evening = { day: '2026-12-04', from: '17:00', until: '20:00', doors: '16:15' };

test('an evening in winter is an hour off the world’s clock', () => {
  expect(instantsOf(evening)).toEqual({
    startsAt: '2026-12-04T16:00:00.000Z',
    endsAt: '2026-12-04T19:00:00.000Z',
    doorsOpenAt: '2026-12-04T15:15:00.000Z',
  });
});

test('what ends before it starts ends after midnight', () => {
  const { endsAt, doorsOpenAt } = instantsOf({ ...evening, until: '00:30', doors: '' });
  expect(endsAt).toBe('2026-12-04T23:30:00.000Z');
  expect(doorsOpenAt).toBeNull();
});

test('times come back as they were typed, in summer too', () => {
  const summer = { day: '2027-06-30', from: '18:30', until: '01:00', doors: '' };
  expect(timesOf(instantsOf(summer))).toEqual(summer);
});

test('days pass months and years', () => {
  expect(daysAfter('2026-12-31', 1)).toBe('2027-01-01');
  expect(daysAfter('2027-03-01', -1)).toBe('2027-02-28');
});

test('a deadline is the end of its day', () => {
  expect(endOfDay('2026-11-20')).toBe('2026-11-20T22:59:00.000Z');
  expect(endOfDay('')).toBeNull();
});

test('an end is proposed three hours on', () => {
  expect(threeHoursAfter('17:30')).toBe('20:30');
  expect(threeHoursAfter('22:00')).toBe('01:00');
});

test('money is read as people write it', () => {
  expect(centsOf('1.250,50 €')).toBe(125050);
  expect(centsOf('800')).toBe(80000);
  expect(centsOf('')).toBeNull();
});
