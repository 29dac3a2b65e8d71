/** A broadcast storm: frames that go round and round because bridges are joined twice and nothing (STP) breaks the ring. */
import type { Trace } from '../sim/trace';
import type { Frame } from '../wire/packet';

/** How far back is looked, and how often one frame may pass one interface in one direction there. A frame goes round with nothing taken off it. */
const WINDOW = 4000;
const ROUNDS = 16;

/** The interface that one and the same frame keeps passing, or null where nothing goes round. */
export function stormAt(trace: Trace<Frame>): string | null {
  const passed = new Map<Frame, Map<string, number>>();
  for (let step = Math.max(1, trace.length - WINDOW + 1); step <= trace.length; step++) {
    const row = trace.step(step);
    if (row === null || row.sent) continue;
    const places = passed.get(row.frame) ?? new Map<string, number>();
    passed.set(row.frame, places);
    const times = (places.get(row.place) ?? 0) + 1;
    if (times > ROUNDS) return row.place;
    places.set(row.place, times);
  }
  return null;
}
