import type { components } from '../../api/schema';
import { count, words } from '../../i18n';

export type IssuingBody = components['schemas']['IssuingBodyOut'];
export type Kind = IssuingBody['kind'];
export type Town = IssuingBody['municipalities'][number];

/** What the form collects. */
export interface Draft {
  name: string;
  kind: Kind | '';
  towns: Town[];
  email: string;
}

const t = words(
  {
    municipality: 'Stadt oder Gemeinde',
    district: 'Kreis',
    agency: 'Beauftragte Stelle',
    noTown: 'noch kein Ort',
    towns: (n: string) => `${n} Orte`,
    andMore: (names: string, more: string) => `${names} und ${more} weitere`,
  },
  {
    municipality: 'Town or municipality',
    district: 'District',
    agency: 'Delegated agency',
    noTown: 'no town yet',
    towns: (n) => `${n} towns`,
    andMore: (names, more) => `${names} and ${more} more`,
  },
);

export const KINDS: readonly Kind[] = ['municipality', 'district', 'agency'];

export const kindName = (kind: Kind) => t[kind];

const SHOWN = 4;

/** "Bönen, Kamen, Selm und 2 weitere" */
export function townsInWords(towns: readonly Town[]): string {
  if (!towns.length) return t.noTown;
  const names = towns.slice(0, SHOWN).map((town) => town.name);
  return towns.length > SHOWN ? t.andMore(names.join(', '), count(towns.length - SHOWN)) : names.join(', ');
}
