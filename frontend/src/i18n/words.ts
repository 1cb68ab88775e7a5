import { language } from './language.svelte';

type Entry = string | ((...values: never[]) => string);

/** The same names with the same parameters: a sentence missing in one language fails the type check. */
type SameNames<German> = {
  [Name in keyof German]: German[Name] extends (...values: infer Values) => string
    ? (...values: Values) => string
    : string;
};

/**
 * The words of one screen or area, in both languages; `t.name` gives the sentence in the language chosen.
 *
 * `const t = words({ hello: (name: string) => `Guten Tag, ${name}` }, { hello: (name) => `Hello ${name}` });`
 */
export function words<const German extends Record<string, Entry>>(
  german: German,
  english: SameNames<German>,
): SameNames<German> {
  const both = { de: german as unknown as SameNames<German>, en: english };
  return new Proxy(both.de, {
    get: (_, name) => both[language.current][name as keyof SameNames<German>],
  });
}

/** A text as the service sends it, in the language chosen. */
export function said(text: { de: string; en: string }): string {
  return text[language.current];
}
