import { describe, expect, it } from 'vitest';

import { costCents, shareOf, stateOf, typedCost } from './numbers';

describe('the cost of an event', () => {
  it.each([
    ['12.500', 1_250_000],
    ['12500', 1_250_000],
    ['12.500,50 €', 1_250_050],
    ['1.250.000', 125_000_000],
    ['0', 0],
    [' ', null],
  ])('reads %s', (text, cents) => expect(costCents(text)).toBe(cents));

  it.each(['12,5,0', 'viel', '-3', '12.50'])('does not guess %s', (text) =>
    expect(costCents(text)).toBeNaN(),
  );

  it('can be typed on', () => {
    for (const cents of [1_250_050, 100, 5]) expect(costCents(typedCost(cents))).toBe(cents);
  });
});

describe('a share', () => {
  it('of nothing is nothing', () => expect(shareOf(3, 0)).toBe(0));
  it('is never more than all', () => expect(shareOf(5, 4)).toBe(1));
});

describe('a photo', () => {
  const person = (consent: 'open' | 'yes' | 'no') => ({ id: 'a', attendeeId: null, name: 'A', consent });
  it('waits while somebody was not asked', () =>
    expect(stateOf({ published: false, publishable: false, persons: [person('yes'), person('open')] })).toBe(
      'asking',
    ));
  it('stays back when somebody said no', () =>
    expect(stateOf({ published: false, publishable: false, persons: [person('open'), person('no')] })).toBe(
      'refused',
    ));
  it('can be shown once all agreed', () =>
    expect(stateOf({ published: false, publishable: true, persons: [person('yes')] })).toBe('ready'));
});
