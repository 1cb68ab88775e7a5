import { words } from '../../i18n';
import type { Kind } from './draft';

const t = words(
  {
    percentage: 'Prozente auf den Preis',
    fixed_price: 'Fester Preis mit Karte',
    free_entry: 'Freier Eintritt',
    two_for_one: 'Zwei zum Preis von einem',
    amount_off: 'Ein Betrag weniger',
    waived_fee: 'Gebühr entfällt',
    gift: 'Geschenk',
    raffle: 'Verlosung von Freikarten',
    other: 'Etwas anderes',
  },
  {
    percentage: 'Percentage off the price',
    fixed_price: 'Fixed price with the card',
    free_entry: 'Free entry',
    two_for_one: 'Two for the price of one',
    amount_off: 'An amount off',
    waived_fee: 'Fee waived',
    gift: 'Gift',
    raffle: 'Raffle of free tickets',
    other: 'Something else',
  },
);

const KINDS = [
  'percentage',
  'fixed_price',
  'free_entry',
  'two_for_one',
  'amount_off',
  'waived_fee',
  'gift',
  'raffle',
  'other',
] as const satisfies readonly Kind[];

export const kindName = (kind: Kind) => t[kind];
export const kindOptions = () => KINDS.map((kind) => ({ value: kind, label: kindName(kind) }));
