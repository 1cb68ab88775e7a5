import { expect, test } from 'vitest';

import { asRefusal, refusalOf } from '../src/api/refusal';

const problem = (body: unknown, init: ResponseInit) =>
  new Response(typeof body === 'string' ? body : JSON.stringify(body), {
    ...init,
    headers: { 'Content-Type': 'application/problem+json', ...init.headers },
  });

test('a refusal carries the sentence, the code and the field at fault', async () => {
  const refusal = await refusalOf(
    problem(
      {
        status: 422,
        code: 'email_invalid',
        detail: 'Keine Adresse.',
        errors: [{ field: 'email', message: 'Keine Adresse.' }],
      },
      { status: 422 },
    ),
  );
  expect(refusal).toMatchObject({ status: 422, code: 'email_invalid', message: 'Keine Adresse.' });
  expect(refusal.forField('email')).toBe('Keine Adresse.');
  expect(refusal.forField('name')).toBeUndefined();
});

test('when to come back is read from the answer', async () => {
  const refusal = await refusalOf(
    problem({ detail: 'Zu viele Versuche.' }, { status: 429, headers: { 'Retry-After': '42' } }),
  );
  expect(refusal.retryAfter).toBe(42);
});

test.each(['<html>bad gateway</html>', '{', '{}', 'null'])(
  'an answer nobody can read is a sentence too: %s',
  async (body) => {
    const refusal = await refusalOf(problem(body, { status: 502 }));
    expect(refusal).toMatchObject({ status: 502, code: 'unreadable' });
    expect(refusal.message).toMatch(/noch einmal/);
  },
);

test('no answer at all means no connection', () => {
  expect(asRefusal(new TypeError('Failed to fetch')).code).toBe('offline');
});
