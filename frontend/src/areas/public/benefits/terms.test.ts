import { afterEach, expect, test } from 'vitest';

import { language } from '../../../i18n';
import { openNow, week } from './opening';
import { daysInWords, hoursInWords, periodInWords, told, whenInWords } from './terms';

const always = {
  weekdays: [0, 1, 2, 3, 4, 5, 6],
  fromTime: null,
  untilTime: null,
  validFrom: null,
  validUntil: null,
  limit: 'none' as const,
};

afterEach(() => {
  language.current = 'de';
});

test('days are said as people say them', () => {
  expect(daysInWords([0, 1, 2, 3, 4, 5, 6])).toBe('jeden Tag');
  expect(daysInWords([4, 3, 2, 1, 0])).toBe('montags bis freitags');
  expect(daysInWords([5, 6])).toBe('samstags und sonntags');
  expect(daysInWords([1])).toBe('dienstags');
  expect(daysInWords([0, 1])).toBe('montags und dienstags');
  expect(daysInWords([1, 2, 3, 5])).toBe('dienstags bis donnerstags und samstags');
  expect(daysInWords([])).toBe('an keinem Tag');
});

test('hours lose their leading and trailing noughts', () => {
  expect(hoursInWords('09:00', '18:30')).toBe('9 bis 18:30\u00a0Uhr');
  expect(hoursInWords('14:00', null)).toBe('ab 14\u00a0Uhr');
  expect(hoursInWords(null, '12:00')).toBe('bis 12\u00a0Uhr');
  expect(hoursInWords(null, null)).toBe('');
});

test('days and hours stand in one line', () => {
  expect(whenInWords(always)).toBe('Jeden Tag');
  expect(whenInWords({ ...always, weekdays: [0, 1, 2, 3, 4], fromTime: '10:00', untilTime: '14:00' })).toBe(
    'Montags bis freitags, 10 bis 14\u00a0Uhr',
  );
});

test('the beginning is only named while it lies ahead', () => {
  expect(periodInWords({ ...always, validFrom: '2026-01-01' }, '2026-11-22')).toBe('Bis auf Weiteres');
  expect(periodInWords({ ...always, validFrom: '2027-01-01' }, '2026-11-22')).toBe('Ab 1. Januar 2027');
  expect(periodInWords({ ...always, validUntil: '2026-12-31' }, '2026-11-22')).toBe('Bis 31. Dezember 2026');
  expect(periodInWords({ ...always, validFrom: '2027-01-01', validUntil: '2027-02-28' }, '2026-11-22')).toBe(
    '1. Januar 2027 bis 28. Februar 2027',
  );
});

test('a text in one language alone is shown in both', () => {
  language.current = 'en';
  expect(told({ de: 'Freier Eintritt', en: '' })).toBe('Freier Eintritt');
  expect(told({ de: 'Freier Eintritt', en: 'Free entry' })).toBe('Free entry');
});

const hours = [
  { day: 6, opens: '14:00', closes: '18:00' },
  { day: 6, opens: '10:00', closes: '12:00' },
  { day: 0, opens: '00:00', closes: '24:00' },
  { day: 4, opens: '20:00', closes: '02:00' },
];
const at = (moment: string) => openNow(hours, new Date(moment));

test('whether a venue is open is told by the clock of Berlin', () => {
  expect(at('2026-11-22T08:00:00Z')).toEqual({ open: false, words: 'Heute ab 10\u00a0Uhr geöffnet' });
  expect(at('2026-11-22T09:30:00Z')).toEqual({ open: true, words: 'Jetzt geöffnet, bis 12\u00a0Uhr' });
  expect(at('2026-11-22T11:30:00Z')).toEqual({ open: false, words: 'Heute ab 14\u00a0Uhr geöffnet' });
  expect(at('2026-11-22T17:30:00Z')).toEqual({ open: false, words: 'Für heute geschlossen' });
  expect(at('2026-11-23T17:30:00Z')?.words).toBe('Jetzt geöffnet, rund um die Uhr');
  expect(at('2026-11-24T17:30:00Z')).toEqual({ open: false, words: 'Heute geschlossen' });
});

test('a night goes on after midnight', () => {
  expect(at('2026-11-27T20:00:00Z')?.words).toBe('Jetzt geöffnet, bis 2\u00a0Uhr');
  expect(at('2026-11-28T00:30:00Z')?.words).toBe('Jetzt geöffnet, bis 2\u00a0Uhr');
  expect(at('2026-11-28T01:30:00Z')?.words).toBe('Heute geschlossen');
});

test('unknown hours say nothing', () => {
  expect(openNow([], new Date())).toBeNull();
});

test('the week names every day', () => {
  expect(week(hours).map(({ name, hours: open }) => `${name} ${open}`)).toEqual([
    'Montag 0 bis 24\u00a0Uhr',
    'Dienstag geschlossen',
    'Mittwoch geschlossen',
    'Donnerstag geschlossen',
    'Freitag 20 bis 2\u00a0Uhr',
    'Samstag geschlossen',
    'Sonntag 10 bis 12\u00a0Uhr, 14 bis 18\u00a0Uhr',
  ]);
});
