export interface Point {
  latitude: number;
  longitude: number;
}

/** A coordinate as people type it, "51,09" too; null for nothing, NaN for what is none. */
export function coordinate(text: string): number | null {
  const bare = text.trim().replace(/°/g, '').replace(',', '.');
  if (!bare) return null;
  return /^-?\d{1,3}(\.\d+)?$/.test(bare) ? Number(bare) : NaN;
}

/** Both at once, as maps on the web copy them: "51.0913, 6.5827". */
export function pair(text: string): Point | null {
  const found = /^\s*(-?\d{1,3}\.\d+)[,;\s]+(-?\d{1,3}\.\d+)\s*$/.exec(text);
  return found ? { latitude: Number(found[1]), longitude: Number(found[2]) } : null;
}

/** As it stands in a field; five digits are a metre. */
export const written = (value: number | null | undefined) => (value == null ? '' : value.toFixed(5));
