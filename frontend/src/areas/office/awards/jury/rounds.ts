import type { Schema } from '../../../../api';
import { shortDate, words } from '../../../../i18n';

export type Round = Schema<'JuryRoundOut'>;
export type RoundRow = Schema<'JuryRoundRow'>;
export type Juror = Schema<'JurorOut'>;
export type RoundJuror = Schema<'RoundJurorOut'>;
export type RoundEntry = Schema<'JuryEntryRow'>;
export type EntryJuror = Schema<'EntryJurorOut'>;
type RoundIn = Schema<'JuryRoundIn'>;
type Suggested = Schema<'SuggestedCriterion'>;

export const JURORS = '/api/offices/{office}/award-calls/{call_id}/jurors' as const;
export const ROUNDS = '/api/offices/{office}/award-calls/{call_id}/jury-rounds' as const;
export const ROUND = '/api/offices/{office}/award-calls/{call_id}/jury-rounds/{round_id}' as const;

const t = words(
  {
    all: 'Alle bewerten alles',
    category: 'Nach Kategorien aufgeteilt',
    balanced: 'Gleichmäßig ausgelost',
    each: (n: number) => (n === 1 ? 'je Bewerbung eine Person' : `je Bewerbung ${n} Personen`),
    closed: 'abgeschlossen',
    waits: 'noch nicht zugeteilt',
    soon: 'beginnt bald',
    on: 'läuft',
    over: 'Tage vorbei',
    open: 'offen',
    done: 'bewertet',
    recused: 'befangen',
  },
  {
    all: 'Everybody judges everything',
    category: 'Shared by category',
    balanced: 'Drawn evenly',
    each: (n) => (n === 1 ? 'one person for each entry' : `${n} people for each entry`),
    closed: 'closed',
    waits: 'not assigned yet',
    soon: 'starts soon',
    on: 'on',
    over: 'days are over',
    open: 'open',
    done: 'judged',
    recused: 'recused',
  },
);

export const SHARINGS: readonly RoundRow['sharing'][] = ['all', 'category', 'balanced'];
export const sharingName = (sharing: RoundRow['sharing']): string => t[sharing];

/** How entries are shared, with the number of jurors where they are drawn. */
export const sharingOf = (round: Pick<Round, 'sharing' | 'jurorsEach'>): string =>
  round.jurorsEach ? `${t[round.sharing]}, ${t.each(round.jurorsEach)}` : t[round.sharing];

type Tone = 'good' | 'warn' | 'bad' | 'info' | 'plain';

/** Where a round stands, with the colour of its badge. */
export function standingOf(
  round: Pick<RoundRow, 'closedAt' | 'assignedAt' | 'firstDay' | 'lastDay'>,
  today: string,
): { label: string; tone: Tone } {
  if (round.closedAt) return { label: t.closed, tone: 'plain' };
  if (!round.assignedAt) return { label: t.waits, tone: 'warn' };
  if (today < round.firstDay) return { label: t.soon, tone: 'info' };
  if (today > round.lastDay) return { label: t.over, tone: 'warn' };
  return { label: t.on, tone: 'good' };
}

export const today = () => new Date().toLocaleDateString('sv', { timeZone: 'Europe/Berlin' });
export const daysOf = (round: Pick<RoundRow, 'firstDay' | 'lastDay'>): string =>
  `${shortDate(round.firstDay)} – ${shortDate(round.lastDay)}`;

const TONES: Record<EntryJuror['status'], Tone> = { open: 'plain', done: 'good', recused: 'warn' };
export const judged = (juror: EntryJuror): { label: string; tone: Tone } => ({
  label: t[juror.status],
  tone: TONES[juror.status],
});

/** The words for a number of points, as they are typed. */
export interface AnchorDraft {
  de: string;
  en: string;
}

/** A criterion as it is typed. */
export interface CriterionDraft {
  key: string;
  id: string | null;
  nameDe: string;
  nameEn: string;
  aboutDe: string;
  aboutEn: string;
  weight: string | number | null;
  /** By points. */
  anchors: Record<number, AnchorDraft>;
}

/** A round as it is typed. */
export interface RoundDraft {
  nameDe: string;
  nameEn: string;
  considers: RoundRow['considers'];
  leastPoints: string | number | null;
  mostPoints: string | number | null;
  sharing: RoundRow['sharing'];
  jurorsEach: string | number | null;
  firstDay: string;
  lastDay: string;
  criteria: CriterionDraft[];
}

export const newCriterion = (from?: Suggested): CriterionDraft => ({
  key: crypto.randomUUID(),
  id: null,
  nameDe: from?.name.de ?? '',
  nameEn: from?.name.en ?? '',
  aboutDe: from?.about.de ?? '',
  aboutEn: from?.about.en ?? '',
  weight: from?.weight ?? 1,
  anchors: Object.fromEntries((from?.anchors ?? []).map(({ points, says }) => [points, { ...says }])),
});

export const newRound = (suggested: readonly Suggested[], days: readonly [string, string]): RoundDraft => ({
  nameDe: '',
  nameEn: '',
  considers: 'admitted',
  leastPoints: 1,
  mostPoints: 5,
  sharing: 'all',
  jurorsEach: 3,
  firstDay: days[0],
  lastDay: days[1],
  criteria: suggested.map(newCriterion),
});

export const draftOf = (round: Round): RoundDraft => ({
  nameDe: round.name.de,
  nameEn: round.name.en,
  considers: round.considers,
  leastPoints: round.leastPoints,
  mostPoints: round.mostPoints,
  sharing: round.sharing,
  jurorsEach: round.jurorsEach ?? 3,
  firstDay: round.firstDay,
  lastDay: round.lastDay,
  criteria: round.criteria.map((criterion) => ({ ...newCriterion(criterion), id: criterion.id })),
});

/** What the service takes. */
export const planOf = (draft: RoundDraft): RoundIn => ({
  name: { de: draft.nameDe, en: draft.nameEn },
  considers: draft.considers,
  leastPoints: Number(draft.leastPoints),
  mostPoints: Number(draft.mostPoints),
  sharing: draft.sharing,
  jurorsEach: draft.sharing === 'balanced' ? Number(draft.jurorsEach) : null,
  firstDay: draft.firstDay,
  lastDay: draft.lastDay,
  criteria: draft.criteria.map((criterion) => ({
    id: criterion.id,
    name: { de: criterion.nameDe, en: criterion.nameEn },
    about: { de: criterion.aboutDe, en: criterion.aboutEn },
    weight: Number(criterion.weight),
    anchors: pointsOf(draft).flatMap((points) => {
      const anchor = criterion.anchors[points];
      return anchor?.de.trim() ? [{ points, ...anchor }] : [];
    }),
  })),
});

const MOST_DESCRIBED = 11;

/** The numbers of points that can be described; of a long scale the least, the middle and the most. */
export function pointsOf({
  leastPoints,
  mostPoints,
}: Pick<RoundDraft, 'leastPoints' | 'mostPoints'>): number[] {
  const least = Number(leastPoints);
  const most = Number(mostPoints);
  if (!Number.isInteger(least) || !Number.isInteger(most) || most <= least) return [];
  if (most - least < MOST_DESCRIBED) return Array.from({ length: most - least + 1 }, (_, n) => least + n);
  return [least, Math.round((least + most) / 2), most];
}

/** How much of the sum a criterion makes up. */
export function shareOf(criterion: CriterionDraft, all: readonly CriterionDraft[]): number {
  const sum = all.reduce((total, { weight }) => total + (Number(weight) || 0), 0);
  return sum ? (Number(criterion.weight) || 0) / sum : 0;
}
