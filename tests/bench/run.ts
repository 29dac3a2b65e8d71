/**
 * `npm run bench`: what the engine costs beside a bare loop, in one run, as ratios; the minimum of interleaved rounds is taken,
 * since the machine is shared. The aims are those of the project's speed goals.
 */
import { compiled } from '../../src/sim/machine';
import { History } from '../../src/sim/history';
import { encodeFrame } from '../../src/wire/frame';
import type { Frame } from '../../src/wire/packet';
import { runFloor } from './floor';
import { GATEWAY_LOADS, runScenario } from './gateway';
import { benchModel, type BenchTap, createBenchWorld, silent, startPings, stepBench } from './net';

const ROUNDS = 5;

interface Load {
  readonly hosts: number;
  readonly peers: number;
  readonly pings: number;
}

const LOADS: readonly Load[] = [
  { hosts: 2, peers: 1, pings: 100_000 },
  { hosts: 10, peers: 9, pings: 2500 },
  { hosts: 200, peers: 5, pings: 250 },
  { hosts: 1000, peers: 1, pings: 250 },
];

/** CPU seconds that `work` took, and what it gave. */
function measure<T>(work: () => T): { readonly seconds: number; readonly value: T } {
  const before = process.cpuUsage();
  const value = work();
  const { user } = process.cpuUsage(before);
  return { seconds: user / 1e6, value };
}

/** Milliseconds by the clock, for what is too short for the accounting of CPU time. */
function wall(work: () => unknown): number {
  const before = process.hrtime.bigint();
  work();
  return Number(process.hrtime.bigint() - before) / 1e6;
}

/** Nanoseconds a hop, the least of several rounds. */
class Least {
  ns = Infinity;

  take(seconds: number, hops: number): void {
    this.ns = Math.min(this.ns, (seconds * 1e9) / hops);
  }
}

function runEngine(
  load: Load,
  tap: (hop: () => void) => BenchTap,
): { readonly seconds: number; readonly hops: number } {
  const world = createBenchWorld(load.hosts);
  let frames = 0;
  const counting = tap(() => frames++);
  startPings(world, load.hosts, load.peers, load.pings, counting);
  const { seconds } = measure(() => {
    while (stepBench(world, counting));
  });
  return { seconds, hops: frames / 2 };
}

const bare = (hop: () => void): BenchTap => ({ frame: hop, why: null });

/** Every frame's bytes with their checksums, and the trace kept. */
function full(hop: () => void): BenchTap {
  const times: number[] = [];
  const places: string[] = [];
  const frames: Uint8Array[] = [];
  const encoded = new WeakMap<Frame, Uint8Array>();
  return {
    frame: (place, _sent, frame) => {
      hop();
      times.push(times.length);
      places.push(place);
      const bytes = encoded.get(frame) ?? encodeFrame(frame);
      encoded.set(frame, bytes);
      frames.push(bytes);
      if (frames.length > 100_000) frames.length = 0;
    },
    why: null,
  };
}

function speed(load: Load): void {
  const floor = new Least();
  const engine = new Least();
  const everything = new Least();
  const transitions = compiled.transitions;
  for (let round = 0; round < ROUNDS; round++) {
    const reference = measure(() => runFloor(load.hosts, load.peers, load.pings));
    floor.take(reference.seconds, reference.value);
    const headless = runEngine(load, bare);
    engine.take(headless.seconds, headless.hops);
    const whole = runEngine(load, full);
    everything.take(whole.seconds, whole.hops);
  }
  const perSecond = Math.round(1e9 / engine.ns).toLocaleString('en');
  console.log(
    `N=${String(load.hosts).padEnd(5)} ${perSecond.padStart(10)} hops/s  ${engine.ns.toFixed(0).padStart(5)} ns/hop  ` +
      `floor ${floor.ns.toFixed(0)} ns  P1 ${(engine.ns / floor.ns).toFixed(2)}x (aim 2)  ` +
      `P2 ${(everything.ns / floor.ns).toFixed(2)}x (aim 5)  P10 ${compiled.transitions - transitions} transition() calls (aim 0)`,
  );
}

