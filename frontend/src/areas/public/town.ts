import { longDate, words } from '../../i18n';
import type { Schema } from '../../api';

/** A town with the rules in force there, as the service states them. */
export type Town = Schema<'eligibility_schemas_TownOut'>;
export type TownName = Schema<'PostalCodeTown'>;

const t = words(
  {
    own: (day: string) => `Diese Regeln gelten hier seit dem ${day}.`,
    statewide: (day: string) => `Es sind die Regeln des Landes, gültig seit dem ${day}.`,
  },
  {
    own: (day) => `These rules have been in force here since ${day}.`,
    statewide: (day) => `These are the rules of the state, in force since ${day}.`,
  },
);

/** Whose rules they are and since when. */
export function inForceSince({ validFrom, hasVariant }: Town['ruleSet']): string {
  return hasVariant ? t.own(longDate(validFrom)) : t.statewide(longDate(validFrom));
}
