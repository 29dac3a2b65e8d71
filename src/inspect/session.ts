/** One run as the interface sees it: opened from a link, led on by what is typed, looked at step by step. */
import { captureOf, transcriptOf } from '../lab/capture';
import { decodeLink, encodeLink } from '../lab/link';
import type { Run } from '../lab/run';
import { type EngineVersion, scenarioOf } from '../lab/scenario';
import { isIdle } from '../lab/script';
import { SEEDS } from '../lab/seeds';
import { stormAt } from '../lab/storm';
import { linkByName, type Netns } from '../kernel/netns';
import { type CommandLine, Work } from '../lab/work';
import type { World } from '../lab/world';
import { get } from '../sim/table';
import type { Step } from '../sim/trace';
import { dissect } from '../wire/dissect';
import { encodeFrame } from '../wire/frame';
import type { Frame } from '../wire/packet';
import { type CnmView, cnmOf } from './cnm';
import {
  checkCompose,
  type ComposeCheck,
  composeCompletions,
  type CompletionView,
  directoryView,
  type DirectoryView,
} from './compose';
import { compareEngines, type DifferenceView } from './difference';
import { type DrawingView, drawingOf } from './drawing';
import { type LadderView, ladderOf } from './ladder';
import { type Looked, reasonsOf } from './reasons';
import { Exchanges, placeLabel, rowOf } from './rows';
import { stateOf } from './state';
import { hopOf, namespacesOf, topologyOf } from './topology';
import type {
  ConsoleView,
  FrameRow,
  FrameView,
  Lane,
  OpenedView,
  Progress,
  ReachedView,
  StateSection,
  StepView,
} from './view';

/** About a tenth of a second of work. */
const SLICE_EVENTS = 20_000;
const STORM_CHECK = 2_000;
/** So many namespaces of a world at rest are shown whole. */
const SHOWN_NAMESPACES = 12;

export class Session {
  /** Exchange of each step, by step - 1. */
  private exchanges: number[] = [];
  private grouping = new Exchanges();
  /** By step: after how many events it was dropped. */
  private readonly dropped = new Map<number, number>();
  private stopped: string | null = null;
  private runs = 0;
  /** Nothing is due: a command that still runs waits for somebody to type or to interrupt it. */
  private resting = false;
  /** Somebody has seen the present scenario. */
  private isOpen = false;
  private readonly work = new Work(scenarioOf(SEEDS[0]?.lines ?? []), {
    note: (decision, after, ran) => {
      if (decision.kind === 'drop' && decision.reason !== 'OTHERHOST' && !this.dropped.has(after))
        this.dropped.set(after, ran);
    },
    begun: () => this.forget(-1),
    rewound: (ran) => this.forget(ran),
  });

  private get run(): Run {
    return this.work.run;
  }

  /** Forgets what was noted of the run after its `ran`-th event. */
  private forget(ran: number): void {
    for (const [step, event] of this.dropped) if (event > ran) this.dropped.delete(step);
    this.exchanges = [];
    this.grouping = new Exchanges();
    this.stopped = null;
    this.runs++;
  }

  /** A link's fragment, or the opening scenario where it is empty. What is wrong with a link leaves the present run as it is. */
  open(fragment: string): OpenedView {
    const opened = fragment === '' ? null : decodeLink(fragment);
    if (opened !== null && !opened.ok) return opened;
    const scenario = opened === null ? scenarioOf(SEEDS[0]?.lines ?? []) : opened.scenario;
    if (this.isOpen) this.work.replace(scenario, { kind: 'scenario' });
    else this.work.open(scenario);
    this.isOpen = true;
    const progress = this.finish(opened?.step ?? 0);
    return { ok: true, step: Math.min(opened?.step ?? 0, progress.steps), progress, seed: this.seed() };
  }

  openSeed(id: string): Progress {
    const seed = SEEDS.find((candidate) => candidate.id === id);
    if (seed === undefined) return this.progress();
    this.isOpen = true;
    const desktop = seed.desktop === true ? { desktop: true } : {};
    this.work.replace({ ...scenarioOf(seed.lines, this.work.scenario.engine), ...desktop }, { kind: 'scenario' });
    return this.proceed();
  }

  /** Begins anew with the present scenario on the other engine. */
  setEngine(engine: EngineVersion): Progress {
    this.work.replace({ ...this.work.scenario, engine }, { kind: 'engine', engine });
    return this.proceed();
  }

  /** Begins anew with the engine in Docker Desktop's virtual machine, or on the host itself. */
  setDesktop(desktop: boolean): Progress {
    this.work.replace({ ...this.work.scenario, desktop: desktop || undefined }, { kind: 'desktop', desktop });
    return this.proceed();
  }

