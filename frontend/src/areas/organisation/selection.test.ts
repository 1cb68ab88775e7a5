import { expect, it } from 'vitest';

import { Selection } from './selection.svelte';

it('begins with everybody, those on pages not loaded too', () => {
  const selection = new Selection();
  expect(selection.has('anybody')).toBe(true);
  expect(selection.isEverybody).toBe(true);
});

it('leaves out whom somebody unticks, and takes them back', () => {
  const selection = new Selection();
  selection.delete('carin');
  expect([selection.has('carin'), selection.has('kai'), selection.isEverybody]).toEqual([false, true, false]);
  selection.add('carin');
  expect(selection.isEverybody).toBe(true);
});

it('can begin with nobody', () => {
  const selection = new Selection();
  selection.startWith(false);
  selection.add('kai');
  expect([selection.has('kai'), selection.has('carin'), selection.isEverybody]).toEqual([true, false, false]);
});
