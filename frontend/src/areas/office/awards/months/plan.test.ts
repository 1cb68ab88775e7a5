import { expect, it } from 'vitest';

import { monthsOf, placeOf, rowsOf, sentOf, spread, type MonthPlan } from './plan';

const nominee = (id: string) => ({
  id,
  name: id,
  title: '',
  town: null,
  picture: null,
  pictureAlt: { de: '', en: '' },
});

const PLAN: MonthPlan = {
  revision: 3,
  firstMonth: '2027-11-01',
  prizeCents: 100_000,
  months: [
    { entry: 'choir', month: '2027-12', prizeCents: 50_050, text: { de: 'Hallo', en: '' }, shown: false },
  ],
  nominees: [nominee('club'), nominee('choir'), nominee('fire')],
};

it('lists those with a month first, with the usual money where nothing is planned', () => {
  const rows = rowsOf(PLAN);
  expect(rows.map(({ entry }) => entry)).toEqual(['choir', 'club', 'fire']);
  expect(rows[0]).toMatchObject({ month: '2027-12', prize: '500,50', text: { de: 'Hallo' } });
  expect(rows[1]).toMatchObject({ month: '', prize: '1000' });
});

it('offers a year of months, over new year too', () => {
  const months = monthsOf(PLAN, '2026-05-05');
  expect(months).toHaveLength(12);
  expect([months[0], months[1], months[2]]).toEqual(['2027-11', '2027-12', '2028-01']);
  expect(monthsOf({ ...PLAN, firstMonth: null, months: [] }, '2026-05-05')[0]).toBe('2026-05');
});

it('gives free months to those without one', () => {
  const rows = spread(rowsOf(PLAN), monthsOf(PLAN, '2026-05-05'));
  expect(rows.map(({ month }) => month)).toEqual(['2027-12', '2027-11', '2028-01']);
});

it('sends those with a month, and knows their place', () => {
  const rows = rowsOf(PLAN).reverse();
  expect(sentOf(rows)).toEqual([
    { entry: 'choir', month: '2027-12', prizeCents: 50_050, text: { de: 'Hallo', en: '' } },
  ]);
  expect(placeOf(rows, 'choir')).toBe(0);
  expect(placeOf(rows, 'club')).toBe(-1);
});
