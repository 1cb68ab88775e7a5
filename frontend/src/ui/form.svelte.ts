import { getContext, setContext } from 'svelte';

import type { Refusal } from '../api';

/** What a field knows of the form around it. */
export interface FormState {
  readonly refusal: Refusal | null;
  /** A field says that it shows the errors of this name, so that the form need not. */
  shows(name: string): () => void;
}

const KEY = Symbol('form');

export const provideForm = (state: FormState) => setContext(KEY, state);
export const surroundingForm = () => getContext<FormState | undefined>(KEY);
