import { expect, test } from 'vitest';

import { area, href, match } from '../src/routes';

const screen = () => Promise.reject(new Error('not opened in this test'));

const clubs = area({
  name: 'clubs',
  access: 'person',
  screens: { '/verein/:id': screen, '/verein/neu': screen, '/verein/:id/menschen/:person': screen },
});
const found = (pathname: string) => match(pathname, [clubs]);

test('a name behind a colon is handed to the screen', () => {
  expect(found('/verein/a%20b')).toMatchObject({ path: '/verein/:id', params: { id: 'a b' } });
  expect(found('/verein/7/menschen/9')?.params).toEqual({ id: '7', person: '9' });
});

test('a fixed word wins over a parameter', () => {
  expect(found('/verein/neu')?.path).toBe('/verein/neu');
});

test('a slash at the end changes nothing', () => {
  expect(found('/verein/neu/')?.path).toBe('/verein/neu');
});

test.each(['/verein', '/verein/', '/verein/1/mehr', '/', '/verein/%E0%A4%A'])(
  '%s is no screen',
  (pathname) => {
    expect(found(pathname)).toBeNull();
  },
);

test('an address is filled and escaped', () => {
  expect(href('/verein/:id/menschen/:person', { id: 'a/b', person: 'ü' })).toBe(
    '/verein/a%2Fb/menschen/%C3%BC',
  );
  expect(href('/anmelden', undefined, { weiter: '/mein?q=1' })).toBe('/anmelden?weiter=%2Fmein%3Fq%3D1');
});
