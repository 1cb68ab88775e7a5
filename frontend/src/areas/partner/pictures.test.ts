import { expect, test } from 'vitest';

import { MOST_BYTES, troubleOf } from './pictures';

test.each([
  [{ size: MOST_BYTES, type: 'image/jpeg' }, null],
  [{ size: MOST_BYTES + 1, type: 'image/jpeg' }, 'large'],
  [{ size: 10, type: 'application/pdf' }, 'format'],
  [{ size: 10, type: 'image/svg+xml' }, 'format'],
  [{ size: 10, type: '' }, null],
] as const)('a file is looked at before it is sent', (file, trouble) => {
  expect(troubleOf(file)).toBe(trouble);
});
