/** The same scenario on both engines: what their commands print, how many frames move, which rules only one of them makes. */
import type { Scenario, EngineVersion } from '../lab/scenario';
import { transcriptOf } from '../lab/capture';
import { createRun, type Run } from '../lab/run';
import { isIdle } from '../lab/script';
import { stormAt } from '../lab/storm';
import { get } from '../sim/table';
import { rulesOf } from './rules';

/** A line of both sides; null where the other side has one more. */
export interface DifferenceLine {
  readonly left: string | null;
  readonly right: string | null;
  readonly differs: boolean;
}

export interface DifferenceView {
  readonly left: EngineSide;
  readonly right: EngineSide;
  readonly transcript: readonly DifferenceLine[];
  readonly rules: readonly DifferenceLine[];
}

export interface EngineSide {
  readonly engine: EngineVersion;
  readonly frames: number;
  /** It did not come to its end within the budget. */
  readonly cut: boolean;
}

const CHUNK = 2_000;
const BUDGET = 300_000;
/** Longer texts are not compared line by line: what is over is told as it stands. */
const MAX_LINES = 2_000;

/** Runs the scenario on 20.10 and on 28, each from its beginning, and lays what they did side by side. */
export function compareEngines(scenario: Scenario): DifferenceView {
  const old = runOn(scenario, '20.10');
  const recent = runOn(scenario, '28');
  return {
    left: old.side,
    right: recent.side,
    transcript: lineDifference(linesOf(transcriptOf(old.run.world)), linesOf(transcriptOf(recent.run.world))),
    rules: lineDifference(rulesSaved(old.run), rulesSaved(recent.run)).filter(({ differs }) => differs),
  };
}

function runOn(scenario: Scenario, engine: EngineVersion): { readonly run: Run; readonly side: EngineSide } {
  const run = createRun({ ...scenario, engine });
  let ran = 0;
  while (ran < BUDGET && run.advance(CHUNK) && stormAt(run.trace) === null) ran += CHUNK;
  return { run, side: { engine, frames: run.trace.length, cut: !isIdle(run.world) } };
}

function linesOf(text: string): string[] {
  return text.replace(/\n$/, '').split('\n').slice(0, MAX_LINES);
}

/** Rules of the Docker hosts as iptables-save has them, sorted by table and chain as they stand. */
function rulesSaved(run: Run): string[] {
  const { world } = run;
  return Object.keys(world.engines).flatMap((machine) => {
    const ns = get(world.netns, world.machines[machine]?.ns ?? '');
    return ns === undefined
      ? []
      : rulesOf(ns, () => true)
          .map(({ table, chain, spec }) => `-t ${table} -A ${chain} ${spec}`)
          .sort();
  });
}

/** What is another at every run (ids, what is named after them, round-trip times) does not count as a difference. */
function essence(line: string): string {
  return line
    .replace(/\b[0-9a-f]{64}\b|\b[0-9a-f]{12}\b/g, 'ID')
    .replace(/\bveth[0-9a-f]{7}\b/g, 'veth')
    .replace(/time=[\d.]+/g, 'time')
    .replace(/(rtt|round-trip) min.*/g, '$1')
    .replace(/, time \d+ms/g, '');
}

/** Lines side by side by their longest common subsequence; lines that stand in each other's place share a row. */
export function lineDifference(left: readonly string[], right: readonly string[]): DifferenceLine[] {
  const a = left.map(essence);
  const b = right.map(essence);
  const common = longestCommon(a, b);
  const rows: DifferenceLine[] = [];
  let from = { left: 0, right: 0 };
  for (const at of [...common, { left: a.length, right: b.length }]) {
    const gap = Math.max(at.left - from.left, at.right - from.right);
    for (let i = 0; i < gap; i++) {
      rows.push({
        left: from.left + i < at.left ? (left[from.left + i] ?? null) : null,
        right: from.right + i < at.right ? (right[from.right + i] ?? null) : null,
        differs: true,
      });
    }
    const same = left[at.left];
    if (same !== undefined) rows.push({ left: same, right: right[at.right] ?? null, differs: false });
    from = { left: at.left + 1, right: at.right + 1 };
  }
  return rows;
}

interface Pair {
  readonly left: number;
  readonly right: number;
}

/** Places of a longest common subsequence (dynamic programming over what is left between the equal ends). */
function longestCommon(a: readonly string[], b: readonly string[]): Pair[] {
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let tail = 0;
  while (tail < Math.min(a.length, b.length) - start && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++;
  const rows = a.length - tail - start;
  const width = b.length - tail - start + 1;
  const lengths = new Uint16Array((rows + 1) * width);
  const at = (i: number, j: number) => lengths[i * width + j] ?? 0;
  for (let i = rows - 1; i >= 0; i--) {
    for (let j = width - 2; j >= 0; j--) {
      lengths[i * width + j] =
        a[start + i] === b[start + j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const pairs: Pair[] = Array.from({ length: start }, (_, i) => ({ left: i, right: i }));
  for (let i = 0, j = 0; i < rows && j < width - 1;) {
    if (a[start + i] === b[start + j]) pairs.push({ left: start + i++, right: start + j++ });
    else if (at(i + 1, j) >= at(i, j + 1)) i++;
    else j++;
  }
  for (let i = tail; i > 0; i--) pairs.push({ left: a.length - i, right: b.length - i });
  return pairs;
}
