/** The world that is measured: N containers on one bridge, each with the real ping, and nothing else. */
import type { Decision } from '../../src/kernel/decision';
import { kernelEvent } from '../../src/kernel/event';
import type { Kernel, KernelEvent } from '../../src/kernel/kernel';
import { createNetns, linkById } from '../../src/kernel/netns';
import { addAddress, addBridge, addLoopback, addVeth, linkUp, setMaster } from '../../src/kernel/rtnetlink';
import { type Clock, createClock, takeNext } from '../../src/sim/clock';
import type { Model } from '../../src/sim/history';
import { createRandom } from '../../src/sim/random';
import { createTable, put } from '../../src/sim/table';
import type { Tap } from '../../src/sim/trace';
import { ping } from '../../src/userland/ping/ping';
import type { UserEvent, UserWorld } from '../../src/userland/process';
import { program, type Program, type Sys } from '../../src/userland/program';
import { type Runtime, spawn, userEvent } from '../../src/userland/runtime';
import { formatIpv4 } from '../../src/base/ipv4';
import type { Frame } from '../../src/wire/packet';

export type BenchTap = Tap<Frame, Decision>;
export interface BenchWorld extends UserWorld {
  readonly clock: Clock<KernelEvent | UserEvent>;
}

interface Turns {
  readonly left: string[];
}

/** `in-turn COUNT ADDRESS…`: pings one address after the other. */
const inTurn = program<Turns>({
  name: 'in-turn',
  start: (sys) => {
    const data: Turns = { left: sys.args.slice(1) };
    pingNext(sys, data);
    return data;
  },
  on: (sys, data, event) => {
    if (event.type === 'child') pingNext(sys, data);
  },
});

function pingNext(sys: Sys, { left }: Turns): void {
  const address = left.shift();
  if (address === undefined) sys.exit(0);
  else sys.spawn(['ping', '-A', '-q', '-c', sys.args[0] ?? '1', address]);
}

const PROGRAMS: ReadonlyMap<string, Program> = new Map([ping, inTurn].map((known) => [known.name, known]));
const BASE = 0x0a000000;

function kernelOf(world: BenchWorld, tap: BenchTap): Kernel {
  return { clock: world.clock, random: world.random, tap };
}

function runtimeOf(world: BenchWorld, tap: BenchTap): Runtime {
  return { k: kernelOf(world, tap), world, programs: PROGRAMS };
}

export const silent: BenchTap = { frame: () => undefined, why: null };

export function createBenchWorld(containers: number): BenchWorld {
  const world: BenchWorld = {
    clock: createClock(),
    random: createRandom(1),
    netns: createTable(),
    machines: {},
    roots: createTable(),
    processes: createTable(),
    consoles: createTable(),
    logs: {},
    nextPid: 1,
    pipes: createTable(),
    nextPipe: 1,
  };
  const k = kernelOf(world, silent);
  const host = createNetns('host', 'host', 'host', 0);
  addLoopback(k, host);
  put(world.netns, 'host', host);
  const bridge = addBridge(k, host, 'docker0', null);
  if (typeof bridge === 'string') throw new Error(bridge);
  linkUp(host, bridge);
  for (let i = 0; i < containers; i++) {
    const ns = createNetns(`c${i}`, `c${i}`, 'host', 0);
    addLoopback(k, ns);
    const lo = linkById(ns, ns.lo);
    if (lo !== null) linkUp(ns, lo);
    put(world.netns, ns.id, ns);
    const cable = addVeth(k, { ns: host, name: `veth${i}`, mac: null }, { ns, name: 'eth0', mac: null }, 20);
    if (typeof cable === 'string') throw new Error(cable);
    setMaster(host, cable.a, bridge);
    linkUp(host, cable.a);
    addAddress(ns, cable.b, { address: BASE + i + 2, length: 16 });
    linkUp(ns, cable.b);
  }
  return world;
}

/** Every container pings each of `peers` others `rounds` times, one after the other, the next probe as soon as the last is answered. */
export function startPings(
  world: BenchWorld,
  containers: number,
  peers: number,
  rounds: number,
  tap: BenchTap = silent,
): void {
  const runtime = runtimeOf(world, tap);
  for (let i = 0; i < containers; i++) {
    const others = Array.from({ length: peers }, (_, j) => formatIpv4(BASE + 2 + ((i + j + 1) % containers)));
    spawn(runtime, {
      parent: null,
      machine: 'host',
      ns: `c${i}`,
      root: '',
      argv: ['in-turn', String(rounds), ...others],
      env: {},
      stdout: { to: 'null' },
      stderr: { to: 'null' },
      stdin: null,
    });
  }
}

/** Runs the next event; false once every ping is done. */
export function stepBench(world: BenchWorld, tap: BenchTap): boolean {
  if (world.processes.size === 0) return false;
  const event = takeNext(world.clock);
  if (event === null) return false;
  switch (event.type) {
    case 'link.rx':
    case 'stacked.rx':
    case 'stacked.tx':
    case 'vxlan.tx':
    case 'vxlan.rx':
    case 'loopback.rx':
    case 'qdisc.tx':
    case 'neigh.timer':
    case 'frag.timer':
    case 'tcp.timer':
      kernelEvent(kernelOf(world, tap), world.netns, event);
      return true;
    default:
      userEvent(runtimeOf(world, tap), event);
      return true;
  }
}

export const benchModel: Model<BenchWorld, never, Frame, Decision> = { step: stepBench, input: () => undefined };
