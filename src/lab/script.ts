/** The script: its lines run one after the other, as far apart as the lines of a recording. */
import { isRunning } from '../docker/container/container';
import { containersOf } from '../docker/engine';
import { newestWorkerToken } from '../docker/swarm/member';
import { MILLISECOND, type Micros, nextAt, schedule } from '../sim/clock';
import { get, put, remove, values } from '../sim/table';
import { createPipe, typeInto } from '../userland/pipes';
import { type Process, processOf, type UserEvent } from '../userland/process';
import { type Runtime, spawn } from '../userland/runtime';
import type { Entry, LabEvent, Typed, World } from './world';

/** How long is looked on after the last command: what somebody then types begins no sooner, in a link of it neither. */
const LOOKING_ON = 500 * MILLISECOND;
/** Between the end of one command and the beginning of the next: who records looks at every running container there. */
const PAUSE = 190 * MILLISECOND;
const LOOK_AT_DOCKER = 30 * MILLISECOND;
const LOOK_AT_CONTAINER = 30 * MILLISECOND;

/** Where a terminal begins. */
const HOME = '/root';

/** The pid that no process has: commands of the script report to it. */
export const SCRIPT_PID = 0;

/** Appends a line. It runs when those before it are done. */
export function addLine(world: World, line: string, at = 'host', terminal = false, typed: readonly Typed[] = []): void {
  const idle = isIdle(world);
  const where = /^@(\S+)\s+/.exec(line);
  const entry: Entry = {
    at: where?.[1] ?? at,
    line,
    terminal,
    console: null,
    pid: null,
    status: null,
    began: 0,
    typed: [...typed],
  };
  world.script.entries.push(entry);
  if (idle) scheduleNext(world, Math.max(0, world.script.until - world.clock.now));
}

function scheduleNext(world: World, delay: number): void {
  const event: LabEvent = { type: 'script.next' };
  schedule(world.clock, delay, event);
}

/** Whether no command runs and none waits. */
export function isIdle(world: World): boolean {
  const { entries, next } = world.script;
  return next >= entries.length && (next === 0 || entries[next - 1]?.status !== null);
}

/** Whether there is anything left to do: an event before the end of what is looked on. */
export function isDue(world: World): boolean {
  const at = nextAt(world.clock);
  return at !== null && (!isIdle(world) || at <= world.script.until);
}

/** The next line begins. Comments and blank lines are passed over. */
export function nextLine(runtime: Runtime, world: World): void {
  const { script } = world;
  const entry = script.entries[script.next];
  if (entry === undefined) return;
  script.next++;
  // Nobody sees what a line's last command prints in the background.
  const command = entry.line.replace(/^@\S+\s+/, '').replace(/(?<!&)&\s*$/, '>/dev/null 2>&1 &');
  const machine = world.machines[entry.at];
  const id = world.nextConsole++;
  entry.console = id;
  entry.began = world.clock.now;
  for (const { after, text } of entry.typed) {
    const event: LabEvent = { type: 'script.typed', entry: script.next - 1, text };
    schedule(world.clock, after, event);
  }
  put(world.consoles, id, { id, text: '' });
  const console = { to: 'console', id } as const;
  if (machine === undefined) {
    put(world.consoles, id, { id, text: `hopscope: there is no machine called ${entry.at}\n` });
    finish(world, entry, 1);
    return;
  }
  entry.pid = spawn(runtime, {
    parent: SCRIPT_PID,
    machine: machine.name,
    ns: machine.ns,
    root: machine.root,
    cwd: world.script.directories[machine.name] ?? HOME,
    argv: ['bash', '-c', command],
    env: {
      ...world.environment,
      WORKER_TOKEN: newestWorkerToken(world),
      ...(entry.terminal ? { TERM: 'xterm-256color' } : {}),
    },
    stdout: console,
    stderr: console,
    stdin: entry.terminal ? { pipe: createPipe(world, '', true) } : '',
  });
}

/** The shell of the line under way has ended; the next one on its machine begins where it stood. */
export function lineEnded(world: World, shell: number, status: number): void {
  const entry = world.script.entries[world.script.next - 1];
  const process = processOf(world, shell);
  if (process?.cwd !== undefined) world.script.directories[process.machine] = process.cwd;
  remove(world.processes, shell);
  if (entry !== undefined) finish(world, entry, status);
}

function finish(world: World, entry: Entry, status: number): void {
  entry.status = status;
  entry.pid = null;
  world.script.until = world.clock.now + LOOKING_ON;
  const next = world.script.entries[world.script.next];
  if (next !== undefined) scheduleNext(world, next.terminal ? LOOKING_ON : pause(world));
}

function pause(world: World): Micros {
  const running = Object.values(world.engines).flatMap((engine) => containersOf(engine).filter(isRunning)).length;
  return running === 0 ? PAUSE : PAUSE + LOOK_AT_DOCKER + running * LOOK_AT_CONTAINER;
}

/** What Ctrl+C and Ctrl+D send. */
const INTERRUPT = '\x03';
const END = '\x04';

/** Something is typed now, while a line runs; who opens the scenario again finds it typed there. Null is the end of input. */
export function typeNow(world: World, text: string | null): void {
  const at = world.script.next - 1;
  const entry = world.script.entries[at];
  if (entry?.pid == null) return;
  const sent = text ?? END;
  entry.typed.push({ after: world.clock.now - entry.began + 1, text: sent });
  const event: LabEvent = { type: 'script.typed', entry: at, text: sent };
  schedule(world.clock, 1, event);
}

export function interruptLine(world: World): void {
  typeNow(world, INTERRUPT);
}

/** What was typed is echoed, and reaches whichever process of its line reads the terminal, if the line still runs. */
export function takeTyped(world: World, at: number, text: string): void {
  const entry = world.script.entries[at];
  if (entry?.pid == null) return;
  if (entry.terminal) echo(world, entry, text);
  if (text === INTERRUPT) interrupt(world, entry.pid);
  const stdin = processOf(world, entry.pid)?.stdin ?? null;
  if (text !== INTERRUPT && stdin !== null && typeof stdin !== 'string')
    typeInto(world, stdin.pipe, text === END ? null : text);
}

/** Control characters show as `^C`; that of the end does not show (termios(3), ECHOCTL). */
function echo(world: World, { console: id }: Entry, text: string): void {
  const console = id === null ? undefined : get(world.consoles, id);
  if (console !== undefined && text !== END) console.text += text === INTERRUPT ? '^C' : text;
}

/** Everything that the line has started gets SIGINT. */
function interrupt(world: World, leader: number): void {
  for (const process of values(world.processes)) {
    if (!descendsFrom(world, process, leader)) continue;
    const event: UserEvent = { type: 'process.signal', pid: process.pid, signal: 'SIGINT' };
    schedule(world.clock, 0, event);
  }
}

function descendsFrom(world: World, process: Process, ancestor: number): boolean {
  for (let at: Process | null = process; at !== null; at = at.parent === null ? null : processOf(world, at.parent)) {
    if (at.pid === ancestor) return true;
  }
  return false;
}
