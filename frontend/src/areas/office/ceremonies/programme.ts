import type { Schema } from '../../../api';

export type Kind = Schema<'ItemKind'>;

/** A point of the programme while somebody writes it; `key` tells lines apart before they are saved. */
export interface Point {
  key: string;
  id: string | null;
  kind: Kind;
  minutes: string;
  titleDe: string;
  titleEn: string;
  speaker: string;
  laureate: string | null;
  note: string;
}

export const KINDS: readonly Kind[] = [
  'admission',
  'welcome',
  'speech',
  'laudatory_speech',
  'handover',
  'music',
  'gifts',
  'film',
  'break',
  'reception',
  'other',
];

let made = 0;

export const newPoint = (kind: Kind, minutes: number, titleDe: string): Point => ({
  key: `new-${(made += 1)}`,
  id: null,
  kind,
  minutes: String(minutes),
  titleDe,
  titleEn: '',
  speaker: '',
  laureate: null,
  note: '',
});

export const pointsOf = (items: readonly Schema<'ProgrammeItemOut'>[]): Point[] =>
  items.map((item) => ({
    key: item.id,
    id: item.id,
    kind: item.kind,
    minutes: String(item.minutes),
    titleDe: item.title.de,
    titleEn: item.title.en,
    speaker: item.speaker,
    laureate: item.laureate,
    note: item.note,
  }));

export const itemsOf = (points: readonly Point[]) =>
  points.map((point) => ({
    id: point.id,
    kind: point.kind,
    minutes: Number(point.minutes),
    title: { de: point.titleDe.trim(), en: point.titleEn.trim() },
    speaker: point.speaker.trim(),
    laureate: point.laureate,
    note: point.note,
  }));

/** The two hours most towns have, to begin with. */
export const usual = (): Point[] => [
  newPoint('admission', 30, 'Einlass'),
  newPoint('music', 5, 'Musik zum Auftakt'),
  newPoint('welcome', 10, 'Begrüßung'),
  newPoint('speech', 15, 'Grußwort'),
  newPoint('laudatory_speech', 20, 'Laudatio'),
  newPoint('handover', 30, 'Übergabe der Auszeichnungen'),
  newPoint('gifts', 10, 'Geschenke der Partner'),
  newPoint('music', 5, 'Musik'),
  newPoint('reception', 60, 'Empfang'),
];

/** When each point begins, in minutes from the start: guests come in first, the rest follows from the start. */
export function beginnings(points: readonly Point[]): number[] {
  let at = 0;
  return points.map(({ kind, minutes }, index) => {
    const lasts = Number(minutes) || 0;
    if (index === 0 && kind === 'admission') return -lasts;
    const begins = at;
    at += lasts;
    return begins;
  });
}

/** The list with one point elsewhere. */
export function moved<Item>(list: readonly Item[], from: number, to: number): Item[] {
  const next = [...list];
  const [taken] = next.splice(from, 1);
  if (taken !== undefined) next.splice(Math.max(0, Math.min(to, next.length)), 0, taken);
  return next;
}
