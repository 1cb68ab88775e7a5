import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

import { expect, test } from 'vitest';

const text = readFileSync(new URL('../src/areas/public/benefits/municipalities.json', import.meta.url));
const { features } = JSON.parse(text.toString()) as {
  features: { properties: Record<string, string>; geometry: { type: string } }[];
};

test('the map knows every municipality by key and name, and nothing more', () => {
  expect(features).toHaveLength(396);
  for (const { properties } of features) {
    expect(Object.keys(properties)).toEqual(['ags', 'name']);
    expect(properties.ags).toMatch(/^05\d{6}$/);
  }
});

test('the outlines stay light', () => {
  expect(gzipSync(text).length).toBeLessThan(75_000);
});
