import { expect, test } from 'vitest';

import type { Schema } from '../../../api';
import { changesOf, draftOf, phasesOf, sentOf } from './details';

const text = { de: '', en: '' };
const call = {
  title: { de: 'Preis 2027', en: '' },
  motto: text,
  about: { de: 'Worum', en: 'What' },
  conditions: text,
  contactName: 'Nora',
  contactEmail: 'preis@nrw.example',
  contactPhone: '',
  takesOrganisations: true,
  takesCompanies: false,
  takesNominations: false,
  standingsPublic: false,
  standingsHiddenDays: 7,
  nominees: 12,
  firstMonth: '2027-01-01',
  monthPrizeCents: 100000,
  phases: [{ kind: 'vote', firstDay: '2027-10-01', lastDay: '2027-10-31' }],
} as Schema<'AwardCallOut'>;

test('what a call says comes back as it was', () => {
  const changes = changesOf(draftOf(call), 4);
  expect(changes).toMatchObject({
    revision: 4,
    title: call.title,
    about: call.about,
    nominees: 12,
    firstMonth: '2027-01-01',
    monthPrizeCents: 100000,
    standingsHiddenDays: 7,
  });
});

test('without nominees and months there are none', () => {
  const draft = { ...draftOf(call), nominees: '', firstMonth: '', monthPrize: '' };
  expect(changesOf(draft, 1)).toMatchObject({ nominees: null, firstMonth: null, monthPrizeCents: null });
});

test('only the parts a call has are sent, in their usual order', () => {
  const phases = phasesOf(call);
  expect(phases.map(({ kind, has }) => [kind, has])).toEqual([
    ['entry', false],
    ['check', false],
    ['shortlist', false],
    ['jury', false],
    ['vote', true],
    ['decision', false],
  ]);
  expect(sentOf(phases)).toEqual(call.phases);
});
