import { expect, test } from 'vitest';

import { isAhead, standing, type InvitationRow } from './invitations';

const NOW = Date.parse('2026-11-23T12:00:00Z');
const row = (changes: Partial<InvitationRow>): InvitationRow =>
  ({
    status: 'invited',
    eventStatus: 'published',
    endsAt: '2026-12-05T20:00:00Z',
    ...changes,
  }) as InvitationRow;

test('what waits for an answer is ahead', () => {
  expect(isAhead(row({}), NOW)).toBe(true);
  expect(standing(row({}), NOW).tone).toBe('warn');
});

test.each([
  ['declined', row({ status: 'declined' })],
  ['cancelled', row({ eventStatus: 'cancelled' })],
  ['over', row({ endsAt: '2026-11-22T20:00:00Z' })],
])('what is %s is not ahead', (_, settled) => {
  expect(isAhead(settled, NOW)).toBe(false);
});

test('a postponed event is ahead, whatever its old day was', () => {
  expect(isAhead(row({ eventStatus: 'postponed', endsAt: '2026-11-22T20:00:00Z' }), NOW)).toBe(true);
});
