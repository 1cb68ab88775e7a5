import { describe, expect, test } from 'vitest';

import { createDeviceKeys, type Holding } from '../../card';
import { aCredential, DAY, NOW } from '../../card/making';
import type { CardOut } from './cards';
import { situationOf } from './situation';

/** The credential made here was issued a day ago and ends in 29. */
const END = NOW + 29 * DAY;

async function aHolding(changes: Partial<Holding> = {}): Promise<Holding> {
  const keys = await createDeviceKeys();
  const facts = {
    kind: 'standard',
    displayName: 'Erika M.',
    issuer: 'Stadt Warstein',
    validUntil: '2028-11-30',
  } as const;
  return {
    cardId: 'card',
    deviceId: 'here',
    keys,
    credential: await aCredential(7, keys),
    facts,
    ...changes,
  };
}

function aCard(devices: string[] = ['here'], changes: Partial<CardOut> = {}): CardOut {
  return {
    id: 'card',
    kind: 'standard',
    displayName: 'Erika M.',
    issuerNumber: 5974044,
    issuerName: 'Stadt Warstein',
    status: 'active',
    validFrom: '2026-09-01',
    validUntil: '2028-11-30',
    isOver: false,
    issuedAt: '2026-09-01T08:00:00Z',
    revokedAt: null,
    reason: '',
    devices: devices.map((id) => ({
      id,
      label: 'Android, Chrome',
      status: 'active',
      createdAt: '2026-09-01T08:00:00Z',
      expiresAt: null,
    })),
    ...changes,
  };
}

async function renewal(deviceId?: string): Promise<Holding['renewal']> {
  const request = {
    publicKey: { kty: 'EC', crv: 'P-256', x: '', y: '' },
    challenge: '',
    signature: '',
    proof: '',
  };
  return { keys: await createDeviceKeys(), request, idempotencyKey: 'once', deviceId };
}

describe('a card on this phone', () => {
  test('is shown, with and without the network', async () => {
    const holding = await aHolding();
    expect(situationOf(aCard(), holding, NOW)).toMatchObject({ name: 'shown', endsAt: END, renew: false });
    expect(situationOf(null, holding, NOW)).toMatchObject({ name: 'shown', endsAt: END });
  });

  test('is renewed after a week, long before it ends', async () => {
    expect(situationOf(aCard(), await aHolding(), NOW + 7 * DAY)).toMatchObject({
      name: 'shown',
      renew: true,
    });
  });

  test('has lapsed once its code has run out', async () => {
    const holding = await aHolding();
    expect(situationOf(null, holding, END - 1).name).toBe('shown');
    expect(situationOf(null, holding, END).name).toBe('lapsed');
  });

  test('is arriving until it is signed', async () => {
    expect(situationOf(aCard(), await aHolding({ credential: null }), NOW).name).toBe('arriving');
  });

  test('is shown while its next key is on the way, also when the answer was lost', async () => {
    const asked = await aHolding({ renewal: await renewal() });
    expect(situationOf(aCard(['next']), asked, NOW)).toMatchObject({ name: 'shown', renew: true });
    const answered = await aHolding({ renewal: await renewal('next') });
    expect(situationOf(aCard(['next']), answered, NOW).name).toBe('shown');
    expect(situationOf(aCard(['other']), answered, NOW).name).toBe('elsewhere');
  });
});

describe('a card that is not on this phone', () => {
  test('is ready while no phone carries it', () => {
    expect(situationOf(aCard([]), null, NOW).name).toBe('ready');
  });

  test('is elsewhere once another phone has taken it over', async () => {
    const situation = situationOf(aCard(['other']), await aHolding(), NOW);
    expect(situation).toMatchObject({ name: 'elsewhere', carrier: { id: 'other' } });
  });
});

describe('a card whose time is over', () => {
  test.each(['revoked', 'replaced'] as const)('is %s, whatever is on the phone', async (status) => {
    expect(situationOf(aCard(['here'], { status }), await aHolding(), NOW).name).toBe(status);
  });

  test('has expired, as the service says or as its last day says without the network', async () => {
    expect(situationOf(aCard([], { isOver: true }), null, NOW).name).toBe('expired');
    const { facts } = await aHolding();
    const today = new Date(NOW * 1000).toISOString().slice(0, 10);
    const lastDay = await aHolding({ facts: { ...facts, validUntil: today } });
    expect(situationOf(null, lastDay, NOW).name).toBe('shown');
    expect(situationOf(null, lastDay, NOW + DAY).name).toBe('expired');
  });
});
