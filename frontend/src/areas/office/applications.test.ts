import { describe, expect, test } from 'vitest';

import { daysSince, isClear, summary, waiting, type ApplicationRow } from './applications';
import { differences, type RuleSet } from './rules';

const row: ApplicationRow = {
  id: '01a20447-b953-7c3a-ac40-8bf8ec2e2c49',
  name: 'Erika Mustermann',
  municipalityName: 'Arnsberg',
  kind: 'standard',
  origin: 'self',
  status: 'submitted',
  result: 'met',
  criteria: [
    { code: 'hours', result: 'met' },
    { code: 'place', result: 'met' },
  ],
  hasDuplicates: false,
  submittedAt: '2026-11-20T23:30:00Z',
  decidedAt: null,
  automatic: false,
};

const rules: RuleSet = {
  validFrom: '2026-02-01',
  municipality: null,
  hasVariant: false,
  minutesPerYear: 12_000,
  minutesPerWeek: 240,
  minAge: 0,
  priorYears: 0,
  priorYearsYoung: 0,
  youngBelowAge: 0,
  priorYearsUnbroken: false,
  validityYears: 2,
  placeRule: 'either',
  signatures: 1,
  juleicaWaivesHours: false,
  otherGrounds: [],
  trainingCounts: true,
  travelCounts: false,
  onCallCounts: 'none',
  volunteerAllowanceCents: 96_000,
  trainerAllowanceCents: 330_000,
  jubileeYears: 25,
  jubileeAllowanceRule: false,
  renewalAllowed: true,
  note: null,
  sentences: [],
};

describe('what can be decided together', () => {
  test('is clear when everything is met and nobody is there twice', () => {
    expect(isClear(row)).toBe(true);
    expect(isClear({ ...row, hasDuplicates: true })).toBe(false);
    expect(isClear({ ...row, status: 'approved' })).toBe(false);
    expect(isClear({ ...row, criteria: [...row.criteria, { code: 'age', result: 'unknown' }] })).toBe(false);
  });

  test('is summed up by its worst criterion', () => {
    expect(summary([{ result: 'met' }])).toEqual({ tone: 'good', word: 'alles erfüllt' });
    expect(summary([{ result: 'met' }, { result: 'unknown' }]).word).toBe('ein Punkt offen');
    expect(summary([{ result: 'unknown' }, { result: 'not_met' }, { result: 'not_met' }])).toEqual({
      tone: 'bad',
      word: '2 Punkte nicht erfüllt',
    });
  });
});

describe('how long somebody waits', () => {
  test('is counted in days as Berlin sees them', () => {
    // Half past midnight in Berlin: the day has just begun.
    expect(daysSince(row.submittedAt, new Date('2026-11-21T22:30:00Z'))).toBe(0);
    expect(daysSince(row.submittedAt, new Date('2026-11-21T23:30:00Z'))).toBe(1);
  });

  test('is said in words', () => {
    const now = new Date('2026-11-21T12:00:00Z');
    expect(waiting('2026-11-21T08:00:00Z', now)).toBe('wartet seit heute');
    expect(waiting('2026-11-20T08:00:00Z', now)).toBe('wartet seit gestern');
    // Summer time ended in between: still whole days.
    expect(waiting('2026-10-22T08:00:00Z', now)).toBe('wartet seit 30 Tagen');
  });
});

describe('rules of a town', () => {
  test('that differ from the state stand beside what the state says', () => {
    const own = { ...rules, minAge: 16, priorYears: 2, youngBelowAge: 20, priorYearsYoung: 1 };
    expect(differences(own, rules)).toEqual([
      { name: 'Engagiert seit', own: '2 Jahre, unter 20 Jahren: 1 Jahr', base: 'keine Wartezeit' },
      { name: 'Mindestalter', own: 'ab 16 Jahren', base: 'keines' },
    ]);
    expect(differences(rules, rules)).toEqual([]);
  });
});
