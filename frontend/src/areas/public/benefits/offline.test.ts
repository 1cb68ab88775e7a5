import 'fake-indexeddb/auto';

import { expect, test } from 'vitest';

import type { Schema } from '../../../api';
import { dropCopy, keepCopy, keptCopy, type Copy } from './copy';
import { holdsOn, isNearly, searched } from './offline';
import { searchFrom } from './search';

const TODAY = '2026-11-22';

function benefit(title: string, given: Partial<Schema<'BenefitOut'>> = {}): Schema<'BenefitOut'> {
  return {
    id: title,
    title: { de: title, en: '' },
    conditions: { de: '', en: '' },
    company: { id: 'c', name: 'Stadtwerke' },
    companyWebsite: '',
    category: 'culture',
    kind: 'free_entry',
    percent: null,
    regularCents: null,
    cardCents: null,
    amountCents: null,
    cards: 'both',
    combinable: true,
    validFrom: null,
    validUntil: null,
    weekdays: [0, 1, 2, 3, 4, 5, 6],
    fromTime: null,
    untilTime: null,
    validToday: true,
    isNew: false,
    limit: 'none',
    statewide: false,
    online: false,
    onlineUrl: '',
    codes: 'none',
    picture: null,
    pictureAlt: { de: '', en: '' },
    venues: [],
    publishedAt: '2026-01-01T00:00:00Z',
    confirmedAt: '2026-01-01T00:00:00Z',
    deadline: null,
    prizes: null,
    ...given,
  };
}

const copy: Copy = {
  ags: '05974044',
  municipalityName: 'Warstein',
  madeAt: '2026-11-20T10:00:00Z',
  items: [
    benefit('Stadtmuseum, freier Eintritt'),
    benefit('Hallenbad Jüchen', { category: 'leisure_sport', weekdays: [0] }),
    benefit('Straßenfest', { cards: 'jubilee', isNew: true }),
    benefit('Längst vorbei', { validUntil: '2026-11-21' }),
  ],
};

const titles = (address: string) =>
  searched(copy, searchFrom(new URLSearchParams(address)), TODAY).map(
    (offer) => offer.title.de.split(/[ ,]/)[0],
  );

test('without a search everything that still holds is shown', () => {
  expect(titles('')).toEqual(['Stadtmuseum', 'Hallenbad', 'Straßenfest']);
});

test('typos and umlauts are forgiven', () => {
  expect(titles('q=stadtmusuem')).toEqual(['Stadtmuseum']);
  expect(titles('q=musseum')).toEqual(['Stadtmuseum']);
  expect(titles('q=Juchen')).toEqual(['Hallenbad']);
  expect(titles('q=juechen')).toEqual(['Hallenbad']);
  expect(titles('q=strassenfest')).toEqual(['Straßenfest']);
  expect(titles('q=stadtmuseum+hallenbad')).toEqual([]);
});

test('filters hold without the network, too', () => {
  expect(titles('category=leisure_sport')).toEqual(['Hallenbad']);
  expect(titles('card=standard')).toEqual(['Stadtmuseum', 'Hallenbad']);
  expect(titles('today=true')).toEqual(['Stadtmuseum', 'Straßenfest']);
  expect(titles('new=true')).toEqual(['Straßenfest']);
});

test('an offer holds within its days', () => {
  expect(holdsOn(benefit('x', { validFrom: '2026-11-23' }), TODAY)).toBe(false);
  expect(holdsOn(benefit('x', { weekdays: [6] }), TODAY)).toBe(true);
});

test('one slip makes no other word, two do', () => {
  expect([isNearly('museum', 'musseum'), isNearly('musuem', 'museum'), isNearly('muse', 'museum')]).toEqual([
    true,
    true,
    false,
  ]);
});

test('a copy outlives the visit, and can be taken off the phone', async () => {
  await keepCopy(copy);
  expect((await keptCopy())?.items).toHaveLength(4);
  await dropCopy();
  expect(await keptCopy()).toBeNull();
});
