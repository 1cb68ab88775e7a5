import { tick } from 'svelte';

/** After a step that shows something new: its title gets the focus, so that everybody notices. */
export async function focusTitle({ preventScroll = false } = {}): Promise<void> {
  await tick();
  document.querySelector<HTMLElement>('main h1')?.focus({ preventScroll });
}
