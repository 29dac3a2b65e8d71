/** The work on a scenario: its run, and the edits that led there, which can be taken back and made again. */
import type { Decision } from '../kernel/decision';
import { common, type Edit, Journal, type Point } from './journal';
import { createRun, type Run } from './run';
import type { Scenario } from './scenario';

/** Who keeps something of a run besides: it hears of every decision, and of every time that the run is another. */
export interface Watcher {
  /** A decision taken after so many steps, in the `ran`-th event. */
  note(decision: Decision, after: number, ran: number): void;
  begun(): void;
  /** What happened after the `ran`-th event has not happened. */
  rewound(ran: number): void;
}

export interface CommandLine {
  /** The machine that it is typed at: `host`, `laptop`. */
  readonly at: string;
  readonly line: string;
}

/** Names of Docker hosts beyond the first. */
const HOST = /^host[2-9]$/;

export class Work {
  /** The scenario that was opened last; what was typed since is the run's. */
  private base: Scenario;
  run: Run;
  private readonly journal = new Journal();

  constructor(
    base: Scenario,
    private readonly watcher: Watcher,
  ) {
    this.base = base;
    this.run = this.begin();
  }

  private begin(): Run {
    this.watcher.begun();
    const run: Run = createRun(this.base, (decision, after) => this.watcher.note(decision, after, run.world.clock.ran));
    return run;
  }

  private get point(): Point {
    return { base: this.base, taken: [...this.run.taken] };
  }

  /** What was opened, and everything that was typed since. */
  get scenario(): Scenario {
    const { entries } = this.run.world.script;
    const typed = entries.flatMap((entry, line) => entry.typed.map(({ after, text }) => ({ line, after, text })));
    const terminal = entries.findIndex((entry) => entry.terminal);
    return {
      ...this.base,
      lines: entries.map(({ line }) => line),
      terminal: terminal < 0 ? undefined : terminal,
      typed: typed.length > 0 ? typed : undefined,
    };
  }

  /** What undo would take back now, and what redo would make again. */
  get edits(): { readonly undo: Edit | null; readonly redo: Edit | null } {
    return { undo: this.journal.undoable(this.point), redo: this.journal.redoable() };
  }

  /** Begins with a scenario that there is no way back from. */
  open(base: Scenario): void {
    this.base = base;
    this.run = this.begin();
  }

  /** Begins anew with a scenario, as an edit. */
  replace(base: Scenario, edit: Edit): void {
    this.journal.note(edit, this.point);
    this.open(base);
  }

  /** Types lines at the end of the run, as one edit. A Docker host that is named for the first time was there from the beginning. */
  type(lines: readonly CommandLine[]): void {
    const typed = lines.map(({ at, line }) => ({
      at,
      line: at === 'host' || line.startsWith('@') ? line : `@${at} ${line}`,
    }));
    const edit: Edit = { kind: 'lines', lines: typed.map(({ line }) => line) };
    if (typed.some(({ at, line }) => this.isNewHost(/^@(\S+)/.exec(line)?.[1] ?? at))) {
      const { scenario } = this;
      const terminal = scenario.terminal ?? scenario.lines.length;
      this.replace({ ...scenario, lines: [...scenario.lines, ...edit.lines], terminal }, edit);
      return;
    }
    this.journal.note(edit, this.point);
    for (const { at, line } of typed) this.run.input({ type: 'line', line, at, terminal: true });
  }

  private isNewHost(machine: string): boolean {
    return HOST.test(machine) && this.run.world.machines[machine] === undefined;
  }

  /** Takes the last edit back. */
  undo(): void {
    this.goTo(this.journal.undo(this.point));
  }

  /** Makes the edit again that was taken back last. */
  redo(): void {
    this.goTo(this.journal.redo(this.point));
  }

  /** Back or on to a point: by the run's own history where it leads there, else by another run. */
  private goTo(point: Point | null): void {
    if (point === null) return;
    const shared = common(point, this.point);
    const next = this.run.taken[shared ?? 0];
    if (shared === null) this.open(point.base);
    else if (next !== undefined) {
      this.run.rewind(shared);
      this.watcher.rewound(next.ran);
    }
    this.run.resume(point.taken.slice(shared ?? 0));
  }
}
