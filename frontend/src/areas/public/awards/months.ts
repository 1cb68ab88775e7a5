import type { Schema } from '../../../api';
import { longMonth, shortMonth } from '../../../i18n';

export type MonthShown = Schema<'MonthShown'>;

export interface CalendarMonth {
  /** As addresses have it: 2027-03. */
  month: string;
  items: MonthShown[];
  /** It has not begun. */
  ahead: boolean;
}

/** "2027-03" as "März 2027" */
export const monthName = (month: string) => longMonth(`${month}-01`);

/** "2027-03" as "März", for a calendar that says the year once. */
export const monthInYear = (month: string) => shortMonth(`${month}-01`);

/** The twelve months of a year, each with whom it belongs to; `today` as 2027-03-15. */
export const calendarOf = (year: number, items: readonly MonthShown[], today: string): CalendarMonth[] =>
  Array.from({ length: 12 }, (_, index) => {
    const month = `${year}-${String(index + 1).padStart(2, '0')}`;
    return { month, items: items.filter((item) => item.month === month), ahead: `${month}-01` > today };
  });

/** Those of the latest month, which come first. */
export const latestOf = (items: readonly MonthShown[]): MonthShown[] =>
  items.filter((item) => item.month === items[0]?.month);
