import type { Schema } from '../../../../api';
import { words } from '../../../../i18n';

type Outcome = Schema<'AdmissionRow'>['outcome'];

const t = words(
  {
    admitted: 'eingelassen',
    readmitted: 'wieder herein',
    already_in: 'war schon da',
    conflict: 'zu klären',
    wrong_event: 'andere Veranstaltung',
    not_valid_any_more: 'galt nicht mehr',
    expired: 'abgelaufen',
    forged: 'nicht echt',
    unreadable: 'nicht lesbar',
  },
  {
    admitted: 'let in',
    readmitted: 'back in',
    already_in: 'was in already',
    conflict: 'to be settled',
    wrong_event: 'another event',
    not_valid_any_more: 'not valid any more',
    expired: 'expired',
    forged: 'not genuine',
    unreadable: 'not readable',
  },
);

export const outcomeName = (outcome: Outcome): string => t[outcome];

export const TONES: Record<Outcome, 'good' | 'warn' | 'bad' | 'plain'> = {
  admitted: 'good',
  readmitted: 'good',
  already_in: 'plain',
  conflict: 'warn',
  wrong_event: 'bad',
  not_valid_any_more: 'bad',
  expired: 'bad',
  forged: 'bad',
  unreadable: 'plain',
};
