import type { Schema } from '../../../api';
import { words } from '../../../i18n';

export type PhaseKind = Schema<'PhaseKind'>;
export type Decider = Schema<'Decider'>;
export type FieldKind = Schema<'FieldKind'>;

export const PHASES: readonly PhaseKind[] = ['entry', 'check', 'shortlist', 'jury', 'vote', 'decision'];
export const DECIDERS: readonly Decider[] = ['jury', 'vote', 'sponsor'];
export const FIELD_KINDS: readonly FieldKind[] = [
  'short_text',
  'long_text',
  'number',
  'date',
  'choice',
  'choices',
  'yes_no',
  'link',
];

const t = words(
  {
    entry: 'Bewerbung',
    check: 'Prüfung',
    shortlist: 'Vorauswahl',
    vote: 'Abstimmung',
    jury: 'Jury',
    decision: 'Entscheidung',
    byJury: 'Die Jury',
    byVote: 'Die Abstimmung',
    bySponsor: 'Ein Partner',
    short_text: 'Kurzer Text',
    long_text: 'Langer Text',
    number: 'Zahl',
    date: 'Datum',
    choice: 'Eine Möglichkeit wählen',
    choices: 'Mehrere Möglichkeiten wählen',
    yes_no: 'Ja oder Nein',
    link: 'Adresse im Internet',
  },
  {
    entry: 'Entry',
    check: 'Check',
    shortlist: 'Shortlist',
    vote: 'Public vote',
    jury: 'Jury',
    decision: 'Decision',
    byJury: 'The jury',
    byVote: 'The public vote',
    bySponsor: 'A partner',
    short_text: 'Short text',
    long_text: 'Long text',
    number: 'Number',
    date: 'Date',
    choice: 'Choose one option',
    choices: 'Choose several options',
    yes_no: 'Yes or no',
    link: 'Address on the internet',
  },
);

export const phaseName = (kind: PhaseKind) => t[kind];
export const fieldKindName = (kind: FieldKind) => t[kind];
export const deciderName = (decider: Decider) =>
  ({ jury: t.byJury, vote: t.byVote, sponsor: t.bySponsor })[decider];
