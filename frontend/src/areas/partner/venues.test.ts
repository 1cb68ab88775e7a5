import { expect, test } from 'vitest';

import { found } from './venues';

const venues = [
  { name: 'Schlossbad', street: 'Schloßstraße 1', postalCode: '41515', municipalityName: 'Grevenbroich' },
  { name: '', street: 'Königsallee 2', postalCode: '40212', municipalityName: 'Düsseldorf' },
];

test.each([
  ['', 2],
  ['schloss', 1],
  ['schlossstrasse greven', 1],
  ['dusseldorf', 1],
  ['40212', 1],
  ['Köln', 0],
])('%s finds %i venues', (q, hits) => expect(found(venues, q)).toHaveLength(hits));
