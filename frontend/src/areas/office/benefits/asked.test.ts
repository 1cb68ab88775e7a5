import { expect, test } from 'vitest';

import { asWritten, nobodyYet, sent, type Asked } from './asked';

const entry: Asked = {
  id: '1',
  companyName: 'Schlossbad',
  municipality: '05162008',
  municipalityName: 'Grevenbroich',
  contact: 'Frau Adler',
  askedBy: 'Ute Lenze',
  askedOn: '2026-11-02',
  outcome: 'joined',
  note: 'Ab Januar.',
  companyId: '2',
};

test('an entry is written again as it was', () => {
  expect(sent(asWritten(entry))).toEqual({
    companyName: 'Schlossbad',
    municipality: '05162008',
    contact: 'Frau Adler',
    askedOn: '2026-11-02',
    outcome: 'joined',
    note: 'Ab Januar.',
    companyId: '2',
  });
});

test('who does not take part is none of the companies', () => {
  expect(sent({ ...asWritten(entry), outcome: 'declined' }).companyId).toBeNull();
});

test('a town that was taken out again is none', () => {
  expect(sent({ ...nobodyYet('2026-11-22'), companyName: ' Bad ', municipality: '' })).toMatchObject({
    companyName: 'Bad',
    municipality: null,
    askedOn: '2026-11-22',
  });
});
