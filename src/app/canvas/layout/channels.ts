/** Between two tiers cables that have to go sideways do so each on a track of its own, in the order that crosses the fewest. */

interface Shift {
  readonly from: number;
  readonly to: number;
}

/** Cables side by side on one track keep so far apart. */
const APART = 10;
export const TRACK = 10;

const isStraight = ({ from, to }: Shift): boolean => Math.abs(from - to) < 0.5;
const touch = (a: Shift, b: Shift): boolean =>
  Math.min(a.from, a.to) < Math.max(b.from, b.to) + APART && Math.min(b.from, b.to) < Math.max(a.from, a.to) + APART;

export class Channel {
  readonly #shifts = new Map<string, Shift>();
  #tracks: ReadonlyMap<string, number> | null = null;

  /** A cable comes down at one place and goes on at another. */
  add(key: string, from: number, to: number): void {
    this.#tracks = null;
    if (!isStraight({ from, to })) this.#shifts.set(key, { from, to });
  }

  /** How many tracks it takes. */
  get tracks(): number {
    return Math.max(-1, ...this.#assigned().values()) + 1;
  }

  /** Which track a cable has, counted from above; null where it goes straight. */
  track(key: string): number | null {
    return this.#assigned().get(key) ?? null;
  }

  #assigned(): ReadonlyMap<string, number> {
    this.#tracks ??= assign([...this.#shifts]);
    return this.#tracks;
  }
}

/** Of two that go the same way, the one that begins further on goes above the other. */
function assign(shifts: readonly (readonly [string, Shift])[]): ReadonlyMap<string, number> {
  const tracks = new Map<string, number>();
  const order = shifts.toSorted(([, a], [, b]) => {
    const [right, other] = [a.to > a.from, b.to > b.from];
    if (right !== other) return right ? 1 : -1;
    return right ? b.from - a.from : a.from - b.from;
  });
  const placed: { readonly shift: Shift; readonly track: number }[] = [];
  for (const [key, shift] of order) {
    const above = placed.filter((one) => touch(one.shift, shift)).map(({ track }) => track);
    const track = Math.max(-1, ...above) + 1;
    placed.push({ shift, track });
    tracks.set(key, track);
  }
  sink(order, tracks);
  return tracks;
}

/** Two of a circle would sink for ever. */
const MOST_PASSES = 8;

/** A cable that goes on down where another comes from above turns below that one. */
function sink(shifts: readonly (readonly [string, Shift])[], tracks: Map<string, number>): void {
  let deepest = Math.max(0, ...tracks.values());
  const depth = (key: string): number => tracks.get(key) ?? 0;
  const isAbove = ([key, { to }]: readonly [string, Shift]): boolean =>
    shifts.some(([other, { from }]) => other !== key && Math.abs(from - to) < APART && depth(other) >= depth(key));
  for (let pass = 0; pass < MOST_PASSES; pass++) {
    const wrong = shifts.filter(isAbove);
    if (wrong.length === 0) return;
    for (const [key] of wrong) tracks.set(key, ++deepest);
  }
}
