import { expect, test } from 'vitest';

import { aCode } from '../../card/making';
import { draw } from './qr';

const QUIET_ZONE = 4;
const versionOf = (size: number) => (size - 2 * QUIET_ZONE - 17) / 4;

test('a card’s code fits version 11, so that it scans at arm’s length', async () => {
  expect(versionOf(draw(await aCode()).size)).toBeLessThanOrEqual(11);
});

test('an address needs letters that the card’s code does not, and can be drawn all the same', () => {
  expect(versionOf(draw('https://karte.example/mein/karte').size)).toBe(2);
});

test('the path stays out of the quiet zone', () => {
  const { size, path } = draw('EK1:ABC');
  const corners = [...path.matchAll(/M(\d+) (\d+)h(\d+)/g)].map(([, x, y, width]) =>
    [x, y, width].map(Number),
  );
  for (const [x = 0, y = 0, width = 0] of corners) {
    expect(Math.min(x, y)).toBeGreaterThanOrEqual(QUIET_ZONE);
    expect(Math.max(x + width, y + 1)).toBeLessThanOrEqual(size - QUIET_ZONE);
  }
});
