import { SvelteSet } from 'svelte/reactivity';

/** Who is ticked: everybody, on pages not loaded yet too, but for those taken out; or nobody but those put in. */
export class Selection {
  /** Whether it began with everybody. */
  everybody = $state(true);
  /** Whose tick differs from that. */
  readonly others = new SvelteSet<string>();

  has(id: string): boolean {
    return this.everybody !== this.others.has(id);
  }

  add(id: string): void {
    if (this.everybody) this.others.delete(id);
    else this.others.add(id);
  }

  delete(id: string): void {
    if (this.everybody) this.others.add(id);
    else this.others.delete(id);
  }

  startWith(everybody: boolean): void {
    this.everybody = everybody;
    this.others.clear();
  }

  get isEverybody(): boolean {
    return this.everybody && this.others.size === 0;
  }
}
