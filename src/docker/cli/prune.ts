/** `docker container prune` and `system prune`. */
import { removeContainer } from '../container/lifecycle';
import { isRunning } from '../container/container';
import { containersOf } from '../engine';
import { type Failure, failed } from '../failure';
import { pruneNetworks } from '../swarm/network-remove';
import { type Cli, daemonError, NONE, simple } from './command';
import { boolFlag } from './flags';
import { pruneFilter } from './prune-filters';

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
  if (/^y/i.test(cli.sys.read().text.trim())) return true;
  cli.sys.out('\n');
  return false;
}

type Wanted = Exclude<ReturnType<typeof pruneFilter>, Failure>;

function refuse(cli: Cli, { message }: Failure): number {
  daemonError(cli, message);
  return 1;
}

function pruneContainers(cli: Cli, wanted: Wanted): void {
  const stopped = containersOf(cli.d.engine)
    .filter((container) => !isRunning(container) && container.state !== 'restarting')
    .filter(({ created, config }) => wanted({ created, labels: config.labels }))
    .reverse();
  for (const container of stopped) removeContainer(cli.d, container);
  if (stopped.length > 0) cli.sys.out(`Deleted Containers:\n${stopped.map(({ id }) => `${id}\n`).join('')}\n`);
}

export const containerPrune = simple('container prune', NONE, 60_000, (cli) => {
  if (!agreed(cli, CONTAINERS)) return 0;
  const wanted = pruneFilter(cli);
  if (failed(wanted)) return refuse(cli, wanted);
  pruneContainers(cli, wanted);
  cli.sys.out('Total reclaimed space: 0B\n');
  return 0;
});

export const systemPrune = simple('system prune', NONE, 100_000, (cli) => {
  if (!agreed(cli, SYSTEM)) return 0;
  const wanted = pruneFilter(cli);
  if (failed(wanted)) return refuse(cli, wanted);
  pruneContainers(cli, wanted);
  const gone = pruneNetworks(cli.d, wanted);
  if (gone.length > 0) cli.sys.out(`Deleted Networks:\n${gone.map((name) => `${name}\n`).join('')}\n`);
  cli.sys.out('Total reclaimed space: 0B\n');
  return 0;
});
