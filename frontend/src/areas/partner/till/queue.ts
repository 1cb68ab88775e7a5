/** What waits on this device until it was handed in: each once, and nothing is lost on the way. */
import { type Refusal, asRefusal, post, type Schema } from '../../../api';
import { change, read, readAll } from './database';
import type { Conflict, Use, Waiting } from './kinds';
import { remember } from './used';

export const MOST_AT_ONCE = 200;
const TILL = 'till';

export type Answer = Schema<'SyncedOut'>;
export type HandIn = (company: string, entries: Waiting[]) => Promise<Answer[]>;

/** The id of this till, made once on each device; of two windows that make one at once, one wins. */
export async function tillId(): Promise<string> {
  const made = crypto.randomUUID();
  await change(['device'], (stores) =>
    stores.get('device', TILL, (known) => {
      if (!known) stores.put('device', made, TILL);
    }),
  );
  return (await read<string>('device', TILL)) ?? made;
}

/** Keeps what was given without the network, and that the card has used the offer. */
export async function keep(entry: Waiting, use: Use | null): Promise<void> {
  await change(['waiting', 'used'], (stores) => {
    stores.put('waiting', entry);
    remember(stores, use);
  });
}

/** What waits, the oldest first. */
export async function waiting(): Promise<Waiting[]> {
  return (await readAll('waiting')).sort((one, other) => one.scannedAt.localeCompare(other.scannedAt));
}

export async function conflicts(): Promise<Conflict[]> {
  return (await readAll('conflicts')).sort((one, other) => other.scannedAt.localeCompare(one.scannedAt));
}

/** Somebody has read them; the company's list has them for ever. */
export const dismiss = (nonces: string[]) =>
  change(['conflicts'], (stores) => nonces.forEach((nonce) => stores.remove('conflicts', nonce)));

const sendToService: HandIn = async (company_id, entries) =>
  post('/api/companies/{company_id}/redemptions/sync', {
    path: { company_id },
    body: {
      till: await tillId(),
      redemptions: entries.map(({ benefitId, venueId, nonce, token, scannedAt, undone }) => ({
        benefitId,
        venueId,
        nonce,
        token,
        scannedAt,
        undone,
      })),
    },
  });

/** Hands in everything of a company, in batches. Throws the Refusal that stopped it; what was not taken still waits. */
export async function handIn(company: string, send: HandIn = sendToService): Promise<void> {
  const tried = new Set<string>();
  for (;;) {
    const left = (await waiting()).filter((entry) => entry.companyId === company && !tried.has(key(entry)));
    const batch = left.slice(0, MOST_AT_ONCE);
    if (!batch.length) return;
    for (const entry of batch) tried.add(key(entry));
    await handInBatch(company, batch, send);
  }
}

/** Taken back meanwhile, it is another thing to say. */
const key = ({ nonce, undone }: Waiting) => `${nonce} ${undone}`;

async function handInBatch(company: string, batch: Waiting[], send: HandIn): Promise<void> {
  try {
    await settle(batch, await send(company, batch));
  } catch (thrown) {
    const refusal = asRefusal(thrown);
    if (!isAboutEntries(refusal)) throw refusal;
    if (batch.length === 1) return void (await refused(batch[0]!, refusal));
    // One that cannot be taken must not hold up the others.
    const half = Math.ceil(batch.length / 2);
    await handInBatch(company, batch.slice(0, half), send);
    await handInBatch(company, batch.slice(half), send);
  }
}

/** Nobody signed in, no network, a service that is busy: that is not the entries' fault. */
function isAboutEntries({ status }: Refusal): boolean {
  return status >= 400 && status < 500 && ![401, 403, 408, 429].includes(status);
}

/** Whoever was taken back while it was on its way stays, to be handed in once more. */
async function settle(sent: Waiting[], answers: Answer[]): Promise<void> {
  const answered = new Map(answers.map((answer) => [answer.nonce, answer]));
  await change(['waiting', 'conflicts'], (stores) => {
    for (const entry of sent) {
      const answer = answered.get(entry.nonce);
      if (!answer) continue;
      stores.get('waiting', entry.nonce, (now) => {
        if (now && now.undone === entry.undone) stores.remove('waiting', entry.nonce);
      });
      if (answer.conflict && !entry.undone) stores.put('conflicts', conflictOf(entry, answer.conflict));
      else stores.remove('conflicts', entry.nonce);
    }
  });
}

function conflictOf({ nonce, companyId, scannedAt, title }: Waiting, conflict: string): Conflict {
  return { nonce, companyId, scannedAt, title, conflict };
}

async function refused(entry: Waiting, { message }: Refusal): Promise<void> {
  await change(['waiting'], (stores) =>
    stores.get('waiting', entry.nonce, (now) => {
      if (now) stores.put('waiting', { ...now, refused: message });
    }),
  );
}
