/** Every recorded scenario, simulated and held against what the real kernel and engine did, by tshark's dissection (compare.py). */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { captureOf, transcriptOf } from '../../src/lab/capture';
import { createRun } from '../../src/lab/run';
import { dockerdFlags, type EngineVersion, scenarioOf, scriptLines } from '../../src/lab/scenario';

const here = import.meta.dirname;

/** compare.py's verdict on a run of the scenario, and what differs. */
function compare(
  name: string,
  engine: EngineVersion,
  recordings: string,
  environment: Record<string, string> = {},
): string {
  const script = readFileSync(join(here, 'scenarios', `${name}.sh`), 'utf8');
  const run = createRun(scenarioOf(scriptLines(script), engine, dockerdFlags(script)));
  while (run.advance(10_000));
  const out = mkdtempSync(join(tmpdir(), 'hopscope-'));
  try {
    writeFileSync(join(out, 'transcript.txt'), transcriptOf(run.world));
    writeFileSync(join(out, 'frames.pcapng'), captureOf(run));
    return execFileSync('python3', [join(here, 'compare.py'), join(here, recordings, name), out, '-v'], {
      encoding: 'utf8',
      env: { ...process.env, ...environment },
    });
  } catch (error) {
    if (error instanceof Error && 'stdout' in error) return String(error.stdout);
    throw error;
  } finally {
    rmSync(out, { recursive: true });
  }
}

const PERFECT = /^frames 100\.0% commands 100\.0% \((\d+)\/\1\)\n\s*$/;

const ENGINES = [
  { engine: '20.10', recordings: 'recordings' },
  { engine: '28', recordings: 'recordings-28' },
] as const;

/** Scenarios that are simulated word for word and frame for frame; `npm run -s hopscope -- run` and compare.py tell how far the others are. */
const SIMULATED = readFileSync(join(here, 'simulated.txt'), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'));

for (const { engine, recordings } of ENGINES) {
  const names = readdirSync(join(here, recordings)).filter((name) => SIMULATED.includes(`${engine} ${name}`));
  describe(`engine ${engine}`, () => {
    test.each(names)('%s', (name) => {
      expect(compare(name, engine, recordings)).toMatch(PERFECT);
    });
  });
}

test('neighbour-timers with its unicast probes', () => {
  expect(compare('neighbour-timers', '20.10', 'recordings', { KEEP_PROBES: '1' })).toMatch(PERFECT);
});
