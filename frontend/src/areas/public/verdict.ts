import { type Checked, type Reason, regionKey, type Result } from '../../card';
import { count, dateAndTime, longDate, time, words } from '../../i18n';
import places from './places.json';

const t = words(
  {
    ok: 'Karte gültig',
    okText: 'Die Karte ist echt und gilt heute.',
    print: 'Gültig mit Ausweis',
    printText: 'Das ist eine gedruckte Karte. Bitte vergleichen Sie den Namen mit einem Ausweis.',
    stale_status_list: 'Nicht sicher',
    stale_status_listText:
      'Die Karte sieht echt aus. Dieses Gerät war aber zu lange ohne Netz und weiß nicht, ob sie gesperrt wurde. Bitte kurz verbinden oder den Ausweis vergleichen.',
    neverSynced:
      'Dieses Gerät war noch nie mit dem Netz verbunden und kann Karten noch nicht prüfen. Bitte einmal verbinden.',
    clock_off: 'Nicht sicher',
    clock_offText:
      'Die Uhr dieses Geräts stimmt wahrscheinlich nicht, deshalb lässt sich der Code nicht beurteilen. Bitte kurz mit dem Netz verbinden.',
    malformed: 'Keine Ehrenamtskarte',
    malformedText: 'Dieser Code gehört nicht zu einer Ehrenamtskarte, oder er ist beschädigt.',
    unknown_key: 'Nicht gültig',
    unknown_keyText: 'Diese Karte kommt von keiner Stelle, die Karten ausgeben darf.',
    bad_signature: 'Nicht echt',
    bad_signatureText: 'Die Karte wurde verändert: Ihre Unterschrift stimmt nicht.',
    wrong_medium: 'Nicht gültig',
    wrong_mediumText:
      'Eine Karte vom Telefon gilt nicht auf Papier und eine gedruckte nicht auf dem Bildschirm.',
    not_yet_valid: 'Noch nicht gültig',
    not_yet_validText: 'Diese Karte gilt erst später.',
    expired: 'Abgelaufen',
    expiredText: 'Diese Karte gilt nicht mehr. Mit Netz kann sie auf dem Telefon erneuert werden.',
    bad_proof: 'Nicht echt',
    bad_proofText: 'Dieser Code kommt nicht von dem Telefon, für das die Karte ausgestellt wurde.',
    screenshot: 'Bild statt Karte',
    screenshotText:
      'Dieser Code ist zu alt. Bitte lassen Sie sich die Karte selbst zeigen, kein Bildschirmfoto.',
    revoked: 'Gesperrt',
    revokedText: 'Diese Karte wurde zurückgezogen und gilt nicht mehr.',
    unknownCode: 'Kurzcode unbekannt',
    unknownCodeText:
      'Diesen Kurzcode gibt es nicht, oder seine fünf Minuten sind um. Bitte lassen Sie sich einen neuen nennen.',
    codeOffline: 'Kurzcode braucht Netz',
    codeOfflineText:
      'Ohne Netz lässt sich ein Kurzcode nicht prüfen. Bitte lassen Sie sich die Karte zeigen und scannen Sie sie.',
    standard: 'Ehrenamtskarte',
    jubilee: 'Jubiläumskarte',
    issuedIn: (place: string) => `ausgestellt in ${place}`,
    until: (day: string) => `bis ${day}`,
    here: (clock: string) => `Auf diesem Gerät geprüft um ${clock}.`,
    offline: (clock: string) => `Ohne Netz geprüft um ${clock}.`,
    online: (clock: string) => `Mit Netz geprüft um ${clock}.`,
    list: (when: string) => `Sperrliste von ${when}.`,
    noList: 'Ohne Sperrliste.',
    slow: (much: string) => `Die Uhr dieses Geräts geht ${much} nach. Das ist berücksichtigt.`,
    fast: (much: string) => `Die Uhr dieses Geräts geht ${much} vor. Das ist berücksichtigt.`,
    minutes: (number: string) => `${number} Min.`,
    hours: (number: string) => `${number} Std.`,
    days: (number: string) => `${number} Tage`,
  },
  {
    ok: 'Card is valid',
    okText: 'The card is genuine and valid today.',
    print: 'Valid with ID',
    printText: 'This is a printed card. Please compare the name with an ID.',
    stale_status_list: 'Not sure',
    stale_status_listText:
      'The card looks genuine. But this device was offline for too long and does not know whether it was blocked. Please connect for a moment or compare an ID.',
    neverSynced: 'This device was never online and cannot check cards yet. Please connect it once.',
    clock_off: 'Not sure',
    clock_offText:
      'The clock of this device is probably wrong, so the code cannot be judged. Please connect for a moment.',
    malformed: 'Not an Ehrenamtskarte',
    malformedText: 'This code does not belong to an Ehrenamtskarte, or it is damaged.',
    unknown_key: 'Not valid',
    unknown_keyText: 'This card comes from nobody who may issue cards.',
    bad_signature: 'Not genuine',
    bad_signatureText: 'The card was altered: its signature does not fit.',
    wrong_medium: 'Not valid',
    wrong_mediumText: 'A card from a phone is not valid on paper, and a printed one not on a screen.',
    not_yet_valid: 'Not valid yet',
    not_yet_validText: 'This card becomes valid later.',
    expired: 'Expired',
    expiredText: 'This card is no longer valid. It can be renewed on the phone when online.',
    bad_proof: 'Not genuine',
    bad_proofText: 'This code does not come from the phone the card was issued to.',
    screenshot: 'A picture, not the card',
    screenshotText: 'This code is too old. Please ask to see the card itself, not a screenshot.',
    revoked: 'Blocked',
    revokedText: 'This card was withdrawn and is no longer valid.',
    unknownCode: 'Short code unknown',
    unknownCodeText: 'There is no such short code, or its five minutes are over. Please ask for a new one.',
    codeOffline: 'A short code needs the network',
    codeOfflineText: 'Offline, a short code cannot be checked. Please ask to see the card and scan it.',
    standard: 'Ehrenamtskarte',
    jubilee: 'Jubilee card',
    issuedIn: (place) => `issued in ${place}`,
    until: (day) => `until ${day}`,
    here: (clock) => `Checked on this device at ${clock}.`,
    offline: (clock) => `Checked offline at ${clock}.`,
    online: (clock) => `Checked online at ${clock}.`,
    list: (when) => `Revocation list of ${when}.`,
    noList: 'Without a revocation list.',
    slow: (much) => `This device’s clock is ${much} slow. That has been allowed for.`,
    fast: (much) => `This device’s clock is ${much} fast. That has been allowed for.`,
    minutes: (number) => `${number} min`,
    hours: (number) => `${number} hrs`,
    days: (number) => `${number} days`,
  },
);

