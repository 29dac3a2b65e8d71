/** `docker top`: `ps -ef` of a container's processes. */
import { formatClock } from '../../userland/time';
import { processesOf } from '../container/lifecycle';
import { type Container, isRunning } from '../container/container';
import type { Daemon } from '../daemon';
import { findContainer } from '../engine';
import { type Cli, type Command, daemonError, type Next, SOME } from './command';
import { tabulate } from './table';

const WIDTH = 20;
/** The columns of `ps -ef`. */
export const PS_COLUMNS = ['UID', 'PID', 'PPID', 'C', 'STIME', 'TTY', 'TIME', 'CMD'];

/** A row for each process of the container; none of them has used the processor for a second. */
export function psRows(d: Daemon, container: Container): string[][] {
  const started = formatClock(container.startedAt ?? 0);
  return processesOf(d, container).map(({ pid, parent, argv }) => [
    'root',
    `${pid}`,
    `${parent ?? 0}`,
    '0',
    started,
    '?',
    '00:00:00',
    argv.join(' '),
  ]);
}

export const top: Command = { name: 'top', args: SOME, interspersed: false, takes: 30_000, run };

function run(cli: Cli): Next {
  const { sys, d, args } = cli;
  const [ref = ''] = args;
  const container = findContainer(d.engine, ref);
  const refusal =
    container === null
      ? `No such container: ${ref}`
      : isRunning(container)
        ? null
        : d.messages.notRunning(container.id);
  if (container === null || refusal !== null) {
    daemonError(cli, refusal ?? '');
    return 1;
  }
  sys.out(tabulate([PS_COLUMNS, ...psRows(d, container)], WIDTH));
  return 0;
}
