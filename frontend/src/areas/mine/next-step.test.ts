import { expect, test } from 'vitest';

import type { ApplicationDetail } from './applications';
import type { CardOut } from './cards';
import type { Club, Criterion, Standing } from './engagement';
import { type Known, nextStep } from './next-step';

const HOUR = 60;

function hours(have: number, changes: Partial<Criterion> = {}): Criterion {
  return {
    code: 'hours',
    result: have >= 200 ? 'met' : 'not_met',
    title: { de: '200 Stunden im Jahr', en: '200 hours a year' },
    sentence: { de: '…', en: '…' },
    have: have * HOUR,
    need: 200 * HOUR,
    unit: 'minutes',
    basis: 'hours_in_a_year',
    ...changes,
  };
}

function standing(criteria: Criterion[], changes: Partial<Standing> = {}): Standing {
  return {
    kind: 'standard',
    result: 'not_met',
    couldBeMet: false,
    municipality: 'Warstein',
    criteria,
    issuingBody: null,
    ...changes,
  };
}

const club = (confirmed: number, waiting = 0) =>
  ({ confirmedMinutes: confirmed * HOUR, waitingMinutes: waiting * HOUR }) as Club;

function known(changes: Partial<{ clubs: Club[]; kinds: Standing[] } & Known> = {}): Known {
  const { clubs = [club(186)], kinds = [standing([hours(186)])], ...rest } = changes;
  const engagement = { months: [], organisations: clubs } as unknown as Known['engagement'];
  const assessment = { day: '2026-11-22', kinds, issuingBody: null };
  return { engagement, assessment, open: [], cards: [], ...rest };
}

const card = (changes: Partial<CardOut> = {}) =>
  ({ id: 'card', status: 'active', isOver: false, devices: [], ...changes }) as CardOut;
const carried = card({ devices: [{ id: 'phone', status: 'active' } as CardOut['devices'][number]] });
const application = (status: ApplicationDetail['status']) => ({ id: 'one', status }) as ApplicationDetail;

test('an offer comes before everything else', () => {
  expect(
    nextStep(known({ open: [application('submitted'), application('offered')], cards: [card()] })),
  ).toEqual({
    name: 'offer',
    application: application('offered'),
  });
});

test('a card that is on no phone wants to be fetched', () => {
  expect(nextStep(known({ cards: [carried, card()] })).name).toBe('fetchCard');
});

test('whoever has applied need do nothing', () => {
  expect(nextStep(known({ open: [application('submitted')] })).name).toBe('waiting');
});

test('a card on a phone is there to be shown', () => {
  expect(nextStep(known({ cards: [carried] })).name).toBe('showCard');
});

test.each([card({ status: 'revoked' }), card({ isOver: true })])(
  'a card that ended is not shown',
  (ended) => {
    expect(nextStep(known({ cards: [ended] })).name).toBe('hours');
  },
);

test('whoever meets the rules applies', () => {
  const kinds = [standing([hours(200)], { result: 'met', couldBeMet: true })];
  expect(nextStep(known({ kinds }))).toEqual({ name: 'apply', kind: 'standard' });
});

test('whoever only has to answer a question does so along with the application', () => {
  const kinds = [standing([hours(200)], { result: 'unknown', couldBeMet: true })];
  expect(nextStep(known({ kinds }))).toEqual({ name: 'answer', kind: 'standard' });
});

test('the jubilee card counts once it is within reach', () => {
  const jubilee = standing([], { kind: 'jubilee', result: 'met' });
  expect(nextStep(known({ kinds: [standing([hours(10)]), jubilee] }))).toEqual({
    name: 'apply',
    kind: 'jubilee',
  });
  const far = { ...jubilee, result: 'not_met' as const };
  expect(nextStep(known({ kinds: [standing([hours(10)]), far] })).name).toBe('hours');
});

test('missing hours are named, with those that wait', () => {
  expect(nextStep(known({ clubs: [club(128, 4), club(58, 2)] }))).toEqual({
    name: 'hours',
    missing: 14 * HOUR,
    waiting: 6 * HOUR,
    perWeek: false,
  });
});

test('hours that only wait to be confirmed are the club’s turn', () => {
  expect(nextStep(known({ clubs: [club(186, 14)] }))).toEqual({ name: 'confirmation', minutes: 14 * HOUR });
});

test('hours a week are not made up by entries that wait', () => {
  const weekly = hours(3, { have: 3 * HOUR, need: 5 * HOUR, unit: 'minutes_per_week' });
  expect(nextStep(known({ clubs: [club(100, 90)], kinds: [standing([weekly])] }))).toMatchObject({
    name: 'hours',
    missing: 2 * HOUR,
    perWeek: true,
  });
});

test('with enough hours, the first thing that is missing is said', () => {
  const place = hours(0, { code: 'place', have: null, need: null, unit: null });
  expect(nextStep(known({ kinds: [standing([hours(200), place])] }))).toEqual({
    name: 'notYet',
    criterion: place,
  });
});

test('whoever has nothing yet is shown how to begin', () => {
  expect(nextStep(known({ clubs: [], kinds: [standing([hours(0)])] })).name).toBe('begin');
});