  drawing(): DrawingView {
    return drawingOf(this.run.world);
  }

  /** Takes the last edit back, however it was made. */
  undo(): ReachedView {
    this.work.undo();
    return this.reached();
  }

  /** Makes the edit again that was taken back last. */
  redo(): ReachedView {
    this.work.redo();
    return this.reached();
  }

  private reached(): ReachedView {
    this.stopped = stormAt(this.run.trace) === null ? null : 'stopped_storm';
    return { progress: this.proceed(), seed: this.seed() };
  }

  compareEngines(): DifferenceView {
    return compareEngines(this.work.scenario);
  }

  private seed(): string | null {
    const lines = this.work.scenario.lines.join('\n');
    return SEEDS.find((candidate) => candidate.lines.join('\n') === lines)?.id ?? null;
  }

  type(at: string, line: string): Progress {
    return this.draw([{ at, line }]);
  }

  /** Several commands as one edit: undo takes them back together. */
  draw(lines: readonly CommandLine[]): Progress {
    this.work.type(lines);
    return this.proceed();
  }

  interrupt(): Progress {
    if (!isIdle(this.run.world)) this.run.input({ type: 'interrupt' });
    return this.proceed();
  }

  /** Typed at the command that still runs. */
  enter(text: string | null): Progress {
    if (!isIdle(this.run.world)) this.run.input({ type: 'typed', text });
    return this.proceed();
  }

  /** Runs on for a slice. */
  proceed(): Progress {
    for (let events = 0; events < SLICE_EVENTS && this.stopped === null; events += STORM_CHECK) {
      this.resting = !this.run.advance(STORM_CHECK);
      if (this.resting) break;
      const storm = stormAt(this.run.trace);
      if (storm !== null) this.stopped = 'stopped_storm';
    }
    return this.progress();
  }

  /** Runs until the step is reached, or to the end. */
  private finish(step: number): Progress {
    let progress = this.proceed();
    while (progress.running && !progress.idle && progress.stopped === null && progress.steps < step)
      progress = this.proceed();
    return progress;
  }

  private progress(): Progress {
    const running = this.stopped === null && !isIdle(this.run.world);
    return {
      run: this.runs,
      steps: this.run.trace.length,
      running,
      idle: running && this.resting,
      stopped: this.stopped,
      ...this.work.edits,
    };
  }

  view(step: number, box: string | null = null): StepView {
    const steps = this.run.trace.length;
    const shown = Math.max(0, Math.min(step, steps));
    const { world, before, patches, reasons } = this.run.changeAt(shown);
    const row = this.row(shown, world);
    const passing = this.run.trace.step(shown);
    const topology = topologyOf(world);
    const nsId = passing === null ? null : passing.place.slice(0, passing.place.lastIndexOf('/'));
    const ns = nsId === null ? undefined : get(world.netns, nsId);
    const why = passing === null || ns === undefined ? [] : reasonsOf(reasons, lookedAt(passing, ns));
    return {
      engine: this.work.scenario.engine,
      desktop: this.work.scenario.desktop === true,
      step: shown,
      steps,
      time: passing?.time ?? 0,
      row,
      frame: passing === null || row === null ? null : frameView(row, encodeFrame(passing.frame)),
      hop: passing === null ? null : hopOf(world, topology, passing.place, passing.sent, placesOf(why)),
      topology,
      reasons: why,
      state: this.state(world, before, [...namespacesOf(world, box), ...(nsId === null ? [] : [nsId])], patches),
      consoles: consolesOf(world),
    };
  }

  /** Tables of what is looked at and of the namespace that the frame is in first, then of those that the step changed. */
  private state(world: World, before: World | null, first: readonly string[], patches: StepPatches): StateSection[] {
    const touched = patches.flatMap(({ path }) =>
      path[0] === 'netns' && typeof path[3] === 'string' ? [path[3]] : [],
    );
    const resting = first.length === 0 ? Object.values(world.machines).map((machine) => machine.ns) : [];
    const shown = [...new Set([...first, ...resting, ...touched])].slice(0, SHOWN_NAMESPACES);
    return shown.flatMap((id) => stateOf(world, before, id));
  }

  private row(step: number, world: World): FrameRow | null {
    const passing = this.run.trace.step(step);
    if (passing === null) return null;
    return rowOf(passing, placeLabel(world.netns, passing.place), this.exchangeOf(step), this.dropped.has(step));
  }

