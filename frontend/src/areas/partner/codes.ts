/** The service takes so many at once. */
export const AT_ONCE = 5_000;
const FEW = 20;
const SMALL_SHARE = 0.1;

/** Words in the first line of a table that are no code. */
const HEADINGS =
  /^(codes?|gutscheine?|gutscheincodes?|gutschein-codes?|vouchers?|coupons?|coupon[ -]?codes?)$/i;

const unquoted = (cell: string) =>
  cell
    .trim()
    .replace(/^"(.*)"$/s, '$1')
    .replace(/""/g, '"')
    .trim();

/** Codes in a text or a table: the first cell of every line, each once, without a heading. */
export function codesIn(text: string): string[] {
  const cells = text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\r|\n/)
    .map((line) => unquoted(line.split(/[;,\t]/)[0] ?? ''));
  const codes = cells.filter((cell, at) => cell && !(at === 0 && HEADINGS.test(cell)));
  return [...new Set(codes)];
}

/** In parts that the service takes. */
export const batches = (codes: readonly string[], size = AT_ONCE) =>
  Array.from({ length: Math.ceil(codes.length / size) }, (_, at) => codes.slice(at * size, (at + 1) * size));

/** Whether a company should add codes before nobody gets one any more. */
export const areFew = (left: number, total: number) =>
  total > 0 && (left <= Math.min(FEW, total / 2) || left < total * SMALL_SHARE);
