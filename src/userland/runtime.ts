/** Running processes: starting and ending them, handing them their events, carrying their output. */
import type { Netns } from '../kernel/netns';
import { closeSocketsOf } from '../kernel/socket/calls';
import type { Kernel } from '../kernel/kernel';
import { type Micros, schedule } from '../sim/clock';
import { get, put, remove } from '../sim/table';
import { appendLog } from './container-log';
import { absolutePath } from './path';
import {
  createPipe,
  endIfUnwritten,
  isReader,
  leavePipes,
  listenAt,
  NOTICE,
  putBackInto,
  readNow,
  takeFromPipe,
  writeToPipe,
} from './pipes';
import { pseudoFile } from './pseudo-files';
import {
  type Happening,
  type Process,
  processOf,
  type Signal,
  SIGNALS,
  type Sink,
  type Source,
  type UserEvent,
  type UserWorld,
} from './process';
import type { Program, ProcessEvent, Sys } from './program';

export type Programs = ReadonlyMap<string, Program>;

export interface Runtime {
  readonly k: Kernel;
  readonly world: UserWorld;
  readonly programs: Programs;
}

export type SpawnRequest = Pick<
  Process,
  | 'parent'
  | 'machine'
  | 'ns'
  | 'root'
  | 'cwd'
  | 'argv'
  | 'env'
  | 'stdout'
  | 'stderr'
  | 'stdin'
  | 'init'
  | 'capabilities'
  | 'user'
>;

/** Starts a program; a name that no program has ends at once with 127, as a shell's child does. The pid is returned in any case. */
export function spawn(runtime: Runtime, request: SpawnRequest): number {
  const { world } = runtime;
  const pid = world.nextPid++;
  const process: Process = { pid, ...request, piped: '', data: null, timers: {}, status: null };
  put(world.processes, pid, process);
  const live = processOf(world, pid);
  if (live === null) return pid;
  const program = programOf(runtime, live);
  const sys = createSys(runtime, live, get(world.netns, live.ns));
  if (program !== null && sys !== null) program.start(sys);
  else {
    sys?.err(`bash: line 1: ${live.argv[0] ?? ''}: command not found\n`);
    end(runtime, live, 127);
  }
  return pid;
}

function programOf(runtime: Runtime, process: Process): Program | null {
  return programNamed(runtime, process.argv[0] ?? '');
}

/** Programs are known by the last part of their path. */
function programNamed(runtime: Runtime, path: string): Program | null {
  return runtime.programs.get(path) ?? runtime.programs.get(path.slice(path.lastIndexOf('/') + 1)) ?? null;
}

/** Hands a process one event of the queue; void where it has ended, or the timer is no longer the one that was set. */
export function userEvent(runtime: Runtime, event: Happening): void {
  const process = processOf(runtime.world, event.pid);
  if (process === null || process.status !== null) return;
  if (process.frozen != null && !(event.type === 'process.signal' && event.signal === 'SIGKILL')) {
    process.frozen.push(event);
    return;
  }
  switch (event.type) {
    case 'process.timer':
      if (process.timers[event.name] !== event.stamp) return;
      delete process.timers[event.name];
      handle(runtime, process, { type: 'timer', name: event.name });
      return;
    case 'process.child':
      handle(runtime, process, { type: 'child', pid: event.child, status: event.status });
      remove(runtime.world.processes, event.child);
      return;
    case 'process.signal':
      signal(runtime, process, event.signal);
      return;
    case 'process.input':
      handle(runtime, process, { type: 'input', text: event.text });
      return;
    case 'process.readable':
      hand(runtime, process, event.pipe);
      return;
    case 'socket.wake':
      handle(runtime, process, { type: 'socket', socket: event.socket });
  }
}

function handle(runtime: Runtime, process: Process, event: ProcessEvent): void {
  const ns = get(runtime.world.netns, process.ns);
  const sys = createSys(runtime, process, ns);
  if (sys !== null) programOf(runtime, process)?.handle(sys, event);
}

function signal(runtime: Runtime, process: Process, name: Signal): void {
  if (programOf(runtime, process)?.takes.includes(name) === true)
    handle(runtime, process, { type: 'signal', signal: name });
  else if (process.init !== true || name === 'SIGKILL') end(runtime, process, 128 + SIGNALS[name]);
}

/** Ends a process: its sockets close, its children are orphans, its parent is told; 0 is the world itself, which started it. */
function end(runtime: Runtime, process: Process, status: number): void {
  if (process.status !== null) return;
  const { k, world } = runtime;
  process.status = status;
  const ns = get(world.netns, process.ns);
  if (ns !== undefined) closeSocketsOf(k, ns, process.pid);
  leavePipes(world, process);
  const heard = process.parent === 0 || (process.parent !== null && processOf(world, process.parent) !== null);
  if (process.parent === null || !heard) remove(world.processes, process.pid);
  else {
    const event: UserEvent = { type: 'process.child', pid: process.parent, child: process.pid, status };
    schedule(world.clock, NOTICE, event);
  }
}

