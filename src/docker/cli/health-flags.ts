/** `--health-*` and `--no-healthcheck` (cli `command/container/opts.go`). */
import type { Healthcheck } from '../container/container';
import { boolFlag, hasFlag, type Parsed, stringFlag } from './flags';
import { durationOf } from './moment';

const NAMES = ['health-cmd', 'health-interval', 'health-timeout', 'health-retries', 'health-start-period'];

/** The check that they ask for, a sentence where they contradict each other, undefined where they say nothing. */
export function healthFlags(flags: Parsed): Healthcheck | string | undefined {
  const given = NAMES.some((name) => hasFlag(flags, name));
  if (boolFlag(flags, 'no-healthcheck'))
    return given ? '--no-healthcheck conflicts with --health-* options' : { test: ['NONE'] };
  if (!given) return undefined;
  const command = stringFlag(flags, 'health-cmd');
  const times: Record<string, number> = {};
  for (const [name, what] of [
    ['interval', 'interval'],
    ['timeout', 'timeout'],
    ['start-period', 'startPeriod'],
  ] as const) {
    const text = stringFlag(flags, `health-${name}`);
    if (text === '') continue;
    const span = durationOf(text) ?? 0;
    if (span < 0) return `--health-${name} cannot be negative`;
    times[what] = span;
  }
  const retries = Number(stringFlag(flags, 'health-retries', '0'));
  if (retries < 0) return '--health-retries cannot be negative';
  return { test: command === '' ? [] : ['CMD-SHELL', command], ...times, ...(retries > 0 ? { retries } : {}) };
}
