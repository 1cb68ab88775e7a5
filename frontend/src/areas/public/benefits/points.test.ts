import { expect, test } from 'vitest';

import { asFeatures, boxOf, unpacked } from './points';

test('points are unpacked one after the other', () => {
  expect(unpacked([514490, 83540, 3, -10, 20, 1])).toEqual([
    { latitude: 51.449, longitude: 8.354, offers: 3 },
    { latitude: 51.448, longitude: 8.356, offers: 1 },
  ]);
  expect(unpacked([])).toEqual([]);
});

test('the map takes longitude first', () => {
  const [feature] = asFeatures([{ latitude: 51.4, longitude: 8.3, offers: 2 }]).features;
  expect(feature?.geometry.coordinates).toEqual([8.3, 51.4]);
  expect(feature?.properties).toEqual({ offers: 2 });
});

test('a box holds every part of a town', () => {
  const square = (x: number, y: number) => [
    [x, y],
    [x + 1, y],
    [x + 1, y + 1],
    [x, y],
  ];
  expect(boxOf({ type: 'MultiPolygon', coordinates: [[square(7, 51)], [square(9, 50)]] })).toEqual([
    7, 50, 10, 52,
  ]);
  expect(boxOf({ type: 'Polygon', coordinates: [square(7, 51)] })).toEqual([7, 51, 8, 52]);
});
