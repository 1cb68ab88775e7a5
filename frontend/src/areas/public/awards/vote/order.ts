/** 32 bits of a text (FNV-1a, mixed well at the end), so that neighbours come apart. */
function bitsOf(text: string): number {
  let bits = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) bits = Math.imul(bits ^ text.charCodeAt(at), 0x01000193);
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}

/** The same things in an order that the seed decides: everybody is first about as often. */
export function fairOrder<Item>(items: readonly Item[], seed: string, id: (item: Item) => string): Item[] {
  return items
    .map((item) => ({ item, place: bitsOf(`${seed} ${id(item)}`), id: id(item) }))
    .sort((a, b) => a.place - b.place || (a.id < b.id ? -1 : 1))
    .map(({ item }) => item);
}

const KEY = 'vote-order';

/** Another one for each visitor, the same as long as the window stays open. */
export function ownSeed(store: Pick<Storage, 'getItem' | 'setItem'> = sessionStorage): string {
  const known = store.getItem(KEY);
  if (known) return known;
  const fresh = crypto.randomUUID();
  store.setItem(KEY, fresh);
  return fresh;
}
