import { tick } from 'svelte';

/** When the line or bar that had the focus is gone, the title has it: nobody starts again at the top of the page. */
export async function keepFocus(): Promise<void> {
  await tick();
  const held = document.activeElement;
  if (held && held !== document.body) return;
  document.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true });
}
