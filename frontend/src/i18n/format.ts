import { language } from './language.svelte';

const BERLIN = 'Europe/Berlin';

const locale = () => (language.current === 'de' ? 'de-DE' : 'en-GB');

/** "2026-11-22" is a day without a clock; anything longer is an instant, shown as Berlin sees it. */
function parsed(value: string | Date): { at: Date; zone: string } {
  if (value instanceof Date) return { at: value, zone: BERLIN };
  return value.length === 10
    ? { at: new Date(`${value}T00:00:00Z`), zone: 'UTC' }
    : { at: new Date(value), zone: BERLIN };
}

function inWords(value: string | Date, options: Intl.DateTimeFormatOptions): string {
  const { at, zone } = parsed(value);
  return new Intl.DateTimeFormat(locale(), { timeZone: zone, ...options }).format(at);
}

/** "22. November 2026" */
export const longDate = (value: string | Date) =>
  inWords(value, { day: 'numeric', month: 'long', year: 'numeric' });

/** "22.11.2026" */
export const shortDate = (value: string | Date) =>
  inWords(value, { day: '2-digit', month: '2-digit', year: 'numeric' });

/** "22. November" */
export const dayAndMonth = (value: string | Date) => inWords(value, { day: 'numeric', month: 'long' });

/** "Nov." for narrow places such as bars */
export const shortMonth = (value: string | Date) => inWords(value, { month: 'short' });

/** "November 2026" */
export const longMonth = (value: string | Date) => inWords(value, { month: 'long', year: 'numeric' });

/** "15:58 Uhr" */
export function time(value: string | Date): string {
  const clock = inWords(value, { hour: '2-digit', minute: '2-digit' });
  return language.current === 'de' ? `${clock} Uhr` : clock;
}

/** "heute, 14:12 Uhr" or "21.11.2026, 14:12 Uhr" */
export function dateAndTime(value: string | Date, now: Date = new Date()): string {
  const today = shortDate(value) === shortDate(now);
  const day = today ? (language.current === 'de' ? 'heute' : 'today') : shortDate(value);
  return `${day}, ${time(value)}`;
}

/** "9.931" */
export const count = (value: number) => new Intl.NumberFormat(locale()).format(value);

/** Cents as "200 €" or "12,50 €" */
export const money = (cents: number) =>
  new Intl.NumberFormat(locale(), {
    style: 'currency',
    currency: 'EUR',
    minimumFractionDigits: cents % 100 === 0 ? 0 : 2,
  }).format(cents / 100);

/** Minutes as "27:30 Std.", the way a list shows them */
export function duration(minutes: number): string {
  const clock = `${count(Math.floor(minutes / 60))}:${String(minutes % 60).padStart(2, '0')}`;
  return `${clock} ${language.current === 'de' ? 'Std.' : 'hrs'}`;
}

/** Minutes as whole hours, rounded down so that nobody is promised an hour they lack: "186 Std." */
export function wholeHours(minutes: number): string {
  return `${count(Math.floor(minutes / 60))} ${language.current === 'de' ? 'Std.' : 'hrs'}`;
}

/** "93 %" */
export const percent = (share: number) =>
  new Intl.NumberFormat(locale(), { style: 'percent', maximumFractionDigits: 0 }).format(share);
