import { expect, test } from 'vitest';

import { empty, termsOf } from '../../partner/draft';
import { clearCut, differences, factsOf } from './terms';

const terms = termsOf({
  ...empty(),
  titleDe: 'Halber Eintritt',
  category: 'culture',
  kind: 'percentage',
  percent: '50',
});

test('nothing differs from itself', () => {
  expect(differences(terms, terms, [])).toEqual([]);
});

test('a change names what was and what would be', () => {
  expect(differences(terms, { ...terms, percent: 20, weekdays: [0, 1, 2, 3, 4] }, [])).toEqual([
    { name: 'Nachlass', before: '50 %', after: '20 %' },
    { name: 'Tage', before: 'jeden Tag', after: 'montags bis freitags' },
  ]);
});

test('every field of the terms is looked at', () => {
  const other = {
    ...termsOf({
      ...empty(),
      titleDe: 'Verlosung',
      titleEn: 'Raffle',
      conditionsDe: 'Nur einmal',
      conditionsEn: 'Once only',
      category: 'other' as const,
      kind: 'raffle' as const,
      cards: 'jubilee' as const,
      combinable: false,
      validFrom: '2026-12-01',
      validUntil: '2026-12-31',
      weekdays: [5],
      fromTime: '10:00',
      limit: 'card' as const,
      online: true,
      onlineUrl: 'https://bad.example',
      codes: 'pool' as const,
      deadline: '2026-12-24T12:00',
      prizes: '3',
      picture: 'a',
    }),
    regularCents: 400,
    cardCents: 250,
    amountCents: 100,
  };
  const changed = differences(terms, other, []).length;
  expect(changed).toBe(factsOf(terms, []).length - 1);
});

test('another picture and another code are changes', () => {
  const shop = { ...terms, online: true, codes: 'one' as const, code: 'DANKE', picture: 'a' };
  expect(differences(shop, { ...shop, picture: 'b', code: 'MERCI' }, [])).toEqual([
    { name: 'Code', before: 'ein Code für alle: DANKE', after: 'ein Code für alle: MERCI' },
    { name: 'Bild', before: 'mit Bild', after: 'ein anderes Bild' },
  ]);
});

test('only what is new, of a company one knows and nowhere else is clear-cut', () => {
  const offer = {
    status: 'waiting',
    companyStatus: 'approved',
    duplicates: [],
  } as unknown as Parameters<typeof clearCut>[0];
  const another = { benefitId: '1', title: { de: 'Halber Eintritt', en: '' }, companyName: 'Bad' };
  expect(clearCut(offer)).toBe(true);
  expect(clearCut({ ...offer, companyStatus: 'waiting' })).toBe(false);
  expect(clearCut({ ...offer, status: 'approved' })).toBe(false);
  expect(clearCut({ ...offer, duplicates: [another] })).toBe(false);
});
