import { describe, expect, it } from 'vitest';

import { bodyOf, type Draft, isEmpty, standingOf } from './draft';
import type { EntryCall } from './kinds';

const DRAFT: Draft = {
  name: 'Kochgruppe',
  street: '',
  postalCode: '50667',
  municipality: null,
  website: '',
  contactName: 'Mia Sommer',
  contactEmail: 'mia@example.org',
  contactPhone: '',
  title: ' ',
  teaser: '',
  categoryId: '',
  answers: { what: 'Wir kochen.', people: 12.7, empty: '', none: [], gone: null, no: false, zero: 0 },
  eligibility: { year: false },
};
const CALL = {
  categories: [{ id: '1' }],
  questions: [{ id: 'year' }, { id: 'other' }],
  form: [
    { id: 'what', required: true },
    { id: 'empty', required: true },
    { id: 'people', required: false },
  ],
} as unknown as EntryCall;

describe('a draft', () => {
  it('sends what was typed, without what is empty', () => {
    const body = bodyOf(DRAFT, 3);
    expect(body.answers).toEqual({ what: 'Wir kochen.', people: 12, no: false, zero: 0 });
    expect(body).toMatchObject({ revision: 3, categoryId: null });
  });

  it('counts what is needed: a no is an answer, blanks are none', () => {
    expect(standingOf(DRAFT, CALL)).toEqual({ done: 6, all: 11 });
    expect(isEmpty(false)).toBe(false);
    expect(isEmpty(0)).toBe(false);
  });
});
