/** What containers' main processes wrote, a line an entry (moby `daemon/logger/copier.go`, `jsonfilelog`). */
import type { Clock, Micros } from '../sim/clock';

export type LogStream = 'stdout' | 'stderr';

export interface LogLine {
  readonly at: Micros;
  readonly stream: LogStream;
  /** With its newline; the last of a stream may lack it. */
  readonly text: string;
}

interface Logging {
  readonly clock: Clock<unknown>;
  readonly logs: Record<string, LogLine[]>;
}

/** Writes on: a line begun on the same stream is gone on with, and counts from when it is whole. */
export function appendLog(world: Logging, container: string, stream: LogStream, text: string): void {
  const lines = (world.logs[container] ??= []);
  const at = lines.findIndex((line) => line.stream === stream && !line.text.endsWith('\n'));
  const begun = at < 0 ? '' : (lines.splice(at, 1)[0]?.text ?? '');
  for (const line of (begun + text).split(/(?<=\n)/))
    if (line !== '') lines.push({ at: world.clock.now, stream, text: line });
}

/** The lines that were written to the end: all of them once the writer has ended. */
export function wholeLines(lines: readonly LogLine[], ended: boolean): LogLine[] {
  return lines.filter((line) => ended || line.text.endsWith('\n'));
}

/** Everything as one text. */
export function logText(lines: readonly LogLine[] | undefined): string {
  return (lines ?? []).map((line) => line.text).join('');
}
