/** A command of `docker compose`: what it takes, what it does, what it waits for. */
import type { ProcessEvent, Sys } from '../../../userland/program';
import type { Parsed } from '../../cli/flags';
import type { Daemon } from '../../daemon';
import type { Work } from '../run/task';
import type { ProjectOptions } from './options';

export interface Context {
  readonly sys: Sys;
  readonly d: Daemon;
  readonly options: ProjectOptions;
  readonly flags: Parsed;
  /** Services, or whatever the command takes. */
  readonly args: readonly string[];
}

/** What a command is at, as data of its process. */
export interface Doing {
  /** Where it is, in the command's own words. */
  readonly phase: string;
  work: Work | null;
  /** A process that it started. */
  readonly child: number | null;
  /** Containers that it looks at, and how much of each one's log is shown. */
  readonly shown: Record<string, number>;
  /** Names that its next phase needs. */
  readonly names: readonly string[];
}

/** An exit status, or what it does now. */
export type Next = number | Doing;

export interface Command {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  /** Whether flags may follow arguments; not where a command line of somebody else follows. */
  readonly interspersed: boolean;
  readonly run: (context: Context) => Next;
  /** When its tasks are done; the command is over where there is none. */
  readonly done?: (context: Context, doing: Doing) => Next;
  /** What it does when something else happens. */
  readonly on?: (context: Context, doing: Doing, event: ProcessEvent) => Next;
}

export function doing(phase: string, more: Partial<Doing> = {}): Doing {
  return { phase, work: null, child: null, shown: {}, names: [], ...more };
}

export function command(name: string, run: Command['run'], more: Partial<Command> = {}): Command {
  return { name, min: 0, max: Infinity, interspersed: true, run, ...more };
}

/** One sentence on stderr, and the status of what went wrong. */
export function refuse({ sys }: Context, sentence: string): number {
  sys.err(`${sentence}\n`);
  return 1;
}
