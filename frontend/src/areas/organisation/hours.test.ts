import { beforeEach, expect, it } from 'vitest';

import { language } from '../../i18n';
import { hintOf, minutesOf, period, whatOf, whenOf } from './hours';

beforeEach(() => (language.current = 'de'));

it.each([
  ['2:30', 150],
  ['2,5', 150],
  ['2.25', 135],
  [' 3 ', 180],
  ['0:05', 5],
])('reads the duration %s as %i minutes', (text, minutes) => {
  expect(minutesOf(text)).toBe(minutes);
});

it.each(['', 'zwei', '2:60', '2;5', '-1', '1,234'])('takes “%s” for no duration', (text) => {
  expect(minutesOf(text)).toBeNull();
});

it('says a period as short as it is clear', () => {
  expect(period('2026-06-08', '2026-06-08')).toBe('8. Juni 2026');
  expect(period('2026-06-08', '2026-11-02')).toBe('8. Juni bis 2. November 2026');
  expect(period('2025-11-08', '2026-10-30')).toBe('Nov 2025 bis Okt 2026');
});

it('says when an entry was, with the clock where it is known', () => {
  const day = { startsOn: '2026-06-08', endsOn: '2026-06-08', from: null, until: null };
  expect(whenOf(day)).toBe('08.06.2026');
  expect(whenOf({ ...day, from: '17:00', until: '20:00' })).toBe('08.06.2026, 17:00 bis 20:00 Uhr');
  expect(whenOf({ ...day, endsOn: '2026-06-30' })).toBe('08.06.2026 bis 30.06.2026');
});

it('names the kind where no task is named', () => {
  expect(whatOf({ task: '', kind: 'on_call' })).toBe('Bereitschaft');
  expect(whatOf({ task: 'Kuchenverkauf', kind: 'work' })).toBe('Kuchenverkauf');
});

it('counts hints in words of the language chosen', () => {
  expect(hintOf({ kind: 'overlap', count: 2 })).toBe('2 überschneiden sich');
  language.current = 'en';
  expect(hintOf({ kind: 'overlap', count: 1 })).toBe('1 overlaps');
});
