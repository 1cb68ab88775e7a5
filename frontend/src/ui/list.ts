import type { Page } from '../api';

/** What a list asks for: hand `query` to the service as it is. */
export interface ListQuery {
  q?: string;
  sort?: string;
  cursor?: string;
  [filter: string]: string | undefined;
}

export type LoadPage<Item, Answer extends Page<Item> = Page<Item>> = (
  query: ListQuery,
  signal: AbortSignal,
) => Promise<Answer>;

export interface ListFilter {
  /** The name of the query parameter. */
  name: string;
  label: string;
  options: readonly { value: string; label: string }[];
}
