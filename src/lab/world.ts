/** The whole: every machine, namespace, process and engine, and the script that is being run. One tree of plain data. */
import type { DockerWorld } from '../docker/engine';
import type { Decision } from '../kernel/decision';
import type { KernelEvent } from '../kernel/kernel';
import type { Clock, Micros } from '../sim/clock';
import type { UserEvent } from '../userland/process';
import type { Frame } from '../wire/packet';
import type { Tap } from '../sim/trace';

export type LabEvent =
  | { readonly type: 'script.next' }
  /** Something is typed while a line runs. */
  | { readonly type: 'script.typed'; readonly entry: number; readonly text: string };
export type WorldEvent = KernelEvent | UserEvent | LabEvent;
export type LabTap = Tap<Frame, Decision>;

/** One line of the script, as it was typed, and what became of it. */
export interface Entry {
  /** The machine it runs on. */
  readonly at: string;
  /** As typed, `@laptop` included. */
  readonly line: string;
  /** Whether somebody sits before it. */
  readonly terminal: boolean;
  /** Its console, once it has begun. */
  console: number | null;
  /** The pid of the shell that runs it, while it does. */
  pid: number | null;
  status: number | null;
  /** When it has begun; 0 before. */
  began: Micros;
  /** What is typed while it runs, in order. */
  readonly typed: Typed[];
}

/** Typed so long after the line has begun. */
export interface Typed {
  readonly after: Micros;
  readonly text: string;
}

export interface Script {
  readonly entries: Entry[];
  /** The first entry that has not begun. */
  next: number;
  /** Nothing runs past this time while no command is under way. */
  until: number;
  /** By machine: where its last command left off, as `cd` in a terminal. */
  readonly directories: Record<string, string>;
}

export interface World extends DockerWorld {
  readonly clock: Clock<WorldEvent>;
  readonly script: Script;
  nextConsole: number;
  /** Variables that the shell of every line begins with. */
  readonly environment: Record<string, string>;
}
