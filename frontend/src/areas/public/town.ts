import { count, longDate, money, words } from '../../i18n';

/** What a town asks for, as the service states it. */
export interface Rules {
  validFrom: string;
  municipality: string | null;
  minutesPerYear: number;
  minutesPerWeek: number;
  minAge: number;
  priorYears: number;
  priorYearsYoung: number;
  youngBelowAge: number;
  validityYears: number;
  placeRule: string;
  juleicaWaivesHours: boolean;
  volunteerAllowanceCents: number;
  jubileeYears: number;
  note: { de: string; en: string } | null;
}

export interface Town {
  ags: string;
  name: string;
  participates: boolean;
  issuingBody: { id: string; name: string } | null;
  ruleSet: Rules | null;
}

export interface TownName {
  ags: string;
  name: string;
}

const t = words(
  {
    hours: (year: string, week: string) =>
      `Mindestens ${year} Stunden im Jahr oder ${week} Stunden in der Woche.`,
    onlyYear: (year: string) => `Mindestens ${year} Stunden im Jahr.`,
    onlyWeek: (week: string) => `Mindestens ${week} Stunden in der Woche.`,
    prior: (years: number) => `Seit ${years === 1 ? 'einem Jahr' : `${years} Jahren`} engagiert.`,
    noPrior: 'Auch, wer gerade erst anfängt.',
    young: (age: number, years: number) =>
      years === 0
        ? `Unter ${age} Jahren ohne Wartezeit.`
        : `Unter ${age} Jahren reicht ${years === 1 ? 'ein Jahr' : `${years} Jahre`}.`,
    age: (years: number) => `Ab ${years} Jahren.`,
    lives_here: (town: string) => `Für alle, die in ${town} wohnen.`,
    active_here: (town: string) => `Für alle, die sich in ${town} engagieren.`,
    either: (town: string) => `Für alle, die in ${town} wohnen oder sich dort engagieren.`,
    lives_here_or_home_not_participating: (town: string) =>
      `Für alle, die in ${town} wohnen, und für Engagierte, deren Wohnort die Karte nicht hat.`,
    active_here_or_resident_active_in_state: (town: string) =>
      `Für alle, die sich in ${town} engagieren, und für Einwohner, die irgendwo in NRW aktiv sind.`,
    noMoney: 'Ohne Geld für die Stunden, Auslagen dürfen ersetzt werden.',
    money: (amount: string) => `Höchstens ${amount} Aufwandspauschale im Jahr.`,
    juleica: 'Mit einer gültigen Juleica brauchen Sie keine Stunden nachzuweisen.',
    validity: (years: number) => `Die Karte gilt ${years === 1 ? 'ein Jahr' : `${years} Jahre`}.`,
    jubilee: (years: number) => `Ab ${years} Jahren Engagement gibt es die Jubiläumskarte, die immer gilt.`,
    since: (day: string) => `Diese Regeln gelten seit dem ${day}.`,
  },
  {
    hours: (year, week) => `At least ${year} hours a year or ${week} hours a week.`,
    onlyYear: (year) => `At least ${year} hours a year.`,
    onlyWeek: (week) => `At least ${week} hours a week.`,
    prior: (years) => `Volunteering for ${years === 1 ? 'a year' : `${years} years`}.`,
    noPrior: 'Also for those who have just begun.',
    young: (age, years) =>
      years === 0
        ? `Under the age of ${age} without waiting.`
        : `Under the age of ${age}, ${years === 1 ? 'one year is' : `${years} years are`} enough.`,
    age: (years) => `From the age of ${years}.`,
    lives_here: (town) => `For everyone who lives in ${town}.`,
    active_here: (town) => `For everyone who volunteers in ${town}.`,
    either: (town) => `For everyone who lives or volunteers in ${town}.`,
    lives_here_or_home_not_participating: (town) =>
      `For everyone who lives in ${town}, and for volunteers whose home town has no card.`,
    active_here_or_resident_active_in_state: (town) =>
      `For everyone who volunteers in ${town}, and for residents active anywhere in the state.`,
    noMoney: 'No pay for the hours; expenses may be refunded.',
    money: (amount) => `At most ${amount} flat allowance a year.`,
    juleica: 'With a valid Juleica you need not prove any hours.',
    validity: (years) => `The card is good for ${years === 1 ? 'a year' : `${years} years`}.`,
    jubilee: (years) => `After ${years} years there is the jubilee card, which is good for ever.`,
    since: (day) => `These rules have been in force since ${day}.`,
  },
);

type PlaceSentence = (town: string) => string;

const placeSentences: Record<string, () => PlaceSentence> = {
  lives_here: () => t.lives_here,
  active_here: () => t.active_here,
  either: () => t.either,
  lives_here_or_home_not_participating: () => t.lives_here_or_home_not_participating,
  active_here_or_resident_active_in_state: () => t.active_here_or_resident_active_in_state,
};

const hoursOf = (minutes: number) => count(minutes / 60);

function hours(rules: Rules): string | null {
  const { minutesPerYear: year, minutesPerWeek: week } = rules;
  if (year && week) return t.hours(hoursOf(year), hoursOf(week));
  if (year) return t.onlyYear(hoursOf(year));
  return week ? t.onlyWeek(hoursOf(week)) : null;
}

/** A town's rules as sentences, the weightiest first. */
export function rulesInWords(town: string, rules: Rules): string[] {
  const youngDiffer = rules.youngBelowAge > 0 && rules.priorYearsYoung < rules.priorYears;
  const place = placeSentences[rules.placeRule]?.();
  return [
    hours(rules),
    rules.priorYears ? t.prior(rules.priorYears) : t.noPrior,
    youngDiffer ? t.young(rules.youngBelowAge, rules.priorYearsYoung) : null,
    place ? place(town) : null,
    rules.minAge ? t.age(rules.minAge) : null,
    rules.volunteerAllowanceCents ? t.money(money(rules.volunteerAllowanceCents)) : t.noMoney,
    rules.juleicaWaivesHours ? t.juleica : null,
    t.validity(rules.validityYears),
    rules.jubileeYears ? t.jubilee(rules.jubileeYears) : null,
  ].filter((sentence): sentence is string => sentence !== null);
}

export const inForceSince = (rules: Rules) => t.since(longDate(rules.validFrom));
