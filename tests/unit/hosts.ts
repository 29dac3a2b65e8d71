/** Machines with programs on them, for tests of what a program prints and sends. */
import { kernelEvent } from '../../src/kernel/event';
import type { KernelEvent } from '../../src/kernel/kernel';
import { createClock, nextAt, schedule, takeNext } from '../../src/sim/clock';
import { createRandom } from '../../src/sim/random';
import { createTable, get, put, values } from '../../src/sim/table';
import type { Process, Signal, UserEvent, UserWorld } from '../../src/userland/process';
import type { Program } from '../../src/userland/program';
import { type Runtime, spawn, userEvent } from '../../src/userland/runtime';
import { addNs, cable, configure, type Net } from './net';

export interface Hosts {
  readonly net: Net;
  readonly runtime: Runtime;
  readonly status: Record<number, number>;
  /** Runs one event; false where there is none before `until`. */
  step(until: number): boolean;
  signal(pid: number, signal: Signal): void;
  /** The files of a machine. */
  files(machine: string): Record<string, string>;
}

/** Puts a machine of that name into the net; its root is its own. */
export function addHost(hosts: Hosts, name: string, files: Readonly<Record<string, string>> = {}): void {
  const { world } = hosts.runtime;
  const ns = addNs(hosts.net, name);
  put(world.roots, name, { files: { '/etc/hosts': '127.0.0.1\tlocalhost\n', ...files } });
  world.machines[name] = { name, hostname: name, ns: ns.id, root: name, namedNs: {} };
}

/** A world without machines that knows these programs. */
export function createHosts(programs: readonly Program[], seed = 1): Hosts {
  const clock = createClock<KernelEvent | UserEvent>();
  const random = createRandom(seed);
  const steps: Net['steps'] = [];
  const k = {
    clock,
    random,
    tap: {
      frame: (place: string, sent: boolean, frame: Net['steps'][number]['frame']) => {
        steps.push({ at: clock.now, place, sent, frame });
      },
      why: null,
    },
  };
  const net: Net = { k, clock: createClock(), netns: createTable(), steps, why: [], woken: [] };
  const world: UserWorld = {
    clock,
    random,
    netns: net.netns,
    machines: {},
    roots: createTable(),
    processes: createTable(),
    consoles: createTable(),
    logs: {},
    nextPid: 100,
    pipes: createTable(),
    nextPipe: 1,
  };
  const runtime: Runtime = { k, world, programs: new Map(programs.map((program) => [program.name, program])) };
  const status: Record<number, number> = {};
  const step = (until: number): boolean => {
    const at = nextAt(clock);
    const event = at !== null && at <= until ? takeNext(clock) : null;
    if (event === null) return false;
    if (event.type === 'process.child' && event.pid === 0) status[event.child] = event.status;
    else if (isOfUserland(event)) userEvent(runtime, event);
    else kernelEvent(k, world.netns, event);
    return true;
  };
  const signal = (pid: number, name: Signal): void => {
    userEvent(runtime, { type: 'process.signal', pid, signal: name });
  };
  const files = (machine: string) => get(world.roots, machine)?.files ?? {};
  return { net, runtime, status, step, signal, files };
}

type OfUserland = UserEvent | Extract<KernelEvent, { type: 'socket.wake' }>;

function isOfUserland(event: KernelEvent | UserEvent): event is OfUserland {
  return event.type.startsWith('process.') || event.type === 'socket.wake';
}

/** `client` 10.77.0.1 and `server` 10.77.0.2 with an eth0 each, on one cable. */
export function twoHosts(programs: readonly Program[], resolvConf: string, seed = 1): Hosts {
  const hosts = createHosts(programs, seed);
  addHost(hosts, 'client', { '/etc/resolv.conf': resolvConf });
  addHost(hosts, 'server');
  const { net } = hosts;
  const [client, server] = ['client', 'server'].map((name) => get(net.netns, name)!);
  const ends = cable(net, client!, 'eth0', server!, 'eth0');
  configure(client!, ends.a, '10.77.0.1/24');
  configure(server!, ends.b, '10.77.0.2/24');
  return hosts;
}

export interface Started {
  readonly pid: number;
  out(): string;
  err(): string;
}

let consoles = 0;

/** Starts a command on a machine. */
export function start(hosts: Hosts, machine: string, argv: readonly string[], stdin: string | null = null): Started {
  const { world } = hosts.runtime;
  const [out, err] = [consoles++, consoles++];
  for (const id of [out, err]) put(world.consoles, id, { id, text: '' });
  const request: Omit<Process, 'pid' | 'piped' | 'data' | 'timers' | 'status'> = {
    parent: 0,
    machine,
    ns: machine,
    root: machine,
    argv,
    env: {},
    stdout: { to: 'console', id: out },
    stderr: { to: 'console', id: err },
    stdin,
  };
  const text = (id: number) => get(world.consoles, id)?.text ?? '';
  return { pid: spawn(hosts.runtime, request), out: () => text(out), err: () => text(err) };
}

export interface Ran {
  readonly out: string;
  readonly err: string;
  /** Null where it had not ended by then. */
  readonly status: number | null;
  /** Microseconds that it took. */
  readonly took: number;
}

/** Runs a command on a machine to its end, or for as long as it may take. */
export function run(
  hosts: Hosts,
  machine: string,
  argv: readonly string[],
  longest = 600_000_000,
  stdin: string | null = null,
): Ran {
  const { clock } = hosts.runtime.k;
  const begun = clock.now;
  const started = start(hosts, machine, argv, stdin);
  while (hosts.status[started.pid] === undefined && hosts.step(begun + longest));
  return {
    out: started.out(),
    err: started.err(),
    status: hosts.status[started.pid] ?? null,
    took: clock.now - begun,
  };
}

/** Lets time pass. */
export function wait(hosts: Hosts, micros: number): void {
  const { clock } = hosts.runtime.k;
  const until = clock.now + micros;
  while (hosts.step(until));
  schedule(clock, until - clock.now, { type: 'process.timer', pid: -1, name: '', stamp: 0 } satisfies UserEvent);
  hosts.step(until);
}

/** Processes that have not ended. */
export function living(hosts: Hosts): Process[] {
  return [...values(hosts.runtime.world.processes)].filter(({ status }) => status === null);
}
