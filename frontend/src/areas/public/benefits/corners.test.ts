import { expect, test } from 'vitest';

import { arranged, boxAt } from './corners';

const bubble = (x: number, y: number) => ({ x, y, width: 40, height: 36 });

test('a bubble stands above its point and to the right', () => {
  expect(boxAt(bubble(100, 100), 'bottom-left')).toEqual({ left: 100, top: 64, right: 140, bottom: 100 });
  expect(boxAt(bubble(100, 100), 'top-right')).toEqual({ left: 60, top: 100, right: 100, bottom: 136 });
});

test('neighbours turn away from each other', () => {
  expect(arranged([bubble(100, 100), bubble(90, 100)])).toEqual(['bottom-left', 'bottom-right']);
  expect(arranged([bubble(100, 100), bubble(300, 100)])).toEqual(['bottom-left', 'bottom-left']);
});

test('where there is no room at all, nothing covers what stands already', () => {
  const panel = { left: 0, top: 0, right: 200, bottom: 200 };
  expect(arranged([bubble(100, 100)], [panel])).toEqual([null]);
  expect(arranged(Array.from({ length: 5 }, () => bubble(100, 100))).filter(Boolean)).toHaveLength(4);
});
