/** `docker logs`. */
import { MILLISECOND } from '../../sim/clock';
import { get } from '../../sim/table';
import type { ProcessEvent } from '../../userland/program';
import { type Container, isRunning } from '../container/container';
import { findContainer } from '../engine';
import { type Cli, type Command, daemonError, type Next, ONE, type Waiting, waiting } from './command';
import { boolFlag, stringFlag } from './flags';

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
  const text = d.world.logs[container.id] ?? '';
  cli.sys.out(lastLines(text, stringFlag(cli.flags, 'tail', 'all')));
  return follow(cli, container, text.length);
}

function lastLines(text: string, count: string): string {
  if (!/^\d+$/.test(count)) return text;
  const lines = text.split(/(?<=\n)/);
  return count === '0' ? '' : lines.slice(-Number(count)).join('');
}

/** With `-f` it looks for more until the container has ended; `status` holds how much was shown. */
function follow(cli: Cli, container: Container, shown: number): Next {
  if (!boolFlag(cli.flags, 'follow') || !isRunning(container)) return 0;
  cli.sys.timer(LOOK_AGAIN, INTERVAL);
  return waiting('logs', { container: container.id, status: shown });
}

function on(cli: Cli, wait: Waiting, event: ProcessEvent): Next {
  if (event.type === 'signal') return 130;
  const container = wait.container === null ? undefined : get(cli.d.engine.containers, wait.container);
  if (container === undefined) return 0;
  const text = cli.d.world.logs[container.id] ?? '';
  cli.sys.out(text.slice(wait.status));
  return follow(cli, container, text.length);
}
