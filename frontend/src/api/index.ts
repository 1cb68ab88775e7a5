import type { components } from './schema';

export { get, patch, post, put, remove, type Sent } from './client';
export { asRefusal, Refusal, type FieldError } from './refusal';

/** One page of a list, as every list of the service comes. */
export interface Page<Item> {
  items: Item[];
  next?: string | null;
  total?: number | null;
}

/** A shape of the service by its name, e.g. `Schema<'MeOut'>`. */
export type Schema<Name extends keyof components['schemas']> = components['schemas'][Name];
