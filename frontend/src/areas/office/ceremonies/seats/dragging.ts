/** What somebody is told who lets a person be dragged. */
export interface Dragging {
  /** Somebody was taken by pointer; false where there is nobody to take. */
  take: (attendee: string) => boolean;
  /** The pointer is here, over this seat. */
  over: (x: number, y: number, seat: string | null) => void;
  /** Let go over a seat, over the list of those without one (`away`), or elsewhere. */
  drop: (target: { seat: string } | 'away' | null) => void;
}

const FAR = 6;
const HOLD = 320;
const EDGE = 72;
const SPEED = 14;

/**
 * Dragging by mouse, pen and finger: elements with `data-person` are taken, those with `data-seat` or `data-away` take.
 * A finger holds a moment first, so that the page can still be scrolled.
 */
export function draggable(node: HTMLElement, told: Dragging) {
  let person = '';
  let pointer = -1;
  let start = { x: 0, y: 0 };
  let now = { x: 0, y: 0 };
  let dragging = false;
  let hold: ReturnType<typeof setTimeout> | undefined;
  let scrolling = 0;

  const target = () => {
    const below = document.elementFromPoint(now.x, now.y);
    const seat = below?.closest<HTMLElement>('[data-seat]')?.dataset.seat;
    if (seat) return { seat };
    return below?.closest('[data-away]') ? ('away' as const) : null;
  };

  function show() {
    const under = target();
    told.over(now.x, now.y, under && under !== 'away' ? under.seat : null);
  }

  function begin() {
    if (dragging || !person) return;
    dragging = told.take(person);
    if (!dragging) return reset();
    node.setPointerCapture(pointer);
    show();
    scrolling = requestAnimationFrame(scroll);
  }

  function scroll() {
    const below = window.innerHeight - now.y;
    if (now.y < EDGE) window.scrollBy(0, -SPEED);
    else if (below < EDGE) window.scrollBy(0, SPEED);
    scrolling = requestAnimationFrame(scroll);
  }

  function reset() {
    clearTimeout(hold);
    cancelAnimationFrame(scrolling);
    if (node.hasPointerCapture(pointer)) node.releasePointerCapture(pointer);
    person = '';
    pointer = -1;
    dragging = false;
  }

  function down(event: PointerEvent) {
    const from = (event.target as Element).closest<HTMLElement>('[data-person]');
    if (event.button !== 0 || !event.isPrimary || !from?.dataset.person) return;
    person = from.dataset.person;
    pointer = event.pointerId;
    start = now = { x: event.clientX, y: event.clientY };
    if (event.pointerType === 'touch') hold = setTimeout(begin, HOLD);
  }

  function move(event: PointerEvent) {
    if (event.pointerId !== pointer) return;
    now = { x: event.clientX, y: event.clientY };
    const far = Math.hypot(now.x - start.x, now.y - start.y) > FAR;
    if (dragging) show();
    else if (far && event.pointerType === 'touch') reset();
    else if (far) begin();
  }

  function up(event: PointerEvent) {
    if (event.pointerId !== pointer) return;
    const dropped = dragging;
    const onto = dropped ? target() : null;
    reset();
    if (!dropped) return;
    // The press that ends a drag is no press on what lies below.
    window.addEventListener('click', swallow, { capture: true, once: true });
    setTimeout(() => window.removeEventListener('click', swallow, { capture: true }));
    told.drop(onto);
  }

  function cancelled(event: PointerEvent) {
    if (event.pointerId !== pointer) return;
    const dropped = dragging;
    reset();
    if (dropped) told.drop(null);
  }

  function swallow(event: MouseEvent) {
    event.stopPropagation();
    event.preventDefault();
  }

  function escaped(event: KeyboardEvent) {
    if (event.key !== 'Escape' || !dragging) return;
    reset();
    told.drop(null);
  }

  /** A finger that drags does not scroll, and holding opens no menu. */
  const still = (event: Event) => {
    if (dragging || (event.type === 'contextmenu' && person)) event.preventDefault();
  };

  node.addEventListener('pointerdown', down);
  node.addEventListener('pointermove', move);
  node.addEventListener('pointerup', up);
  node.addEventListener('pointercancel', cancelled);
  node.addEventListener('touchmove', still, { passive: false });
  node.addEventListener('contextmenu', still);
  node.addEventListener('dragstart', still);
  window.addEventListener('keydown', escaped);

  return {
    destroy() {
      reset();
      window.removeEventListener('keydown', escaped);
    },
  };
}
