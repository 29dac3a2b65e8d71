/** What every recipe of this floor works with: the engine of one machine, the machine's own namespace, and hands to start processes. */
import type { Kernel } from '../kernel/kernel';
import type { Netns } from '../kernel/netns';
import { type Micros, schedule } from '../sim/clock';
import { get } from '../sim/table';
import { randomHex } from '../sim/random';
import { type Happening, type Process, processOf, type Signal, type UserEvent } from '../userland/process';
import type { Sys } from '../userland/program';
import { type DockerWorld, type Engine, engineOf, isDockerWorld } from './engine';
import { MESSAGES, type Messages } from './messages';
import { type EngineProfile, PROFILES } from './profile';

export type SpawnHow = Partial<
  Pick<Process, 'parent' | 'machine' | 'ns' | 'root' | 'cwd' | 'env' | 'stdout' | 'stderr' | 'stdin' | 'init'>
>;

export interface Daemon {
  readonly k: Kernel;
  readonly world: DockerWorld;
  readonly engine: Engine;
  readonly profile: EngineProfile;
  readonly messages: Messages;
  /** The machine's root namespace. */
  readonly host: Netns;
  /** Starts a process as a child of dockerd unless `how` says another parent; its pid. */
  spawn(argv: readonly string[], how: SpawnHow): number;
  kill(pid: number, signal: Signal): void;
  /** Whether a program of that name is installed. */
  has(name: string): boolean;
  /** Lets something happen to a process now. */
  tell(happening: Happening): void;
  /** The daemon of another machine, which this one talks to; null where none runs. */
  on(machine: string): Daemon | null;
  /** Wakes dockerd with a timer of that name. */
  alarm(name: string, delay: Micros): void;
}

/** The daemon that the docker client of a process's machine speaks with, or null where there is none. */
export function daemonOf(sys: Sys): Daemon | null {
  const engine = engineOf(sys.world, sys.world.machines[sys.process.machine]?.docker ?? sys.process.machine);
  return engine === null ? null : daemonFor(sys, engine);
}

function daemonFor(sys: Sys, engine: Engine): Daemon | null {
  const { world, k } = sys;
  const machine = world.machines[engine.machine];
  const host = get(world.netns, machine?.ns ?? '');
  if (!isDockerWorld(world) || machine === undefined || host === undefined) return null;
  return {
    k,
    world,
    engine,
    profile: PROFILES[engine.profile],
    messages: MESSAGES[engine.profile],
    host,
    spawn: (argv, how) =>
      sys.spawn(argv, {
        parent: engine.pid,
        machine: machine.name,
        ns: host.id,
        root: machine.root,
        cwd: '/',
        stdin: null,
        stdout: { to: 'null' },
        stderr: { to: 'null' },
        ...how,
      }),
    kill: (pid, signal) => {
      sys.kill(pid, signal);
    },
    has: (name) => sys.has(name),
    on: (name) => {
      const other = world.engines[name];
      return other === undefined ? null : daemonFor(sys, other);
    },
    tell: (happening) => {
      schedule(world.clock, 0, happening);
    },
    alarm: (name, delay) => {
      const dockerd = processOf(world, engine.pid);
      if (dockerd === null) return;
      const stamp = world.clock.seq;
      dockerd.timers[name] = stamp;
      const event: UserEvent = { type: 'process.timer', pid: engine.pid, name, stamp };
      schedule(world.clock, delay, event);
    },
  };
}

/** 64 hexadecimal digits, as Docker names networks, endpoints, sandboxes and containers. */
export function newId(d: Daemon): string {
  return randomHex(d.k.random, 64);
}

export function nextOrder(d: Daemon): number {
  return d.engine.nextOrder++;
}
