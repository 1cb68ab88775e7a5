/** Giving a benefit: the service decides where it can be asked; without it, what is kept on this device does. */
import { asRefusal, post, put, type Refusal, type Schema } from '../../../api';
import { type Checked, isGood, type Reason, read } from '../../../card';
import { words } from '../../../i18n';
import {
  shortCodeOffline,
  shortCodeUnknown,
  type Verdict,
  verdictOf,
  verdictOfService,
} from '../../public/verdict';
import type { Offer, Waiting } from './kinds';
import { keep, tillId } from './queue';
import { type No, venueFor, whyNotNow, whyNotThisCard } from './rules';
import { change } from './database';
import { forget, remember, useOf, whyNotAgain } from './used';

/** A cashier waits no longer than this for the network. */
const PATIENCE = 4_000;
const UNDO_FOR = 60_000;

const t = words(
  {
    limit_reached: 'Schon genutzt',
    other_card_needed: 'Andere Karte nötig',
    elsewhere: 'Gilt hier nicht',
    notNow: 'Gilt jetzt nicht',
    other: 'Nicht eingelöst',
    cardIsGood: 'Die Karte selbst ist gültig.',
    thisDevice: 'Ohne Netz geprüft, nach dem, was dieses Gerät weiß.',
    signedOut: 'Nicht angemeldet',
    signedOutText: 'Für einen Kurzcode müssen Sie angemeldet sein. Eine gezeigte Karte können Sie scannen.',
  },
  {
    limit_reached: 'Already used',
    other_card_needed: 'Another card needed',
    elsewhere: 'Does not hold here',
    notNow: 'Does not hold now',
    other: 'Not redeemed',
    cardIsGood: 'The card itself is valid.',
    thisDevice: 'Checked offline, by what this device knows.',
    signedOut: 'Not signed in',
    signedOutText: 'For a short code you have to be signed in. A card that is shown can be scanned.',
  },
);

/** What a till was shown: the text of a card's code, or a short code. */
export type Shown = { token: string } | { shortCode: string };

/** A benefit that was given, with what is needed to take it back. */
export interface Given {
  entry: Waiting;
  offer: Offer;
  /** The service's name for it; null: it waits on this device. */
  id: string | null;
  /** Milliseconds since 1970 by this device's clock. */
  undoUntil: number;
}

export type Answer =
  | { what: 'given'; verdict: Verdict; given: Given }
  /** The card looks genuine, but nobody knows whether it was blocked: the shop decides. */
  | { what: 'unsure'; verdict: Verdict; give: () => Promise<Given>; leave: () => Promise<void> }
  | { what: 'no'; verdict: Verdict };

export interface Surroundings {
  check: (token: string) => Promise<Checked>;
  online: () => boolean;
  now: () => Date;
}

export async function redeem(
  company: string,
  offer: Offer,
  venue: string | null,
  shown: Shown,
  { check, online, now }: Surroundings,
): Promise<Answer> {
  const entry: Waiting = {
    nonce: crypto.randomUUID(),
    companyId: company,
    benefitId: offer.id,
    venueId: venueFor(offer, venue),
    token: 'token' in shown ? shown.token : '',
    scannedAt: now().toISOString(),
    undone: false,
    title: offer.title,
  };
  // What is no card at all is nobody's business.
  if ('token' in shown && !read(shown.token)) return no(verdictOf(await check(shown.token), online()));
  const asked = online() ? await ask(entry, shown) : null;
  if (asked && !('unreachable' in asked)) return answered(asked, entry, offer, 'shortCode' in shown);
  if ('shortCode' in shown) return no(asked?.unreachable.status === 401 ? signedOut() : shortCodeOffline());
  return byDevice(entry, offer, check, online, !!asked);
}

type Asked = Schema<'RedemptionOut'> | { refusal: Refusal } | { unreachable: Refusal };

async function ask(entry: Waiting, shown: Shown): Promise<Asked> {
  const { companyId, benefitId, venueId, nonce } = entry;
  try {
    return await post('/api/companies/{company_id}/redemptions', {
      path: { company_id: companyId },
      body: { benefitId, venueId, till: await tillId(), nonce, ...shown },
      signal: AbortSignal.timeout(PATIENCE),
    });
  } catch (thrown) {
    const refusal = asRefusal(thrown);
    const { status } = refusal;
    const isSilent = status < 400 || status >= 500 || [401, 408].includes(status);
    // A card that is before the camera need not wait for a busy service either.
    return isSilent || (status === 429 && 'token' in shown) ? { unreachable: refusal } : { refusal };
  }
}

