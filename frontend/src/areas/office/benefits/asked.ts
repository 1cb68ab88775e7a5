import type { Schema } from '../../../api';
import { words } from '../../../i18n';

export type Asked = Schema<'AskedOut'>;
export type Outcome = Asked['outcome'];
export type AskedIn = Required<Schema<'AskedIn'>>;

export const OUTCOMES = [
  'open',
  'interested',
  'joined',
  'declined',
  'no_answer',
] as const satisfies readonly Outcome[];

const t = words(
  {
    open: 'angefragt',
    interested: 'hat Interesse',
    joined: 'macht mit',
    declined: 'möchte nicht',
    no_answer: 'keine Antwort',
  },
  {
    open: 'asked',
    interested: 'is interested',
    joined: 'takes part',
    declined: 'declined',
    no_answer: 'no answer',
  },
);

export const outcomeName = (outcome: Outcome) => t[outcome];

export const TONES = {
  open: 'plain',
  interested: 'info',
  joined: 'good',
  declined: 'bad',
  no_answer: 'warn',
} as const satisfies Record<Outcome, string>;

/** Somebody was asked today. */
export const nobodyYet = (today: string): AskedIn => ({
  companyName: '',
  municipality: null,
  contact: '',
  askedOn: today,
  outcome: 'open',
  note: '',
  companyId: null,
});

/** An entry to go on writing, or to write again. */
export const asWritten = (entry: Asked): AskedIn => ({
  companyName: entry.companyName,
  municipality: entry.municipality,
  contact: entry.contact,
  askedOn: entry.askedOn,
  outcome: entry.outcome,
  note: entry.note,
  companyId: entry.companyId,
});

/** The entry as the service takes it; only who takes part is one of the companies. */
export const sent = (draft: AskedIn): AskedIn => ({
  ...draft,
  companyName: draft.companyName.trim(),
  municipality: draft.municipality || null,
  companyId: draft.outcome === 'joined' ? draft.companyId || null : null,
});
