import type { components } from '../../api/schema';
import { count, money, said, words } from '../../i18n';

/** What the card asks for from a day on, as numbers and in sentences. */
export type RuleSet = components['schemas']['RuleSetOut'];

/** A municipality and the rules in force there. */
export type Town = components['schemas']['eligibility_schemas_TownOut'];

/** The state's rules, the newest first, and the towns that differ. */
export type StateRules = components['schemas']['StateRulesOut'];

export const inForce = (rules: StateRules) =>
  rules.statewide.find((ruleSet) => ruleSet.validFrom === rules.inForceSince);

const t = words(
  {
    hoursYear: 'Stunden im Jahr',
    hoursWeek: 'Stunden in der Woche',
    age: 'Mindestalter',
    noAge: 'keines',
    years: (n: number) => (n === 1 ? '1 Jahr' : `${n} Jahre`),
    from: (n: number) => `ab ${n} Jahren`,
    prior: 'Engagiert seit',
    noPrior: 'keine Wartezeit',
    young: (age: number, years: string) => `unter ${age} Jahren: ${years}`,
    unbroken: 'ohne Unterbrechung',
    place: 'Für wen',
    lives_here: 'wer hier wohnt',
    active_here: 'wer sich hier engagiert',
    either: 'wer hier wohnt oder sich hier engagiert',
    lives_here_or_home_not_participating:
      'wer hier wohnt, und Engagierte, deren Wohnort die Karte nicht ausgibt',
    active_here_or_resident_active_in_state:
      'wer sich hier engagiert, und wer hier wohnt und anderswo in NRW aktiv ist',
    signatures: 'Bestätigungen',
    people: (n: number) => (n === 1 ? 'eine Person' : `${n} verschiedene Personen`),
    juleica: 'Juleica statt Stunden',
    training: 'Aus- und Fortbildung',
    travel: 'Fahrzeiten',
    counts: 'zählen mit',
    countsNot: 'zählen nicht',
    onCall: 'Bereitschaft',
    none: 'zählt nicht',
    active_only: 'nur Dienst auf der Wache',
    all: 'zählt mit',
    volunteer: 'Ehrenamtspauschale',
    trainer: 'Übungsleiterpauschale',
    upTo: (amount: string) => `bis ${amount} im Jahr`,
    noMoney: 'keine erlaubt',
    validity: 'Gültigkeit der Karte',
    renewal: 'Verlängerung',
    possible: 'möglich',
    newApplication: 'nur mit neuem Antrag',
    jubilee: 'Jubiläumskarte',
    after: (n: number) => `nach ${n} Jahren`,
    jubileeMoney: 'Pauschalen bei der Jubiläumskarte',
    same: 'wie bei der Ehrenamtskarte',
    free: 'spielen keine Rolle',
    yes: 'ja',
    no: 'nein',
  },
  {
    hoursYear: 'Hours a year',
    hoursWeek: 'Hours a week',
    age: 'Minimum age',
    noAge: 'none',
    years: (n) => (n === 1 ? '1 year' : `${n} years`),
    from: (n) => `from the age of ${n}`,
    prior: 'Engaged for',
    noPrior: 'no waiting time',
    young: (age, years) => `below the age of ${age}: ${years}`,
    unbroken: 'without a break',
    place: 'For whom',
    lives_here: 'who lives here',
    active_here: 'who volunteers here',
    either: 'who lives or volunteers here',
    lives_here_or_home_not_participating:
      'who lives here, and volunteers whose home town does not give the card',
    active_here_or_resident_active_in_state:
      'who volunteers here, and residents who volunteer elsewhere in the state',
    signatures: 'Confirmations',
    people: (n) => (n === 1 ? 'one person' : `${n} different people`),
    juleica: 'Juleica instead of hours',
    training: 'Training',
    travel: 'Travel time',
    counts: 'counts',
    countsNot: 'does not count',
    onCall: 'On-call time',
    none: 'does not count',
    active_only: 'only duty at the station',
    all: 'counts',
    volunteer: 'Volunteer allowance',
    trainer: 'Trainer allowance',
    upTo: (amount) => `up to ${amount} a year`,
    noMoney: 'none allowed',
    validity: 'Validity of the card',
    renewal: 'Renewal',
    possible: 'possible',
    newApplication: 'only with a new application',
    jubilee: 'Jubilee card',
    after: (n) => `after ${n} years`,
    jubileeMoney: 'Allowances with the jubilee card',
    same: 'as with the standard card',
    free: 'do not matter',
    yes: 'yes',
    no: 'no',
  },
);

const PLACES: Record<string, () => string> = {
  lives_here: () => t.lives_here,
  active_here: () => t.active_here,
  either: () => t.either,
  lives_here_or_home_not_participating: () => t.lives_here_or_home_not_participating,
  active_here_or_resident_active_in_state: () => t.active_here_or_resident_active_in_state,
};

const hours = (minutes: number) => count(minutes / 60);
const allowance = (cents: number) => (cents ? t.upTo(money(cents)) : t.noMoney);

function prior(rules: RuleSet): string {
  if (!rules.priorYears) return t.noPrior;
  const parts = [t.years(rules.priorYears)];
  if (rules.youngBelowAge) parts.push(t.young(rules.youngBelowAge, t.years(rules.priorYearsYoung)));
  if (rules.priorYearsUnbroken) parts.push(t.unbroken);
  return parts.join(', ');
}

/** Every rule by name, in a few words. */
function valuesOf(rules: RuleSet): { name: string; value: string }[] {
  return [
    { name: t.hoursYear, value: hours(rules.minutesPerYear) },
    { name: t.hoursWeek, value: hours(rules.minutesPerWeek) },
    { name: t.prior, value: prior(rules) },
    { name: t.age, value: rules.minAge ? t.from(rules.minAge) : t.noAge },
    { name: t.place, value: PLACES[rules.placeRule]?.() ?? rules.placeRule },
    { name: t.signatures, value: t.people(rules.signatures) },
    { name: t.juleica, value: rules.juleicaWaivesHours ? t.yes : t.no },
    { name: t.training, value: rules.trainingCounts ? t.counts : t.countsNot },
    { name: t.travel, value: rules.travelCounts ? t.counts : t.countsNot },
    { name: t.onCall, value: t[rules.onCallCounts] },
    { name: t.volunteer, value: allowance(rules.volunteerAllowanceCents) },
    { name: t.trainer, value: allowance(rules.trainerAllowanceCents) },
    { name: t.validity, value: t.years(rules.validityYears) },
    { name: t.renewal, value: rules.renewalAllowed ? t.possible : t.newApplication },
    { name: t.jubilee, value: t.after(rules.jubileeYears) },
    { name: t.jubileeMoney, value: rules.jubileeAllowanceRule ? t.same : t.free },
  ];
}

/** What these rules say otherwise than those, side by side. */
export function differences(own: RuleSet, base: RuleSet): { name: string; own: string; base: string }[] {
  const others = valuesOf(base);
  return valuesOf(own).flatMap(({ name, value }, index) => {
    const other = others[index]?.value ?? '';
    return value === other ? [] : [{ name, own: value, base: other }];
  });
}

export const sentencesOf = (rules: RuleSet) => rules.sentences.map(said);
