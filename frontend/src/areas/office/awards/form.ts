import type { Schema } from '../../../api';
import type { FieldKind } from './kinds';

type Field = Schema<'FormField'>;
type FieldIn = Schema<'CallFieldIn'>;
type Question = Schema<'CallQuestion'>;
type QuestionIn = Schema<'CallQuestionIn'>;

/** An answer to choose from; without an id it is new. */
export interface OptionDraft {
  key: string;
  id: string;
  de: string;
  en: string;
}

/** A field while somebody writes it; without an id it is new. */
export interface FieldDraft {
  key: string;
  id: string;
  kind: FieldKind;
  labelDe: string;
  labelEn: string;
  hintDe: string;
  hintEn: string;
  required: boolean;
  most: string;
  options: OptionDraft[];
}

/** A question of eligibility; `mustBe` is empty where either answer will do. */
export interface QuestionDraft {
  key: string;
  id: string;
  de: string;
  en: string;
  mustBe: '' | 'yes' | 'no';
  refusalDe: string;
  refusalEn: string;
}

export const WITH_OPTIONS: readonly FieldKind[] = ['choice', 'choices'];
export const WITH_LIMIT: readonly FieldKind[] = ['short_text', 'long_text', 'number', 'choices'];

let made = 0;
const key = () => `new-${(made += 1)}`;

export const newOption = (): OptionDraft => ({ key: key(), id: '', de: '', en: '' });

export const newField = (): FieldDraft => ({
  key: key(),
  id: '',
  kind: 'long_text',
  labelDe: '',
  labelEn: '',
  hintDe: '',
  hintEn: '',
  required: false,
  most: '',
  options: [newOption(), newOption()],
});

export const newQuestion = (): QuestionDraft => ({
  key: key(),
  id: '',
  de: '',
  en: '',
  mustBe: 'yes',
  refusalDe: '',
  refusalEn: '',
});

export const fieldsOf = (form: readonly Field[]): FieldDraft[] =>
  form.map((field) => ({
    key: field.id,
    id: field.id,
    kind: field.kind,
    labelDe: field.label.de,
    labelEn: field.label.en,
    hintDe: field.hint?.de ?? '',
    hintEn: field.hint?.en ?? '',
    required: field.required ?? false,
    most: field.most ? String(field.most) : '',
    options: field.options?.length
      ? field.options.map(({ id, label }) => ({ key: id, id, de: label.de, en: label.en }))
      : [newOption(), newOption()],
  }));

/** What is sent: options and limits only where the kind of field has them. */
export const formOf = (drafts: readonly FieldDraft[]): FieldIn[] =>
  drafts.map((draft) => ({
    id: draft.id,
    kind: draft.kind,
    label: { de: draft.labelDe.trim(), en: draft.labelEn.trim() },
    hint: { de: draft.hintDe.trim(), en: draft.hintEn.trim() },
    required: draft.required,
    most: WITH_LIMIT.includes(draft.kind) && draft.most ? Number(draft.most) : null,
    options: WITH_OPTIONS.includes(draft.kind)
      ? draft.options.map(({ id, de, en }) => ({ id, label: { de: de.trim(), en: en.trim() } }))
      : [],
  }));

const ANSWERS = { yes: true, no: false } as const;

export const questionsOf = (questions: readonly Question[]): QuestionDraft[] =>
  questions.map((question) => ({
    key: question.id,
    id: question.id,
    de: question.text.de,
    en: question.text.en,
    mustBe: question.mustBe === true ? 'yes' : question.mustBe === false ? 'no' : '',
    refusalDe: question.refusal?.de ?? '',
    refusalEn: question.refusal?.en ?? '',
  }));

export const askedOf = (drafts: readonly QuestionDraft[]): QuestionIn[] =>
  drafts.map((draft) => ({
    id: draft.id,
    text: { de: draft.de.trim(), en: draft.en.trim() },
    mustBe: draft.mustBe ? ANSWERS[draft.mustBe] : null,
    refusal: draft.mustBe ? { de: draft.refusalDe.trim(), en: draft.refusalEn.trim() } : { de: '', en: '' },
  }));
