/** A scenario played to its end: what was printed, and every frame at every interface with the reasons given on its way. */
import { transcriptOf } from '../../src/lab/capture';
import { createRun } from '../../src/lab/run';
import { type EngineVersion, scenarioOf } from '../../src/lab/scenario';
import type { Decision } from '../../src/kernel/decision';
import { summarize } from '../../src/wire/summary';
import type { Frame } from '../../src/wire/packet';

interface Passing {
  readonly place: string;
  readonly sent: boolean;
  readonly frame: Frame;
  readonly text: string;
}

export interface Played {
  readonly transcript: string;
  readonly steps: readonly Passing[];
  readonly why: readonly Decision[];
}

export function playLines(lines: readonly string[], engine: EngineVersion = '28'): Played {
  const why: Decision[] = [];
  const run = createRun(scenarioOf(lines, engine), (decision) => why.push(decision));
  while (run.advance(2000));
  const steps = [...run.trace].map(({ place, sent, frame }) => {
    const { protocol, text } = summarize(frame);
    return { place, sent, frame, text: `${protocol} ${text}` };
  });
  return { transcript: transcriptOf(run.world), steps, why };
}
