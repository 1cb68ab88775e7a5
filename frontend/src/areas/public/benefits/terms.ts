import type { Schema } from '../../../api';
import { longDate, said, words } from '../../../i18n';

export type Category = Schema<'Category'>;
export type Cards = Schema<'Cards'>;
type Text = Schema<'Text'>;
type Timed = Pick<
  Schema<'BenefitOut'>,
  'weekdays' | 'fromTime' | 'untilTime' | 'validFrom' | 'validUntil' | 'limit'
>;

export const CATEGORIES = [
  'culture',
  'leisure_sport',
  'gastronomy',
  'retail',
  'education',
  'health',
  'mobility',
  'banking',
  'other',
] as const satisfies readonly Category[];

const t = words(
  {
    culture: 'Kultur',
    leisure_sport: 'Freizeit und Sport',
    gastronomy: 'Essen und Trinken',
    retail: 'Handel und Dienste',
    education: 'Bildung',
    health: 'Gesundheit',
    mobility: 'Unterwegs',
    banking: 'Bank und Versicherung',
    other: 'Sonstiges',
    both: 'Ehrenamtskarte und Jubiläumskarte',
    standard: 'nur Ehrenamtskarte',
    jubilee: 'nur Jubiläumskarte',
    everyDay: 'jeden Tag',
    workdays: 'montags bis freitags',
    weekend: 'samstags und sonntags',
    never: 'an keinem Tag',
    and: 'und',
    days: 'montags,dienstags,mittwochs,donnerstags,freitags,samstags,sonntags',
    shortDays: 'Mo,Di,Mi,Do,Fr,Sa,So',
    range: (from: string, to: string) => `${from} bis ${to}`,
    hours: (from: string, to: string) => `${from} bis ${to}\u00a0Uhr`,
    fromHour: (from: string) => `ab ${from}\u00a0Uhr`,
    untilHour: (to: string) => `bis ${to}\u00a0Uhr`,
    none: 'So oft Sie möchten',
    day: 'Einmal am Tag',
    month: 'Einmal im Monat',
    year: 'Einmal im Jahr',
    card: 'Einmal mit jeder Karte',
    fromTo: (from: string, until: string) => `${from} bis ${until}`,
    since: (day: string) => `ab ${day}`,
    until: (day: string) => `bis ${day}`,
    openEnd: 'bis auf Weiteres',
  },
  {
    culture: 'Culture',
    leisure_sport: 'Leisure and sport',
    gastronomy: 'Food and drink',
    retail: 'Shops and services',
    education: 'Education',
    health: 'Health',
    mobility: 'Getting around',
    banking: 'Banking and insurance',
    other: 'Other',
    both: 'Ehrenamtskarte and jubilee card',
    standard: 'Ehrenamtskarte only',
    jubilee: 'Jubilee card only',
    everyDay: 'every day',
    workdays: 'Monday to Friday',
    weekend: 'Saturday and Sunday',
    never: 'on no day',
    and: 'and',
    days: 'Monday,Tuesday,Wednesday,Thursday,Friday,Saturday,Sunday',
    shortDays: 'Mon,Tue,Wed,Thu,Fri,Sat,Sun',
    range: (from, to) => `${from} to ${to}`,
    hours: (from, to) => `${from} to ${to}`,
    fromHour: (from) => `from ${from}`,
    untilHour: (to) => `until ${to}`,
    none: 'As often as you like',
    day: 'Once a day',
    month: 'Once a month',
    year: 'Once a year',
    card: 'Once with every card',
    fromTo: (from, until) => `${from} to ${until}`,
    since: (day) => `from ${day}`,
    until: (day) => `until ${day}`,
    openEnd: 'until further notice',
  },
);

/** A text of an offer; where one language is missing, the other says it. */
export const told = (text: Text) => said(text) || text.de || text.en;

export const categoryName = (category: Category) => t[category];
export const cardsName = (cards: Cards) => t[cards];
export const limitInWords = (limit: Schema<'Limit'>) => t[limit];

const WEEK = [0, 1, 2, 3, 4, 5, 6];
const isSame = (days: number[], others: number[]) => days.join() === others.join();

/** Days in a row as spans: [0, 1, 2, 5] is Monday to Wednesday, and Saturday. */
function spans(days: number[]): [number, number][] {
  const found: [number, number][] = [];
  for (const day of days) {
    const last = found.at(-1);
    if (last && last[1] === day - 1) last[1] = day;
    else found.push([day, day]);
  }
  return found;
}

function list(parts: string[]): string {
  return parts.length < 2
    ? (parts[0] ?? '')
    : `${parts.slice(0, -1).join(', ')} ${t.and} ${parts[parts.length - 1]}`;
}

/** "jeden Tag", "dienstags bis donnerstags und samstags" */
export function daysInWords(weekdays: readonly number[]): string {
  const days = WEEK.filter((day) => weekdays.includes(day));
  if (!days.length) return t.never;
  if (isSame(days, WEEK)) return t.everyDay;
  if (isSame(days, [0, 1, 2, 3, 4])) return t.workdays;
  if (isSame(days, [5, 6])) return t.weekend;
  const names = t.days.split(',');
  const parts = spans(days).flatMap(([from, to]) =>
    to - from > 1
      ? [t.range(names[from] ?? '', names[to] ?? '')]
      : from === to
        ? [names[from] ?? '']
        : [names[from] ?? '', names[to] ?? ''],
  );
  return list(parts);
}

export const shortDay = (day: number) => t.shortDays.split(',')[day] ?? '';
export const dayName = (day: number) => (t.days.split(',')[day] ?? '').replace(/s$/, '');

/** "10 bis 18:30 Uhr"; whole hours without minutes. */
export function hoursInWords(from: string | null, until: string | null): string {
  const clock = (time: string) => time.replace(/^0(?=\d)/, '').replace(/:00$/, '');
  if (from && until) return t.hours(clock(from), clock(until));
  if (from) return t.fromHour(clock(from));
  return until ? t.untilHour(clock(until)) : '';
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** On which days and at what hours: "Montags bis freitags, 10 bis 18 Uhr" */
export function whenInWords({ weekdays, fromTime, untilTime }: Timed): string {
  return capital([daysInWords(weekdays), hoursInWords(fromTime, untilTime)].filter(Boolean).join(', '));
}

/** From when to when: "bis 31. Dezember 2026"; before it begins, its beginning too. */
export function periodInWords({ validFrom, validUntil }: Timed, today: string): string {
  const begins = validFrom && validFrom > today ? longDate(validFrom) : null;
  if (begins && validUntil) return capital(t.fromTo(begins, longDate(validUntil)));
  if (begins) return capital(t.since(begins));
  return capital(validUntil ? t.until(longDate(validUntil)) : t.openEnd);
}
