import { expect, test } from 'vitest';

import { categoriesOf, draftsOf, newCategory } from './categories';

test('a category comes back as it was', () => {
  const text = { de: 'Preis', en: 'Prize' };
  const category = {
    id: '1',
    name: text,
    about: text,
    decidedBy: 'vote' as const,
    chosen: false,
    winners: 2,
    prizeCents: 500050,
    prize: text,
    sponsor: null,
    sponsorName: '',
  };
  expect(categoriesOf(draftsOf([{ ...category, sponsorCompany: '', inUse: true }]))).toEqual([category]);
});

test('a new category has no money and one winner', () => {
  expect(categoriesOf([newCategory('sponsor')])[0]).toMatchObject({
    id: null,
    decidedBy: 'sponsor',
    prizeCents: null,
    winners: 1,
  });
});
