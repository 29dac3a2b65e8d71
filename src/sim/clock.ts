/** The event queue, which is the only clock: a binary heap in (time, sequence) order, held in the world as plain data. */
import { Value } from './value';

/** Microseconds since the world began. */
export type Micros = number;

export const MICROSECOND = 1;
export const MILLISECOND = 1000;
export const SECOND = 1_000_000;

export class Scheduled<E> extends Value {
  constructor(
    readonly at: Micros,
    readonly seq: number,
    readonly event: E,
  ) {
    super();
  }
}

export interface Clock<E> {
  now: Micros;
  /** Sequence number of the next event to be scheduled: equal times keep their order. */
  seq: number;
  /** How many events have run. */
  ran: number;
  readonly heap: Scheduled<E>[];
}

export function createClock<E>(): Clock<E> {
  return { now: 0, seq: 0, ran: 0, heap: [] };
}

function before<E>(a: Scheduled<E>, b: Scheduled<E>): boolean {
  return a.at < b.at || (a.at === b.at && a.seq < b.seq);
}

/** Puts an event on the queue, `delay` microseconds from now; the sequence number that names it is returned. */
export function schedule<E>(clock: Clock<E>, delay: Micros, event: E): number {
  const item = new Scheduled(clock.now + delay, clock.seq++, event);
  const heap = clock.heap;
  let i = heap.length;
  while (i > 0) {
    const up = (i - 1) >> 1;
    const parent = heap[up]!;
    if (!before(item, parent)) break;
    heap[i] = parent;
    i = up;
  }
  heap[i] = item;
  return item.seq;
}

/** When the next event is due, or null. */
export function nextAt<E>(clock: Clock<E>): Micros | null {
  return clock.heap[0]?.at ?? null;
}

/** Takes the next event off the queue and moves the clock to it; null where there is none. */
export function takeNext<E>(clock: Clock<E>): E | null {
  const heap = clock.heap;
  const top = heap[0];
  if (top === undefined) return null;
  const last = heap.pop()!;
  if (heap.length > 0) siftDown(heap, last);
  clock.now = top.at;
  clock.ran++;
  return top.event;
}

function siftDown<E>(heap: Scheduled<E>[], item: Scheduled<E>): void {
  const length = heap.length;
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
