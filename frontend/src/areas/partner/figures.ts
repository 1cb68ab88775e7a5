import type { Schema } from '../../api';
import { count, words } from '../../i18n';

export type Figures = Schema<'FiguresOut'>;
export type Measure = 'seen' | 'opened' | 'redeemed';

const t = words({ hidden: 'nicht gezeigt', few: 'unter 5' }, { hidden: 'not shown', few: 'below 5' });

/** A part of a sum, or words where it is hidden: it may be small, or keep another small one unknown. */
export const told = (number: number | null) => (number === null ? t.hidden : count(number));

/** A sum that stands alone is hidden only where it is small. */
export const toldAlone = (number: number | null) => (number === null ? t.few : count(number));

type Counted = { [Name in Measure]?: number | null };

/** Whether one of its numbers is hidden. */
export const hides = (row: Counted) => [row.seen, row.opened, row.redeemed].includes(null);

/** The months that have begun: those to come are no zeros. */
export const begun = (figures: Pick<Figures, 'months'>, today: string) =>
  figures.months.filter(({ month }) => month <= today.slice(0, 7));

/** The most first; what is hidden lies between nothing and something. */
export function sorted<Row extends Counted>(rows: readonly Row[], by: Measure): Row[] {
  const weight = (row: Row) => row[by] ?? 0.5;
  return [...rows].sort((a, b) => weight(b) - weight(a));
}

export const isEmpty = ({ total }: Pick<Figures, 'total'>) =>
  total.seen === 0 && total.opened === 0 && total.redeemed === 0;
