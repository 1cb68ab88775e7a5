/** Euros as people type them ("2,50", "2.50 €", "14") in cents; null for nothing, NaN for what is no price. */
export function cents(text: string): number | null {
  const bare = text.replace(/[\s€]|EUR/gi, '');
  if (!bare) return null;
  const found = /^(\d{1,6})(?:[.,](\d{1,2}))?$/.exec(bare);
  if (!found) return NaN;
  return Number(found[1]) * 100 + Number((found[2] ?? '').padEnd(2, '0'));
}

/** Cents as a price to be typed on: 250 is "2,50". */
export const typed = (value: number | null) =>
  value === null ? '' : value % 100 ? (value / 100).toFixed(2).replace('.', ',') : String(value / 100);
