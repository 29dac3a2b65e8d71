/** The steps of a run, columnar and append-only: one row a frame passing an interface in one direction. */
import type { Micros } from './clock';

export interface Step<F> {
  /** 1 for the first. */
  readonly step: number;
  readonly time: Micros;
  /** The interface passed, named as the model names it. */
  readonly place: string;
  /** Whether the interface sent the frame (otherwise it received it). */
  readonly sent: boolean;
  readonly frame: F;
}

/** Where a running model reports to. `why` collects decisions where somebody looks, and is null at full speed. */
export interface Tap<F, D> {
  frame(place: string, sent: boolean, frame: F): void;
  readonly why: D[] | null;
}

export class Trace<F> {
  private readonly times: Micros[] = [];
  private readonly events: number[] = [];
  private readonly places: string[] = [];
  private readonly directions: boolean[] = [];
  private readonly frames: F[] = [];

  get length(): number {
    return this.times.length;
  }

  /** Appends a step that happened in the `event`-th event of the run. */
  record(time: Micros, event: number, place: string, sent: boolean, frame: F): void {
    this.times.push(time);
    this.events.push(event);
    this.places.push(place);
    this.directions.push(sent);
    this.frames.push(frame);
  }

  /** Forgets the steps after `length`. */
  cut(length: number): void {
    for (const column of [this.times, this.events, this.places, this.directions, this.frames]) column.length = length;
  }

  /** Step 1 to `length`; null outside. */
  step(step: number): Step<F> | null {
    const i = step - 1;
    const time = this.times[i];
    if (time === undefined) return null;
    return { step, time, place: this.places[i]!, sent: this.directions[i]!, frame: this.frames[i]! };
  }

  /** The number of the event in which a step happened. */
  eventOf(step: number): number {
    return this.events[step - 1] ?? 0;
  }

  *[Symbol.iterator](): Generator<Step<F>> {
    for (let step = 1; step <= this.length; step++) yield this.step(step)!;
  }
}
