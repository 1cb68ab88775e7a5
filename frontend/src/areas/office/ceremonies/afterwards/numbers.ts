import type { Schema } from '../../../../api';

export type Overview = Schema<'AfterwardsOut'>;
export type Report = Schema<'EventReportOut'>;
export type Photo = Schema<'PhotoOut'>;
export type Person = Schema<'FocusOut'>;

/** Euros as people type them ("12.500", "12500,50 €") in cents; null for nothing, NaN for what is no amount. */
export function costCents(text: string): number | null {
  const bare = text.replace(/[\s€]|EUR/gi, '');
  if (!bare) return null;
  const found = /^(\d{1,3}(?:\.\d{3})+|\d{1,8})(?:,(\d{1,2}))?$/.exec(bare);
  if (!found) return NaN;
  return Number((found[1] ?? '').replace(/\./g, '')) * 100 + Number((found[2] ?? '').padEnd(2, '0'));
}

/** Cents as an amount to be typed on: 1250050 is "12500,50". */
export const typedCost = (cents: number | null) =>
  cents === null ? '' : cents % 100 ? (cents / 100).toFixed(2).replace('.', ',') : String(cents / 100);

/** How much of the whole a part is, from 0 to 1; nothing of nothing. */
export const shareOf = (part: number, whole: number) => (whole === 0 ? 0 : Math.min(1, part / whole));

/** Why a photo is not shown yet, or that it is. */
export type PhotoState = 'published' | 'ready' | 'asking' | 'refused';

export function stateOf(photo: Pick<Photo, 'published' | 'publishable' | 'persons'>): PhotoState {
  if (photo.published) return 'published';
  if (photo.publishable) return 'ready';
  return photo.persons.some((person) => person.consent === 'no') ? 'refused' : 'asking';
}
