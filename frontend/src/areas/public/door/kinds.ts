/** What a door knows and does. */

/** What came of somebody standing at the door; the service's own names, and two of a phone without a network. */
export type Outcome =
  | 'admitted'
  | 'readmitted'
  | 'already_in'
  | 'conflict'
  | 'wrong_event'
  | 'not_valid_any_more'
  | 'expired'
  | 'forged'
  | 'unreadable';

/** One person on the guest list. */
export interface Person {
  attendee: string;
  /** Who belongs together has the same. */
  party: string;
  /** Empty: a companion nobody named. */
  name: string;
  /** Whom they come with; the same for the guest. */
  guestName: string;
  tickets: string[];
  seat: string;
  wheelchair: boolean;
  escort: string;
  /** When somebody let them in, as the service knew; null: not yet. */
  firstAt: string | null;
  firstDoor: string;
}

export interface GuestList {
  people: Person[];
  /** Numbers of tickets that count no more. */
  ended: string[];
  /** When it was asked for, in milliseconds by the service's clock. */
  asOf: number;
}

/** A ticket's own words, once its signature was looked at. */
export type Ticket =
  | { kind: 'unreadable' }
  | { kind: 'forged' }
  | {
      kind: 'genuine';
      number: string;
      ceremony: string;
      name: string;
      /** Seconds since 1970. */
      issuedAt: number;
      expiresAt: number;
    };

/** Somebody came in, as this phone knows. */
export interface Came {
  /** The attendee, or the number of a ticket that is newer than the list. */
  who: string;
  at: string;
  door: string;
}

/** Something that was done at the door and that the service does not know yet. */
export interface Waiting {
  nonce: string;
  /** The event it belongs to: a phone may be paired for another one before it was handed in. */
  ceremony: string;
  kind: 'admission' | 'walk_in';
  /** The text of the ticket's code; empty for somebody found by name. */
  ticket: string;
  attendee: string | null;
  forced: boolean;
  /** By this phone's own clock; when it is handed in, the service is told what that shows then. */
  scannedAt: string;
  /** What this phone said. */
  outcome: Outcome;
  name: string;
  /** Whoever came without an invitation. */
  walkIn?: WalkIn;
  /** Why the service did not take it; it stays here all the same. */
  refused?: string;
}

export interface WalkIn {
  givenName: string;
  familyName: string;
  party: number;
}

/** Let in here without a network, and elsewhere as well. */
export interface Conflict {
  nonce: string;
  name: string;
  scannedAt: string;
  message: string;
}
