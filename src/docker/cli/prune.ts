/** `docker container prune` and `system prune`. */
import { removeContainer } from '../container/lifecycle';
import { isRunning } from '../container/container';
import { deleteNetwork } from '../controller';
import { containersOf, endpointsOf, networksOf } from '../engine';
import { failed } from '../failure';
import { isPredefined } from '../network';
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
  const { d } = cli;
  const unused = networksOf(d.engine).filter(
    (network) => !isPredefined(network) && endpointsOf(d.engine, network).length === 0,
  );
  const deleted = unused.filter((network) => !failed(deleteNetwork(d, network)));
  if (deleted.length > 0) cli.sys.out(`Deleted Networks:\n${deleted.map(({ name }) => `${name}\n`).join('')}\n`);
  cli.sys.out('Total reclaimed space: 0B\n');
  return 0;
});
