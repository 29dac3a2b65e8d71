/** A run of a scenario from its beginning: the world made, the history that leads it forward and back. */
import { startEngine } from '../docker/dockerd';
import type { Decision } from '../kernel/decision';
import type { Kernel } from '../kernel/kernel';
import { createClock } from '../sim/clock';
import { History } from '../sim/history';
import { createRandom } from '../sim/random';
import { createTable } from '../sim/table';
import type { Frame } from '../wire/packet';
import { buildDesktop, DESKTOP_DNS } from './desktop';
import { buildOutside, RESOLVER } from './outside';
import type { Scenario } from './scenario';
import { addLine } from './script';
import { spawn } from '../userland/runtime';
import { kernelOf, type Input, model, runtimeOf } from './step';
import type { LabTap, World } from './world';

export type Run = History<World, Input, Frame, Decision>;

const SILENT: LabTap = { frame: () => undefined, why: null };

/** The Docker hosts of a scenario: as many as its lines name, nine at most. */
function hostsOf({ lines }: Scenario): string[] {
  const named = lines.map((line) => Number(/^@host([2-9])\s/.exec(line)?.[1] ?? 1));
  const count = Math.max(1, ...named);
  return Array.from({ length: count }, (_, i) => (i === 0 ? 'host' : `host${i + 1}`));
}

/** The world before the first line: machines up, engines started, the Internet's servers listening. */
function createWorld(scenario: Scenario): World {
  const world: World = {
    clock: createClock(),
    random: createRandom(scenario.seed),
    netns: createTable(),
    machines: {},
    roots: createTable(),
    processes: createTable(),
    consoles: createTable(),
    logs: {},
    nextPid: 1000,
    pipes: createTable(),
    nextPipe: 1,
    engines: {},
    clusters: createTable(),
    script: { entries: [], next: 0, until: 0, directories: {} },
    nextConsole: 1,
    environment: { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', COLUMNS: '200' },
  };
  const k = kernelOf(world, SILENT);
  const hosts = hostsOf(scenario);
  buildOutside(k, world, hosts);
  if (scenario.desktop === true) buildDesktop(k, world);
  for (const host of hosts) {
    const machine = world.machines[host]?.docker ?? host;
    startEngine(runtimeOf(world, k), machine, scenario.engine, scenario.dockerd);
  }
  serve(world, k, 'www', ['world-http', '203.0.113.80']);
  serve(world, k, 'www', ['world-http', '203.0.113.81']);
  serve(world, k, 'www', ['world-dns', RESOLVER]);
  if (scenario.desktop === true) serve(world, k, 'host', ['desktop-dns', DESKTOP_DNS, RESOLVER]);
  return world;
}

/** Starts a server that is there from the beginning. */
function serve(world: World, k: Kernel, machine: string, argv: readonly string[]): void {
  spawn(runtimeOf(world, k), {
    parent: null,
    machine,
    ns: machine,
    root: machine,
    argv: [...argv],
    env: {},
    stdout: { to: 'null' },
    stderr: { to: 'null' },
    stdin: null,
  });
}

/** A run with the scenario's lines in its script, nothing of them done yet; `note` hears of every decision. */
export function createRun(scenario: Scenario, note: ((decision: Decision, after: number) => void) | null = null): Run {
  const world = createWorld(scenario);
  scenario.lines.forEach((line, i) => {
    const typed = (scenario.typed ?? []).filter((one) => one.line === i);
    addLine(world, line, 'host', i >= (scenario.terminal ?? Infinity), typed);
  });
  return new History(model, world, note);
}
