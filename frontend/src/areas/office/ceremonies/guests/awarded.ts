import type { Schema } from '../../../../api';
import { count, words } from '../../../../i18n';

export type Who = Schema<'WhoOfAward'>;

const t = words(
  {
    all: 'Nominierte und Ausgezeichnete',
    nominees: 'Nur Nominierte',
    laureates: 'Nur Ausgezeichnete',
    added: (n: number, text: string) =>
      n === 1 ? 'Ein Gast ist dazugekommen.' : `${text} Gäste sind dazugekommen.`,
    nobody: 'Alle standen schon auf der Gästeliste.',
    honoured: (n: number, text: string) =>
      n === 1 ? 'Eine Ehrung steht neu auf der Bühne.' : `${text} Ehrungen stehen neu auf der Bühne.`,
    companies: (n: number, text: string) =>
      n === 1
        ? 'Ein Unternehmen ist gefragt, ob es gezeigt werden darf.'
        : `${text} Unternehmen sind gefragt, ob sie gezeigt werden dürfen.`,
  },
  {
    all: 'Nominees and laureates',
    nominees: 'Nominees only',
    laureates: 'Laureates only',
    added: (n, text) => (n === 1 ? 'One guest has been added.' : `${text} guests have been added.`),
    nobody: 'Everybody was on the guest list already.',
    honoured: (n, text) => (n === 1 ? 'One honour is new on stage.' : `${text} honours are new on stage.`),
    companies: (n, text) =>
      n === 1
        ? 'One company is asked whether it may be shown.'
        : `${text} companies are asked whether they may be shown.`,
  },
);

/** Whom an award brings; before the decision nobody has won. */
export const whoOptions = (decided: boolean): { value: Who; label: string }[] =>
  (decided ? (['all', 'nominees', 'laureates'] as const) : (['nominees'] as const)).map((value) => ({
    value,
    label: t[value],
  }));

/** What taking over an award changed, in sentences. */
export const takenOver = ({ added, honoured, companies }: Schema<'AwardedGuestsOut'>): string =>
  [
    added ? t.added(added, count(added)) : t.nobody,
    honoured ? t.honoured(honoured, count(honoured)) : '',
    companies ? t.companies(companies, count(companies)) : '',
  ]
    .filter(Boolean)
    .join(' ');
