import { expect, it } from 'vitest';

import { said } from '../../i18n';
import { columnsOf, firstRows, reasonName, refusedGroups, remapped, type HourList } from './lists';

const column = (index: number, title: string, field: HourList['columns'][number]['field']) => ({
  index,
  title,
  field,
  samples: [],
});

const report: HourList['report'] = {
  minutes: 0,
  minutesCountedWithoutOnCall: 0,
  minutesOnCall: 0,
  numbersWithSeveralNames: 0,
  people: 1,
  peopleAbove3300EurIfPaidAll12Months: null,
  peopleWithoutMail: 0,
  refused: [],
  rowsAcrossMidnight: 0,
  rowsOfPeopleWithoutMail: 0,
  rowsOverlapping: 0,
  rowsRefused: {},
  rowsSkipped: 0,
  rowsValid: 1,
  unreadable: {},
};

const list: HourList = {
  id: '1',
  organisationId: '2',
  fileName: 'liste.csv',
  status: 'waiting',
  createdAt: '2026-11-22T10:00:00Z',
  takenAt: null,
  earlier: null,
  format: 'csv',
  encoding: 'cp1252',
  delimiter: ';',
  sheet: null,
  sheets: [],
  headerRow: 2,
  inMinutes: false,
  columns: [
    column(0, 'Name', 'name'),
    column(1, 'Tag', 'date'),
    column(2, 'Std.', 'duration'),
    column(3, '', null),
  ],
  missing: [],
  preview: [
    ['Stunden 2026'],
    ['Name', 'Tag', 'Std.'],
    ['Carin Klotz', '01.03.2026', '2'],
    ['Kai Ohne', '02.03.2026', '3'],
  ],
  report,
  outcome: null,
};

it('shows the rows below the titles, whatever stands above them', () => {
  expect(firstRows(list, 1)).toEqual([['Carin Klotz', '01.03.2026', '2']]);
});

it('moves a field to another column, for nothing can be in two', () => {
  expect(remapped(list, 3, 'duration').columns).toEqual({ name: 0, date: 1, duration: 3 });
});

it('frees a column that is not needed', () => {
  expect(remapped(list, 1, '').columns).toEqual({ name: 0, duration: 2 });
});

it('keeps how the file is read when only a column changes', () => {
  expect(remapped(list, 3, 'task')).toMatchObject({ headerRow: 2, encoding: 'cp1252', delimiter: ';' });
  expect(columnsOf(list)).toEqual({ name: 0, date: 1, duration: 2 });
});

it('groups refused rows by reason, the most frequent first', () => {
  const row = (line: number, reason: string) => ({
    line,
    reason,
    message: { de: 'Kaputt.', en: 'Broken.' },
    cells: [],
  });
  const refused = [row(10, 'future_date'), row(12, 'duplicate'), row(14, 'brand_new')];
  const groups = refusedGroups(
    { ...report, refused, rowsRefused: { future_date: 1, duplicate: 17, brand_new: 2 } },
    said,
  );
  expect(groups.map((group) => [group.reason, group.count, group.rows.length])).toEqual([
    ['duplicate', 17, 1],
    ['brand_new', 2, 1],
    ['future_date', 1, 1],
  ]);
  expect(groups[1]?.name).toBe('Kaputt.');
});

it('knows reasons in a few words', () => {
  expect(reasonName('zero_duration', '')).toBe('Dauer ist null');
});
