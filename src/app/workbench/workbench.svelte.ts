/** What the workbench knows: the scenario's run in the worker, the step on show, and what went wrong. */
import type { CnmView } from '../../inspect/cnm';
import type { ComposeCheck, CompletionView, DirectoryView } from '../../inspect/compose';
import type { DifferenceView } from '../../inspect/difference';
import type { DrawingView } from '../../inspect/drawing';
import type { LadderView } from '../../inspect/ladder';
import type { EngineVersion } from '../../lab/scenario';
import type { CommandLine } from '../../lab/work';
import type {
  ConsoleView,
  Lane,
  OpenError,
  Progress,
  ReachedView,
  SessionApi,
  StepView,
  TopologyView,
} from '../../inspect/view';
import { Player } from '../player/player.svelte';
import { FrameRows } from './frame-rows.svelte';

const NOTHING: Progress = { run: 0, steps: 0, running: false, idle: false, stopped: null, undo: null, redo: null };
/** The id of a command that was typed and has not begun. */
export const PENDING = -1;
/** A run that takes longer than this says how far it has come. */
const PATIENCE_MS = 300;

/** How the step on show was reached: a frame travels only where one step led to the next. */
export type Travel = 'forward' | 'back' | 'jump';

export class Workbench {
  readonly player = new Player();
  readonly rows: FrameRows;
  view = $state.raw<StepView | null>(null);
  /** Counts the scenarios that were opened: what is kept per scenario goes by it. */
  generation = $state(0);
  travel = $state.raw<Travel>('jump');
  progress = $state.raw<Progress>(NOTHING);
  /** A command runs, and has for a while. */
  slow = $state(false);
  lanes = $state.raw<readonly Lane[]>([]);
  /** The network as it is at the end of the run: what is drawn is drawn on that. */
  topology = $state.raw<TopologyView | null>(null);
  /** What can be drawn on, at the end of the run. */
  drawing = $state.raw<DrawingView | null>(null);
  /** What the terminal shows of the whole run; the step on show tells how much of it has happened yet. */
  consoles = $state.raw<readonly ConsoleView[]>([]);
  /** The gallery's name of the scenario, where it has one. */
  seed = $state<string | null>(null);
  /** A link that could not be opened, and why. */
  openError = $state.raw<{ readonly error: OpenError; readonly detail: string } | null>(null);
  bug = $state.raw<{ readonly step: number; readonly message: string } | null>(null);
  readonly #session: SessionApi;
  /** The step that was asked for last, and whether it is still to be fetched. */
  #asked: number | null = null;
  #wanted: number | null = null;
  /** The box whose tables are looked at. */
  #box: string | null = null;
  #fetching = false;
  #commands: Promise<void> = Promise.resolve();
  #fragment = '';

  constructor(session: SessionApi) {
    this.#session = session;
    this.rows = new FrameRows(session);
  }

  /** The step on the screen, which a fast hand leaves behind for a moment. */
  get step(): number {
    return this.view?.step ?? 0;
  }

  get steps(): number {
    return this.player.steps;
  }

  /** The fragment of the last link that was made: all that is left to share when the simulation itself has failed. */
  get lastFragment(): string {
    return this.#fragment;
  }

