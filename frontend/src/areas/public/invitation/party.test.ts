import { expect, test } from 'vitest';

import { choices, ofSize, partyOf, yes } from './party';
import type { Invitation } from './source';

const person = {
  id: 'one',
  name: 'Erika Muster',
  wheelchair: true,
  signLanguage: false,
  hearingLoop: false,
  diet: 'vegan',
  needs: '',
  photoConsent: 'no' as const,
  ticket: 'ET1:X',
  seat: 'Tisch 4',
};

test('what is sent names who was there before, without ticket and seat', () => {
  const party = partyOf({ persons: [person] } as Invitation);
  expect(yes(ofSize(party, 2))).toEqual({
    coming: true,
    sitWith: '',
    persons: [
      { ...person, ticket: undefined, seat: undefined },
      expect.objectContaining({ id: null, name: '', photoConsent: 'open' }),
    ],
  });
});

test('a smaller party keeps the guest, who stands first', () => {
  const party = partyOf({ persons: [person, { ...person, id: 'two' }] } as Invitation);
  expect(ofSize(party, 1).map(({ id }) => id)).toEqual(['one']);
});

test('before an answer the guest is alone', () => {
  expect(partyOf({ persons: [] as Invitation['persons'] } as Invitation)).toHaveLength(1);
});

test('larger parties than fit would wait', () => {
  expect(choices({ mostPersons: 3, fits: 1 })).toEqual([
    { size: 1, waits: false },
    { size: 2, waits: true },
    { size: 3, waits: true },
  ]);
});
