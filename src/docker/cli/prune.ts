/** `docker container prune` and `system prune`. */
import { removeContainer } from '../container/lifecycle';
import { isRunning } from '../container/container';
import { containersOf } from '../engine';
import { pruneNetworks } from '../swarm/network-remove';
import { type Cli, NONE, simple } from './command';
import { boolFlag } from './flags';

const CONTAINERS = 'WARNING! This will remove all stopped containers.\nAre you sure you want to continue? [y/N] ';
const SYSTEM = `WARNING! This will remove:
  - all stopped containers
  - all networks not used by at least one container
  - all dangling images
  - unused build cache

Are you sure you want to continue? [y/N] `;

/** Whether the user agrees, by `-f` or by typing y. */
function agreed(cli: Cli, warning: string): boolean {
  if (boolFlag(cli.flags, 'force')) return true;
  cli.sys.out(warning);
  if (/^y/i.test((cli.sys.process.stdin ?? '').trim())) return true;
  cli.sys.out('\n');
  return false;
}

function pruneContainers(cli: Cli): void {
  const stopped = containersOf(cli.d.engine)
    .filter((container) => !isRunning(container) && container.state !== 'restarting')
    .reverse();
  for (const container of stopped) removeContainer(cli.d, container);
  if (stopped.length > 0) cli.sys.out(`Deleted Containers:\n${stopped.map(({ id }) => `${id}\n`).join('')}\n`);
}

export const containerPrune = simple('container prune', NONE, 60_000, (cli) => {
  if (!agreed(cli, CONTAINERS)) return 1;
  pruneContainers(cli);
  cli.sys.out('Total reclaimed space: 0B\n');
  return 0;
});

export const systemPrune = simple('system prune', NONE, 100_000, (cli) => {
  if (!agreed(cli, SYSTEM)) return 1;
  pruneContainers(cli);
  const gone = pruneNetworks(cli.d);
  if (gone.length > 0) cli.sys.out(`Deleted Networks:\n${gone.map((name) => `${name}\n`).join('')}\n`);
  cli.sys.out('Total reclaimed space: 0B\n');
  return 0;
});
