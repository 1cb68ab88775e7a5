import type { Schema } from '../../../api';
import { cents, typed } from '../../partner/money';
import type { Decider } from './kinds';

type Category = Schema<'CallCategoryOut'>;
type CategoryIn = Schema<'CallCategoryIn'>;

/** A category while somebody writes it; `key` tells rows apart before they are saved. */
export interface CategoryDraft {
  key: string;
  id: string | null;
  nameDe: string;
  nameEn: string;
  aboutDe: string;
  aboutEn: string;
  decidedBy: Decider;
  chosen: boolean;
  winners: string;
  prize: string;
  prizeDe: string;
  prizeEn: string;
  sponsor: { id: string; name: string } | null;
  sponsorName: string;
  inUse: boolean;
}

let made = 0;

export const newCategory = (decidedBy: Decider = 'jury'): CategoryDraft => ({
  key: `new-${(made += 1)}`,
  id: null,
  nameDe: '',
  nameEn: '',
  aboutDe: '',
  aboutEn: '',
  decidedBy,
  chosen: false,
  winners: '1',
  prize: '',
  prizeDe: '',
  prizeEn: '',
  sponsor: null,
  sponsorName: '',
  inUse: false,
});

export const draftsOf = (categories: readonly Category[]): CategoryDraft[] =>
  categories.map((one) => ({
    key: one.id,
    id: one.id,
    nameDe: one.name.de,
    nameEn: one.name.en,
    aboutDe: one.about.de,
    aboutEn: one.about.en,
    decidedBy: one.decidedBy,
    chosen: one.chosen,
    winners: String(one.winners),
    prize: typed(one.prizeCents),
    prizeDe: one.prize.de,
    prizeEn: one.prize.en,
    sponsor: one.sponsor ? { id: one.sponsor, name: one.sponsorCompany } : null,
    sponsorName: one.sponsorName,
    inUse: one.inUse,
  }));

/** What is sent; only a partner's prize names a partner. */
export const categoriesOf = (drafts: readonly CategoryDraft[]): CategoryIn[] =>
  drafts.map((one) => ({
    id: one.id,
    name: { de: one.nameDe.trim(), en: one.nameEn.trim() },
    about: { de: one.aboutDe, en: one.aboutEn },
    decidedBy: one.decidedBy,
    chosen: one.chosen,
    winners: Number(one.winners),
    prizeCents: cents(one.prize),
    prize: { de: one.prizeDe.trim(), en: one.prizeEn.trim() },
    sponsor: one.sponsor?.id ?? null,
    sponsorName: one.sponsorName.trim(),
  }));
