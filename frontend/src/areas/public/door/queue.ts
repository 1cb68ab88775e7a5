/** What waits on this phone until it was handed in: each once, and nothing is lost on the way. */
import { asRefusal, type Refusal } from '../../../api';
import { change, type Sealed } from './database';
import type { Came, Conflict, Waiting } from './kinds';
import { find, findAll, put, seal } from './sealed';

export const MOST_AT_ONCE = 500;

export interface Answer {
  nonce: string;
  outcome: string;
  name: string;
  message: string;
}
export type HandIn = (entries: Waiting[]) => Promise<Answer[]>;

/** Keeps what was done without the network, and who came in by it. */
export async function keep(entry: Waiting, came: readonly Came[]): Promise<void> {
  const sealed = await seal('waiting', entry.nonce, entry);
  const remembered = await Promise.all(came.map(sealedOf));
  await change(['waiting', 'came'], (stores) => {
    stores.put('waiting', sealed);
    for (const one of remembered) rememberIn(stores, one);
  });
}

/** Who came with the network is known here without it, too; the first time stays. */
export async function remember(came: Came): Promise<void> {
  const sealed = await sealedOf(came);
  await change(['came'], (stores) => rememberIn(stores, sealed));
}

const sealedOf = (came: Came) => seal('came', came.who, came);

function rememberIn(stores: Parameters<Parameters<typeof change>[1]>[0], sealed: Sealed): void {
  stores.get('came', sealed.id, (before) => {
    if (!before) stores.put('came', sealed);
  });
}

/** The list has them by another name now. */
export const forgetCame = (who: readonly string[]) =>
  change(['came'], (stores) => who.forEach((one) => stores.remove('came', one)));

export const came = () => findAll<Came>('came');

/** What waits, the oldest first. */
export async function waiting(): Promise<Waiting[]> {
  return (await findAll<Waiting>('waiting')).sort((one, other) =>
    one.scannedAt.localeCompare(other.scannedAt),
  );
}

export async function conflicts(): Promise<Conflict[]> {
  return (await findAll<Conflict>('conflicts')).sort((one, other) =>
    other.scannedAt.localeCompare(one.scannedAt),
  );
}

/** Somebody has read them; the office's list has them until it settled them. */
export const dismiss = (nonces: string[]) =>
  change(['conflicts'], (stores) => nonces.forEach((nonce) => stores.remove('conflicts', nonce)));

/** Hands in everything of an event, in batches. Throws the Refusal that stopped it; what was not taken still waits. */
export async function handIn(ceremony: string, send: HandIn): Promise<void> {
  const tried = new Set<string>();
  for (;;) {
    const left = (await waiting()).filter((entry) => entry.ceremony === ceremony && !tried.has(entry.nonce));
    const first = left[0];
    if (!first) return;
    // A batch is of one kind: admissions go together, whoever came without an invitation one by one.
    const same = left.filter(({ kind }) => kind === first.kind);
    const batch = same.slice(0, first.kind === 'walk_in' ? 1 : MOST_AT_ONCE);
    for (const { nonce } of batch) tried.add(nonce);
    await handInBatch(batch, send);
  }
}

async function handInBatch(batch: Waiting[], send: HandIn): Promise<void> {
  try {
    await settle(batch, await send(batch));
  } catch (thrown) {
    const refusal = asRefusal(thrown);
    if (!isAboutEntries(refusal)) throw refusal;
    if (batch.length === 1) return void (await refused(batch[0]!, refusal));
    // One that cannot be taken must not hold up the others.
    const half = Math.ceil(batch.length / 2);
    await handInBatch(batch.slice(0, half), send);
    await handInBatch(batch.slice(half), send);
  }
}

/** A pairing that ended, no network, a service that is busy: that is not the entries' fault. */
function isAboutEntries({ status }: Refusal): boolean {
  return status >= 400 && status < 500 && ![401, 403, 404, 408, 429].includes(status);
}

async function settle(sent: Waiting[], answers: Answer[]): Promise<void> {
  const answered = new Map(answers.map((answer) => [answer.nonce, answer]));
  const marked = new Map<string, Sealed>();
  for (const entry of sent) {
    const answer = answered.get(entry.nonce);
    if (answer?.outcome !== 'conflict') continue;
    const { nonce, scannedAt } = entry;
    const conflict: Conflict = {
      nonce,
      scannedAt,
      name: answer.name || entry.name,
      message: answer.message,
    };
    marked.set(nonce, await seal('conflicts', nonce, conflict));
  }
  await change(['waiting', 'conflicts'], (stores) => {
    for (const { nonce } of sent) {
      if (!answered.has(nonce)) continue;
      stores.remove('waiting', nonce);
      const conflict = marked.get(nonce);
      if (conflict) stores.put('conflicts', conflict);
    }
  });
}

async function refused({ nonce }: Waiting, { message }: Refusal): Promise<void> {
  const entry = await find<Waiting>('waiting', nonce);
  if (entry) await put('waiting', nonce, { ...entry, refused: message });
}
