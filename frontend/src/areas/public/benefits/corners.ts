/** Where a bubble stands beside its point: which of its corners touches it. */
export type Corner = 'bottom-left' | 'bottom-right' | 'top-left' | 'top-right';

export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export interface Standing {
  /** Its point on the map, in pixels. */
  x: number;
  y: number;
  width: number;
  height: number;
}

export const CORNERS: readonly Corner[] = ['bottom-left', 'bottom-right', 'top-left', 'top-right'];

export function boxAt({ x, y, width, height }: Standing, corner: Corner): Box {
  const left = corner.endsWith('left') ? x : x - width;
  const top = corner.startsWith('bottom') ? y - height : y;
  return { left, top, right: left + width, bottom: top + height };
}

const touch = (a: Box, b: Box) =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/** Turns bubbles about their points until none covers another, the first ones first; null has no room at all. */
export function arranged(bubbles: readonly Standing[], taken: readonly Box[] = []): (Corner | null)[] {
  const boxes = [...taken];
  return bubbles.map((bubble) => {
    const corner = CORNERS.find((way) => !boxes.some((box) => touch(box, boxAt(bubble, way)))) ?? null;
    if (corner) boxes.push(boxAt(bubble, corner));
    return corner;
  });
}
