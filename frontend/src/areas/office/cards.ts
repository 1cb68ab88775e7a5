import type { components } from '../../api/schema';
import { longDate, shortDate, words } from '../../i18n';

/** A card in the office's list. */
export type CardRow = components['schemas']['CardRow'];

const t = words(
  {
    standard: 'Ehrenamtskarte',
    jubilee: 'Jubiläums-Ehrenamtskarte',
    issued: (day: string) => `ausgegeben am ${day}`,
    revoked: (day: string, reason: string) =>
      `gesperrt am ${day}: ${reason || 'von der Inhaberin oder dem Inhaber'}`,
    onPhones: (n: number) =>
      n === 0 ? 'noch auf keinem Telefon' : n === 1 ? 'auf einem Telefon' : `auf ${n} Telefonen`,
    validForLife: 'gilt ein Leben lang',
    validUntil: (day: string) => `gilt bis ${day}`,
    validFrom: (day: string) => `gilt ab ${day}`,
    over: (day: string) => `abgelaufen am ${day}`,
    isRevoked: 'gesperrt',
    isReplaced: 'durch eine neue ersetzt',
  },
  {
    standard: 'Ehrenamtskarte',
    jubilee: 'Jubilee card',
    issued: (day) => `issued on ${day}`,
    revoked: (day, reason) => `revoked on ${day}: ${reason || 'by the holder'}`,
    onPhones: (n) => (n === 0 ? 'on no phone yet' : n === 1 ? 'on one phone' : `on ${n} phones`),
    validForLife: 'valid for life',
    validUntil: (day) => `valid until ${day}`,
    validFrom: (day) => `valid from ${day}`,
    over: (day) => `expired on ${day}`,
    isRevoked: 'revoked',
    isReplaced: 'replaced by a new one',
  },
);

export const kindName = (kind: string) => (kind === 'jubilee' ? t.jubilee : t.standard);

export const holderOf = (card: CardRow) => `${card.givenName} ${card.familyName}`.trim();

export function aboutCard(card: CardRow): string {
  const what = [kindName(card.kind), t.issued(longDate(card.issuedAt))];
  if (card.revokedAt) what.push(t.revoked(shortDate(card.revokedAt), card.reason));
  else if (card.status === 'active') what.push(t.onPhones(card.phones));
  return what.join(' · ');
}

type Tone = 'good' | 'warn' | 'bad' | 'info' | 'plain';

/** Where a card stands, in a word and the tone of its sign. */
export function stateOfCard(card: CardRow, today: string): { tone: Tone; icon?: string; word: string } {
  if (card.status === 'revoked') return { tone: 'bad', word: t.isRevoked };
  if (card.status === 'replaced') return { tone: 'plain', word: t.isReplaced };
  if (card.isOver) return { tone: 'warn', icon: 'clock', word: t.over(shortDate(card.validUntil ?? '')) };
  if (card.validFrom > today) {
    return { tone: 'info', icon: 'clock', word: t.validFrom(shortDate(card.validFrom)) };
  }
  return {
    tone: 'good',
    word: card.validUntil ? t.validUntil(shortDate(card.validUntil)) : t.validForLife,
  };
}
