export interface Toast {
  id: number;
  message: string;
  /** Words and work of its button. */
  action?: { label: string; run: () => unknown };
  lasting: boolean;
}

let last = 0;

/** Messages at the foot of the screen. */
export const toasts = $state<Toast[]>([]);

/** Says that something was done; with `undo` it can be taken back. `toast(t.saved, { undo: restore })` */
export function toast(
  message: string,
  options: { undo?: () => unknown; action?: Toast['action']; undoLabel?: string } = {},
): void {
  const action = options.undo ? { label: options.undoLabel ?? '', run: options.undo } : options.action;
  toasts.push({ id: ++last, message, action, lasting: !!action });
}

export function dismiss(id: number): void {
  const at = toasts.findIndex((shown) => shown.id === id);
  if (at >= 0) toasts.splice(at, 1);
}
