/** Where a cable that goes on downwards passes between the boxes of a tier. */
import type { Box } from './box';

const ASIDE = 16;
const STEP = 12;

/** The nearest way down that no box and no other cable is in. */
export class Gates {
  readonly #taken: number[] = [];

  constructor(private readonly boxes: readonly Box[]) {}

  near(wish: number): number {
    const sides = this.boxes.flatMap(({ x, width }) => [x - ASIDE, x + width + ASIDE]);
    const free = (at: number): boolean =>
      !this.boxes.some(({ x, width }) => at > x - ASIDE && at < x + width + ASIDE) &&
      !this.#taken.some((other) => Math.abs(other - at) < STEP - 1);
    const around = [wish, ...sides].flatMap((at) => [0, 1, -1, 2, -2, 3, -3].map((step) => at + step * STEP));
    const found = around.filter(free).sort((a, b) => Math.abs(a - wish) - Math.abs(b - wish))[0] ?? wish;
    this.#taken.push(found);
    return found;
  }
}
