/** A command of the client: how many arguments it takes, how long the daemon needs, what it does. */
import type { Micros } from '../../sim/clock';
import type { ProcessEvent, Sys } from '../../userland/program';
import type { Daemon } from '../daemon';
import type { Parsed } from './flags';

/** What every command works with. */
export interface Cli {
  readonly sys: Sys;
  readonly d: Daemon;
  readonly flags: Parsed;
  readonly args: readonly string[];
  /** The words it was called by: `network ls`. */
  readonly called: string;
}

/** What a command waits for, as data of its process. */
export interface Waiting {
  readonly for: string;
  /** The container that it is about. */
  readonly container: string | null;
  /** A process that it started. */
  readonly pid: number | null;
  /** Arguments still to come. */
  readonly rest: readonly string[];
  /** The exit status so far. */
  readonly status: number;
}

/** An exit status, or what it waits for now. */
export type Next = number | Waiting;

export interface ArgumentCount {
  readonly min: number;
  readonly max: number;
}

export const NONE: ArgumentCount = { min: 0, max: 0 };
export const ONE: ArgumentCount = { min: 1, max: 1 };
export const TWO: ArgumentCount = { min: 2, max: 2 };
export const SOME: ArgumentCount = { min: 1, max: Infinity };
export const ANY: ArgumentCount = { min: 0, max: Infinity };
export const AT_MOST_ONE: ArgumentCount = { min: 0, max: 1 };

export interface Command {
  /** Canonical: `run`, `network ls`. */
  readonly name: string;
  readonly args: ArgumentCount;
  /** Whether flags may follow arguments; not where a command line of somebody else follows. */
  readonly interspersed: boolean;
  /** How long the daemon takes to do it. */
  readonly takes: Micros;
  readonly run: (cli: Cli) => Next;
  /** What it does when that happens which it waits for; the same waiting again where it was something else. */
  readonly on?: (cli: Cli, waiting: Waiting, event: ProcessEvent) => Next;
}

/** A command that is done as soon as the daemon has answered. */
export function simple(name: string, args: ArgumentCount, takes: Micros, run: (cli: Cli) => Next): Command {
  return { name, args, interspersed: true, takes, run };
}

export function waiting(what: string, more: Partial<Waiting> = {}): Waiting {
  return { for: what, container: null, pid: null, rest: [], status: 0, ...more };
}

/** `Error response from daemon: …` on stderr. */
export function daemonError(cli: Cli, message: string): void {
  cli.sys.err(`Error response from daemon: ${message}\n`);
}
