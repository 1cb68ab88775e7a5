import { expect, test } from 'vitest';

import { match } from '../../../routes';
import { state } from '../../state/area';
import { office } from '../area';
import { navigationOf, placesOf, STATE } from './places';

const ID = '01a20514-1d5d-7340-9f24-7d637c4a1297';

test('every place of an office is a screen', () => {
  for (const place of Object.values(placesOf(ID))) expect(match(place, [office])?.params).toEqual({ id: ID });
});

test('every place of the state office is a screen, and no other one by mistake', () => {
  for (const place of Object.values(placesOf(STATE))) expect(match(place, [state])?.path).toBe(place);
});

test('the link for benefits stands for all their screens', () => {
  const { href, also } = navigationOf(ID);
  const within = (place: string) => [href, ...also].some((start) => place.startsWith(start));
  expect(Object.values(placesOf(ID)).every(within)).toBe(true);
});
