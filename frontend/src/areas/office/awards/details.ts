import type { Schema } from '../../../api';
import { cents, typed } from '../../partner/money';
import { PHASES, type PhaseKind } from './kinds';

type Call = Schema<'AwardCallOut'>;
type Changes = Schema<'AwardCallChangesIn'>;

const BOTH = ['title', 'motto', 'about', 'conditions'] as const;
const LINES = ['contactName', 'contactEmail', 'contactPhone'] as const;
const TICKS = ['takesOrganisations', 'takesCompanies', 'takesNominations', 'standingsPublic'] as const;

/** What a call says, as fields hold it. */
export type CallDraft = Record<`${(typeof BOTH)[number]}${'De' | 'En'}` | (typeof LINES)[number], string> &
  Record<(typeof TICKS)[number], boolean> & {
    nominees: string;
    /** "2027-01" */
    firstMonth: string;
    monthPrize: string;
    hiddenDays: string;
  };

export function draftOf(call: Call): CallDraft {
  const words = Object.fromEntries(
    BOTH.flatMap((name) => [
      [`${name}De`, call[name].de],
      [`${name}En`, call[name].en],
    ]),
  ) as Record<`${(typeof BOTH)[number]}${'De' | 'En'}`, string>;
  return {
    ...words,
    contactName: call.contactName,
    contactEmail: call.contactEmail,
    contactPhone: call.contactPhone,
    takesOrganisations: call.takesOrganisations,
    takesCompanies: call.takesCompanies,
    takesNominations: call.takesNominations,
    standingsPublic: call.standingsPublic,
    nominees: call.nominees === null ? '' : String(call.nominees),
    firstMonth: call.firstMonth?.slice(0, 7) ?? '',
    monthPrize: typed(call.monthPrizeCents),
    hiddenDays: String(call.standingsHiddenDays),
  };
}

export function changesOf(draft: CallDraft, revision: number): Changes {
  const words = Object.fromEntries(
    BOTH.map((name) => [name, { de: draft[`${name}De`].trim(), en: draft[`${name}En`].trim() }]),
  ) as Record<(typeof BOTH)[number], { de: string; en: string }>;
  return {
    revision,
    ...words,
    contactName: draft.contactName.trim(),
    contactEmail: draft.contactEmail.trim(),
    contactPhone: draft.contactPhone.trim(),
    takesOrganisations: draft.takesOrganisations,
    takesCompanies: draft.takesCompanies,
    takesNominations: draft.takesNominations,
    standingsPublic: draft.standingsPublic,
    standingsHiddenDays: Number(draft.hiddenDays),
    nominees: draft.nominees ? Number(draft.nominees) : null,
    firstMonth: draft.firstMonth ? `${draft.firstMonth}-01` : null,
    monthPrizeCents: cents(draft.monthPrize),
  };
}

const MONTHS = 12;

/** The months of the call's year and of those beside it: "2026-01" and so on. */
export const monthsAround = (year: number): string[] =>
  [year - 1, year, year + 1].flatMap((one) =>
    Array.from({ length: MONTHS }, (_, month) => `${one}-${String(month + 1).padStart(2, '0')}`),
  );

/** A part of the course while somebody sets its days; parts a call does not have are there without days. */
export interface PhaseDraft {
  kind: PhaseKind;
  has: boolean;
  firstDay: string;
  lastDay: string;
}

export const phasesOf = (call: Pick<Call, 'phases'>): PhaseDraft[] =>
  PHASES.map((kind) => {
    const found = call.phases.find((phase) => phase.kind === kind);
    return { kind, has: !!found, firstDay: found?.firstDay ?? '', lastDay: found?.lastDay ?? '' };
  });

/** What is sent: the parts that the call has, so that errors name their place among these. */
export const sentOf = (phases: readonly PhaseDraft[]) =>
  phases.filter(({ has }) => has).map(({ kind, firstDay, lastDay }) => ({ kind, firstDay, lastDay }));
