/**
 * The way back: the run goes forward on one plain world; a keyframe is a copy of it, and any step is reached by copying the
 * keyframe before it and running on. A step lasts from its frame until just before the next frame moves, events without a frame included.
 */
import { enablePatches, type Patch, produce, produceWithPatches, setAutoFreeze } from 'immer';
import type { Clock } from './clock';
import { type Tap, Trace } from './trace';
import { copyTree } from './value';

enablePatches();
setAutoFreeze(false);

export interface Model<W, I, F, D> {
  /** Runs the next event; false where nothing is due. */
  step(world: W, tap: Tap<F, D>): boolean;
  /** Something from outside: a command typed, a cable cut. */
  input(world: W, input: I): void;
}

/** A decision, and after how many steps of the whole run it was taken. */
export interface Reason<D> {
  readonly decision: D;
  readonly after: number;
}

export interface StepChange<W, D> {
  /** The world as it stands while the step is on show. */
  readonly world: W;
  /** As it stands while the step before it is; null where there is none. */
  readonly before: W | null;
  /** What this step changed in it. */
  readonly patches: readonly Patch[];
  readonly reasons: readonly Reason<D>[];
}

/** Something from outside, and how many events had run when it was taken. */
export interface Taken<I> {
  readonly ran: number;
  readonly input: I;
}

interface Keyframe<W> {
  readonly world: W;
  readonly steps: number;
  readonly inputs: number;
}

const KEYFRAME_STEPS = 1000;
/** An event without a frame may be a whole `docker run`: so many of them weigh as much as a thousand steps. */
const KEYFRAME_QUIET = 40;
const KEYFRAMES = 64;
/** So many events are run on a draft of a world that nothing else may change; more of them on a copy. */
const DRAFTED_EVENTS = 32;
/** Thrown by a tap, and by nothing else, to stop an event where the next frame is about to move. */
class Halt extends Error {}

export class History<W extends { readonly clock: Clock<unknown> }, I, F, D> {
  readonly trace = new Trace<F>();
  private readonly inputs: Taken<I>[] = [];
  private keyframes: Keyframe<W>[];
  /** How far apart keyframes are; it doubles whenever there are too many of them. */
  private spacing = 1;
  /** Events without a frame since the last keyframe. */
  private quiet = 0;
  /** The world before the event of the step looked at last: the next step is mostly near. */
  private looked: Keyframe<W> | null = null;
  private readonly live: Tap<F, D>;

  /** `note` hears of every decision as it is taken, and after how many steps; without it none is made on the way forward. */
  constructor(
    private readonly model: Model<W, I, F, D>,
    private now: W,
    private readonly note: ((decision: D, after: number) => void) | null = null,
  ) {
    this.live = { frame: this.record, why: note === null ? null : [] };
    this.keyframes = [{ world: copyTree(now), steps: 0, inputs: 0 }];
  }

  /** The world at the end of the run. */
  get world(): W {
    return this.now;
  }

  /** Every input so far. */
  get taken(): readonly Taken<I>[] {
    return this.inputs;
  }

  private readonly record = (place: string, sent: boolean, frame: F): void => {
    this.tell();
    this.trace.record(this.now.clock.now, this.now.clock.ran, place, sent, frame);
  };

  private tell(): void {
    if (this.note === null) return;
    for (const decision of this.live.why?.splice(0) ?? []) this.note(decision, this.trace.length);
  }

  /** Takes an input now, at the end of the run; the world before it is kept, so that the way back is short. */
  input(input: I): void {
    const { ran } = this.now.clock;
    const last = this.keyframes[this.keyframes.length - 1];
    if (last?.world.clock.ran !== ran || last.inputs !== this.inputs.length) this.keep();
    this.inputs.push({ ran, input });
    this.model.input(this.now, input);
  }

  /** Goes back to where the inputs after the first `count` had not come yet: the run is as if they never had. */
  rewind(count: number): void {
    const next = this.inputs[count];
    if (next === undefined) return;
    this.keyframes = this.keyframes.filter(({ inputs }) => inputs <= count);
    const key = this.keyframes[this.keyframes.length - 1]!;
    const again = this.inputs.slice(key.inputs, count);
    this.inputs.length = key.inputs;
    this.trace.cut(key.steps);
    this.looked = null;
    this.now = copyTree(key.world);
    this.quiet = 0;
    this.resume(again);
    this.runTo(next.ran);
  }

  /** Takes inputs again, each where it was taken before. */
  resume(inputs: readonly Taken<I>[]): void {
    for (const { ran, input } of inputs) {
      this.runTo(ran);
      this.input(input);
    }
  }

  private runTo(ran: number): void {
    while (this.now.clock.ran < ran && this.advance(1));
  }

  /** Runs up to `events` further events; false once nothing is due. */
  advance(events: number): boolean {
    for (let i = 0; i < events; i++) {
      const steps = this.trace.length;
      if (!this.model.step(this.now, this.live)) return false;
      this.tell();
      if (this.trace.length === steps) this.quiet++;
      const moved = this.trace.length - this.keyframes[this.keyframes.length - 1]!.steps;
      if (moved >= KEYFRAME_STEPS * this.spacing || this.quiet >= KEYFRAME_QUIET * this.spacing) this.keep();
    }
    return true;
  }

