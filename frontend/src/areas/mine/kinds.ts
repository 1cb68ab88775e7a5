import { words } from '../../i18n';
import type { HoursKind, HoursStatus } from './engagement';

const kinds = words(
  {
    work: 'Einsatz',
    training: 'Aus- und Fortbildung',
    travel: 'Fahrzeit',
    on_call: 'Bereitschaft',
    on_call_active: 'Dienst auf der Wache',
  },
  {
    work: 'Work',
    training: 'Training',
    travel: 'Travel time',
    on_call: 'On-call time',
    on_call_active: 'Duty at the station',
  },
);
const statuses = words(
  {
    submitted: 'wartet',
    confirmed: 'bestätigt',
    rejected: 'abgelehnt',
    withdrawn: 'zurückgezogen',
  },
  {
    submitted: 'waiting',
    confirmed: 'confirmed',
    rejected: 'rejected',
    withdrawn: 'withdrawn',
  },
);

export const KINDS: readonly HoursKind[] = ['work', 'training', 'travel', 'on_call', 'on_call_active'];
export const STATUSES: readonly HoursStatus[] = ['submitted', 'confirmed', 'rejected', 'withdrawn'];

/** What was done, in a word or two. */
export const kindName = (kind: HoursKind) => kinds[kind];
/** Where an entry stands, in a word. */
export const statusName = (status: HoursStatus) => statuses[status];