  private exchangeOf(step: number): number {
    while (this.exchanges.length < step) {
      const next = this.run.trace.step(this.exchanges.length + 1);
      if (next === null) return 0;
      this.exchanges.push(this.grouping.of(next));
    }
    return this.exchanges[step - 1] ?? 0;
  }

  rows(from: number, to: number): FrameRow[] {
    const rows: FrameRow[] = [];
    for (let step = Math.max(1, from); step <= Math.min(to, this.run.trace.length); step++) {
      const row = this.row(step, this.run.world);
      if (row !== null) rows.push(row);
    }
    return rows;
  }

  /** Interfaces in the order in which frames first passed them: neighbours on the way stand side by side. */
  lanes(): Lane[] {
    const lanes = new Map<string, Lane>();
    for (const step of this.run.trace) {
      if (lanes.has(step.place)) continue;
      const ns = get(this.run.world.netns, step.place.slice(0, step.place.lastIndexOf('/')));
      lanes.set(step.place, { place: placeLabel(this.run.world.netns, step.place), machine: ns?.machine ?? '' });
    }
    return [...lanes.values()];
  }

  nextDevice(step: number, direction: 1 | -1): number {
    const device = (at: number) => this.run.trace.step(at)?.place.replace(/\/[^/]*$/, '');
    const here = device(step);
    let at = step;
    while (at + direction >= 0 && at + direction <= this.run.trace.length) {
      at += direction;
      if (device(at) !== here) return at;
    }
    return at;
  }

  finishExchange(step: number): number {
    const exchange = this.exchangeOf(Math.max(1, step));
    let last = step;
    for (let at = step + 1; at <= this.run.trace.length; at++) if (this.exchangeOf(at) === exchange) last = at;
    return last;
  }

  cnm(step: number): CnmView {
    return cnmOf(this.run.at(Math.max(0, Math.min(step, this.run.trace.length))));
  }

  ladder(step: number): LadderView | null {
    const exchange = this.exchangeOf(step);
    const steps = [...this.run.trace].filter((passing) => this.exchangeOf(passing.step) === exchange);
    return ladderOf(steps, step, (place) => placeLabel(this.run.world.netns, place));
  }

  /** Null where the scenario is longer than a link may be: it would not open again. */
  share(step: number): string | null {
    const fragment = encodeLink(this.work.scenario, step);
    return decodeLink(fragment).ok ? fragment : null;
  }

  files(): DirectoryView {
    return directoryView(this.run.world);
  }

  checkCompose(path: string, drafts: Readonly<Record<string, string>>): ComposeCheck {
    return checkCompose(this.run.world, path, drafts);
  }

  composeCompletions(path: readonly string[]): CompletionView {
    return composeCompletions(path);
  }

  stepOf(console: number): number {
    return firstStep(this.run, (world) => get(world.consoles, console) !== undefined);
  }

  exportPcapng(): Uint8Array {
    return captureOf(this.run);
  }

  exportTranscript(): string {
    return transcriptOf(this.run.world);
  }
}

type StepPatches = ReturnType<Run['changeAt']>['patches'];

/** The first step at which something is so that stays so; the last where it is not so before. */
function firstStep(run: Run, isSo: (world: World) => boolean): number {
  let [low, high] = [0, run.trace.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isSo(run.at(middle))) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** A step as its decisions are looked for. */
function lookedAt({ step, sent, place }: Step<Frame>, ns: Netns): Looked {
  const link = linkByName(ns, place.slice(place.lastIndexOf('/') + 1));
  return { step, sent, ns: ns.name, bridged: link !== null && link.master !== null };
}

function frameView(row: FrameRow, bytes: Uint8Array): FrameView {
  return { protocol: row.protocol, summary: row.summary, bytes, layers: dissect(bytes) };
}

/** The host's tables that had a say. */
function placesOf(reasons: StepView['reasons']): string[] {
  const places = new Set<string>();
  for (const { key, params, tone } of reasons) {
    if (tone === 'route') places.add('routes');
    else if (tone === 'filter') places.add(params['table'] === 'nat' ? 'nat' : 'filter');
    else if (key.startsWith('why_nat')) places.add('nat');
    else if (key.startsWith('why_ct')) places.add('conntrack');
  }
  return [...places];
}

function consolesOf(world: World): ConsoleView[] {
  return world.script.entries.flatMap((entry) => {
    if (entry.console === null) return [];
    const text = get(world.consoles, entry.console)?.text ?? '';
    return [{ id: entry.console, at: entry.at, line: entry.line.replace(/^@\S+\s+/, ''), text, status: entry.status }];
  });
}
