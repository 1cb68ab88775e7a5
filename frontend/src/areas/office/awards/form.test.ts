import { expect, test } from 'vitest';

import { askedOf, fieldsOf, formOf, newField, newQuestion, questionsOf } from './form';

const text = { de: 'Bereich', en: 'Field' };
const nothing = { de: '', en: '' };

test('a form comes back as it was', () => {
  const form = [
    {
      id: 'a',
      kind: 'choice' as const,
      label: text,
      hint: nothing,
      required: true,
      most: null,
      options: [
        { id: 'x', label: text },
        { id: 'y', label: text },
      ],
    },
    {
      id: 'b',
      kind: 'short_text' as const,
      label: text,
      hint: text,
      required: false,
      most: 200,
      options: [],
    },
  ];
  expect(formOf(fieldsOf(form))).toEqual(form);
});

test('what a kind of field does not have is not sent', () => {
  const [field] = formOf([{ ...newField(), kind: 'date', labelDe: ' Seit wann? ', most: '5' }]);
  expect(field).toMatchObject({ id: '', label: { de: 'Seit wann?' }, most: null, options: [] });
});

test('a question without a needed answer refuses nobody', () => {
  const questions = [{ id: 'q', text, mustBe: false, refusal: text }];
  expect(askedOf(questionsOf(questions))).toEqual(questions);
  const [free] = askedOf([{ ...newQuestion(), mustBe: '', refusalDe: 'nie' }]);
  expect(free).toMatchObject({ mustBe: null, refusal: nothing });
});
