import { time, words } from '../../../i18n';
import type { Verdict } from '../verdict';
import { CARD_PREFIX } from '../../../card';
import type { Outcome } from './kinds';

const t = words(
  {
    admitted: 'Willkommen',
    readmitted: 'Willkommen zurück',
    already_in: 'Schon drin',
    conflict: 'Doppelt eingelassen',
    wrong_event: 'Andere Veranstaltung',
    not_valid_any_more: 'Gilt nicht mehr',
    expired: 'Alte Karte',
    forged: 'Nicht echt',
    unreadable: 'Keine Eintrittskarte',
    already_inText: 'Fragen Sie nach: Kommt dieselbe Person wieder herein?',
    first: (when: string) => `Zuerst um ${when}.`,
    firstAt: (when: string, door: string) => `Zuerst um ${when}, Tür ${door}.`,
    conflictText: 'Mit dieser Karte kam schon jemand an einer anderen Tür herein.',
    wrong_eventText: 'Diese Karte ist echt, aber für eine andere Veranstaltung.',
    not_valid_any_moreText:
      'Diese Karte wurde ersetzt, oder die Zusage wurde zurückgenommen. Suchen Sie den Gast nach Namen.',
    expiredText: 'Diese Karte ist von einer früheren Veranstaltung.',
    forgedText: 'Die Unterschrift dieser Karte stimmt nicht. Suchen Sie den Gast nach Namen.',
    unreadableText:
      'Dieser Code ist keine Eintrittskarte, oder er ist beschädigt. Suchen Sie den Gast nach Namen.',
    card: 'Das ist eine Ehrenamtskarte, keine Eintrittskarte. Suchen Sie den Gast nach Namen.',
    newer: 'Die Karte ist echt und neuer als die Gästeliste auf diesem Gerät.',
    offline: (when: string) => `Ohne Netz geprüft um ${when}. Wird übertragen, sobald Netz da ist.`,
    offlineNo: (when: string) => `Ohne Netz geprüft um ${when}.`,
    here: (when: string) => `Auf diesem Gerät geprüft um ${when}.`,
    online: (when: string) => `Mit Netz geprüft um ${when}.`,
  },
  {
    admitted: 'Welcome',
    readmitted: 'Welcome back',
    already_in: 'Already in',
    conflict: 'Let in twice',
    wrong_event: 'Another event',
    not_valid_any_more: 'Not valid any more',
    expired: 'Old ticket',
    forged: 'Not genuine',
    unreadable: 'Not a ticket',
    already_inText: 'Please ask: is it the same person coming back in?',
    first: (when) => `First at ${when}.`,
    firstAt: (when, door) => `First at ${when}, door ${door}.`,
    conflictText: 'Somebody already came in with this ticket at another door.',
    wrong_eventText: 'This ticket is genuine, but for another event.',
    not_valid_any_moreText:
      'This ticket was replaced, or the acceptance was taken back. Look the guest up by name.',
    expiredText: 'This ticket is from an earlier event.',
    forgedText: 'The signature of this ticket is wrong. Look the guest up by name.',
    unreadableText: 'This code is not a ticket, or it is damaged. Look the guest up by name.',
    card: 'This is an Ehrenamtskarte, not a ticket. Look the guest up by name.',
    newer: 'The ticket is genuine and newer than the guest list on this device.',
    offline: (when) => `Checked offline at ${when}. It is sent as soon as there is a network.`,
    offlineNo: (when) => `Checked offline at ${when}.`,
    here: (when) => `Checked on this device at ${when}.`,
    online: (when) => `Checked online at ${when}.`,
  },
);

/** What is known about somebody at the door, wherever it was found out. */
export interface Found {
  outcome: Outcome;
  name: string;
  firstAt: string | null;
  firstDoor: string;
  /** What the service knows of their place; the list of this phone may know it, too. */
  seat?: string;
  wheelchair?: boolean;
  escort?: string;
  /** What the service said; empty: this phone says it. */
  message: string;
  /** `here`: nobody had to be asked. */
  checked: 'online' | 'offline' | 'here';
  isNewer: boolean;
  /** By the server's clock, as well as it is known. */
  at: Date;
}

/** What a guest shows instead of a ticket may be the other code they have on the phone. */
export const aboutOtherCode = (text: string): string => (text.startsWith(CARD_PREFIX) ? t.card : '');

const RESULTS: Record<Outcome, Verdict['result']> = {
  admitted: 'valid',
  readmitted: 'valid',
  already_in: 'unsure',
  conflict: 'unsure',
  wrong_event: 'invalid',
  not_valid_any_more: 'invalid',
  expired: 'invalid',
  forged: 'invalid',
  unreadable: 'invalid',
};

/** Colour, sign, word and sentence that fill the phone. */
export function verdictOf(found: Found): Verdict {
  const { outcome } = found;
  return {
    result: RESULTS[outcome],
    headline: t[outcome],
    sentence: sentenceOf(found),
    facts: found.name ? [found.name] : [],
    freshness: [freshnessOf(found)],
  };
}

function sentenceOf(found: Found): string {
  const { outcome, message, isNewer, firstAt, firstDoor } = found;
  if (outcome === 'admitted' || outcome === 'readmitted') return isNewer ? t.newer : '';
  if (outcome !== 'already_in') return message || t[`${outcome}Text`];
  const when = firstAt && time(firstAt);
  const first = !when ? '' : firstDoor ? t.firstAt(when, firstDoor) : t.first(when);
  return [first, t.already_inText].filter(Boolean).join(' ');
}

function freshnessOf({ outcome, checked, at }: Found): string {
  const when = time(at);
  if (checked !== 'offline') return t[checked](when);
  return RESULTS[outcome] === 'valid' ? t.offline(when) : t.offlineNo(when);
}
