import type { Schema } from '../../api';
import { words } from '../../i18n';

/** A person as the club's own list names them. */
export type Member = Schema<'MemberOut'>;

const t = words(
  { number: (n: string) => `Nr. ${n}`, noMail: 'ohne E-Mail' },
  { number: (n) => `No. ${n}`, noMail: 'without e-mail' },
);

/** "Klotz, Carin", as lists are sorted */
export const sortedName = ({ familyName, givenName }: Pick<Member, 'familyName' | 'givenName'>) =>
  [familyName, givenName].filter(Boolean).join(', ');

/** "Carin Klotz" */
export const fullName = ({ familyName, givenName }: Pick<Member, 'familyName' | 'givenName'>) =>
  [givenName, familyName].filter(Boolean).join(' ');

/** "Nr. 1044 · carin@example.org" */
export const memberDetail = (member: Member) =>
  [member.number && t.number(member.number), member.email ?? t.noMail].filter(Boolean).join(' · ');

/** Nobody can write to them and they have no account: only a letter reaches them. */
export const needsLetter = (member: Member) => !member.hasAccount && !member.canSignIn;
