import { describe, expect, it } from 'vitest';

import { isOpen, stateName, type Nomination } from './nominations';

const nomination = { state: 'waiting', consentUntil: '2026-10-01T22:00:00Z' } as Nomination;
const before = new Date('2026-10-01T21:59:59Z');

describe('an answer to a nomination', () => {
  it('can be given to the last second, and a no can become a yes', () => {
    expect(isOpen(nomination, before)).toBe(true);
    expect(isOpen({ ...nomination, state: 'declined' }, before)).toBe(true);
    expect(isOpen(nomination, new Date('2026-10-01T22:00:00Z'))).toBe(false);
  });

  it('is not asked for once given, or where the call says no day', () => {
    expect(isOpen({ ...nomination, state: 'accepted' }, before)).toBe(false);
    expect(isOpen({ ...nomination, consentUntil: null }, before)).toBe(false);
    expect(stateName('accepted')).toBe('macht mit');
  });
});
