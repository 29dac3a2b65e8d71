/** `docker top`: `ps -ef` of a container's processes. */
import { formatClock } from '../../userland/time';
import { processesOf } from '../container/lifecycle';
import { isRunning } from '../container/container';
import { findContainer } from '../engine';
import { type Cli, type Command, daemonError, type Next, SOME } from './command';
import { tabulate } from './table';

const WIDTH = 20;
const COLUMNS = ['UID', 'PID', 'PPID', 'C', 'STIME', 'TTY', 'TIME', 'CMD'];

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
  const started = formatClock(container.startedAt ?? 0);
  const rows = processesOf(d, container).map((process) => [
    'root',
    `${process.pid}`,
    `${process.parent ?? 0}`,
    '0',
    started,
    '?',
    '00:00:00',
    process.argv.join(' '),
  ]);
  sys.out(tabulate([COLUMNS, ...rows], WIDTH));
  return 0;
}
