import { describe, expect, it } from 'vitest';

import { BEFORE, commandOf, isNewer, picturesOf, placeOf, sizeOf, stepped, type Slide } from './deck';

const said = (de: string) => ({ de, en: '' });
const slide = (id: string, more: Partial<Slide> = {}): Slide => ({
  id,
  kind: 'item',
  by: '',
  minutes: 0,
  note: '',
  quoteBy: '',
  title: said(id),
  ...more,
});
const slides = [slide('welcome'), slide('a'), slide('b')];

describe('the way through the slides', () => {
  it('goes on and back and stops at both ends', () => {
    expect(stepped(slides, 'welcome', 1)).toBe('a');
    expect(stepped(slides, 'b', 1)).toBe('b');
    expect(stepped(slides, 'welcome', -1)).toBe('welcome');
    expect(stepped(slides, 'welcome', 99)).toBe('b');
  });

  it('begins anew from a slide that is gone', () => {
    expect(placeOf(slides, 'laureate:gone')).toBe(0);
    expect(stepped(slides, 'laureate:gone', 1)).toBe('a');
    expect(stepped([], 'welcome', 1)).toBe('welcome');
  });
});

it('takes each picture once', () => {
  const company = { id: 'c', name: 'Stadtwerke', logo: 'logo', municipalityName: '', offers: 0, quoteBy: '' };
  const shown = [
    slide('laureate:1', { picture: 'p', companies: [company] }),
    slide('laureate:2', { picture: 'p' }),
    slide('partner:c', { companies: [company] }),
  ];
  expect(picturesOf(shown)).toEqual({ portraits: ['p'], logos: ['logo'] });
});

it('understands keyboards and presenters', () => {
  expect(['PageDown', ' ', 'ArrowLeft', 'b', 'f', 'x'].map(commandOf)).toEqual([
    'next',
    'next',
    'back',
    'dark',
    'full',
    null,
  ]);
});

it('makes long names smaller', () => {
  expect(sizeOf('Stadtwerke Musterstadt')).toBe('large');
  expect(sizeOf('Freiwillige Feuerwehr Musterstadt, Löschzug 2')).toBe('middle');
  expect(sizeOf('x'.repeat(61))).toBe('small');
});

it('leaves an older answer of the service aside', () => {
  const known = { slide: 'a', dark: false, version: 3 };
  expect(isNewer({ ...known, version: 3 }, known)).toBe(false);
  expect(isNewer({ ...known, version: 4 }, known)).toBe(true);
  expect(isNewer(known, BEFORE)).toBe(true);
});
