import type { Schema } from '../../api';
import { longDate, words } from '../../i18n';

import type { Valued } from '../public/benefits/value';

export type Managed = Schema<'BenefitManaged'>;

const t = words(
  {
    waiting: 'wartet auf Freigabe',
    approved: 'zu sehen',
    rejected: 'nicht freigegeben',
    ended: 'beendet',
    paused: 'macht Pause',
    over: 'abgelaufen',
    later: (day: string) => `ab ${day}`,
    change: 'Änderung wartet',
    changeRejected: 'Änderung abgelehnt',
  },
  {
    waiting: 'waiting for approval',
    approved: 'shown',
    rejected: 'not approved',
    ended: 'ended',
    paused: 'paused',
    over: 'over',
    later: (day) => `from ${day}`,
    change: 'change waiting',
    changeRejected: 'change refused',
  },
);

/** What the value of terms is made of, also where a number was left out. */
export const valued = (terms: Managed['terms']): Valued => ({
  kind: terms.kind,
  percent: terms.percent ?? null,
  regularCents: terms.regularCents ?? null,
  cardCents: terms.cardCents ?? null,
  amountCents: terms.amountCents ?? null,
});

export interface Standing {
  tone: 'good' | 'warn' | 'bad' | 'info' | 'plain';
  text: string;
}

/** Where an offer stands, in the order that matters to its company; `today` is 2026-11-22. */
export function standing(offer: Managed, today: string): Standing[] {
  const { terms, status } = offer;
  const first = (): Standing => {
    if (status === 'ended') return { tone: 'plain', text: t.ended };
    if (status === 'rejected') return { tone: 'bad', text: t.rejected };
    if (status === 'waiting') return { tone: 'warn', text: t.waiting };
    if (terms.validUntil && terms.validUntil < today) return { tone: 'plain', text: t.over };
    if (offer.pausedAt) return { tone: 'warn', text: t.paused };
    if (terms.validFrom && terms.validFrom > today)
      return { tone: 'info', text: t.later(longDate(terms.validFrom)) };
    return { tone: 'good', text: t.approved };
  };
  const change = offer.change?.status;
  if (change === 'waiting') return [first(), { tone: 'warn', text: t.change }];
  if (change === 'rejected') return [first(), { tone: 'bad', text: t.changeRejected }];
  return [first()];
}
