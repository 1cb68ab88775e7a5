import { expect, test } from 'vitest';

import source from '../../../tests/vectors/ticket_codes.json?raw';
import { KeySet } from '../card/key-set';
import { check, type Reason } from '.';

interface Vector {
  name: string;
  text: string;
  now: number;
  keys: unknown;
  ceremony: string;
  ticketsEnd: number | null;
  expect: { reason: Reason };
}

const vectors = JSON.parse(source) as Vector[];

test.each(vectors)('the service and this reader agree: $name', async (vector) => {
  const keys = await KeySet.fromJwks(vector.keys);
  const checked = await check(vector.text, vector.now, keys, vector.ceremony, vector.ticketsEnd);
  expect({ reason: checked.reason }).toEqual(vector.expect);
  const isUnsigned = ['malformed', 'unknown_key', 'bad_signature'].includes(checked.reason);
  expect(checked.claims === null).toBe(isUnsigned);
});

test('there are vectors, good and bad', () => {
  const good = vectors.filter(({ expect }) => expect.reason === 'ok');
  expect(good.length).toBeGreaterThanOrEqual(12);
  expect(vectors.length - good.length).toBeGreaterThanOrEqual(40);
});
