import { expect, test } from 'vitest';

import { empty } from './draft';
import { shownOf } from './shown';

const filled = { ...empty(), titleDe: ' Baden ', kind: 'fixed_price' as const, regular: '4', card: '2,50' };

test('nothing is shown before there is a title and a kind', () => {
  expect(shownOf(empty(), 'Bad')).toBeNull();
  expect(shownOf({ ...filled, kind: '' }, 'Bad')).toBeNull();
});

test('a draft is shown with its company and its prices', () => {
  const shown = shownOf(filled, ' Schlossbad ');
  expect(shown?.title.de).toBe('Baden');
  expect(shown?.company.name).toBe('Schlossbad');
  expect([shown?.regularCents, shown?.cardCents]).toEqual([400, 250]);
});

test('a price that is none is not shown', () => {
  expect(shownOf({ ...filled, card: 'drei' }, 'Bad')?.cardCents).toBeNull();
});
