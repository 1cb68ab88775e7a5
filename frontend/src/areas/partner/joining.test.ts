import { expect, test } from 'vitest';

import { emptyJoining, registrationOf } from './joining';

const joining = () => {
  const one = emptyJoining({ name: 'Schlossbad', municipality: '05162008' });
  return {
    ...one,
    draft: { ...one.draft, titleDe: 'Halber Eintritt', kind: 'percentage' as const, percent: '50' },
  };
};

test('the first venue lies in the town of the company', () => {
  const { company, venue, benefit } = registrationOf(joining());
  expect(company.name).toBe('Schlossbad');
  expect(venue?.municipality).toBe('05162008');
  expect(benefit.percent).toBe(50);
});

test('whoever is online only has no venue', () => {
  expect(registrationOf({ ...joining(), onlineOnly: true }).venue).toBeNull();
});

test('the address of whoever takes over comes without blanks', () => {
  expect(registrationOf(joining(), ' bad@partner.example ').handover).toBe('bad@partner.example');
});
