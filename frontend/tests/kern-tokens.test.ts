import { expect, test } from 'vitest';

import { tokensOf } from '../tools/kern-tokens';

test('only tokens are taken, in both colour schemes', () => {
  const sheet = `:root { --a: 1px; } .kern-btn { color: red; }
    @media (prefers-color-scheme: dark) { :root { --a: 2px; } }`;
  const tokens = tokensOf(sheet);
  expect(tokens).toContain('--a: 1px');
  expect(tokens).toContain('prefers-color-scheme: dark');
  expect(tokens).not.toContain('kern-btn');
});