  private keep(): void {
    this.keyframes.push({ world: copyTree(this.now), steps: this.trace.length, inputs: this.inputs.length });
    this.quiet = 0;
    if (this.keyframes.length <= KEYFRAMES) return;
    this.keyframes = this.keyframes.filter((_, index) => index % 2 === 0);
    this.spacing *= 2;
  }

  /** A copy of the world as it stands at a step (0 is before the first frame). */
  at(step: number): W {
    const run = this.replay(this.keyframeAt(step));
    run.until(step, null);
    return run.world;
  }

  /** The worlds at some steps, in ascending order, in one run; `look` keeps nothing of what it is shown. */
  visit(steps: readonly number[], look: (world: W, step: number) => void): void {
    for (let i = 0; i < steps.length;) {
      const key = this.keyframeAt(steps[i]!);
      let end = i + 1;
      while (end < steps.length && this.keyframeAt(steps[end]!) === key) end++;
      this.replay(key).past(steps.slice(i, end), look);
      i = end;
    }
  }

  /** The world at a step together with what the step changed and why it went that way. */
  changeAt(step: number): StepChange<W, D> {
    if (step < 1) return { world: this.at(0), before: null, patches: [], reasons: [] };
    const start = this.beforeEventOf(step);
    this.looked = start;
    const earlier = this.draft(start, step - 1);
    const shown = this.draft(start, step);
    const isInOneEvent = this.trace.eventOf(step - 1) === this.trace.eventOf(step);
    const known = new Map(isInOneEvent ? earlier.patches.map((patch) => [patch.path.join('\n'), patch.value]) : []);
    const patches = shown.patches.filter((patch) => {
      const path = patch.path.join('\n');
      return !known.has(path) || known.get(path) !== patch.value;
    });
    return { world: shown.world, before: earlier.world, patches, reasons: shown.reasons };
  }

  /** Where the event of a step is about to run. */
  private beforeEventOf(step: number): Keyframe<W> {
    const event = this.trace.eventOf(step);
    const { looked } = this;
    const ahead = looked === null ? -1 : event - 1 - looked.world.clock.ran;
    if (looked === null || ahead < 0 || ahead > DRAFTED_EVENTS) {
      const key = this.keyframeAt(step - 1);
      return this.replay(key).untilEvent(event);
    }
    if (ahead === 0) return looked;
    let place: Keyframe<W> = looked;
    const world = produce(looked.world, (draft: W) => {
      place = this.replay(looked, draft).untilEvent(event);
    });
    return { ...place, world };
  }

  private draft(start: Keyframe<W>, step: number): Omit<StepChange<W, D>, 'before'> {
    const reasons: Reason<D>[] = [];
    const [world, patches] = produceWithPatches(start.world, (draft: W) => {
      this.replay(start, draft).until(step, reasons);
    });
    return { world, patches, reasons };
  }

  /** The last keyframe that is no later than a step. */
  private keyframeAt(step: number): Keyframe<W> {
    return this.keyframes.findLast(({ steps }) => steps <= step) ?? this.keyframes[0]!;
  }

  private replay(key: Keyframe<W>, world = copyTree(key.world)): Replay<W, I, F, D> {
    return new Replay(this.model, world, this.inputs, key.steps, key.inputs);
  }
}

/** A copy or a draft of a world being run forward again through the same events and inputs. */
class Replay<W extends { readonly clock: Clock<unknown> }, I, F, D> {
  constructor(
    private readonly model: Model<W, I, F, D>,
    readonly world: W,
    private readonly inputs: readonly Taken<I>[],
    private steps: number,
    private taken: number,
  ) {}

  /** Runs until the next event is the `event`-th. */
  untilEvent(event: number): Keyframe<W> {
    const tap: Tap<F, D> = {
      frame: () => {
        this.steps++;
      },
      why: null,
    };
    while (this.world.clock.ran < event - 1 && this.runNext(tap));
    this.takeInputs();
    return { world: this.world, steps: this.steps, inputs: this.taken };
  }

  /** Runs past some steps, in ascending order, and shows the world as it stands at each. */
  past(steps: readonly number[], look: (world: W, step: number) => void): void {
    let next = 0;
    const show = () => {
      if (this.steps === steps[next]) look(this.world, steps[next++]!);
    };
    const tap: Tap<F, D> = {
      frame: () => {
        show();
        this.steps++;
      },
      why: null,
    };
    while (next < steps.length && this.runNext(tap));
    show();
  }

  /** Runs until the frame after `step` is about to move. */
  until(step: number, reasons: Reason<D>[] | null): void {
    const why: D[] | null = reasons && [];
    const note = () => {
      for (const decision of why?.splice(0) ?? []) reasons?.push({ decision, after: this.steps });
    };
    const tap: Tap<F, D> = {
      frame: () => {
        note();
        if (this.steps >= step) throw new Halt();
        this.steps++;
      },
      why,
    };
    try {
      while (this.runNext(tap)) note();
    } catch (stop) {
      if (!(stop instanceof Halt)) throw stop;
    }
    note();
  }

  private runNext(tap: Tap<F, D>): boolean {
    this.takeInputs();
    return this.model.step(this.world, tap);
  }

  private takeInputs(): void {
    for (;;) {
      const next = this.inputs[this.taken];
      if (next?.ran !== this.world.clock.ran) return;
      this.taken++;
      this.model.input(this.world, next.input);
    }
  }
}
