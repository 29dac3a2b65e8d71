/** `docker logs` (cli `command/container/logs.go`, moby `daemon/logger/loggerutils`). */
import { MILLISECOND, type Micros } from '../../sim/clock';
import { get } from '../../sim/table';
import { type LogLine, wholeLines } from '../../userland/container-log';
import { formatStamp } from '../../userland/time';
import type { ProcessEvent } from '../../userland/program';
import { type Container, isRunning } from '../container/container';
import { findContainer } from '../engine';
import { type Cli, type Command, daemonError, type Next, ONE, type Waiting, waiting } from './command';
import { boolFlag, stringFlag } from './flags';
import { momentOf } from './moment';

const LOOK_AGAIN = 'look';
const INTERVAL = 100 * MILLISECOND;

export const logs: Command = { name: 'logs', args: ONE, interspersed: true, takes: 10_000, run, on };

function run(cli: Cli): Next {
  const { d, args } = cli;
  const [ref = ''] = args;
  const container = findContainer(d.engine, ref);
  if (container === null) {
    daemonError(cli, `No such container: ${ref}`);
    return 1;
  }
  for (const name of ['since', 'until']) {
    const text = stringFlag(cli.flags, name);
    if (text === '' || momentOf(text, d.world.clock.now) !== null) continue;
    cli.sys.err(`invalid value for "${name}": failed to parse value as time or duration: "${text}"\n`);
    return 1;
  }
  const lines = linesOf(cli, container);
  print(cli, lastLines(lines, stringFlag(cli.flags, 'tail', 'all')));
  return follow(cli, container, lines.length);
}

function linesOf({ d }: Cli, container: Container): LogLine[] {
  return wholeLines(d.world.logs[container.id] ?? [], !isRunning(container));
}

function lastLines(lines: readonly LogLine[], count: string): readonly LogLine[] {
  if (!/^\d+$/.test(count)) return lines;
  return count === '0' ? [] : lines.slice(-Number(count));
}

/** A time of a flag, where it was given. */
function bound({ d, flags }: Cli, name: string, otherwise: Micros): Micros {
  const text = stringFlag(flags, name);
  return text === '' ? otherwise : (momentOf(text, d.world.clock.now) ?? otherwise);
}

/** What was said between the two times, each line on the stream that it came from. */
function print(cli: Cli, lines: readonly LogLine[]): void {
  const { sys, flags } = cli;
  const [since, until] = [bound(cli, 'since', -Infinity), bound(cli, 'until', Infinity)];
  for (const { at, stream, text } of lines) {
    if (at < since || at > until) continue;
    const line = `${boolFlag(flags, 'timestamps') ? `${formatStamp(at)} ` : ''}${boolFlag(flags, 'details') ? ' ' : ''}${text}`;
    if (stream === 'stderr') sys.err(line);
    else sys.out(line);
  }
}

/** With `-f` it looks for more until the container has ended; `status` holds how many lines were seen. */
function follow(cli: Cli, container: Container, seen: number): Next {
  if (!boolFlag(cli.flags, 'follow') || !isRunning(container)) return 0;
  cli.sys.timer(LOOK_AGAIN, INTERVAL);
  return waiting('logs', { container: container.id, status: seen });
}

function on(cli: Cli, wait: Waiting, event: ProcessEvent): Next {
  if (event.type === 'signal') return 130;
  const container = wait.container === null ? undefined : get(cli.d.engine.containers, wait.container);
  if (container === undefined) return 0;
  const lines = linesOf(cli, container);
  print(cli, lines.slice(wait.status));
  return follow(cli, container, lines.length);
}
