/**
 * The event queue, which is the only clock: events in (time, sequence) order, held in the world as plain data. Frames of a flood
 * are all due at once, so what is scheduled for one time in a row is one item of the heap, a burst.
 */
import { Value } from './value';

/** Microseconds since the world began. */
export type Micros = number;

export const MICROSECOND = 1;
export const MILLISECOND = 1000;
export const SECOND = 1_000_000;

class Scheduled<E> extends Value {
  constructor(readonly event: E) {
    super();
  }
}

/** Events in a row that are due at the same time; the sequence numbers of two bursts never interleave. */
interface Burst<E> {
  readonly at: Micros;
  /** Sequence number of its first event. */
  readonly seq: number;
  readonly events: Scheduled<E>[];
  /** How many of them have run. */
  taken: number;
}

export interface Clock<E> {
  now: Micros;
  /** Sequence number of the next event to be scheduled: equal times keep their order. */
  seq: number;
  /** How many events have run. */
  ran: number;
  /** A binary heap. */
  readonly heap: Burst<E>[];
  /** The burst that still grows; it is not in the heap yet. */
  open: Burst<E> | null;
}

export function createClock<E>(): Clock<E> {
  return { now: 0, seq: 0, ran: 0, heap: [], open: null };
}

function before<E>(a: Burst<E>, b: Burst<E>): boolean {
  return a.at < b.at || (a.at === b.at && a.seq < b.seq);
}

/** Puts an event on the queue, `delay` microseconds from now; the sequence number that names it is returned. */
export function schedule<E>(clock: Clock<E>, delay: Micros, event: E): number {
  const at = clock.now + delay;
  const seq = clock.seq++;
  const { open } = clock;
  if (open?.at === at) {
    open.events.push(new Scheduled(event));
    return seq;
  }
  if (open !== null) siftUp(clock.heap, open);
  clock.open = { at, seq, events: [new Scheduled(event)], taken: 0 };
  return seq;
}

/** When the next event is due, or null. */
export function nextAt<E>(clock: Clock<E>): Micros | null {
  return nextBurst(clock)?.at ?? null;
}

function nextBurst<E>({ heap, open }: Clock<E>): Burst<E> | null {
  const top = heap[0];
  if (top === undefined) return open;
  return open !== null && before(open, top) ? open : top;
}

/** Takes the next event off the queue and moves the clock to it; null where there is none. */
export function takeNext<E>(clock: Clock<E>): E | null {
  const burst = nextBurst(clock);
  if (burst === null) return null;
  const { event } = burst.events[burst.taken++]!;
  clock.now = burst.at;
  clock.ran++;
  if (burst.taken === burst.events.length) {
    if (burst === clock.open) clock.open = null;
    else removeTop(clock.heap);
  }
  return event;
}

function siftUp<E>(heap: Burst<E>[], item: Burst<E>): void {
  let i = heap.length;
  while (i > 0) {
    const up = (i - 1) >> 1;
    const parent = heap[up]!;
    if (!before(item, parent)) break;
    heap[i] = parent;
    i = up;
  }
  heap[i] = item;
}

function removeTop<E>(heap: Burst<E>[]): void {
  const item = heap.pop();
  const length = heap.length;
  if (item === undefined || length === 0) return;
  let i = 0;
  for (;;) {
    let child = 2 * i + 1;
    if (child >= length) break;
    if (child + 1 < length && before(heap[child + 1]!, heap[child]!)) child++;
    const least = heap[child]!;
    if (!before(least, item)) break;
    heap[i] = least;
    i = child;
  }
  heap[i] = item;
}
