import type { Component } from 'svelte';

/** The names behind colons: `/verein/:id` has `id`. */
export type Params<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? { [Key in Name]: string } & Params<`/${Rest}`>
  : Path extends `${string}:${infer Name}`
    ? { [Key in Name]: string }
    : unknown;

/** A screen, loaded when it is first visited. */
export type Loader<Props> = () => Promise<{ default: Component<Props & {}> }>;

/** What any screen looks like to the router, whatever parameters it takes. */
export type AnyLoader = () => Promise<{ default: Component<never> }>;

export interface AreaLink {
  href: string;
  label: string;
  /** A name from ui/Icon.svelte. */
  icon: string;
  /** Addresses elsewhere that belong to this link, too. */
  also?: string | readonly string[];
}

/** A group of screens for one kind of user, as the product is cut. */
export interface Area {
  name: string;
  /** `person` needs somebody signed in, `staff` the second factor as well. */
  access: 'everyone' | 'person' | 'staff';
  screens: Record<string, AnyLoader>;
  /** Screens of a `person` or `staff` area that open without the network and without a session. */
  offline?: readonly string[];
  /** The area's navigation; gets the parameters of the address. */
  links?: (params: Record<string, string>) => AreaLink[];
}

/** Declares an area; a screen whose props do not fit the parameters of its path does not compile. */
export function area<const Screens extends Record<string, AnyLoader>>(
  declared: Omit<Area, 'screens'> & {
    screens: Screens & { [Path in keyof Screens & string]: Loader<Params<Path>> };
  },
): Area & { screens: Screens } {
  return declared as unknown as Area & { screens: Screens };
}

export interface Match {
  area: Area;
  path: string;
  params: Record<string, string>;
  load: AnyLoader;
}

function paramsOf(pattern: string, pathname: string): Record<string, string> | null {
  const expected = pattern.split('/');
  const actual = pathname.split('/');
  if (expected.length !== actual.length) return null;
  const params: Record<string, string> = {};
  for (const [index, part] of expected.entries()) {
    const given = actual[index] ?? '';
    if (!part.startsWith(':')) {
      if (part !== given) return null;
      continue;
    }
    if (!given) return null;
    try {
      params[part.slice(1)] = decodeURIComponent(given);
    } catch {
      return null;
    }
  }
  return params;
}

/** The screen behind an address; a fixed word wins over a parameter (`/verein/neu` over `/verein/:id`). */
export function match(pathname: string, areas: readonly Area[]): Match | null {
  const bare = pathname.length > 1 ? pathname.replace(/\/+$/, '') : pathname;
  let best: Match | null = null;
  for (const candidate of areas) {
    for (const [path, load] of Object.entries(candidate.screens)) {
      const params = paramsOf(path, bare);
      if (!params) continue;
      if (best && Object.keys(best.params).length <= Object.keys(params).length) continue;
      best = { area: candidate, path, params, load };
    }
  }
  return best;
}

/** Fills a path: `href('/verein/:id', { id })`. */
export function href<const Path extends string>(
  path: Path,
  ...[params, query]: unknown extends Params<Path>
    ? [params?: undefined, query?: Record<string, string>]
    : [params: Params<Path>, query?: Record<string, string>]
): string {
  const filled = path.replace(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent((params as Record<string, string>)[name] ?? ''),
  );
  const search = new URLSearchParams(query).toString();
  return search ? `${filled}?${search}` : filled;
}
