/** A program: how it starts, and what it does with each thing that happens to it. Between two events it is nothing but its data. */
import type { Kernel } from '../kernel/kernel';
import type { Netns } from '../kernel/netns';
import type { Micros } from '../sim/clock';
import type { Process, Signal, Source, UserWorld } from './process';

/** What happens to a process. */
export type ProcessEvent =
  /** A timer that it set with `sys.timer(name)` and has not set anew or cancelled since. */
  | { readonly type: 'timer'; readonly name: string }
  /** A socket of its own has data, an error, a connection or room. Read until there is nothing more. */
  | { readonly type: 'socket'; readonly socket: string }
  /** A process that it spawned has ended. */
  | { readonly type: 'child'; readonly pid: number; readonly status: number }
  | { readonly type: 'signal'; readonly signal: Signal }
  /** Something to read on its standard input, or null for the end of it: once it has asked with `sys.listen()`. */
  | { readonly type: 'input'; readonly text: string | null };

export interface Sys {
  readonly k: Kernel;
  readonly world: UserWorld;
  readonly ns: Netns;
  readonly process: Process;
  /** The arguments after the program's name. */
  readonly args: readonly string[];
  out(text: string): void;
  err(text: string): void;
  /** Ends the process, its sockets and timers with it. */
  exit(status: number): void;
  /** Sets the timer of that name, in the place of an earlier one. */
  timer(name: string, delay: Micros): void;
  cancel(name: string): void;
  /** The text of a file of this process's root, /proc and /sys included; null where there is none. */
  readFile(path: string): string | null;
  writeFile(path: string, text: string): void;
  /** Starts another program as a child, sharing whatever is not said otherwise; its pid. */
  spawn(
    argv: readonly string[],
    how?: Partial<
      Pick<
        Process,
        'machine' | 'ns' | 'root' | 'cwd' | 'env' | 'stdout' | 'stderr' | 'stdin' | 'parent' | 'init' | 'capabilities'
      >
    >,
  ): number;
  /** Takes what can be read at once; `ended` where nothing more will come. */
  read(source?: Source): { readonly text: string; readonly ended: boolean };
  /** Asks for standard input, or another source: what comes there is told by `input` events, one after the other, until its end. */
  listen(source?: Source): void;
  /** Gives back what was read too much, and asks no longer. */
  putBack(text: string, source?: Source): void;
  /** A pipe that holds a text; it ends when nobody is left who writes to it. */
  pipe(text?: string): number;
  /** Says that whoever makes a pipe will start no more writers. */
  closePipe(pipe: number): void;
  /** Whether a program of that name or path is installed. */
  has(name: string): boolean;
  kill(pid: number, signal: Signal): void;
}

/** A program as the process table runs it. */
export interface Program {
  readonly name: string;
  /** Signals that it handles itself; any other but SIGKILL ends it. */
  readonly takes: readonly Signal[];
  start(sys: Sys): void;
  handle(sys: Sys, event: ProcessEvent): void;
}

/** A program that is done as soon as it has started: it prints and gives its exit status. */
export function command(name: string, run: (sys: Sys) => number): Program {
  return {
    name,
    takes: [],
    start: (sys) => {
      sys.exit(run(sys));
    },
    handle: () => undefined,
  };
}

/** A program that waits for things: `start` gives its data (or an exit status at once), `on` changes them. */
export function program<D extends object>(definition: {
  readonly name: string;
  readonly takes?: readonly Signal[];
  readonly start: (sys: Sys) => D | number;
  readonly on: (sys: Sys, data: D, event: ProcessEvent) => void;
}): Program {
  // The data of a process were made by the `start` of the program of its name.
  const isOwn = (process: Process): process is Process & { data: D } => process.data !== null;
  return {
    name: definition.name,
    takes: definition.takes ?? [],
    start: (sys) => {
      const data = definition.start(sys);
      if (typeof data === 'number') sys.exit(data);
      else sys.process.data = data;
    },
    handle: (sys, event) => {
      if (isOwn(sys.process)) definition.on(sys, sys.process.data, event);
    },
  };
}
