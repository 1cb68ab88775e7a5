import { describe, expect, it } from 'vitest';

import { aboutRow, answerSaid, isWaiting, signsSaid, stepName, titleOf, type Row } from './entries';

const row = {
  receipt: '2026-0042',
  name: 'Tafel Köln',
  title: 'Nachbarn kochen',
  municipalityName: 'Köln',
  categoryName: { de: 'Umwelt', en: '' },
} as Row;

describe('an entry in the list', () => {
  it('says its number, who, where and for what', () => {
    expect(aboutRow(row)).toBe('2026-0042 · Tafel Köln · Köln · Umwelt');
    expect(aboutRow({ ...row, title: '', municipalityName: null, categoryName: null })).toBe('2026-0042');
  });

  it('is called by its project, else by who enters', () => {
    expect(titleOf(row)).toBe('Nachbarn kochen');
    expect(titleOf({ ...row, title: '' })).toBe('Tafel Köln');
  });

  it('waits until it is admitted or not', () => {
    expect(isWaiting('asked')).toBe(true);
    expect(isWaiting('admitted')).toBe(false);
  });
});

describe('an answer', () => {
  const options = [
    { id: 'old', label: { de: 'Ältere', en: 'The old' } },
    { id: 'young', label: { de: 'Junge', en: '' } },
  ];

  it('is read in words', () => {
    expect(answerSaid({ options }, ['old', 'young'])).toBe('Ältere, Junge');
    expect(answerSaid({ options }, 'old')).toBe('Ältere');
    expect(answerSaid({ options: [] }, false)).toBe('Nein');
    expect(answerSaid({ options: [] }, 30)).toBe('30');
    expect(answerSaid({ options: [] }, undefined)).toBe('');
  });
});

describe('words for what the service names', () => {
  it('knows its signs and steps, and says something of those it does not', () => {
    expect(signsSaid(['company', 'name'])).toBe('dasselbe Unternehmen, ähnlicher Name im selben Ort');
    expect(stepName({ at: '', by: '', action: 'award_entry_admitted' })).toBe('Zugelassen');
    expect(stepName({ at: '', by: '', action: 'something_new' })).toBe('Geändert');
  });
});
