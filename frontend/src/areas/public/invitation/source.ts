/** Where an invitation comes from: the personal link of a mail or letter, or the account of whoever is signed in. */
import { asRefusal, get, put, type Schema } from '../../../api';
import { refusalOf } from '../../../api/refusal';
import { language } from '../../../i18n';

export type Invitation = Schema<'InvitationOut'>;
export type Answer = Schema<'InvitationAnswerIn'>;

export interface Source {
  load(): Promise<Invitation>;
  answer(answer: Answer): Promise<Invitation>;
  /** The event for a calendar. */
  calendar(): Promise<Blob>;
  /** The tickets as PDF, a page each. */
  tickets(): Promise<Blob>;
}

/** The secret goes in a header, never in an address. */
export function byLink(secret: string): Source {
  async function send(address: string, method = 'GET', body?: unknown): Promise<Response> {
    let answer: Response;
    try {
      answer = await fetch(address, {
        method,
        credentials: 'same-origin',
        headers: {
          'X-Invitation': secret,
          'Accept-Language': language.current,
          ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
    } catch (reason) {
      throw asRefusal(reason);
    }
    if (!answer.ok) throw await refusalOf(answer);
    return answer;
  }
  return {
    load: async () => (await send('/api/invitation')).json() as Promise<Invitation>,
    answer: async (answer) => (await send('/api/invitation', 'PUT', answer)).json() as Promise<Invitation>,
    calendar: async () => (await send('/api/invitation/calendar.ics')).blob(),
    tickets: async () => (await send('/api/invitation/tickets.pdf')).blob(),
  };
}

export function signedIn(guest_id: string): Source {
  const path = { guest_id };
  async function file(name: string): Promise<Blob> {
    let answer: Response;
    try {
      answer = await fetch(`/api/me/invitations/${encodeURIComponent(guest_id)}/${name}`, {
        credentials: 'same-origin',
        headers: { 'Accept-Language': language.current },
      });
    } catch (reason) {
      throw asRefusal(reason);
    }
    if (!answer.ok) throw await refusalOf(answer);
    return answer.blob();
  }
  return {
    load: () => get('/api/me/invitations/{guest_id}', { path }),
    answer: (body) => put('/api/me/invitations/{guest_id}', { path, body }),
    calendar: () => file('calendar.ics'),
    tickets: () => file('tickets.pdf'),
  };
}

/** Saves what came with a header, as a link to a file would. */
export function save(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
