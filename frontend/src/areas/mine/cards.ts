import { get, post, type Schema } from '../../api';
import type { Activation, Kind } from '../../card';

/** A phone that carries a card, or is about to. */
export type DeviceOut = Schema<'DeviceOut'>;

/** One of the own cards, as the service knows it. */
export type CardOut = Omit<Schema<'CardOut'>, 'kind' | 'devices'> & { kind: Kind; devices: DeviceOut[] };

export const myCards = () => get<CardOut[]>('/api/me/cards');

export const challengeFor = (card_id: string) =>
  post('/api/cards/{card_id}/challenge', { path: { card_id } });

export const addDevice = (card_id: string, body: Activation & { replace: boolean; label: string }) =>
  post('/api/cards/{card_id}/devices', { path: { card_id }, body });

export const deviceState = (card_id: string, device_id: string) =>
  get('/api/cards/{card_id}/devices/{device_id}', { path: { card_id, device_id } });

export const refreshDevice = (
  card_id: string,
  device_id: string,
  body: Activation & { proof: string },
  key: string,
) => post('/api/cards/{card_id}/devices/{device_id}/refresh', { path: { card_id, device_id }, body, key });

export const revokeCard = (card_id: string, reason: string) =>
  post('/api/cards/{card_id}/revocation', { path: { card_id }, body: { reason } });

/** The phone that carries the card now, or is about to. */
export function carrierOf(card: CardOut): DeviceOut | undefined {
  return (
    card.devices.find((device) => device.status === 'active') ??
    card.devices.find((device) => device.status === 'pending')
  );
}
