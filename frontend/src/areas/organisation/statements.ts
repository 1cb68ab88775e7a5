import type { Schema } from '../../api';
import { count, longDate, money, words } from '../../i18n';

export type AllowanceKind = Schema<'hours_rules_AllowanceKind'>;
/** What the club vouches for. */
export type Statement = Schema<'hours_schemas_StatementOut'>;

export const ALLOWANCES: readonly AllowanceKind[] = ['none', 'reimbursement', 'volunteer', 'trainer'];

const t = words(
  {
    none: 'Nichts',
    reimbursement: 'Nur Auslagen, gegen Beleg',
    volunteer: 'Ehrenamtspauschale',
    trainer: 'Übungsleiterpauschale',
    since: (day: string) => `Engagiert seit ${day}`,
    sinceUntil: (from: string, until: string) => `Engagiert vom ${from} bis ${until}`,
    weekly: (hours: string) => `${hours} Stunden in der Woche`,
    noMoney: 'ohne Bezahlung',
    refunds: 'nur Auslagenersatz',
    paid: (kind: string, amount: string) => `${kind} ${amount} im Jahr`,
    signed: (name: string, day: string) => `bescheinigt${name && ` von ${name}`} am ${day}`,
  },
  {
    none: 'Nothing',
    reimbursement: 'Expenses only, against receipts',
    volunteer: 'Volunteer allowance',
    trainer: 'Trainer allowance',
    since: (day) => `Volunteering since ${day}`,
    sinceUntil: (from, until) => `Volunteering from ${from} to ${until}`,
    weekly: (hours) => `${hours} hours a week`,
    noMoney: 'unpaid',
    refunds: 'expenses only',
    paid: (kind, amount) => `${kind} ${amount} a year`,
    signed: (name, day) => `vouched for${name && ` by ${name}`} on ${day}`,
  },
);

export const allowanceName = (kind: AllowanceKind) => t[kind];

function allowanceOf({ allowanceKind, allowanceCentsPerYear }: Statement): string | null {
  if (!allowanceKind) return null;
  if (allowanceKind === 'none') return t.noMoney;
  if (allowanceKind === 'reimbursement') return t.refunds;
  return t.paid(t[allowanceKind], money(allowanceCentsPerYear));
}

/** "Engagiert seit 1. Mai 2019" */
export const statementTitle = ({ since, until }: Statement) =>
  until ? t.sinceUntil(longDate(since), longDate(until)) : t.since(longDate(since));

/** "5 Stunden in der Woche · Jugendwart · ohne Bezahlung · bescheinigt von …" */
export const statementDetail = (statement: Statement) =>
  [
    statement.weeklyMinutes && t.weekly(count(statement.weeklyMinutes / 60)),
    statement.task,
    allowanceOf(statement),
    t.signed(statement.signedByName, longDate(statement.statedAt)),
  ]
    .filter(Boolean)
    .join(' · ');
