/** `docker exec`: another process in a container's sandbox and file tree (cli `command/container/exec.go`, moby `daemon/exec.go`). */
import type { ProcessEvent } from '../../userland/program';
import { isRunning } from '../container/container';
import { isContainerDirectory, whyNotRunnable } from '../container/executable';
import { identityOf } from '../container/identity';
import { credentialsOf, environmentOf, filesOf } from '../container/lifecycle';
import { linkedToStopped } from '../container/links';
import { findContainer } from '../engine';
import { type Cli, type Command, daemonError, type Next, type Waiting, waiting } from './command';
import { environmentFlags } from './environment';
import { boolFlag, stringFlag } from './flags';
import { isTerminal } from './terminal';

export const exec: Command = {
  name: 'exec',
  args: { min: 2, max: Infinity },
  interspersed: false,
  takes: 60_000,
  run,
  on,
};

function run(cli: Cli): Next {
  const { sys, d, flags } = cli;
  const [ref = '', ...argv] = cli.args;
  const container = findContainer(d.engine, ref);
  if (container === null) return refuse(cli, `No such container: ${ref}`);
  const detached = boolFlag(flags, 'detach');
  if (!detached && boolFlag(flags, 'tty') && boolFlag(flags, 'interactive') && !isTerminal(sys)) {
    sys.err('the input device is not a TTY\n');
    return 1;
  }
  if (container.state === 'paused') return refuse(cli, `Container ${ref} is paused, unpause the container before exec`);
  if (!isRunning(container) || container.netns === null) return refuse(cli, d.messages.notRunning(container.id));
  const unlinked = linkedToStopped(d, container);
  if (unlinked !== null) return refuse(cli, unlinked);
  const [path = ''] = argv;
  const user = stringFlag(flags, 'user') || container.config.user;
  const identity = identityOf(filesOf(d, container), user);
  if (typeof identity === 'string') {
    const { text, status } = d.messages.execUserUnknown(identity);
    sys.err(`${text}\n`);
    return status;
  }
  const cwd = stringFlag(flags, 'workdir') || container.config.workingDir || '/';
  const missing = whyNotRunnable(d, container, path);
  if (missing !== null || !isContainerDirectory(d, container, cwd)) {
    const known = isContainerDirectory(d, container, cwd);
    const { text, status } = known
      ? d.messages.execFailed(path, missing ?? 'not found')
      : d.messages.execDirectoryMissing(cwd);
    if (!detached) sys.out(`${text}\n`);
    return detached ? 0 : status;
  }
  const env: Record<string, string> = environmentOf(d, container);
  const given = environmentFlags(cli);
  if (typeof given === 'string') {
    sys.err(`${given}\n`);
    return 1;
  }
  for (const entry of given) {
    const at = entry.indexOf('=');
    if (at > 0) env[entry.slice(0, at)] = entry.slice(at + 1);
  }
  const pid = d.spawn(argv, {
    parent: detached ? d.engine.pid : sys.process.pid,
    ns: container.netns,
    root: container.id,
    cwd,
    env,
    ...credentialsOf(d, container, user, boolFlag(flags, 'privileged')),
    stdin: boolFlag(flags, 'interactive') ? sys.process.stdin : '',
    ...(detached ? {} : { stdout: sys.process.stdout, stderr: sys.process.stderr }),
  });
  return detached ? 0 : waiting('exec', { pid });
}

function refuse(cli: Cli, message: string): number {
  daemonError(cli, message);
  return 1;
}

/** The status of the process is the client's; what is typed goes to it. */
function on(cli: Cli, wait: Waiting, event: ProcessEvent): Next {
  if (event.type === 'child' && event.pid === wait.pid) return event.status;
  if (event.type === 'input' && wait.pid !== null)
    cli.d.tell({ type: 'process.input', pid: wait.pid, text: event.text });
  return wait;
}