/** What the service itself said about a card. */
export interface ServiceAnswer {
  result: string;
  reason: string;
  kind: string | null;
  displayName: string | null;
  issuer?: number | null;
  validUntil?: string | null;
}

/** What the cashier sees. */
export interface Verdict {
  result: Result;
  headline: string;
  sentence: string;
  /** Whose card it is, as far as its signature held. */
  facts: string[];
  /** How fresh the answer is. */
  freshness: string[];
}

const moment = (seconds: number) => new Date(seconds * 1000);

/** "05974044" is Warstein. */
export function placeName(issuer: string): string | undefined {
  return (places as Record<string, string>)[String(Number(issuer))];
}

function sentence(checked: Checked): string {
  const neverSynced = checked.reason === 'stale_status_list' && checked.displayName === null;
  return neverSynced ? t.neverSynced : t[`${checked.reason satisfies Reason}Text`];
}

function facts(checked: Checked): string[] {
  const { displayName, kind, issuer, validUntil } = checked;
  if (displayName === null) return [];
  const place = issuer && placeName(issuer);
  // A phone's code is renewed every few weeks: its end is not the card's. On paper they are the same.
  const until = checked.reason === 'print' && validUntil ? t.until(longDate(moment(validUntil))) : null;
  return [displayName, kind && t[kind], place && t.issuedIn(place), until].filter(
    (fact) => !!fact,
  ) as string[];
}

function wrongClock(offset: number | null): string | null {
  if (!offset) return null;
  const minutes = Math.round(Math.abs(offset) / 60);
  const hours = Math.round(minutes / 60);
  const much =
    minutes < 120
      ? t.minutes(count(minutes))
      : hours < 48
        ? t.hours(count(hours))
        : t.days(count(Math.round(hours / 24)));
  return offset > 0 ? t.slow(much) : t.fast(much);
}

function freshness(checked: Checked, online: boolean): string[] {
  const clock = time(moment(checked.checkedAt));
  const how = checked.withNetwork ? t.online(clock) : online ? t.here(clock) : t.offline(clock);
  const listed =
    checked.statusListFrom === null
      ? t.noList
      : t.list(dateAndTime(moment(checked.statusListFrom), moment(checked.checkedAt)));
  return [how, listed, wrongClock(checked.clockOffset)].filter((said) => said !== null);
}

/** The checker's answer in words; every result and reason has its own. */
export function verdictOf(checked: Checked, online: boolean): Verdict {
  return {
    result: checked.result,
    headline: t[checked.reason],
    sentence: sentence(checked),
    facts: facts(checked),
    freshness: freshness(checked, online),
  };
}

/** The service's own answer in the same words; it knows what is blocked at this very moment. */
export function verdictOfService(answer: ServiceAnswer, at: Date): Verdict {
  const { issuer, validUntil } = answer;
  const checked: Checked = {
    result: answer.result as Result,
    reason: answer.reason as Reason,
    kind: answer.kind as Checked['kind'],
    displayName: answer.displayName,
    issuer: issuer == null ? null : regionKey(issuer),
    validUntil: validUntil == null ? null : Date.parse(validUntil) / 1000,
    checkedAt: at.getTime() / 1000,
    withNetwork: true,
    statusListFrom: null,
    clockOffset: null,
  };
  return { ...verdictOf(checked, true), freshness: [t.online(time(at))] };
}

const aboutCode = (result: Result, headline: string, sentence: string): Verdict => ({
  result,
  headline,
  sentence,
  facts: [],
  freshness: [],
});

export const shortCodeUnknown = () => aboutCode('invalid', t.unknownCode, t.unknownCodeText);
export const shortCodeOffline = () => aboutCode('unsure', t.codeOffline, t.codeOfflineText);
