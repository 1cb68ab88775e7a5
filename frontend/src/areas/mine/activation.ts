/** Bringing a card to this phone, and keeping it fresh there. */
import {
  activate,
  createDeviceKeys,
  forget,
  fromBase64url,
  type Holding,
  holdingOf,
  keep,
  lastSync,
  type Renewal,
} from '../../card';
import { asRefusal } from '../../api';
import { addDevice, type CardOut, challengeFor, deviceState, refreshDevice } from './cards';
import { phoneName } from './phone-name';
import { isCarriedHere } from './situation';

const FIRST_PAUSE = 250;
const LONGEST_PAUSE = 2_000;
const PATIENCE = 60_000;

/** The service has not signed yet; it will, and asking again later finds it. */
export class StillWaiting extends Error {}

/** This browser cannot make or use a key, e.g. in a private window. */
export class NoKey extends Error {}

/** The card went elsewhere meanwhile. */
export class Gone extends Error {}

/** Only one page of this browser at a time changes a card: two renewals of one key look like a copied phone. */
async function alone<Answer>(card: string, work: () => Promise<Answer>): Promise<Answer> {
  return navigator.locks ? await navigator.locks.request(`card-${card}`, async () => work()) : work();
}

/** Brings the card here: a fresh key, a proof over the service's challenge, and the credential it is given. */
export function bringHere(card: CardOut, replace: boolean): Promise<Holding> {
  return alone(card.id, async () => {
    const keys = await createDeviceKeys();
    const { challenge } = await challengeFor(card.id);
    const proof = await activate(keys, challenge);
    if (!proof) throw new NoKey();
    const device = await addDevice(card.id, { ...proof, replace, label: phoneName(navigator.userAgent) });
    const holding = { cardId: card.id, deviceId: device.id, keys, credential: null, facts: factsOf(card) };
    await keep(holding);
    await keepStorage();
    return fetchCredential(holding);
  });
}

/** Waits for a credential that was asked for before, e.g. before the page was closed. */
export function awaitCredential(card: string): Promise<Holding> {
  return alone(card, async () => {
    const holding = await held(card);
    return holding.credential ? holding : fetchCredential(holding);
  });
}

/** A new key and a new credential in place of the old ones, so that nobody can follow the card for long. */
export function renew(card: string, isDue: (holding: Holding) => boolean): Promise<Holding> {
  return alone(card, async () => {
    const holding = await held(card);
    if (!isDue(holding)) return holding;
    const prepared = holding.renewal ? holding : await prepareRenewal(holding);
    return finishRenewal(prepared);
  });
}

/** Takes over what the service says of a card held here; a card that is no longer carried here is let go. */
export function confirm(card: CardOut): Promise<Holding | null> {
  return alone(card.id, async () => {
    const holding = await holdingOf(card.id);
    if (!holding) return null;
    if (card.status !== 'active' || !isCarriedHere(card, holding)) {
      await forget(card.id);
      return null;
    }
    const { clock } = await lastSync();
    const confirmed = { ...holding, facts: factsOf(card), confirmedAt: clock.now() };
    await keep(confirmed);
    return confirmed;
  });
}

async function prepareRenewal(holding: Holding): Promise<Holding> {
  const keys = await createDeviceKeys();
  const { challenge } = await challengeFor(holding.cardId);
  const next = await activate(keys, challenge);
  const former = await activate(holding.keys, challenge);
  if (!next || !former) throw new NoKey();
  const request = { ...next, proof: former.signature };
  const prepared = { ...holding, renewal: { keys, request, idempotencyKey: crypto.randomUUID() } };
  await keep(prepared);
  return prepared;
}

async function finishRenewal(holding: Holding): Promise<Holding> {
  const { renewal, ...former } = holding;
  if (!renewal) return holding;
  const deviceId = renewal.deviceId ?? (await askForRenewal(former, renewal));
  await keep({ ...former, renewal: { ...renewal, deviceId } });
  return fetchCredential({ ...former, deviceId, keys: renewal.keys, credential: null });
}

async function askForRenewal(former: Holding, renewal: Renewal): Promise<string> {
  const { request, idempotencyKey } = renewal;
  try {
    return (await refreshDevice(former.cardId, former.deviceId, request, idempotencyKey)).id;
  } catch (thrown) {
    const { status } = asRefusal(thrown);
    // Refused: this attempt will never succeed. Without an answer it is sent again as it is.
    if (status === 409 || status === 422) await keep(former);
    throw thrown;
  }
}

async function fetchCredential(holding: Holding): Promise<Holding> {
  const complete = await withCredential(holding);
  await keep(complete);
  return complete;
}

/** Asks until it is signed: often at first, then with longer pauses. */
async function withCredential(holding: Holding): Promise<Holding> {
  const startedAt = Date.now();
  for (let pause = FIRST_PAUSE; ; pause = Math.min(pause * 1.5, LONGEST_PAUSE)) {
    const state = await deviceState(holding.cardId, holding.deviceId);
    const credential = state.credential ? fromBase64url(state.credential) : null;
    if (credential) {
      const { clock } = await lastSync();
      return { ...holding, credential, confirmedAt: clock.now() };
    }
    if (state.status === 'replaced' || state.status === 'revoked') {
      await forget(holding.cardId);
      throw new Gone();
    }
    if (Date.now() - startedAt > PATIENCE) throw new StillWaiting();
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}

async function held(card: string): Promise<Holding> {
  const holding = await holdingOf(card);
  if (!holding) throw new Gone();
  return holding;
}

/** Asks the browser not to throw the card away when it tidies up. */
async function keepStorage(): Promise<void> {
  await navigator.storage?.persist?.().catch(() => false);
}

export function factsOf(card: CardOut): Holding['facts'] {
  return {
    kind: card.kind,
    displayName: card.displayName,
    issuer: card.issuerName,
    validUntil: card.validUntil,
  };
}
