export { get, patch, post, put, remove, type Sent } from './client';
export { asRefusal, Refusal, type FieldError } from './refusal';

/** One page of a list, as every list of the service comes. */
export interface Page<Item> {
  items: Item[];
  next?: string | null;
  total?: number | null;
}
