import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Clock, createClock, schedule, takeNext } from './clock';
import { History, type Model } from './history';
import { createTable, get, put, type Table } from './table';
import { copyTree, Value } from './value';

/** Balls that hop from box to box: some events move two frames, some none. */
interface World {
  readonly clock: Clock<Hop>;
  readonly boxes: Table<Box>;
  readonly log: string[];
}
interface Hop {
  readonly box: number;
  readonly left: number;
}
interface Box {
  visits: number;
  last: Visit | null;
}
class Visit extends Value {
  constructor(
    readonly at: number,
    readonly left: number,
  ) {
    super();
  }
}

const BOXES = 40;

const model: Model<World, Hop, number, string> = {
  step: (world, tap) => {
    const hop = takeNext(world.clock);
    if (hop === null) return false;
    const box = get(world.boxes, hop.box);
    if (box === undefined) return true;
    tap.why?.push(`into ${hop.box}`);
    if (hop.left % 7 !== 4) tap.frame(`box${hop.box}`, false, hop.left);
    box.visits++;
    box.last = new Visit(world.clock.now, hop.left);
    if (hop.left % 5 === 0) {
      world.log.push(`five at ${world.clock.now}`);
      tap.frame(`box${hop.box}`, true, -hop.left);
      world.log.push(`sent at ${world.clock.now}`);
    }
    if (hop.left > 0)
      schedule(world.clock, 1 + (hop.left % 3), { box: (hop.box * 7 + hop.left) % BOXES, left: hop.left - 1 });
    return true;
  },
  input: (world, hop) => {
    schedule(world.clock, 0, hop);
  },
};

function start(): World {
  const boxes = createTable<Box>();
  for (let i = 0; i < BOXES; i++) put(boxes, i, { visits: 0, last: null });
  return { clock: createClock(), boxes, log: [] };
}

function run(hops: readonly Hop[]): History<World, Hop, number, string> {
  const history = new History(model, start());
  for (const hop of hops) {
    history.input(hop);
    while (history.advance(100));
  }
  return history;
}

const inputs = fc.array(fc.record({ box: fc.nat(BOXES - 1), left: fc.nat(30) }), { minLength: 1, maxLength: 4 });

test('however a step is reached, the world is the same', () => {
  fc.assert(
    fc.property(inputs, fc.infiniteStream(fc.nat(1000)), (hops, picks) => {
      const history = run(hops);
      const steps = history.trace.length;
      for (let i = 0; i < 5; i++) {
        const step = (picks.next().value ?? 0) % (steps + 1);
        const plain = history.at(step);
        expect(history.changeAt(step).world).toEqual(plain);
        expect(history.at(step)).toEqual(plain);
      }
      expect(history.at(steps)).toEqual(history.world);
    }),
    { numRuns: 40 },
  );
});

test('looked at one after the other, each step leads from the one before', () => {
  const history = run([
    { box: 3, left: 30 },
    { box: 8, left: 25 },
  ]);
  for (let step = 1; step <= history.trace.length; step++) {
    const { world, before } = history.changeAt(step);
    expect(before).toEqual(history.at(step - 1));
    expect(world).toEqual(history.at(step));
  }
});

test('passing by, a run shows the worlds of the steps that it is asked for', () => {
  fc.assert(
    fc.property(inputs, fc.uniqueArray(fc.nat(40)), (hops, picks) => {
      const history = run(hops);
      const steps = picks.filter((step) => step <= history.trace.length).sort((a, b) => a - b);
      const seen: [number, World][] = [];
      history.visit(steps, (world, step) => seen.push([step, structuredClone(world)]));
      expect(seen).toEqual(steps.map((step) => [step, structuredClone(history.at(step))]));
    }),
    { numRuns: 40 },
  );
});

test('going back before an input leaves the run as it was, and taking it again as it became', () => {
  fc.assert(
    fc.property(inputs, fc.nat(3), (hops, pick) => {
      const whole = run(hops);
      const count = pick % hops.length;
      const again = whole.taken.slice(count);
      const [world, steps] = [structuredClone(whole.world), [...whole.trace]];
      whole.rewind(count);
      const before = run(hops.slice(0, count));
      expect(whole.world).toEqual(before.world);
      expect([...whole.trace]).toEqual([...before.trace]);
      whole.resume(again);
      while (whole.advance(100));
      expect(structuredClone(whole.world)).toEqual(world);
      expect([...whole.trace]).toEqual(steps);
      expect(whole.at(steps.length)).toEqual(whole.world);
    }),
    { numRuns: 60 },
  );
});

test('a step ends just before the next frame moves, in the middle of an event too', () => {
  const history = run([{ box: 3, left: 5 }]);
  expect(history.trace.step(1)?.sent).toBe(false);
  expect(history.trace.step(2)?.sent).toBe(true);
  expect(history.at(1).log).toEqual(['five at 0']);
  expect(history.at(2).log).toEqual(['five at 0', 'sent at 0']);
  expect(history.at(0).log).toEqual([]);
});

test('the patches of a step are its own, and lead from the step before to it', () => {
  const history = run([{ box: 3, left: 12 }]);
  const { patches } = history.changeAt(2);
  expect(
    patches.every((patch) => patch.path[0] === 'boxes' || patch.path[0] === 'clock' || patch.path[0] === 'log'),
  ).toBe(true);
  expect(history.changeAt(3).patches.filter((patch) => patch.path[0] === 'log')).toHaveLength(1);
  expect(history.changeAt(1).reasons).toEqual([
    { decision: 'into 3', after: 0 },
    { decision: 'into 33', after: 1 },
    { decision: 'into 2', after: 1 },
  ]);
});

test('far runs keep few keyframes and still find every step', () => {
  const history = run(Array.from({ length: 60 }, (_, i) => ({ box: i % BOXES, left: 2000 })));
  expect(history.trace.length).toBeGreaterThan(100_000);
  for (const step of [1, 999, 1000, 1001, 54_321, history.trace.length])
    expect(history.changeAt(step).world).toEqual(history.at(step));
});

test('a copy shares values and nothing else', () => {
  const world = run([{ box: 1, left: 3 }]).world;
  const copy = copyTree(world);
  const [box, same] = [get(world.boxes, 1), get(copy.boxes, 1)];
  expect(same).toEqual(box);
  expect(same).not.toBe(box);
  expect(same?.last).toBe(box?.last);
});

test('what nobody saw a frame of is not run again and again', () => {
  let stepped = 0;
  const counting: Model<World, Hop, number, string> = {
    ...model,
    step: (world, tap) => {
      stepped++;
      return model.step(world, {
        why: tap.why,
        frame: (...frame) => (frame[2] === 0 ? tap.frame(...frame) : undefined),
      });
    },
  };
  const history = new History(counting, start());
  history.input({ box: 1, left: 2000 });
  while (history.advance(100));
  expect(history.trace.length).toBe(2);
  for (const look of [() => history.at(0), () => history.at(1), () => history.changeAt(1)]) {
    stepped = 0;
    look();
    expect(stepped).toBeLessThan(120);
  }
});
