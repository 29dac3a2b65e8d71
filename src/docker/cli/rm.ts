/** `docker rm`. */
import { isRunning } from '../container/container';
import { findContainer } from '../engine';
import { removeContainer } from '../container/lifecycle';
import { daemonError, simple, SOME } from './command';

export const rm = simple('rm', SOME, 60_000, (cli) => {
  const { sys, d } = cli;
  let status = 0;
  for (const ref of cli.args) {
    const container = findContainer(d.engine, ref);
    if (container === null) daemonError(cli, `No such container: ${ref}`);
    else if (isRunning(container)) daemonError(cli, d.messages.removeRunning(container.name, container.id));
    else {
      removeContainer(d, container);
      sys.out(`${ref}\n`);
      continue;
    }
    status = 1;
  }
  return status;
});
