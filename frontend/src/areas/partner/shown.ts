import type { Schema } from '../../api';
import type { Draft } from './draft';
import { termsOf } from './draft';

/** What a small view of an offer needs. */
export type ShownOffer = Pick<
  Schema<'BenefitOut'>,
  | 'title'
  | 'conditions'
  | 'kind'
  | 'percent'
  | 'regularCents'
  | 'cardCents'
  | 'amountCents'
  | 'cards'
  | 'limit'
  | 'picture'
  | 'pictureAlt'
> & { company: { name: string } };

const known = (cents: number | null | undefined) => (cents && !Number.isNaN(cents) ? cents : null);

/** A draft as people will see it; nothing while there is too little of it. */
export function shownOf(draft: Draft, company: string): ShownOffer | null {
  if (!draft.titleDe.trim() || !draft.kind) return null;
  const terms = termsOf(draft);
  return {
    title: terms.title,
    conditions: terms.conditions ?? { de: '', en: '' },
    kind: terms.kind,
    percent: terms.percent ?? null,
    regularCents: known(terms.regularCents),
    cardCents: terms.cardCents === 0 ? 0 : known(terms.cardCents),
    amountCents: known(terms.amountCents),
    cards: terms.cards ?? 'both',
    limit: terms.limit ?? 'none',
    picture: null,
    pictureAlt: { de: '', en: '' },
    company: { name: company.trim() },
  };
}
