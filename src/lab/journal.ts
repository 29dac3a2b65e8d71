/** What was done to a scenario, edit by edit: the points of the work that undo and redo go between. */
import type { Taken } from '../sim/history';
import type { EngineVersion, Scenario } from './scenario';
import type { Input } from './step';

/** A scenario that was opened, and what came from outside since: all that a run follows from. */
export interface Point {
  readonly base: Scenario;
  readonly taken: readonly Taken<Input>[];
}

/** What was done: commands given, another scenario opened, the engine changed. */
export type Edit =
  | { readonly kind: 'lines'; readonly lines: readonly string[] }
  | { readonly kind: 'scenario' }
  | { readonly kind: 'engine'; readonly engine: EngineVersion }
  | { readonly kind: 'desktop'; readonly desktop: boolean };

/** An edit, and the point on its other side. */
interface Entry {
  readonly point: Point;
  readonly edit: Edit;
}

/** How many of the inputs of two points are the same; null where they begin from different scenarios. */
export function common(a: Point, b: Point): number | null {
  if (a.base !== b.base) return null;
  const differs = a.taken.findIndex(({ ran, input }, i) => ran !== b.taken[i]?.ran || input !== b.taken[i].input);
  return differs < 0 ? a.taken.length : differs;
}

export class Journal {
  private past: Entry[] = [];
  private future: Entry[] = [];

  /** An edit is made at a point; what was undone before it is gone. */
  note(edit: Edit, point: Point): void {
    this.past.push({ edit, point });
    this.future = [];
  }

  /** The edit that undo takes back at a point. Where nothing was done, it is the last line of what was opened. */
  undoable(point: Point): Edit | null {
    return this.past.at(-1)?.edit ?? lastLine(point)?.edit ?? null;
  }

  redoable(): Edit | null {
    return this.future.at(-1)?.edit ?? null;
  }

  /** The point before the last edit; null where there is nothing left to take back. */
  undo(point: Point): Point | null {
    const entry = this.past.pop() ?? lastLine(point);
    if (entry === null) return null;
    this.future.push({ edit: entry.edit, point });
    return entry.point;
  }

  /** The point after the edit that was undone last. */
  redo(point: Point): Point | null {
    const entry = this.future.pop();
    if (entry === undefined) return null;
    this.past.push({ edit: entry.edit, point });
    return entry.point;
  }
}

/** The last line of an opened scenario as an edit. */
function lastLine({ base, taken }: Point): Entry | null {
  const line = base.lines.at(-1);
  if (line === undefined || taken.length > 0) return null;
  return {
    edit: { kind: 'lines', lines: [line] },
    point: { base: { ...base, lines: base.lines.slice(0, -1) }, taken },
  };
}
