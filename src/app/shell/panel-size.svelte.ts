/** How wide or high a panel is: as the page lays it out until the reader moves its edge, then as the browser remembers. */

export class PanelSize {
  readonly axis: 'x' | 'y';
  readonly least: number;
  /** The largest share of the window that it may take. */
  readonly #share: number;
  readonly #key: string;
  #chosen = $state<number | null>(null);
  #measured = $state(0);

  constructor(name: string, axis: 'x' | 'y', least: number, share: number) {
    this.axis = axis;
    this.least = least;
    this.#share = share;
    this.#key = `hopscope-size-${name}`;
    this.#chosen = this.#remembered();
  }

  get most(): number {
    return Math.round((this.axis === 'x' ? window.innerWidth : window.innerHeight) * this.#share);
  }

  get now(): number {
    return this.#chosen ?? this.#measured;
  }

  /** What CSS is to take; null leaves it to the stylesheet. */
  get css(): string | null {
    return this.#chosen === null ? null : `clamp(${this.least}px, ${this.#chosen}px, ${this.most}px)`;
  }

  measure(size: number): void {
    this.#measured = size;
  }

  set(size: number): void {
    this.#chosen = Math.min(Math.max(size, this.least), this.most);
  }

  reset(): void {
    this.#chosen = null;
    this.keep();
  }

  keep(): void {
    try {
      if (this.#chosen === null) localStorage.removeItem(this.#key);
      else localStorage.setItem(this.#key, String(Math.round(this.#chosen)));
    } catch {
      return;
    }
  }

  #remembered(): number | null {
    try {
      const size = Number(localStorage.getItem(this.#key) ?? Number.NaN);
      return Number.isFinite(size) ? size : null;
    } catch {
      return null;
    }
  }
}