  /** Opens a link's fragment; where that fails the present scenario stays, or the opening one comes. */
  async open(fragment: string): Promise<void> {
    await this.#inTurn(async () => {
      let opened = await this.#session.open(fragment);
      this.openError = opened.ok ? null : { error: opened.error, detail: opened.detail };
      if (!opened.ok && this.view === null) opened = await this.#session.open('');
      if (!opened.ok) return;
      const { progress, seed, step } = opened;
      this.seed = seed;
      await this.#restart(progress, step);
    });
  }

  async openSeed(id: string): Promise<void> {
    await this.#inTurn(async () => {
      const progress = await this.#session.openSeed(id);
      this.openError = null;
      this.seed = id;
      await this.#restart(progress, 0);
    });
  }

  /** The present scenario from its beginning on the other engine. */
  async setEngine(engine: EngineVersion): Promise<void> {
    await this.#inTurn(async () => this.#restart(await this.#session.setEngine(engine), 0));
  }

  /** The present scenario from its beginning on Docker Desktop, or on Linux itself. */
  async setDesktop(desktop: boolean): Promise<void> {
    await this.#inTurn(async () => this.#restart(await this.#session.setDesktop(desktop), 0));
  }

  async compareEngines(): Promise<DifferenceView | null> {
    return this.#guard(() => this.#session.compareEngines());
  }

  async cnm(step: number): Promise<CnmView | null> {
    return this.#guard(() => this.#session.cnm(step));
  }

  async ladder(step: number): Promise<LadderView | null> {
    return this.#guard(() => this.#session.ladder(step));
  }

  /** Runs a line at the end of the run and stops at the first step that it made. */
  async type(at: string, line: string): Promise<void> {
    await this.#inTurn(async () => {
      const before = this.player.steps;
      this.#land(before);
      this.consoles = [...this.consoles, { id: PENDING, at, line, text: '', status: null }];
      this.seed = null;
      await this.#finish(await this.#session.type(at, line));
      if (this.player.step === before) this.#land(this.player.steps > before ? before + 1 : before);
    });
  }

  /** What can be drawn on; while the first scenario is still being opened, what it will be. */
  async drawn(): Promise<DrawingView | null> {
    if (this.drawing === null) await this.#commands;
    return this.drawing;
  }

  /** What was drawn: runs as if it had been typed, and shows what became of it. */
  async draw(lines: readonly CommandLine[]): Promise<void> {
    await this.#inTurn(async () => {
      this.#land(this.player.steps);
      const pending = lines.map(({ at, line }) => ({ id: PENDING, at, line, text: '', status: null }));
      this.consoles = [...this.consoles, ...pending];
      this.seed = null;
      await this.#finish(await this.#session.draw(lines));
      this.#land(this.player.steps);
    });
  }

  async undo(): Promise<void> {
    await this.#reach(() => this.#session.undo());
  }

  async redo(): Promise<void> {
    await this.#reach(() => this.#session.redo());
  }

  /** Not in turn, like an interrupt: what runs may be what is taken back. */
  async #reach(edit: () => Promise<ReachedView>): Promise<void> {
    await this.#guard(() =>
      this.#patiently(async () => {
        const { progress, seed } = await edit();
        this.seed = seed;
        await this.#finish(progress);
        this.#land(this.player.steps);
      }),
    );
  }

  /** Ctrl+C: not in turn, for the turn is the command's that it ends. */
  async interrupt(): Promise<void> {
    await this.#guard(async () => this.#finish(await this.#session.interrupt()));
  }

  /** Typed at the command that runs; null is the end of input. Not in turn, either. */
  async enter(text: string | null): Promise<void> {
    await this.#guard(async () => {
      await this.#finish(await this.#session.enter(text));
      this.#land(this.player.steps);
    });
  }

  /** Follows the player: fetches the step that it is at, or what it is at by the time that one can be fetched. */
  async show(step: number, box = this.#box): Promise<void> {
    if (step === this.#asked && box === this.#box) return;
    this.#asked = step;
    this.#box = box;
    this.#wanted = step;
    if (this.#fetching) return;
    this.#fetching = true;
    await this.#guard(async () => {
      while (this.#wanted !== null) {
        const next = this.#wanted;
        this.#wanted = null;
        const view = await this.#session.view(next, this.#box);
        const from = this.view?.step ?? -1;
        this.travel = next === from + 1 ? 'forward' : next === from - 1 ? 'back' : 'jump';
        this.view = view;
        this.player.send({ type: 'shown', step: next });
      }
    });
    this.#fetching = false;
  }

  async nextDevice(direction: 1 | -1): Promise<void> {
    await this.#guard(async () => {
      this.player.send({ type: 'go', step: await this.#session.nextDevice(this.player.step, direction) });
    });
  }

  async finishExchange(): Promise<void> {
    await this.#guard(async () => {
      this.player.send({ type: 'go', step: await this.#session.finishExchange(this.player.step) });
    });
  }

  /** The fragment of a link to the step on show, or null where the scenario is too long for one or the simulation has failed. */
  async share(): Promise<string | null> {
    return this.#guard(async () => {
      const fragment = await this.#session.share(this.step);
      this.#fragment = fragment ?? this.#fragment;
      return fragment;
    });
  }

  async files(): Promise<DirectoryView | null> {
    return this.#guard(() => this.#session.files());
  }

  async checkCompose(path: string, drafts: Readonly<Record<string, string>>): Promise<ComposeCheck | null> {
    return this.#guard(() => this.#session.checkCompose(path, drafts));
  }

  async composeCompletions(path: readonly string[]): Promise<CompletionView | null> {
    return this.#guard(() => this.#session.composeCompletions(path));
  }

  /** Goes to where a command of the terminal has begun. */
  async goToCommand(console: number): Promise<void> {
    await this.#guard(async () => {
      this.player.send({ type: 'go', step: await this.#session.stepOf(console) });
    });
  }

  async pcapng(): Promise<Uint8Array | null> {
    return this.#guard(() => this.#session.exportPcapng());
  }

  async transcript(): Promise<string | null> {
    return this.#guard(() => this.#session.exportTranscript());
  }

  fail(message: string): void {
    this.bug ??= { step: this.step, message };
  }

  /** Shows the step at once; what the run still has to do goes on behind it. */
  async #restart(progress: Progress, step: number): Promise<void> {
    this.generation++;
    this.rows.clear();
    this.consoles = [];
    this.player.send({ type: 'first' });
    this.player.send({ type: 'length', steps: progress.steps });
    this.#land(step);
    await this.#finish(progress);
  }

  /** Takes a run to its end, slice by slice, and fetches what it made. */
  async #finish(progress: Progress): Promise<void> {
    let now = progress;
    await this.#take(now);
    this.drawing ??= await this.#session.drawing();
    while (now.running && !now.idle && now.stopped === null) {
      now = await this.#session.proceed();
      await this.#take(now);
    }
    this.lanes = await this.#session.lanes();
    this.drawing = await this.#session.drawing();
    void this.#guard(() => this.rows.load(now.steps));
  }

  async #take(progress: Progress): Promise<void> {
    if (progress.run !== this.progress.run) this.rows.clear();
    this.progress = progress;
    this.player.send({ type: 'length', steps: progress.steps });
    const { consoles, topology } = await this.#session.view(progress.steps);
    this.consoles = consoles;
    this.topology = topology;
  }

  /** Goes to a step, and fetches it even where it is on show: the run behind it may be another. */
  #land(step: number): void {
    this.#asked = null;
    this.player.send({ type: 'go', step });
    void this.show(this.player.step);
  }

  async #patiently(work: () => Promise<void>): Promise<void> {
    const timer = setTimeout(() => {
      this.slow = true;
    }, PATIENCE_MS);
    try {
      await work();
    } finally {
      clearTimeout(timer);
      this.slow = false;
    }
  }

  /** One after the other: a line that is typed while another runs waits for it. */
  #inTurn(work: () => Promise<void>): Promise<void> {
    this.#commands = this.#commands.then(() => this.#guard(() => this.#patiently(work))).then(() => undefined);
    return this.#commands;
  }

  /** A failure of the simulation is told, not hidden: the step it happened in, and what it said. */
  async #guard<T>(work: () => Promise<T>): Promise<T | null> {
    try {
      return await work();
    } catch (error) {
      this.fail(error instanceof Error ? error.message : String(error));
      return null;
    }
  }
}
