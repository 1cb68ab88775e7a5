import { describe, expect, it } from 'vitest';

import {
  examples,
  fieldOf,
  hasNames,
  isRemovable,
  needsSaid,
  nobodyYet,
  quotaOf,
  remapped,
  sent,
  type Group,
  type Guest,
  type GuestList,
} from './guests';

const list = (mapping: Record<string, number>): GuestList => ({
  columns: [
    { index: 0, header: 'Wer', examples: ['Erika', 'Ömer'] },
    { index: 1, header: 'Was', examples: ['Musik'] },
  ],
  mapping,
  new: 0,
  duplicates: 0,
  refused: 0,
  rows: [],
  taken: false,
});

describe('what a party needs', () => {
  it('is said with numbers where several need it', () => {
    expect(needsSaid({ wheelchair: 2, signLanguage: 0, hearingLoop: 0, diet: 1, other: 0 })).toBe(
      '2 × Rollstuhl, besondere Kost',
    );
  });

  it('is nothing where nobody needs anything', () => {
    expect(needsSaid({ wheelchair: 0, signLanguage: 0, hearingLoop: 0, diet: 0, other: 0 })).toBe('');
  });
});

describe('a quota', () => {
  it('has no limit where nothing is typed', () => {
    expect(quotaOf('')).toBeNull();
    expect(quotaOf(null)).toBeNull();
  });

  it('may be zero', () => {
    expect(quotaOf('0')).toBe(0);
    expect(quotaOf(12)).toBe(12);
  });
});

describe('a guest in a form', () => {
  it('is sent without what is empty', () => {
    const guest = sent({ ...nobodyYet('g'), familyName: 'Öl', email: '  ', protocolRank: '3' });
    expect(guest).toMatchObject({ email: null, municipality: null, protocolRank: 3, familyName: 'Öl' });
  });

  it('is taken off the list only while nobody asked or drew', () => {
    const guest = { status: 'candidate', invitedAt: null } as Guest;
    expect(isRemovable(guest, { drawnAt: null } as Group)).toBe(true);
    expect(isRemovable(guest, { drawnAt: '2026-11-01T10:00:00Z' } as Group)).toBe(false);
    expect(isRemovable({ ...guest, status: 'invited' }, undefined)).toBe(false);
    expect(isRemovable({ ...guest, invitedAt: '2026-11-01T10:00:00Z' }, undefined)).toBe(false);
  });
});

describe('the columns of a list', () => {
  it('hold one thing each', () => {
    const shown = list({ name: 0, function: 1 });
    expect(fieldOf(shown, 0)).toBe('name');
    expect(remapped(shown, 1, 'name')).toEqual({ name: 1 });
    expect(remapped(shown, 0, '')).toEqual({ function: 1 });
  });

  it('need names', () => {
    expect(hasNames(list({ function: 1 }))).toBe(false);
    expect(hasNames(list({ name: 0 }))).toBe(true);
    expect(hasNames(list({ family_name: 0 }))).toBe(true);
  });

  it('show their examples one below the other', () => {
    expect(examples(list({}))).toEqual([
      ['Erika', 'Musik'],
      ['Ömer', ''],
    ]);
  });
});
