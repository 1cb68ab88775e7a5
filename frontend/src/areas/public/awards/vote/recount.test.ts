import { describe, expect, it } from 'vitest';

import { agrees, counted, normalReceipt, votesOf, type VoteResult } from './recount';

const FILE = 'receipt,entry,excluded\nAAAA,7,\nBBBB,7,\nCCCC,9,\nDDDD,9,1\n';
const entry = (number: number, votes: number, rank: number) => ({
  entryId: String(number),
  number,
  title: '',
  name: '',
  votes,
  rank,
});
const RESULT: VoteResult = {
  votes: 3,
  excluded: 1,
  entries: [entry(7, 2, 1), entry(9, 1, 2), entry(11, 0, 3)],
  exclusions: [{ number: 1, reason: 'Ein Rechner', votes: 1 }],
};

describe('counting a vote again', () => {
  it('leads to the same result', () => {
    expect(Object.fromEntries(counted(votesOf(FILE)))).toEqual({ 7: 2, 9: 1 });
    expect(agrees(RESULT, votesOf(FILE))).toBe(true);
  });

  it.each([
    ['a vote is missing', FILE.replace('CCCC,9,\n', '')],
    ['a vote is there twice', FILE.replace('BBBB', 'AAAA')],
    ['a vote went to another', FILE.replace('CCCC,9', 'CCCC,7')],
    ['a vote went to nobody', FILE.replace('CCCC,9', 'CCCC,8')],
    ['a vote was put back', FILE.replace('DDDD,9,1', 'DDDD,9,')],
  ])('finds out where %s', (_, file) => {
    expect(agrees(RESULT, votesOf(file))).toBe(false);
  });

  it('refuses what is no file of votes', () => {
    expect(() => votesOf('<!doctype html>')).toThrow();
  });

  it('takes receipts as people type them', () => {
    expect(normalReceipt(' abcd-efgh 2345 ')).toBe('ABCDEFGH2345');
  });
});
