import type { Schema } from '../../../api';
import { words } from '../../../i18n';

export type MyEntry = Schema<'MyEntryOut'>;
export type EntryCall = Schema<'EntryCallOut'>;
export type FormField = Schema<'FormField'>;
export type EntryFile = Schema<'EntryFileOut'>;
export type Facts = Schema<'EntryFacts'>;
export type Status = MyEntry['status'];

type Tone = 'good' | 'warn' | 'bad' | 'info' | 'plain';

/** What a status is called, for those whose entry it is. */
export const statusWords = words(
  {
    draft: 'Entwurf',
    proposed: 'Vorgeschlagen',
    declined: 'Abgelehnt',
    submitted: 'Eingereicht',
    asked: 'Rückfrage',
    admitted: 'Zugelassen',
    rejected: 'Nicht zugelassen',
    shortlisted: 'Nominiert',
    withdrawn: 'Zurückgezogen',
  },
  {
    draft: 'Draft',
    proposed: 'Proposed',
    declined: 'Declined',
    submitted: 'Handed in',
    asked: 'Question',
    admitted: 'Admitted',
    rejected: 'Not admitted',
    shortlisted: 'Nominated',
    withdrawn: 'Withdrawn',
  },
);

export const statusTones: Record<Status, Tone> = {
  draft: 'plain',
  proposed: 'info',
  declined: 'plain',
  submitted: 'info',
  asked: 'warn',
  admitted: 'good',
  rejected: 'bad',
  shortlisted: 'good',
  withdrawn: 'plain',
};

/** The last moment that counts, from the first that is too late. */
export const lastMoment = (until: string) => new Date(new Date(until).getTime() - 1000);