/** Hands what is in a pipe to the process that waits there, and the end after the last of it. */
function hand(runtime: Runtime, process: Process, id: number): void {
  const taken = takeFromPipe(runtime.world, process.pid, id);
  if (taken === null) return;
  if (taken.text !== '') handle(runtime, process, { type: 'input', text: taken.text });
  if (taken.ended && isReader(runtime.world, process.pid, id)) handle(runtime, process, { type: 'input', text: null });
}

/** Appends output where the process's descriptor leads; false where nobody is left who reads it. */
function write(world: UserWorld, sink: Sink, text: string): boolean {
  switch (sink.to) {
    case 'console': {
      const console = get(world.consoles, sink.id);
      if (console !== undefined) console.text += text;
      return true;
    }
    case 'pipe': {
      const parent = processOf(world, sink.pid);
      if (parent !== null) parent.piped += text;
      return true;
    }
    case 'stream':
      return writeToPipe(world, sink.id, text);
    case 'log':
      appendLog(world, sink.container, sink.stream ?? 'stdout', text);
      return true;
    case 'file': {
      const root = get(world.roots, sink.root);
      if (root !== undefined) root.files[sink.path] = (root.files[sink.path] ?? '') + text;
      return true;
    }
    case 'both':
      write(world, sink.first, text);
      return write(world, sink.second, text);
    case 'null':
      return true;
  }
}

function createSys(runtime: Runtime, process: Process, ns: Netns | undefined): Sys | null {
  return ns === undefined ? null : new SystemCalls(runtime, process, ns);
}

class SystemCalls implements Sys {
  readonly k: Kernel;
  readonly world: UserWorld;

  constructor(
    private readonly runtime: Runtime,
    readonly process: Process,
    readonly ns: Netns,
  ) {
    this.k = runtime.k;
    this.world = runtime.world;
  }

  get args(): readonly string[] {
    return this.process.argv.slice(1);
  }

  out(text: string): void {
    this.write(this.process.stdout, text);
  }

  err(text: string): void {
    this.write(this.process.stderr, text);
  }

  private write(sink: Sink, text: string): void {
    if (text !== '' && !write(this.world, sink, text)) this.kill(this.process.pid, 'SIGPIPE');
  }

  exit(status: number): void {
    end(this.runtime, this.process, status);
  }

  timer(name: string, delay: Micros): void {
    const stamp = this.world.clock.seq;
    const event: UserEvent = { type: 'process.timer', pid: this.process.pid, name, stamp };
    schedule(this.world.clock, delay, event);
    this.process.timers[name] = stamp;
  }

  cancel(name: string): void {
    delete this.process.timers[name];
  }

  readFile(path: string): string | null {
    return readFile(this.world, this.ns, this.process.root, absolutePath(this.process, path));
  }

  writeFile(path: string, text: string): void {
    const root = get(this.world.roots, this.process.root);
    if (root !== undefined) root.files[absolutePath(this.process, path)] = text;
  }

  read(source: Source = this.process.stdin): { text: string; ended: boolean } {
    return readNow(this.world, source);
  }

  listen(source: Source = this.process.stdin): void {
    listenAt(this.world, this.process.pid, source);
  }

  putBack(text: string, source: Source = this.process.stdin): void {
    putBackInto(this.world, this.process.pid, source, text);
  }

  pipe(text = ''): number {
    return createPipe(this.world, text);
  }

  closePipe(pipe: number): void {
    endIfUnwritten(this.world, pipe);
  }

  has(name: string): boolean {
    return programNamed(this.runtime, name) !== null;
  }

  spawn(argv: readonly string[], how: Partial<Omit<SpawnRequest, 'argv'>> = {}): number {
    return spawn(this.runtime, { ...pick(this.process), argv, parent: this.process.pid, stdin: null, ...how });
  }

  kill(pid: number, signal: Signal): void {
    const event: UserEvent = { type: 'process.signal', pid, signal };
    schedule(this.world.clock, NOTICE, event);
  }
}

function pick(process: Process): Omit<SpawnRequest, 'argv' | 'parent' | 'stdin'> {
  const { machine, ns, root, cwd, env, stdout, stderr, capabilities, user } = process;
  return {
    machine,
    ns,
    root,
    cwd,
    env,
    stdout,
    stderr,
    ...(capabilities === undefined ? {} : { capabilities }),
    ...(user === undefined ? {} : { user }),
  };
}

/** A file of a root, or one that the kernel makes up. */
function readFile(world: UserWorld, ns: Netns, root: string, path: string): string | null {
  return get(world.roots, root)?.files[path] ?? pseudoFile(world.netns, ns, path);
}
