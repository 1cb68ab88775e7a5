import type { Schema } from '../../../../api';
import { words } from '../../../../i18n';

export type Laureate = Schema<'LaureateOut'>;
export type LaureateIn = Schema<'LaureateIn'>;
export type CompanyOnStage = Schema<'CompanyOnStageOut'>;
type Kind = Laureate['kind'];
type Consent = Laureate['consent'];

const t = words(
  {
    person: 'Person',
    organisation: 'Verein oder Initiative',
    company: 'Unternehmen',
    open: 'noch nicht gefragt',
    yes: 'darf genannt werden',
    no: 'möchte nicht genannt werden',
  },
  {
    person: 'Person',
    organisation: 'Club or initiative',
    company: 'Company',
    open: 'not asked yet',
    yes: 'may be named',
    no: 'does not want to be named',
  },
);

export const kindName = (kind: Kind) => t[kind];
export const consentName = (consent: Consent) => t[consent];
export const KINDS: readonly Kind[] = ['person', 'organisation', 'company'];
export const CONSENTS: readonly Consent[] = ['open', 'yes', 'no'];
export const TONES = { open: 'warn', yes: 'good', no: 'plain' } as const satisfies Record<Consent, string>;

const NOTHING = { de: '', en: '' };

/** What the form begins with: somebody new, or somebody known as the service takes them. */
export function draftOf(laureate: Laureate | null): Required<LaureateIn> {
  return {
    kind: laureate?.kind ?? 'person',
    name: laureate?.name ?? '',
    award: { ...(laureate?.award ?? NOTHING) },
    email: laureate?.email ?? '',
    laudator: laureate?.laudator ?? '',
    laudatio: { ...(laureate?.laudatio ?? NOTHING) },
    quote: { ...(laureate?.quote ?? NOTHING) },
    organisation: laureate?.organisation ?? null,
    company: laureate?.company ?? null,
    supporter: laureate?.supporter ?? null,
    consent: laureate?.consent ?? 'open',
    revision: laureate?.revision ?? null,
  };
}

/** The list with one of them a place further up (-1) or down (1). */
export function moved<Item>(items: readonly Item[], at: number, by: number): Item[] {
  const there = [...items];
  const [one] = there.splice(at, 1);
  if (one !== undefined) there.splice(Math.max(0, Math.min(there.length, at + by)), 0, one);
  return there;
}
