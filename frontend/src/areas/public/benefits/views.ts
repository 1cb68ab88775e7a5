import type { Attachment } from 'svelte/attachments';

const SHARE = 0.6;
const LONG_ENOUGH = 1000;
const PAUSE = 5000;
const MOST = 100;

/** Offers that were really on the screen, counted once a visit and told in batches; nothing about who saw them. */
const told = new Set<string>();
let waiting: string[] = [];
let pause: ReturnType<typeof setTimeout> | undefined;

function tell(): void {
  clearTimeout(pause);
  pause = undefined;
  while (waiting.length) {
    const body = JSON.stringify({ benefits: waiting.slice(0, MOST) });
    waiting = waiting.slice(MOST);
    // Also sent while the page goes away; whether it arrives is not worth a second try.
    void fetch('/api/benefit-views', {
      method: 'POST',
      body,
      headers: { 'Content-Type': 'application/json' },
      credentials: 'omit',
      keepalive: true,
    }).catch(() => undefined);
  }
}

function count(id: string): void {
  if (told.has(id)) return;
  told.add(id);
  waiting.push(id);
  pause ??= setTimeout(tell, PAUSE);
}

if (typeof document !== 'undefined')
  document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && tell());

/** `{@attach onScreen(offer.id)}`: counts an offer whose line was shown for a moment. */
export function onScreen(id: string): Attachment<Element> {
  return (line) => {
    if (told.has(id)) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const observer = new IntersectionObserver(
      ([entry]) => {
        clearTimeout(timer);
        if (entry?.isIntersecting)
          timer = setTimeout(() => {
            count(id);
            observer.disconnect();
          }, LONG_ENOUGH);
      },
      { threshold: SHARE },
    );
    observer.observe(line);
    return () => {
      clearTimeout(timer);
      observer.disconnect();
    };
  };
}
