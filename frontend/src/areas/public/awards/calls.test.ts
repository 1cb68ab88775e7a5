import { describe, expect, it } from 'vitest';

import {
  daysLeft,
  headline,
  nextPhase,
  prizeOf,
  span,
  stateOf,
  titleOf,
  type CallRow,
  type Phase,
} from './calls';

const NOTHING = { de: '', en: '' };

const row = (changes: Partial<CallRow>): CallRow => ({
  id: 'a',
  template: 'engagement_prize',
  status: 'published',
  standing: 'running',
  year: 2026,
  title: { de: 'Engagementpreis', en: '' },
  motto: NOTHING,
  officeName: 'Land',
  steps: [],
  entryFrom: '2026-07-01',
  entryUntil: '2026-09-30',
  voteUntil: '2026-10-31',
  resultsPublic: false,
  ...changes,
});

const phase = (kind: Phase['kind'], state: Phase['state']): Phase => ({
  kind,
  state,
  firstDay: '2026-07-01',
  lastDay: '2026-07-31',
  endsAt: '2026-07-31T22:00:00Z',
});

describe('where a call stands', () => {
  it('says until when one can take part', () => {
    expect(stateOf(row({ steps: ['enter'] })).text).toBe('Bewerben bis 30.09.2026');
    expect(stateOf(row({ steps: ['vote'] })).text).toBe('Abstimmen bis 31.10.2026');
    expect(stateOf(row({ standing: 'coming' })).text).toBe('Bewerben ab 01.07.2026');
  });

  it('says what is over, and that before all else', () => {
    expect(stateOf(row({})).text).toBe('In der Auswahl');
    expect(stateOf(row({ resultsPublic: true, standing: 'past' })).text).toBe('Entschieden');
    expect(stateOf(row({ status: 'cancelled', steps: ['enter'] })).text).toBe('Abgesagt');
    expect(stateOf(row({ standing: 'past' })).text).toBe('Vorbei');
  });
});

describe('days', () => {
  it('names a year once where both days are in it', () => {
    expect(span({ firstDay: '2026-07-01', lastDay: '2026-09-30' })).toBe('1. Juli bis 30. September 2026');
    expect(span({ firstDay: '2026-12-01', lastDay: '2027-01-31' })).toBe(
      '1. Dezember 2026 bis 31. Januar 2027',
    );
    expect(span({ firstDay: '2026-12-01', lastDay: '2026-12-01' })).toBe('1. Dezember 2026');
  });

  it('counts whole days down to the last one', () => {
    const ends = '2026-09-30T22:00:00Z';
    expect(daysLeft(ends, new Date('2026-09-27T21:00:00Z'))).toBe(3);
    expect(daysLeft(ends, new Date('2026-09-30T21:59:59Z'))).toBe(0);
    expect(daysLeft(ends, new Date('2026-10-02T00:00:00Z'))).toBe(0);
  });
});

it('says what there is to win', () => {
  expect(prizeOf({ prizeCents: 500_000, prize: NOTHING, winners: 3 })).toMatch(/^3 × 5\.000\s€$/);
  expect(prizeOf({ prizeCents: null, prize: { de: 'eine Reise', en: '' }, winners: 2 })).toBe('eine Reise');
  expect(prizeOf({ prizeCents: null, prize: NOTHING })).toBe('');
});

it('finds the part that is on, else the next one', () => {
  expect(nextPhase([phase('entry', 'over'), phase('jury', 'on'), phase('vote', 'coming')])?.kind).toBe(
    'jury',
  );
  expect(nextPhase([phase('entry', 'over'), phase('vote', 'coming')])?.kind).toBe('vote');
  expect(nextPhase([phase('entry', 'over')])).toBeUndefined();
});

it('says the year once', () => {
  expect(titleOf({ title: { de: 'Engagementpreis 2026', en: '' }, year: 2026 })).toBe('Engagementpreis 2026');
  expect(titleOf({ title: { de: 'Engagementpreis', en: '' }, year: 2026 })).toBe('Engagementpreis 2026');
});

it('names a company first, and of others first what they do', () => {
  const both = { name: 'Bäckerei Jansen', title: 'Freitags frei' };
  expect(headline({ ...both, kind: 'company' })).toEqual(['Bäckerei Jansen', 'Freitags frei']);
  expect(headline({ ...both, kind: 'organisation' })).toEqual(['Freitags frei', 'Bäckerei Jansen']);
  expect(headline({ kind: 'person', name: 'Ada', title: '' })).toEqual(['Ada', '']);
});
