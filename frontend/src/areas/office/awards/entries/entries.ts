import type { Schema } from '../../../../api';
import { words } from '../../../../i18n';
import { told } from '../../../public/awards/calls';
import { placesOf } from '../places';

export type Row = Schema<'CheckedRow'>;
export type Checked = Schema<'CheckedEntry'>;
export type Shortlist = Schema<'ShortlistOut'>;
export type Pair = Schema<'DuplicatePair'>;
export type EntryFile = Schema<'CheckedFile'>;
export type Step = Schema<'CheckedStep'>;
export type Status = Schema<'EntryStatus'>;
type Field = Schema<'FormField'>;
type Answer = Checked['answers'][string];
type Tone = 'good' | 'warn' | 'bad' | 'info' | 'plain';

export const API = '/api/offices/{office}/award-calls/{call_id}' as const;
export const ENTRY = `${API}/entries/{entry_id}` as const;

/** What the office sees, in the order of an entry's life. */
export const STATUSES = [
  'submitted',
  'asked',
  'admitted',
  'rejected',
  'shortlisted',
  'withdrawn',
] as const satisfies readonly Status[];
export const KINDS = ['organisation', 'company', 'person'] as const satisfies readonly Row['kind'][];
export const ONLY = ['overdue', 'answered', 'nominated'] as const satisfies readonly Schema<'EntryFilter'>[];

const t = words(
  {
    draft: 'Entwurf',
    proposed: 'vorgeschlagen',
    declined: 'abgelehnt',
    submitted: 'zu prüfen',
    asked: 'Rückfrage',
    admitted: 'zugelassen',
    rejected: 'nicht zugelassen',
    shortlisted: 'nominiert',
    withdrawn: 'zurückgezogen',
    organisation: 'Verein oder Initiative',
    company: 'Unternehmen',
    person: 'Person',
    overdue: 'Antwort überfällig',
    answered: 'Rückfrage beantwortet',
    nominated: 'Von anderen vorgeschlagen',
    sameOrganisation: 'derselbe Verein',
    sameCompany: 'dasselbe Unternehmen',
    sameAddress: 'dieselbe E-Mail-Adresse',
    sameTitle: 'gleicher Titel',
    sameName: 'ähnlicher Name im selben Ort',
    yes: 'Ja',
    no: 'Nein',
    award_entry_submitted: 'Eingereicht',
    award_entry_changed: 'Vom Team geändert',
    award_entry_answered: 'Rückfrage beantwortet',
    award_entry_withdrawn: 'Zurückgezogen',
    award_entry_restored: 'Wieder eingereicht',
    award_entry_admitted: 'Zugelassen',
    award_entry_rejected: 'Nicht zugelassen',
    award_entry_asked: 'Nachgefragt',
    award_entry_check_undone: 'Prüfung zurückgenommen',
    award_entry_nominated: 'Nominiert',
    award_entry_not_nominated: 'Nominierung zurückgenommen',
    award_nominee_told: 'Über die Nominierung informiert',
    award_nomination_accepted: 'Dem Vorschlag zugestimmt',
    other: 'Geändert',
  },
  {
    draft: 'draft',
    proposed: 'proposed',
    declined: 'declined',
    submitted: 'to be checked',
    asked: 'asked back',
    admitted: 'admitted',
    rejected: 'not admitted',
    shortlisted: 'nominated',
    withdrawn: 'withdrawn',
    organisation: 'Club or initiative',
    company: 'Company',
    person: 'Person',
    overdue: 'Answer overdue',
    answered: 'Question answered',
    nominated: 'Nominated by others',
    sameOrganisation: 'the same club',
    sameCompany: 'the same company',
    sameAddress: 'the same e-mail address',
    sameTitle: 'the same title',
    sameName: 'a similar name in the same town',
    yes: 'Yes',
    no: 'No',
    award_entry_submitted: 'Handed in',
    award_entry_changed: 'Changed by the team',
    award_entry_answered: 'Question answered',
    award_entry_withdrawn: 'Withdrawn',
    award_entry_restored: 'Handed in again',
    award_entry_admitted: 'Admitted',
    award_entry_rejected: 'Not admitted',
    award_entry_asked: 'Asked back',
    award_entry_check_undone: 'Check taken back',
    award_entry_nominated: 'Nominated',
    award_entry_not_nominated: 'Nomination taken back',
    award_nominee_told: 'Told of the nomination',
    award_nomination_accepted: 'Agreed to the nomination',
    other: 'Changed',
  },
);

export const statusName = (status: Status) => t[status];
export const kindName = (kind: Row['kind']) => t[kind];
export const onlyName = (only: (typeof ONLY)[number]) => t[only];

export const STATUS_TONES: Record<Status, Tone> = {
  draft: 'plain',
  proposed: 'plain',
  declined: 'plain',
  submitted: 'info',
  asked: 'warn',
  admitted: 'good',
  rejected: 'bad',
  shortlisted: 'good',
  withdrawn: 'plain',
};

const SIGNS: Record<string, string> = {
  organisation: t.sameOrganisation,
  company: t.sameCompany,
  address: t.sameAddress,
  title: t.sameTitle,
  name: t.sameName,
};

/** What speaks for two entries being the same, in words. */
export const signsSaid = (signs: readonly string[]) => signs.map((sign) => SIGNS[sign] ?? sign).join(', ');

/** What happened, in words; steps this screen does not know are changes. */
export const stepName = (step: Step) =>
  (t as unknown as Record<string, string | undefined>)[step.action] ?? t.other;

/** Whether it waits for the office or for an answer. */
export const isWaiting = (status: Status) => status === 'submitted' || status === 'asked';

/** Whether a check can be taken back, as far as the list knows. */
export const isUndoable = (status: Status) =>
  status === 'admitted' || status === 'rejected' || status === 'asked';

export const titleOf = (row: Pick<Row, 'title' | 'name'>) => row.title || row.name;

/** "2026-0042 · Tafel Köln · Köln · Umwelt" */
export const aboutRow = (row: Row) =>
  [
    row.receipt,
    row.title ? row.name : '',
    row.municipalityName,
    row.categoryName ? told(row.categoryName) : '',
  ]
    .filter(Boolean)
    .join(' · ');

/** An answer as people read it: the words of options, yes or no; nothing where none was given. */
export function answerSaid(field: Pick<Field, 'options'>, answer: Answer | undefined): string {
  if (answer === undefined || answer === '') return '';
  if (typeof answer === 'boolean') return answer ? t.yes : t.no;
  const label = (id: string) => {
    const option = field.options?.find((one) => one.id === id);
    return option ? told(option.label) : id;
  };
  if (Array.isArray(answer)) return answer.map(label).join(', ');
  return typeof answer === 'string' ? label(answer) : String(answer);
}

/** Where the list of entries and what belongs to it are. */
export function entriesAround(office: string, call: string) {
  const { entries } = placesOf(office, call);
  return { list: entries, shortlist: `${entries}/nominierte`, doubles: `${entries}/doppelte` };
}
