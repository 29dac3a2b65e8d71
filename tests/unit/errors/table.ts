/** Tables of what a command line refuses: the lines are typed one after the other, and each that has a text is a case. */
import { describe, expect, test } from 'vitest';
import { transcriptOf } from '../../../src/lab/capture';
import { createRun } from '../../../src/lab/run';
import { type EngineVersion, scenarioOf } from '../../../src/lab/scenario';

type Text = string | Readonly<Record<EngineVersion, string>>;

/** A line as it is typed and, where it is refused, what it says, its exit status as `[exit 1]` behind it. */
export type Row = readonly [line: string, says?: Text];

const ENGINES: readonly EngineVersion[] = ['20.10', '28'];

/** What each line printed, in turn, ids blanked; the two streams of a command have no order between them. */
function play(lines: readonly string[], engine: EngineVersion): string[][] {
  const run = createRun(scenarioOf(lines, engine));
  while (run.advance(10_000));
  const transcript = transcriptOf(run.world)
    .replace(/\b[0-9a-f]{64}\b/g, '<id64>')
    .replace(/\b[0-9a-f]{12}\b/g, '<id12>')
    .replace(/\bveth[0-9a-f]{7}\b/g, 'veth#');
  return transcript.split(/^(?=\$ )/m).map((block) => linesOf(block.slice(block.indexOf('\n') + 1)));
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => line !== '')
    .sort();
}

/** One test a row and engine. */
export function errorTable(title: string, rows: readonly Row[]): void {
  describe.each(ENGINES)(`${title}, engine %s`, (engine) => {
    const said = play(
      rows.map(([line]) => line),
      engine,
    );
    const cases = rows.flatMap(([line, text], i) =>
      text === undefined ? [] : [{ line, text: typeof text === 'string' ? text : text[engine], got: said[i] ?? [] }],
    );
    test.each(cases)('$line', ({ text, got }) => {
      expect(got).toEqual(linesOf(text));
    });
  });
}
