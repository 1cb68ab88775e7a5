import { expect, test } from 'vitest';

import source from '../../../tests/vectors/card_tokens.json?raw';
import type { Bytes } from './bytes';
import { check, type Outcome } from './checking';
import { KeySet } from './key-set';
import { readStatusList } from './status-list';

interface Vector {
  name: string;
  text: string;
  now: number;
  keys: unknown;
  statusList: string | null;
  statusListAge: number | null;
  expect: Pick<Outcome, 'result' | 'reason'>;
}

const vectors = JSON.parse(source) as Vector[];

function fromBase64(text: string): Bytes {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

test.each(vectors)('the service and this checker agree: $name', async (vector) => {
  const keys = vector.keys === null ? null : await KeySet.fromJwks(vector.keys);
  const list = vector.statusList === null ? null : fromBase64(vector.statusList);
  const statusList = keys && list && (await readStatusList(list, keys));
  const outcome = await check(vector.text, vector.now, { keys, statusList, age: vector.statusListAge });
  expect({ result: outcome.result, reason: outcome.reason }).toEqual(vector.expect);
});

test('there are vectors, good and bad', () => {
  const good = vectors.filter(({ expect }) => ['ok', 'print'].includes(expect.reason));
  expect(good.length).toBeGreaterThanOrEqual(16);
  expect(vectors.length - good.length).toBeGreaterThanOrEqual(35);
});
