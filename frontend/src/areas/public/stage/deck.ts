/** The slides of an event and the way through them; knows nothing of screens and network. */
import type { Schema } from '../../../api';

export type Deck = Schema<'DeckOut'>;
export type Slide = Schema<'Slide'>;
export type Company = Schema<'CompanyFacts'>;
export type Shown = Schema<'StageState'>;

/** What is shown before anybody drove. */
export const BEFORE: Shown = { slide: 'welcome', dark: false, version: 0 };

/** Where a slide stands; one that is gone counts as the first. */
export const placeOf = (slides: readonly Slide[], id: string): number =>
  Math.max(
    0,
    slides.findIndex((slide) => slide.id === id),
  );

/** The slide some steps on, at most the last and at least the first. */
export function stepped(slides: readonly Slide[], id: string, by: number): string {
  const place = Math.min(slides.length - 1, Math.max(0, placeOf(slides, id) + by));
  return slides[place]?.id ?? id;
}

/** Every picture the slides need: portraits by themselves, logos of companies. */
export function picturesOf(slides: readonly Slide[]): { portraits: string[]; logos: string[] } {
  const portraits = slides.flatMap(({ picture }) => picture ?? []);
  const logos = slides.flatMap(({ companies = [] }) => companies.flatMap(({ logo }) => logo ?? []));
  return { portraits: [...new Set(portraits)], logos: [...new Set(logos)] };
}

/** What a key on the keyboard or on a presenter does; null: nothing. */
export function commandOf(key: string): 'next' | 'back' | 'first' | 'last' | 'dark' | 'full' | null {
  switch (key) {
    case 'ArrowRight':
    case 'ArrowDown':
    case 'PageDown':
    case ' ':
      return 'next';
    case 'ArrowLeft':
    case 'ArrowUp':
    case 'PageUp':
      return 'back';
    case 'Home':
      return 'first';
    case 'End':
      return 'last';
    case 'b':
    case 'B':
    case '.':
      return 'dark';
    case 'f':
    case 'F':
      return 'full';
    default:
      return null;
  }
}

/** How large a title may be: a long name in a smaller type stays on the screen. */
export function sizeOf(title: string): 'large' | 'middle' | 'small' {
  if (title.length <= 28) return 'large';
  return title.length <= 60 ? 'middle' : 'small';
}

/** Which of two states of the stage counts: the service's, unless it is older than what is known. */
export const isNewer = (found: Shown, known: Shown): boolean => found.version > known.version;
