/** What somebody's invitations are called in a list. */
import { get, type Schema } from '../../api';
import { words } from '../../i18n';

export type InvitationRow = Schema<'InvitationRow'>;
type Tone = 'good' | 'warn' | 'bad' | 'info' | 'plain';

const t = words(
  {
    invited: 'Bitte antworten',
    accepted: 'Sie kommen',
    waiting: 'Auf der Warteliste',
    offered: 'Platz frei, bitte zusagen',
    declined: 'Abgesagt',
    lapsed: 'Platz weitergegeben',
    withdrawn: 'Zurückgenommen',
    over: 'Vorbei',
    cancelled: 'Fällt aus',
    postponed: 'Verschoben',
  },
  {
    invited: 'Please answer',
    accepted: 'You are coming',
    waiting: 'On the waiting list',
    offered: 'A place is free, please accept',
    declined: 'You declined',
    lapsed: 'Place passed on',
    withdrawn: 'Taken back',
    over: 'Over',
    cancelled: 'Cancelled',
    postponed: 'Postponed',
  },
);

const TONES: Partial<Record<InvitationRow['status'], Tone>> = {
  invited: 'warn',
  offered: 'warn',
  accepted: 'good',
  waiting: 'info',
};

export const myInvitations = () => get('/api/me/invitations');

export const isOver = (row: Pick<InvitationRow, 'endsAt' | 'eventStatus'>, now = Date.now()) =>
  row.eventStatus !== 'postponed' && Date.parse(row.endsAt) <= now;

/** What is yet to come and not settled by a no. */
export const isAhead = (row: InvitationRow, now = Date.now()) =>
  !isOver(row, now) &&
  row.eventStatus !== 'cancelled' &&
  ['invited', 'accepted', 'waiting', 'offered'].includes(row.status);

export function standing(row: InvitationRow, now = Date.now()): { text: string; tone: Tone } {
  if (row.eventStatus === 'cancelled') return { text: t.cancelled, tone: 'bad' };
  if (isOver(row, now)) return { text: t.over, tone: 'plain' };
  const text = row.status in TONES || row.status in t ? t[row.status as keyof typeof t] : '';
  return { text: String(text), tone: TONES[row.status] ?? 'plain' };
}
