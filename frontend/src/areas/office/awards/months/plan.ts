import type { Schema } from '../../../../api';
import { cents, typed } from '../../../partner/money';

export type MonthPlan = Schema<'MonthPlanOut'>;

/** A nominee and what is typed about their month. */
export interface PlanRow {
  entry: string;
  name: string;
  title: string;
  town: string | null;
  /** 2027-03; empty for no month. */
  month: string;
  prize: string;
  text: { de: string; en: string };
  shown: boolean;
}

const following = (month: string): string => {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
};

/** Each nominee with what is planned, those with a month in its order first. */
export function rowsOf(plan: MonthPlan): PlanRow[] {
  const rows = plan.nominees.map((nominee): PlanRow => {
    const planned = plan.months.find(({ entry }) => entry === nominee.id);
    return {
      entry: nominee.id,
      name: nominee.name,
      title: nominee.title,
      town: nominee.town,
      month: planned?.month ?? '',
      prize: typed(planned ? planned.prizeCents : plan.prizeCents),
      text: { ...(planned?.text ?? { de: '', en: '' }) },
      shown: planned?.shown ?? false,
    };
  });
  const place = ({ month }: PlanRow) => month || '9999';
  return rows.sort((a, b) => place(a).localeCompare(place(b)));
}

/** The months to choose from: as many as there are nominees, at least a year, and those that are planned already. */
export function monthsOf(plan: MonthPlan, today: string): string[] {
  const months = new Set(plan.months.map(({ month }) => month));
  let month = (plan.firstMonth ?? today).slice(0, 7);
  for (let n = 0; n < Math.max(12, plan.nominees.length); n += 1) {
    months.add(month);
    month = following(month);
  }
  return [...months].sort();
}

/** Gives each nominee without a month the next free one, in the order of the list. */
export function spread(rows: readonly PlanRow[], months: readonly string[]): PlanRow[] {
  const taken = new Set(rows.map(({ month }) => month));
  const free = months.filter((month) => !taken.has(month));
  return rows.map((row) => (row.month ? row : { ...row, month: free.shift() ?? '' }));
}

/** What is sent: only those with a month. */
export const sentOf = (rows: readonly PlanRow[]) =>
  rows
    .filter(({ month }) => month)
    .map(({ entry, month, prize, text }) => ({ entry, month, prizeCents: cents(prize), text }));

/** Where a row stands in what is sent, for the errors the service names by place. */
export const placeOf = (rows: readonly PlanRow[], entry: string): number =>
  rows.filter(({ month }) => month).findIndex((row) => row.entry === entry);
