import type { Schema } from '../../../api';
import type { Offer, Search } from './search';
import type { Copy } from './copy';

type Benefit = Schema<'BenefitOut'>;

const FORGIVEN_FROM = 5;

/** Lower case, umlauts and accents away: "Jüchen" is found by "juchen" and by "juechen". */
function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/ae|oe|ue/g, (pair) => pair.charAt(0));
}

const wordsOf = (text: string) => plain(text).match(/[a-z0-9]+/g) ?? [];

/** Whether one letter too many, too few, wrong or swapped turns one word into the other. */
export function isNearly(word: string, other: string): boolean {
  if (Math.abs(word.length - other.length) > 1) return false;
  let start = 0;
  while (start < word.length && word[start] === other[start]) start++;
  const [a, b] = [word.slice(start), other.slice(start)];
  return (
    a.slice(1) === b.slice(1) ||
    a.slice(1) === b ||
    a === b.slice(1) ||
    (a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2))
  );
}

/** Whether a part of a word is the one asked for, but for a slip: "musseum" is in "stadtmuseum". */
function isNearlyIn(asked: string, word: string): boolean {
  const lengths = [asked.length - 1, asked.length, asked.length + 1];
  for (let start = 0; start + asked.length - 1 <= word.length; start++)
    if (lengths.some((length) => isNearly(asked, word.slice(start, start + length)))) return true;
  return false;
}

function matches(asked: string, known: string[]): boolean {
  if (known.some((word) => word.includes(asked))) return true;
  return asked.length >= FORGIVEN_FROM && known.some((word) => isNearlyIn(asked, word));
}

function textOf({ title, conditions, company, venues }: Benefit): string {
  const places = venues.map((venue) => `${venue.name} ${venue.municipalityName} ${venue.postalCode}`);
  return [title.de, title.en, conditions.de, conditions.en, company.name, ...places].join(' ');
}

const atHome = (benefit: Benefit, municipality: string) =>
  benefit.statewide || benefit.venues.some((venue) => venue.municipality === municipality);

function fits(benefit: Benefit, search: Search): boolean {
  if (search.category && benefit.category !== search.category) return false;
  if (search.card && benefit.cards !== 'both' && benefit.cards !== search.card) return false;
  if (search.online && !benefit.online) return false;
  if (search.municipality && !atHome(benefit, search.municipality)) return false;
  const asked = wordsOf(search.q);
  if (!asked.length) return true;
  const known = wordsOf(textOf(benefit));
  return asked.every((word) => matches(word, known));
}

/** Whether an offer holds on a day; a copy may be some days old. */
export function holdsOn({ validFrom, validUntil, weekdays }: Benefit, today: string): boolean {
  if (validUntil && validUntil < today) return false;
  if (validFrom && validFrom > today) return false;
  return weekdays.includes((new Date(`${today}T00:00:00Z`).getUTCDay() + 6) % 7);
}

/** An offer of the copy as a line of the list. */
export function asFound(benefit: Benefit, today: string): Offer {
  const [venue] = benefit.venues;
  return {
    ...benefit,
    place: venue ? { venue: venue.name, municipalityName: venue.municipalityName } : null,
    venues: benefit.venues.length,
    validToday: holdsOn(benefit, today),
  };
}

/** The copy searched without the network; what has ended since is left out. */
export function searched(copy: Copy, search: Search, today: string): Offer[] {
  return copy.items
    .filter((benefit) => !benefit.validUntil || benefit.validUntil >= today)
    .filter((benefit) => fits(benefit, search))
    .map((benefit) => asFound(benefit, today))
    .filter((offer) => (!search.today || offer.validToday) && (!search.new || offer.isNew));
}
