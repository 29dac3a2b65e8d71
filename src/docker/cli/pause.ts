/** `docker pause`, `unpause`, `rename` and `update`. */
import type { Container } from '../container/container';
import { checkName } from '../container/create';
import { pauseContainer, renameContainer, unpauseContainer } from '../container/lifecycle';
import { findContainer } from '../engine';
import { failed, type Outcome } from '../failure';
import type { Daemon } from '../daemon';
import { type Cli, type Command, daemonError, simple, SOME, TWO } from './command';
import { parseRestartPolicy } from '../container/restart-policy';
import { hasFlag, stringFlag } from './flags';

/** One thing done to each container, its name printed as typed. */
function each(name: string, act: (d: Daemon, container: Container) => Outcome<null>): Command {
  return simple(name, SOME, 20_000, (cli) => {
    let status = 0;
    for (const ref of cli.args) {
      const container = findContainer(cli.d.engine, ref);
      const outcome = container === null ? `No such container: ${ref}` : act(cli.d, container);
      if (typeof outcome !== 'string' && !failed(outcome)) cli.sys.out(`${ref}\n`);
      else {
        daemonError(cli, typeof outcome === 'string' ? outcome : outcome.message);
        status = 1;
      }
    }
    return status;
  });
}

export const pause = each('pause', pauseContainer);
export const unpause = each('unpause', unpauseContainer);

export const rename = simple('rename', TWO, 20_000, (cli) => {
  const { d, args } = cli;
  const [ref = '', given = ''] = args.map((word) => word.trim());
  if (ref === '' || given === '') {
    cli.sys.err('Error: Neither old nor new names may be empty\n');
    return 1;
  }
  const container = findContainer(d.engine, ref);
  const name = given.replace(/^\//, '');
  if (container === null) return refuse(cli, ref, `No such container: ${ref}`);
  if (container.name === name) return refuse(cli, ref, 'Renaming a container with the same name as its current name');
  const refused = checkName(d, name, '/');
  if (refused !== null) return refuse(cli, ref, `Error when allocating new name: ${refused.message}`);
  renameContainer(d, container, name);
  return 0;
});

function refuse(cli: Cli, ref: string, message: string): number {
  daemonError(cli, message);
  cli.sys.err(`Error: failed to rename container named ${ref}\n`);
  return 1;
}

export const update = simple('update', SOME, 20_000, (cli) => {
  if (Object.keys(cli.flags.values).length === 0) {
    cli.sys.err('you must provide one or more flags when using this command\n');
    return 1;
  }
  const text = stringFlag(cli.flags, 'restart', 'no');
  const policy = parseRestartPolicy(text);
  if (typeof policy === 'string') {
    cli.sys.err(
      policy === 'format'
        ? 'invalid restart policy format: maximum retry count must be an integer\n'
        : `Error response from daemon: ${cli.d.messages.invalidRestartPolicy(text, policy)}\n`,
    );
    return 1;
  }
  let status = 0;
  for (const ref of cli.args) {
    const container = findContainer(cli.d.engine, ref);
    if (container === null) {
      daemonError(cli, `No such container: ${ref}`);
      status = 1;
      continue;
    }
    if (hasFlag(cli.flags, 'restart')) container.restart = policy;
    cli.sys.out(`${ref}\n`);
  }
  return status;
});
