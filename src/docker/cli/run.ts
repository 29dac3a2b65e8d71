/** `docker run` and `docker create` (cli `command/container/run.go`, `create.go`). */
import { get } from '../../sim/table';
import { createContainer } from '../container/create';
import { obtainImage } from '../container/catalogue';
import { findImage, withTag } from '../container/image';
import { removeContainer, startAttached } from '../container/lifecycle';
import { waitForDeath } from '../container/waiters';
import { type Failure, failed } from '../failure';
import { ANY, type Cli, type Command, daemonError, type Next, type Waiting, waiting } from './command';
import { boolFlag, stringFlag } from './flags';
import type { ProcessEvent } from '../../userland/program';
import { pulled, startPull } from './image-change';
import { checkFlags } from './run-checks';
import { createRequest } from './run-flags';
import { isTerminal } from './terminal';
import { onAttached } from './start';

const HALF_A_SECOND = 450_000;
const LEAST = { ...ANY, min: 1 };

export const run: Command = {
  name: 'run',
  args: LEAST,
  interspersed: false,
  takes: HALF_A_SECOND,
  run: (cli) => createThen(cli, start),
  on: onEvent,
};
export const create: Command = {
  name: 'create',
  args: LEAST,
  interspersed: false,
  takes: 60_000,
  run: (cli) => createThen(cli, printId),
  on: onEvent,
};

/** The client's own frame around what went wrong. */
function complain(cli: Cli, message: string, status = 125): number {
  cli.sys.err(`docker: ${message}\n\nRun 'docker ${cli.called} --help' for more information\n`);
  return status;
}

/** `run` puts a frame around what the daemon refuses, `create` does not. */
function refused(cli: Cli, reason: string, status = 125): number {
  if (!cli.called.endsWith('create')) return complain(cli, `Error response from daemon: ${reason}`, status);
  daemonError(cli, reason);
  return 1;
}

function fail(cli: Cli, failure: Failure): number {
  return refused(cli, failure.message, failure.status ?? 125);
}

type Then = (cli: Cli, id: string) => Next;

function createThen(cli: Cli, then: Then): Next {
  const request = createRequest(cli);
  if (typeof request === 'string') return complain(cli, request);
  const wrong = checkFlags(cli);
  if (typeof wrong === 'string') return complain(cli, wrong);
  const { tty, openStdin, detached } = request.config;
  if (tty && openStdin && !detached && !isTerminal(cli.sys)) {
    cli.sys.err('the input device is not a TTY\n');
    return 1;
  }
  if (stringFlag(cli.flags, 'pull') === 'never' && findImage(cli.d.engine.images, request.image) === null)
    return refused(cli, `No such image: ${withTag(request.image)}`);
  if (obtainImage(cli.d.engine.images, request.image) === null) return pullFirst(cli, request.image);
  if (wrong !== null) return fail(cli, wrong);
  const idFile = stringFlag(cli.flags, 'cidfile');
  if (idFile !== '' && cli.sys.readFile(idFile) !== null)
    return complain(cli, `container ID file found, make sure the other container isn't running or delete ${idFile}`);
  const container = createContainer(cli.d, request);
  const { networkMode, portBindings } = request.hostConfig;
  if (!failed(container) && networkMode === 'host' && portBindings.length > 0)
    cli.sys.err('WARNING: Published ports are discarded when using host network mode\n');
  if (failed(container)) return fail(cli, container);
  if (idFile !== '') cli.sys.writeFile(idFile, container.id);
  return then(cli, container.id);
}

function printId(cli: Cli, id: string): number {
  cli.sys.out(`${id}\n`);
  return 0;
}

/** With `-d` the id is printed before the container starts; without, the client stays until it ends. */
function start(cli: Cli, id: string): Next {
  const { d, sys } = cli;
  const container = get(d.engine.containers, id);
  if (container === undefined) return 125;
  const detached = boolFlag(cli.flags, 'detach');
  if (detached) sys.out(`${id}\n`);
  const origin = `docker run --name ${container.name}`;
  if (!detached) waitForDeath(sys, container);
  const started = startAttached(d, container, detached ? null : sys.process, origin);
  if (failed(started)) {
    if (container.hostConfig.autoRemove) removeContainer(d, container);
    return fail(cli, started);
  }
  return detached ? 0 : waiting('container', { container: id });
}

/** An image that is not here has to come from a registry that cannot be reached. */
function pullFirst(cli: Cli, image: string): Next {
  cli.sys.err(`Unable to find image '${withTag(image)}' locally\n`);
  return startPull(cli);
}

function onEvent(cli: Cli, wait: Waiting, event: ProcessEvent): Next {
  if (wait.for !== 'pull') return onAttached(cli, wait, event);
  const reason = pulled(cli, wait, event);
  if (reason === null) return event.type === 'signal' ? 130 : wait;
  return refused(cli, reason);
}
