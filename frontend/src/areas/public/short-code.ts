import type { Schema } from '../../api';
import { post } from '../../api';
import { shortCodeUnknown, type Verdict, verdictOfService } from './verdict';

const LENGTH = 8;
const ALPHABET = /^[0-9A-HJKMNP-TV-Z]+$/;

/** A short code as it was made, whatever way it was typed; null for what cannot be one. The same as rules.short_code_of. */
export function shortCodeOf(typed: string): string | null {
  const code = typed
    .replace(/[\s\-‐‑–—]/g, '')
    .toUpperCase()
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
  return code.length === LENGTH && ALPHABET.test(code) ? code : null;
}

/** Asks the service; short codes mean nothing without it. */
export async function checkShortCode(shortCode: string): Promise<Verdict> {
  const answer: Schema<'CheckOut'> = await post('/api/card-checks', { body: { shortCode } });
  return answer.reason === 'malformed'
    ? shortCodeUnknown()
    : verdictOfService(answer, new Date(answer.checkedAt));
}
