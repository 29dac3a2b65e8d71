/** `docker start`, `attach` and `wait`. */
import { get } from '../../sim/table';
import { processOf } from '../../userland/process';
import type { ProcessEvent } from '../../userland/program';
import { type Container, isRunning } from '../container/container';
import { logSinks, startAttached } from '../container/lifecycle';
import { DIED, waitForDeath } from '../container/waiters';
import { findContainer } from '../engine';
import { failed } from '../failure';
import { type Cli, type Command, daemonError, type Next, ONE, SOME, type Waiting, waiting } from './command';
import { boolFlag } from './flags';

export const start: Command = {
  name: 'start',
  args: SOME,
  interspersed: true,
  takes: 350_000,
  run: runStart,
  on: onAttached,
};

function runStart(cli: Cli): Next {
  const { sys, d, flags } = cli;
  const attached = boolFlag(flags, 'attach') || boolFlag(flags, 'interactive');
  if (attached && cli.args.length > 1) {
    sys.err('you cannot start and attach multiple containers at once\n');
    return 1;
  }
  const broken: string[] = [];
  for (const ref of cli.args) {
    const container = findContainer(d.engine, ref);
    if (container !== null && attached) waitForDeath(sys, container);
    const started =
      container === null
        ? `No such container: ${ref}`
        : startAttached(d, container, attached ? sys.process : null, `docker start ${container.name}`);
    if (typeof started === 'string' || failed(started)) {
      daemonError(cli, typeof started === 'string' ? started : started.message);
      broken.push(ref);
    } else if (attached && container !== null) return waiting('container', { container: container.id });
    else sys.out(`${ref}\n`);
  }
  if (broken.length === 0) return 0;
  if (!attached) sys.err(`Error: failed to start containers: ${broken.join(', ')}\n`);
  return 1;
}

/** The container's exit status is the client's; signals go on to it. */
export function onAttached(cli: Cli, wait: Waiting, event: ProcessEvent): Next {
  const container = wait.container === null ? undefined : get(cli.d.engine.containers, wait.container);
  if (event.type === 'timer' && event.name === DIED) return container?.exitCode ?? wait.status;
  if (event.type === 'signal' && container?.pid != null) cli.d.kill(container.pid, event.signal);
  if (event.type === 'input' && container?.pid != null)
    cli.d.tell({ type: 'process.input', pid: container.pid, text: event.text });
  return wait;
}

export const attach: Command = {
  name: 'attach',
  args: ONE,
  interspersed: true,
  takes: 20_000,
  run: runAttach,
  on: onAttached,
};

function runAttach(cli: Cli): Next {
  const { d, sys, args } = cli;
  const container = findContainer(d.engine, args[0] ?? '');
  if (container === null) return refuse(cli, `No such container: ${args[0] ?? ''}`);
  if (container.state === 'paused') return plainly(cli, 'cannot attach to a paused container, unpause it first');
  if (container.state === 'restarting')
    return plainly(cli, 'cannot attach to a restarting container, wait until it is running');
  const main = container.pid === null ? null : processOf(d.world, container.pid);
  if (!isRunning(container) || main === null)
    return plainly(cli, 'cannot attach to a stopped container, start it first');
  const log = logSinks(container);
  main.stdout = { to: 'both', first: log.stdout, second: sys.process.stdout };
  main.stderr = { to: 'both', first: log.stderr, second: sys.process.stderr };
  waitForDeath(sys, container);
  return waiting('container', { container: container.id });
}

function refuse(cli: Cli, message: string): number {
  daemonError(cli, message);
  return 1;
}

function plainly(cli: Cli, message: string): number {
  cli.sys.err(`${message}\n`);
  return 1;
}

export const wait: Command = {
  name: 'wait',
  args: SOME,
  interspersed: true,
  takes: 10_000,
  run: (cli) => waitFor(cli, cli.args, 0),
  on: onWait,
};

function waitFor(cli: Cli, refs: readonly string[], before: number): Next {
  let status = before;
  for (let i = 0; i < refs.length; i++) {
    const container = findContainer(cli.d.engine, refs[i]!);
    if (container === null) status = refuse(cli, `No such container: ${refs[i]!}`);
    else if (isRunning(container)) {
      waitForDeath(cli.sys, container);
      return waiting('wait', { container: container.id, rest: refs.slice(i), status });
    } else printStatus(cli, container);
  }
  return status;
}

function printStatus(cli: Cli, container: Container): void {
  cli.sys.out(`${container.exitCode}\n`);
}

function onWait(cli: Cli, wait_: Waiting, event: ProcessEvent): Next {
  if (event.type === 'signal') return 130;
  if (event.type !== 'timer' || event.name !== DIED) return wait_;
  const container = wait_.container === null ? undefined : get(cli.d.engine.containers, wait_.container);
  if (container !== undefined) printStatus(cli, container);
  return waitFor(cli, wait_.rest.slice(1), wait_.status);
}