/** P5 and P6: what the way back costs. */
function history(load: Load): void {
  const world = createBenchWorld(load.hosts);
  startPings(world, load.hosts, load.peers, load.pings);
  const collect = () => {
    if (typeof gc === 'function') gc();
    return process.memoryUsage().heapUsed;
  };
  const before = collect();
  const run = new History(benchModel, world);
  while (run.trace.length < 100_000 && run.advance(50));
  const bytes = collect() - before;
  const steps = run.trace.length;
  const jumps = Array.from({ length: 60 }, (_, i) =>
    wall(() => run.at(1 + Math.floor(((i + 0.5) / 60) * (steps - 1)))),
  ).sort((a, b) => a - b);
  const back = Math.min(...Array.from({ length: 20 }, (_, i) => wall(() => run.at(steps - i - 1))));
  run.changeAt(steps - 60);
  const looks = Array.from({ length: 59 }, (_, i) => wall(() => run.changeAt(steps - 59 + i))).sort((a, b) => a - b);
  const look = looks[Math.floor(looks.length / 2)] ?? Infinity;
  console.log(
    `N=${String(load.hosts).padEnd(5)} ${(bytes / 1e6).toFixed(1)} MB for ${steps} steps (${(bytes / steps).toFixed(0)} B a step)  ` +
      `P5 jump p95 ${jumps[Math.floor(jumps.length * 0.95)]?.toFixed(1)} ms (aim 16), back ${back.toFixed(1)} ms (aim 5)  ` +
      `P6 next step inspected ${(look * 1e3).toFixed(0)} µs (aim 60)`,
  );
}

/** P7 and P8: what a container at rest costs. */
function memory(containers: number): void {
  const heap = () => {
    if (typeof gc === 'function') gc();
    return process.memoryUsage().heapUsed;
  };
  const before = heap();
  const value = createBenchWorld(containers);
  const bytes = (heap() - before) / containers;
  const least = Math.min(...Array.from({ length: ROUNDS }, () => measure(() => createBenchWorld(containers)).seconds));
  console.log(
    `P7 ${bytes.toFixed(0)} B a container of ${value.netns.size - 1} (aim 2000)  P8 set up in ${(least * 1000).toFixed(0)} ms (aim 50)`,
  );
}

/** P9: one question to everybody. */
function flood(containers: number): void {
  let least = Infinity;
  for (let round = 0; round < ROUNDS; round++) {
    const world = createBenchWorld(containers);
    startPings(world, 1, 0, 0);
    startPings(world, containers, 1, 1);
    let copies = 0;
    const tap: BenchTap = { frame: () => copies++, why: null };
    const { seconds } = measure(() => {
      while (stepBench(world, tap));
    });
    least = Math.min(least, (seconds * 1e6) / (copies / 2));
  }
  console.log(`P9 ${least.toFixed(2)} µs a copy of a flood to ${containers} ports (aim 0.7)`);
}

/** P3: a hop through the gateway beside a bridged one, Docker's rules in the path of both; and a download. */
function gateway(): void {
  const bridged = new Least();
  const routed = new Least();
  let download = Infinity;
  let frames = 0;
  for (let round = 0; round < 3; round++) {
    const straight = measure(() => runScenario(GATEWAY_LOADS.bridged));
    bridged.take(straight.seconds, straight.value / 2);
    const translated = measure(() => runScenario(GATEWAY_LOADS.routed));
    routed.take(translated.seconds, translated.value / 2);
    const page = measure(() => runScenario(GATEWAY_LOADS.download));
    download = Math.min(download, page.seconds);
    frames = page.value;
  }
  console.log(
    `P3 bridged ${bridged.ns.toFixed(0)} ns/hop, routed and NATed ${routed.ns.toFixed(0)} ns/hop: ${(routed.ns / bridged.ns).toFixed(2)}x (aim 2.5); ` +
      `1 MB over HTTP in ${(download * 1000).toFixed(0)} ms of CPU, ${frames} frames`,
  );
}

console.log('Headless, every frame through the whole engine; user CPU, least of five interleaved rounds.');
runFloor(10, 9, 100);
runEngine({ hosts: 10, peers: 9, pings: 100 }, () => silent);
// Before there are worlds whose memory may be freed meanwhile.
memory(1000);
for (const load of LOADS) speed(load);
for (const load of LOADS) history(load);
flood(1000);
gateway();
