import type { Schema } from '../../../api';
import type { EntryCall, MyEntry } from './kinds';

type Body = Schema<'EntryDraftIn'>;
export type Answer = string | number | boolean | string[] | null;

/** What is being typed; fields hold what they show. */
export interface Draft {
  name: string;
  street: string;
  postalCode: string;
  municipality: string | null;
  website: string;
  contactName: string;
  contactEmail: string;
  contactPhone: string;
  title: string;
  teaser: string;
  categoryId: string;
  answers: Record<string, Answer>;
  eligibility: Record<string, boolean>;
}

export function draftOf(entry: MyEntry): Draft {
  const { name, street, postalCode, municipality, website, contactName, contactEmail, contactPhone } = entry;
  return {
    name,
    street,
    postalCode,
    municipality,
    website,
    contactName,
    contactEmail,
    contactPhone,
    title: entry.title,
    teaser: entry.teaser,
    categoryId: entry.categoryId ?? '',
    answers: { ...entry.answers },
    eligibility: { ...entry.eligibility },
  };
}

/** Nothing typed, nothing chosen. */
export const isEmpty = (answer: Answer | undefined) =>
  answer === undefined ||
  answer === null ||
  (typeof answer === 'string' && !answer.trim()) ||
  (Array.isArray(answer) && !answer.length);

export function bodyOf(draft: Draft, revision: number): Body {
  const answers = Object.fromEntries(
    Object.entries(draft.answers)
      .filter(([, answer]) => !isEmpty(answer))
      .map(([id, answer]) => [id, typeof answer === 'number' ? Math.trunc(answer) : answer]),
  ) as Body['answers'];
  return { ...draft, revision, categoryId: draft.categoryId || null, answers };
}

export interface Standing {
  done: number;
  all: number;
}

/** How much of what is needed is there; whether it is right says the service. */
export function standingOf(draft: Draft, call: EntryCall): Standing {
  const needed = [
    draft.name,
    draft.postalCode,
    draft.contactName,
    draft.contactEmail,
    draft.title,
    draft.teaser,
    ...(call.categories.length ? [draft.categoryId] : []),
    ...call.questions.map(({ id }) => draft.eligibility[id]),
    ...call.form.filter(({ required }) => required).map(({ id }) => draft.answers[id]),
  ];
  return { done: needed.filter((answer) => !isEmpty(answer)).length, all: needed.length };
}