async function answered(
  asked: Schema<'RedemptionOut'> | { refusal: Refusal },
  entry: Waiting,
  offer: Offer,
  typed: boolean,
): Promise<Answer> {
  if ('refusal' in asked)
    return no(verdictOfNo({ code: asked.refusal.code, sentence: asked.refusal.message }));
  const at = new Date(asked.redeemedAt);
  if (!asked.id)
    return no(typed && asked.reason === 'malformed' ? shortCodeUnknown() : verdictOfService(asked, at));
  const done = { ...entry, scannedAt: asked.redeemedAt };
  const use = entry.token ? await useOf(offer, entry.token, entry.nonce, at) : null;
  if (use) await change(['used'], (stores) => remember(stores, use));
  return { what: 'given', verdict: verdictOfService(asked, at), given: given(done, offer, asked.id) };
}

async function byDevice(
  entry: Waiting,
  offer: Offer,
  check: Surroundings['check'],
  online: () => boolean,
  wasSent: boolean,
): Promise<Answer> {
  const checked = await check(entry.token);
  const at = new Date(checked.checkedAt * 1000);
  const done = { ...entry, scannedAt: at.toISOString() };
  const why = whyNotNow(offer, at);
  if (why) return no(verdictOfNo(why, t.thisDevice));
  const verdict = verdictOf(checked, online());
  const mayDecide = checked.reason === ('stale_status_list' satisfies Reason) && checked.displayName !== null;
  if (!isGood(checked) && !mayDecide) return no(verdict);
  const against =
    whyNotThisCard(offer, checked.kind) ?? (await whyNotAgain(offer, entry.token, entry.nonce, at));
  if (against) return no(verdictOfNo(against, t.thisDevice));
  const give = async () => {
    await keep(done, await useOf(offer, done.token, done.nonce, at));
    return given(done, offer, null);
  };
  if (isGood(checked)) return { what: 'given', verdict, given: await give() };
  // Perhaps the service noted it and only its answer was lost: what was not given shall not count.
  const leave = async () => void (wasSent && (await keep({ ...done, undone: true }, null)));
  return { what: 'unsure', verdict, give, leave };
}

/** Takes it back, also where the service cannot be reached: then that waits as well. Throws its refusal. */
export async function takeBack({ entry, id }: Given): Promise<void> {
  const undone = { ...entry, undone: true };
  if (!id) await keep(undone, null);
  else await undoing(entry.companyId, id).catch((thrown: unknown) => laterThen(thrown, undone));
  await forget(entry.nonce);
}

const undoing = (company_id: string, redemption_id: string): Promise<unknown> =>
  put('/api/companies/{company_id}/redemptions/{redemption_id}/undoing', {
    path: { company_id, redemption_id },
    signal: AbortSignal.timeout(PATIENCE),
  });

async function laterThen(thrown: unknown, undone: Waiting): Promise<void> {
  const refusal = asRefusal(thrown);
  if (refusal.status >= 400 && refusal.status < 500 && refusal.status !== 401) throw refusal;
  await keep(undone, null);
}

const given = (entry: Waiting, offer: Offer, id: string | null): Given => ({
  entry,
  offer,
  id,
  undoUntil: Date.now() + UNDO_FOR,
});

const no = (verdict: Verdict): Answer => ({ what: 'no', verdict });

const NOT_NOW = [
  'offer_to_come',
  'offer_over',
  'offer_on_other_days',
  'offer_at_other_hours',
  'offer_not_there',
];
const ABOUT_THE_CARD = ['limit_reached', 'other_card_needed'];

function headlineOf(code: string): string {
  if (code === 'limit_reached' || code === 'other_card_needed') return t[code];
  if (code === 'offer_elsewhere') return t.elsewhere;
  return NOT_NOW.includes(code) ? t.notNow : t.other;
}

/** Nothing is given although the card may be good: a sentence that can be read out. */
export function verdictOfNo({ code, sentence }: No, freshness = ''): Verdict {
  const also = ABOUT_THE_CARD.includes(code) ? [t.cardIsGood] : [];
  return {
    result: 'invalid',
    headline: headlineOf(code),
    sentence: [sentence, ...also].join(' '),
    facts: [],
    freshness: freshness ? [freshness] : [],
  };
}

const signedOut = (): Verdict => ({
  result: 'unsure',
  headline: t.signedOut,
  sentence: t.signedOutText,
  facts: [],
  freshness: [],
});
