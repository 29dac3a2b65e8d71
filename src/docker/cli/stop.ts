/** `docker stop`, `restart`, `kill` and `rm`: they wait until the containers have ended. */
import { SECOND } from '../../sim/clock';
import { get } from '../../sim/table';
import type { ProcessEvent } from '../../userland/program';
import type { Container } from '../container/container';
import { isRunning } from '../container/container';
import { askToStop, isBeyondSignals, killForGood, parseSignal, PATIENCE, signal } from '../container/ending';
import { removeContainer, startContainer } from '../container/lifecycle';
import { DIED, waitForDeath } from '../container/waiters';
import { findContainer } from '../engine';
import { failed } from '../failure';
import { type Cli, type Command, daemonError, type Next, SOME, type Waiting, waiting } from './command';
import { boolFlag, hasFlag, stringFlag } from './flags';

const PATIENCE_OVER = 'patience';

/** What is done to each argument: `begin` gives false where it is done already, `end` runs when the container is down. */
interface Task {
  readonly begin: (cli: Cli, container: Container) => boolean | string;
  readonly end: (cli: Cli, container: Container) => string | null;
  /** A container that is not there. */
  readonly missing: (ref: string) => string;
  /** Exit status where one was missing. */
  readonly missingStatus: (cli: Cli) => number;
}

const noContainer = (ref: string) => `No such container: ${ref}`;
const one = () => 1;
const nothing = () => null;

const stopping: Task = {
  begin: ({ d, flags }, container) => askToStop(d, container, stringFlag(flags, 'signal')),
  end: nothing,
  missing: noContainer,
  missingStatus: one,
};

const restarting: Task = {
  ...stopping,
  end: ({ d }, container) => {
    const started = startContainer(d, container, null, `docker restart ${container.name}`);
    return failed(started) ? `Cannot restart container ${container.name}: ${started.message}` : null;
  },
};

const killing: Task = {
  begin: (cli, container) => {
    const text = stringFlag(cli.flags, 'signal', 'KILL');
    const name = parseSignal(text);
    const { messages } = cli.d;
    if (isBeyondSignals(text)) return messages.unsupportedSignal(container.name, text);
    if (name === null) return messages.invalidSignal(container.name, text);
    if (!isRunning(container)) return `${messages.killPrefix(container.name)}${messages.notRunning(container.id)}`;
    if (name === 'SIGKILL') killForGood(cli.d, container);
    else if (name !== undefined) signal(cli.d, container, name);
    return name === 'SIGKILL';
  },
  end: nothing,
  missing: noContainer,
  missingStatus: one,
};

/** `rm` takes the slash of a whole name away. */
const removing: Task = {
  begin: ({ d, flags }, container) => {
    const runs = isRunning(container) || container.state === 'restarting';
    if (runs && !boolFlag(flags, 'force')) {
      const { removePaused, removeRunning } = d.messages;
      return (container.state === 'paused' ? removePaused : removeRunning)(container.name, container.id);
    }
    if (runs) killForGood(d, container);
    return isRunning(container);
  },
  end: ({ d }, container) => {
    removeContainer(d, container);
    return null;
  },
  missing: (ref) => noContainer(ref.replace(/^\/+|\/+$/g, '')),
  missingStatus: ({ flags }) => (boolFlag(flags, 'force') ? 0 : 1),
};

function command(name: string, task: Task, takes: number): Command {
  return {
    name,
    args: SOME,
    interspersed: true,
    takes,
    run: (cli) => {
      if (task === stopping || task === restarting) for (const container of targets(cli)) beginToStop(cli, container);
      return advance(cli, task, waiting(name, { rest: cli.args }));
    },
    on: (cli, wait, event) => onEvent(cli, task, wait, event),
  };
}

export const stop = command('stop', stopping, 20_000);
export const restart = command('restart', restarting, 20_000);
export const kill = command('kill', killing, 20_000);
export const rm = command('rm', removing, 30_000);

function targets(cli: Cli): Container[] {
  return cli.args.map((ref) => findContainer(cli.d.engine, ref)).filter((container) => container !== null);
}

function beginToStop(cli: Cli, container: Container): void {
  askToStop(cli.d, container, stringFlag(cli.flags, 'signal'));
  const seconds = patience(cli, container);
  if (seconds >= 0) cli.sys.timer(`${PATIENCE_OVER} ${container.id}`, seconds * SECOND);
}

/** Seconds that a container may take to end; less than 0 is for ever. */
function patience(cli: Cli, container: Container): number {
  const given = hasFlag(cli.flags, 'timeout') ? 'timeout' : 'time';
  return Number(stringFlag(cli.flags, given, `${container.config.stopTimeout ?? PATIENCE}`));
}

/** Takes the arguments one by one until one has to be waited for. */
function advance(cli: Cli, task: Task, wait: Waiting): Next {
  let { status } = wait;
  for (let i = 0; i < wait.rest.length; i++) {
    const ref = wait.rest[i]!;
    const container = findContainer(cli.d.engine, ref);
    if (container === null) {
      const prefix = task === killing ? cli.d.messages.killPrefix(ref) : '';
      daemonError(cli, prefix + task.missing(ref));
      status = Math.max(status, task.missingStatus(cli));
      continue;
    }
    const begun = task.begin(cli, container);
    if (begun === true) {
      waitForDeath(cli.sys, container);
      return { ...wait, container: container.id, rest: wait.rest.slice(i), status };
    }
    status = Math.max(status, conclude(cli, task, container, ref, typeof begun === 'string' ? begun : null));
  }
  return status;
}

function conclude(cli: Cli, task: Task, container: Container, ref: string, refusal: string | null): number {
  const wrong = refusal ?? task.end(cli, container);
  if (wrong === null) cli.sys.out(`${ref}\n`);
  else daemonError(cli, wrong);
  return wrong === null ? 0 : 1;
}

function onEvent(cli: Cli, task: Task, wait: Waiting, event: ProcessEvent): Next {
  if (event.type === 'signal') return 130;
  if (event.type !== 'timer') return wait;
  if (event.name.startsWith(PATIENCE_OVER)) {
    const slow = get(cli.d.engine.containers, event.name.slice(PATIENCE_OVER.length + 1));
    if (slow !== undefined) killForGood(cli.d, slow);
    return wait;
  }
  const container = wait.container === null ? undefined : get(cli.d.engine.containers, wait.container);
  if (event.name !== DIED) return wait;
  const [ref = '', ...rest] = wait.rest;
  const status = container === undefined ? 0 : conclude(cli, task, container, ref, null);
  if (container === undefined) cli.sys.out(`${ref}\n`);
  return advance(cli, task, { ...wait, container: null, rest, status: Math.max(wait.status, status) });
}
