/** Processes as plain data: what runs where, and where its output goes. */
import type { Clock } from '../sim/clock';
import type { Random } from '../sim/random';
import { get, type Table } from '../sim/table';
import type { Netns } from '../kernel/netns';
import type { LogLine, LogStream } from './container-log';

/** Where a process writes: the console of the command it belongs to, its parent's buffer (a pipe), a pipe that another reads as it fills, a container's log, or nowhere. */
export type Sink =
  | { readonly to: 'console'; readonly id: number }
  | { readonly to: 'pipe'; readonly pid: number }
  | { readonly to: 'stream'; readonly id: number }
  | { readonly to: 'log'; readonly container: string; readonly stream?: LogStream }
  | { readonly to: 'file'; readonly root: string; readonly path: string }
  /** `docker run` in the foreground: what its container says is kept in the log and shown. */
  | { readonly to: 'both'; readonly first: Sink; readonly second: Sink }
  | { readonly to: 'null' };

/** Where a process reads: a text that ends, a pipe, or null where nothing comes and there is no end. */
export type Source = string | { readonly pipe: number } | null;

/** pipe(7), and what is typed at a terminal. */
export interface Pipe {
  readonly id: number;
  readonly terminal: boolean;
  /** Written, and not read yet. */
  text: string;
  /** Nobody is left who writes. */
  ended: boolean;
  /** Nobody is left who reads. */
  broken: boolean;
  /** The process that asked for more. */
  reader: number | null;
}

/** capabilities(7) that decide something here. */
export const CAPABILITIES = ['NET_ADMIN', 'NET_RAW', 'SYS_ADMIN'] as const;
export type Capability = (typeof CAPABILITIES)[number];

/** credentials(7): who a process is. */
export interface Identity {
  readonly uid: number;
  readonly gid: number;
}

export interface Process {
  readonly pid: number;
  readonly parent: number | null;
  /** The machine it runs on. */
  readonly machine: string;
  /** Its network namespace. */
  readonly ns: string;
  /** Its file tree: the key of a `FileSystem`. */
  readonly root: string;
  /** Where its relative paths begin; absent for the top. */
  cwd?: string;
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** `docker attach` leads them elsewhere. */
  stdout: Sink;
  stderr: Sink;
  /** What it may do; absent where it may do everything. */
  readonly capabilities?: readonly Capability[];
  /** Absent for root. */
  readonly user?: Identity;
  readonly stdin: Source;
  /** Collected output of children that write to it. */
  piped: string;
  /** The program's own data, made by its `start`; null until then. */
  data: object | null;
  /** The first process of a container: signals that its program does not take pass it by, but for SIGKILL. */
  readonly init?: boolean;
  /** What happened to it while it is frozen (`docker pause`); null or absent while it runs. */
  frozen?: Happening[] | null;
  /** The stamps of the timers that count; others are void. */
  readonly timers: Record<string, number>;
  /** Its exit status, once it has one. */
  status: number | null;
}

/** The files of a container or a machine, by absolute path. /proc and /sys are made up when read. */
export interface FileSystem {
  readonly files: Record<string, string>;
}

/** A computer with a kernel of its own. */
export interface Machine {
  readonly name: string;
  hostname: string;
  /** Its root network namespace and file tree. */
  readonly ns: string;
  readonly root: string;
  /** `ip netns`: name to namespace id. */
  readonly namedNs: Record<string, string>;
  /** The machine whose engine its docker client speaks with, where that is another: the virtual machine of Docker Desktop. */
  docker?: string;
}

/** What a console shows of one command: its text as it comes, and its status in the end. */
export interface Console {
  readonly id: number;
  text: string;
}

/** What programs see of the world. */
export interface UserWorld {
  readonly clock: Clock<unknown>;
  readonly random: Random;
  readonly netns: Table<Netns>;
  readonly machines: Record<string, Machine>;
  readonly roots: Table<FileSystem>;
  readonly processes: Table<Process>;
  readonly consoles: Table<Console>;
  /** Output of containers' main processes, by container id (`docker logs`). */
  readonly logs: Record<string, LogLine[]>;
  nextPid: number;
  readonly pipes: Table<Pipe>;
  nextPipe: number;
}

/** What a process is told of: what userland puts on the queue for itself, and a socket that woke it. */
export type Happening = UserEvent | { readonly type: 'socket.wake'; readonly pid: number; readonly socket: string };

/** What userland puts on the queue for itself. */
export type UserEvent =
  | { readonly type: 'process.timer'; readonly pid: number; readonly name: string; readonly stamp: number }
  | { readonly type: 'process.child'; readonly pid: number; readonly child: number; readonly status: number }
  | { readonly type: 'process.signal'; readonly pid: number; readonly signal: Signal }
  | { readonly type: 'process.input'; readonly pid: number; readonly text: string | null }
  /** There is something to read in the pipe that it waits at, or the end. */
  | { readonly type: 'process.readable'; readonly pid: number; readonly pipe: number };

export const SIGNALS = { SIGHUP: 1, SIGINT: 2, SIGKILL: 9, SIGPIPE: 13, SIGTERM: 15 } as const;
export type Signal = keyof typeof SIGNALS;

export function processOf(world: UserWorld, pid: number): Process | null {
  return get(world.processes, pid) ?? null;
}
