import type { Schema } from '../../../api';

export type Till = Schema<'TillOut'>;
export type Offer = Schema<'TillBenefit'>;
export type Limit = Schema<'Limit'>;
export type Text = Schema<'Text'>;

/** Something that was given, or taken back, and that the service does not know yet. */
export interface Waiting {
  nonce: string;
  companyId: string;
  benefitId: string;
  venueId: string | null;
  /** The text of the card's code; empty where the service knows the redemption already and only its end is new. */
  token: string;
  /** By the server's clock, as well as it is known. */
  scannedAt: string;
  undone: boolean;
  title: Text;
  /** Why the service did not take it; it stays here all the same. */
  refused?: string;
}

/** Something given offline that was not due; the service keeps it, too. */
export interface Conflict {
  nonce: string;
  companyId: string;
  conflict: string;
  scannedAt: string;
  title: Text;
}

/** A card used an offer; nobody's name, and gone when its limit no longer counts it. */
export interface Use {
  digest: string;
  nonce: string;
  usedAt: string;
  /** Milliseconds since 1970. */
  until: number;
}
