import { expect, it } from 'vitest';

import { calendarOf, latestOf, monthName, type MonthShown } from './months';

const shown = (month: string, id: string): MonthShown => ({
  id,
  month,
  call: 'c',
  callTitle: { de: 'Engagementpreis', en: '' },
  callYear: 2026,
  officeName: 'Land',
  entry: id,
  kind: 'organisation',
  name: 'Chor',
  title: 'Singen',
  teaser: '',
  text: { de: '', en: '' },
  town: null,
  website: '',
  prizeCents: null,
  picture: null,
  pictureAlt: { de: '', en: '' },
  pictureCredit: '',
});

it('lays a year out in twelve months', () => {
  const items = [shown('2027-03', 'a'), shown('2027-03', 'b'), shown('2027-12', 'c')];
  const year = calendarOf(2027, items, '2027-12-01');
  expect(year).toHaveLength(12);
  expect(year[0]).toEqual({ month: '2027-01', items: [], ahead: false });
  expect(year[2]?.items.map(({ id }) => id)).toEqual(['a', 'b']);
  expect(year[11]?.items.map(({ id }) => id)).toEqual(['c']);
  expect(calendarOf(2027, items, '2027-11-30')[11]?.ahead).toBe(true);
});

it('takes the latest month, of all offices', () => {
  expect(latestOf([shown('2027-03', 'a'), shown('2027-03', 'b'), shown('2027-02', 'c')])).toHaveLength(2);
  expect(latestOf([])).toEqual([]);
});

it('names a month in words', () => {
  expect(monthName('2027-03')).toBe('März 2027');
});
