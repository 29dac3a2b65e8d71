/** The headless command: `hopscope run SCRIPT --out DIR [--engine 20.10|28] [--desktop] [--seed N]`. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { captureOf, transcriptOf } from './capture';
import { stormAt } from './storm';
import { createRun } from './run';
import { dockerdFlags, readScenario, scenarioOf, scriptLines } from './scenario';

const USAGE = `Usage: hopscope run SCRIPT --out DIR [--engine 20.10|28] [--desktop] [--seed N]

Runs the commands of SCRIPT, one a line, and writes DIR/transcript.txt and DIR/frames.pcapng.
A line '@laptop CMD' runs on the laptop, every other one on the Docker host. A comment
'# dockerd: FLAGS' gives the engine its flags.
`;

function main(argv: readonly string[]): number {
  const parsed = readArguments(argv);
  if (typeof parsed === 'string') {
    console.error(`hopscope: ${parsed}\n\n${USAGE}`);
    return 2;
  }
  if (parsed === null) {
    console.log(USAGE);
    return 0;
  }
  const { script, out } = parsed;
  let text: string;
  try {
    text = readFileSync(script, 'utf8');
  } catch {
    console.error(`hopscope: cannot read ${script}`);
    return 1;
  }
  const dockerd = dockerdFlags(text);
  const scenario = readScenario({
    ...scenarioOf(scriptLines(text), '20.10', dockerd),
    engine: parsed.engine,
    ...(parsed.desktop ? { desktop: true } : {}),
    seed: parsed.seed,
  });
  if (!scenario.ok) {
    console.error(`hopscope: ${script} is no scenario: ${scenario.detail}`);
    return 1;
  }
  const run = createRun(scenario.scenario);
  let storm: string | null = null;
  while (storm === null && run.advance(2_000)) storm = stormAt(run.trace);
  if (storm !== null) {
    console.error(
      `hopscope: a broadcast storm: the same frame keeps passing ${storm}, because bridges are joined twice and no spanning tree breaks the ring. The run was stopped after ${run.trace.length} steps.`,
    );
  }
  mkdirSync(out, { recursive: true });
  writeFileSync(join(out, 'transcript.txt'), transcriptOf(run.world));
  writeFileSync(join(out, 'frames.pcapng'), captureOf(run));
  return storm === null ? 0 : 1;
}

interface Arguments {
  readonly script: string;
  readonly out: string;
  readonly engine: string;
  readonly desktop: boolean;
  readonly seed: number;
}

function readArguments(argv: readonly string[]): Arguments | string | null {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        out: { type: 'string' },
        engine: { type: 'string', default: '20.10' },
        desktop: { type: 'boolean', default: false },
        seed: { type: 'string', default: '1' },
        help: { type: 'boolean', default: false },
      },
    });
    if (values.help) return null;
    const [command, script] = positionals;
    if (command !== 'run') return command === undefined ? 'say what to do' : `there is no command ${command}`;
    if (script === undefined) return 'say which script to run';
    if (values.out === undefined) return 'say where to write, with --out DIR';
    return { script, out: values.out, engine: values.engine, desktop: values.desktop, seed: Number(values.seed) };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

process.exitCode = main(process.argv.slice(2));
