import { expect, test } from 'vitest';

import { placeName, verdictOf } from '../src/areas/public/verdict';
import type { Checked, Reason } from '../src/card';

const NOW = Date.parse('2026-11-22T14:58:00Z') / 1000;

function checked(changes: Partial<Checked> = {}): Checked {
  return {
    result: 'valid',
    reason: 'ok',
    kind: 'standard',
    displayName: 'Erika M.',
    issuer: '05974044',
    validUntil: NOW + 86_400,
    checkedAt: NOW,
    withNetwork: false,
    statusListFrom: Date.parse('2026-11-22T13:12:00Z') / 1000,
    clockOffset: null,
    ...changes,
  };
}

test('a valid card says whose it is, where it comes from and how fresh the answer is', () => {
  const verdict = verdictOf(checked(), false);
  expect(verdict.headline).toBe('Karte gültig');
  expect(verdict.facts).toEqual(['Erika M.', 'Ehrenamtskarte', 'ausgestellt in Warstein']);
  expect(verdict.freshness).toEqual(['Ohne Netz geprüft um 15:58 Uhr.', 'Sperrliste von heute, 14:12 Uhr.']);
});

test('every reason has its own headline and sentence', () => {
  const reasons: Reason[] = [
    'ok', 'print', 'stale_status_list', 'clock_off', 'malformed', 'unknown_key', 'bad_signature',
    'wrong_medium', 'not_yet_valid', 'expired', 'bad_proof', 'screenshot', 'revoked',
  ]; // prettier-ignore
  const sentences = reasons.map((reason) => verdictOf(checked({ reason }), true).sentence);
  expect(new Set(sentences).size).toBe(reasons.length);
});

test('only paper shows until when: the code of a phone is renewed long before the card ends', () => {
  const printed = verdictOf(checked({ result: 'valid_with_id', reason: 'print' }), true);
  expect(printed.facts).toContain('bis 23. November 2026');
});

test('a device that was never online says so instead of doubting the card', () => {
  const nothing = { displayName: null, kind: null, issuer: null, validUntil: null, statusListFrom: null };
  const verdict = verdictOf(checked({ ...nothing, result: 'unsure', reason: 'stale_status_list' }), false);
  expect(verdict.sentence).toMatch(/noch nie mit dem Netz/);
  expect(verdict.facts).toEqual([]);
});

test.each([
  [180, '3 Min. nach'],
  [-180, '3 Min. vor'],
  [-7 * 3600, '7 Std. vor'],
  [3 * 86_400, '3 Tage nach'],
])('a clock that is wrong by %d s is named', (clockOffset, words) => {
  expect(verdictOf(checked({ clockOffset }), true).freshness.at(-1)).toContain(words);
});

test('a district is named as one', () => {
  expect(placeName('05974')).toBe('Kreis Soest');
});
