import { expect, test } from 'vitest';

import { shortCodeOf } from './short-code';

test.each(['7K3M-92QX', '7k3m92qx', ' 7k3m 92qx ', '7K3M–92QX'])('%s is read as it was meant', (typed) => {
  expect(shortCodeOf(typed)).toBe('7K3M92QX');
});

test('letters that look like digits are these digits', () => {
  expect(shortCodeOf('oil0-1234')).toBe('01101234');
});

test.each(['', '7K3M-92Q', '7K3M-92QXX', '7K3M-92QU', 'EK1:ABCD', 'Erika M.'])('%s is none', (typed) => {
  expect(shortCodeOf(typed)).toBeNull();
});
