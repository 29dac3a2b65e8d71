/** Pipes between processes: what is written waits there until the reader asks (pipe(7)). */
import { type Micros, schedule } from '../sim/clock';
import { get, put, values } from '../sim/table';
import type { Pipe, Process, Sink, Source, UserEvent, UserWorld } from './process';

/** The time between a cause and the process that notices it. */
export const NOTICE: Micros = 20;

/** A pipe that holds a text: its number. A terminal ends when the end is typed. */
export function createPipe(world: UserWorld, text: string, terminal = false): number {
  const id = world.nextPipe++;
  put(world.pipes, id, { id, terminal, text, ended: false, broken: false, reader: null });
  return id;
}

function tellReader(world: UserWorld, pipe: Pipe): void {
  if (pipe.reader === null || (pipe.text === '' && !pipe.ended)) return;
  const event: UserEvent = { type: 'process.readable', pid: pipe.reader, pipe: pipe.id };
  schedule(world.clock, NOTICE, event);
}

/** Whether somebody is left who may read it. */
export function writeToPipe(world: UserWorld, id: number, text: string): boolean {
  const pipe = get(world.pipes, id);
  if (pipe === undefined || pipe.broken) return false;
  const waits = pipe.text === '';
  pipe.text += text;
  if (waits) tellReader(world, pipe);
  return true;
}

/** What a process can read at once. Where nothing will ever come, that is the end. */
export function readNow(world: UserWorld, source: Source): { text: string; ended: boolean } {
  if (source === null || typeof source === 'string') return { text: source ?? '', ended: true };
  const pipe = get(world.pipes, source.pipe);
  if (pipe === undefined) return { text: '', ended: true };
  const { text, ended } = pipe;
  pipe.text = '';
  return { text, ended };
}

/** Something is typed at a terminal; null is its end. */
export function typeInto(world: UserWorld, id: number, text: string | null): void {
  const pipe = get(world.pipes, id);
  if (pipe === undefined || pipe.ended) return;
  if (text !== null) writeToPipe(world, id, text);
  else {
    pipe.ended = true;
    tellReader(world, pipe);
  }
}

/** Everything in a pipe, for the process that waits there; null for any other. */
export function takeFromPipe(world: UserWorld, pid: number, id: number): { text: string; ended: boolean } | null {
  const pipe = get(world.pipes, id);
  if (pipe?.reader !== pid) return null;
  const { text, ended } = pipe;
  pipe.text = '';
  return { text, ended };
}

export function isReader(world: UserWorld, pid: number, id: number): boolean {
  return get(world.pipes, id)?.reader === pid;
}

/** A process asks for what comes from a source. */
export function listenAt(world: UserWorld, pid: number, source: Source): void {
  if (source === null) return;
  if (typeof source === 'string') {
    for (const text of source === '' ? [null] : [source, null]) {
      const event: UserEvent = { type: 'process.input', pid, text };
      schedule(world.clock, NOTICE, event);
    }
    return;
  }
  const pipe = get(world.pipes, source.pipe);
  if (pipe === undefined) return;
  pipe.reader = pid;
  tellReader(world, pipe);
}

/** What was read too much goes back, before all else; others may read now. */
export function putBackInto(world: UserWorld, pid: number, source: Source, text: string): void {
  const pipe = pipeOf(world, source);
  if (pipe === null) return;
  pipe.text = text + pipe.text;
  if (pipe.reader === pid) pipe.reader = null;
}

function pipeOf(world: UserWorld, source: Source): Pipe | null {
  return source !== null && typeof source !== 'string' ? (get(world.pipes, source.pipe) ?? null) : null;
}

function leadsTo(sink: Sink, id: number): boolean {
  return sink.to === 'both'
    ? leadsTo(sink.first, id) || leadsTo(sink.second, id)
    : sink.to === 'stream' && sink.id === id;
}

function pipesBehind(sink: Sink): number[] {
  if (sink.to === 'both') return [...pipesBehind(sink.first), ...pipesBehind(sink.second)];
  return sink.to === 'stream' ? [sink.id] : [];
}

/** The pipe ends where no process is left that writes to it. */
export function endIfUnwritten(world: UserWorld, id: number): void {
  const pipe = get(world.pipes, id);
  if (pipe === undefined || pipe.ended || pipe.terminal) return;
  for (const { status, stdout, stderr } of values(world.processes))
    if (status === null && (leadsTo(stdout, id) || leadsTo(stderr, id))) return;
  pipe.ended = true;
  tellReader(world, pipe);
}

/** A process that has ended neither writes nor reads any more. */
export function leavePipes(world: UserWorld, process: Process): void {
  for (const id of new Set([...pipesBehind(process.stdout), ...pipesBehind(process.stderr)])) endIfUnwritten(world, id);
  const pipe = pipeOf(world, process.stdin);
  if (pipe === null) return;
  if (pipe.reader === process.pid) pipe.reader = null;
  for (const { status, stdin } of values(world.processes))
    if (status === null && stdin !== null && typeof stdin !== 'string' && stdin.pipe === pipe.id) return;
  pipe.broken = true;
}
