import type { Schema } from '../../api';

export type Picture = Schema<'PictureOut'>;

/** What the service reads; phones turn their own formats into one of these, and offer their camera. */
export const FORMATS = 'image/jpeg,image/png,image/webp';
export const MOST_BYTES = 10 * 1024 * 1024;

export type Trouble = 'large' | 'format';

/** What is wrong with a file before it is sent; the service looks again. */
export function troubleOf(file: { size: number; type: string }): Trouble | null {
  // Some systems do not tell a type; then the service finds out.
  if (file.type && !FORMATS.split(',').includes(file.type)) return 'format';
  return file.size > MOST_BYTES ? 'large' : null;
}

export const addressOf = (picture: string, size: 'small' | 'large' = 'small') =>
  `/api/pictures/${picture}/${size}`;
