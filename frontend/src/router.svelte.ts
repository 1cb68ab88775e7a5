import { untrack } from 'svelte';

/** Where the page is. The screens themselves are declared in `areas/<area>/area.ts`. */
let current = $state.raw(new URL(window.location.href));

/** The address without its fragment. */
const here = () => window.location.pathname + window.location.search;
let before = here();

export const place = {
  get pathname(): string {
    return current.pathname;
  },
  get query(): URLSearchParams {
    return current.searchParams;
  },
};

/** Goes to an address of this application. */
export function go(address: string, { replace = false } = {}): void {
  const target = new URL(address, window.location.origin);
  if (target.origin !== window.location.origin) return;
  // An effect that sends somebody on does not depend on where they were.
  const samePage = untrack(() => target.pathname === current.pathname);
  history[replace ? 'replaceState' : 'pushState'](null, '', target);
  before = here();
  current = target;
  if (!samePage) window.scrollTo(0, 0);
}

/** Writes search terms and filters into the address, so that reload and "back" keep them. */
export function remember(values: Record<string, string>): void {
  const target = new URL(window.location.href);
  for (const [name, value] of Object.entries(values)) {
    if (value) target.searchParams.set(name, value);
    else target.searchParams.delete(name);
  }
  history.replaceState(history.state, '', target);
  before = here();
}

/** Files and data of the service are not screens: the browser fetches those itself. */
const OUTSIDE = /^\/(api|\.well-known|health|metrics)(\/|$)/;

function followed(event: MouseEvent): void {
  if (event.defaultPrevented || event.button !== 0) return;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  if (!link?.href || link.target || link.hasAttribute('download')) return;
  const target = new URL(link.href);
  if (target.origin !== window.location.origin || OUTSIDE.test(target.pathname)) return;
  if (target.hash && target.pathname === current.pathname) return;
  event.preventDefault();
  go(target.href);
}

/** Follows links and the browser's own buttons; returns what ends it. */
export function startRouter(): () => void {
  const moved = () => {
    // A link to a part of the screen, such as one that skips something, keeps the focus it has moved.
    if (here() === before) return;
    before = here();
    current = new URL(window.location.href);
  };
  document.addEventListener('click', followed);
  window.addEventListener('popstate', moved);
  return () => {
    document.removeEventListener('click', followed);
    window.removeEventListener('popstate', moved);
  };
}
