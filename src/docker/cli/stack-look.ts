/** `docker stack ls`, `ps`, `services` and `rm` (cli `command/stack`). */
import { get } from '../../sim/table';
import { failed } from '../failure';
import type { Network } from '../network';
import { removeService } from '../service/control';
import { type Service, servicesOf, tasksOf } from '../service/service';
import { NAMESPACE } from '../stack/convert';
import type { Cluster } from '../swarm/cluster';
import { knownNetworks } from '../swarm/known';
import { managedCluster } from '../swarm/member';
import { removeNetwork } from '../swarm/network-remove';
import { type ArgumentCount, type Cli, type Command, daemonError, NONE, ONE, SOME, simple } from './command';
import { stringFlag } from './flags';
import { formatRows, type Listing } from './format';
import { listServices } from './service-ls';
import { naturalOrder } from './table';
import { listTasks } from './task-list';

const LISTING: Listing = {
  typeName: '*formatter.stackContext',
  headers: { Name: 'NAME', Services: 'SERVICES' },
  columns: ['Name', 'Services'],
  id: 'Name',
  syntaxPrefix: 'template parsing error',
  executionPrefix: 'template parsing error',
};

/** A command of a manager's. */
function managing(name: string, args: ArgumentCount, run: (cli: Cli, cluster: Cluster) => number): Command {
  return simple(name, args, 20_000, (cli) => {
    const cluster = managedCluster(cli.d);
    if (!failed(cluster)) return run(cli, cluster);
    daemonError(cli, cluster.message);
    return 1;
  });
}

/** The services of a stack, by name. */
export function stackServicesOf(cluster: Cluster, stack: string): Service[] {
  return servicesOf(cluster)
    .filter(({ spec }) => spec.labels[NAMESPACE] === stack)
    .sort((a, b) => naturalOrder(a.spec.name, b.spec.name));
}

export const stackLs = managing('stack ls', NONE, (cli, cluster) => {
  const counts = new Map<string, number>();
  for (const { spec } of servicesOf(cluster)) {
    const stack = spec.labels[NAMESPACE];
    if (stack !== undefined) counts.set(stack, (counts.get(stack) ?? 0) + 1);
  }
  const rows = [...counts]
    .sort(([a], [b]) => naturalOrder(a, b))
    .map(([stack, count]) => ({ fields: { Name: stack, Services: String(count) } }));
  const output = formatRows(LISTING, stringFlag(cli.flags, 'format'), false, rows);
  if ('error' in output) cli.sys.err(`${output.error}\n`);
  else cli.sys.out(output.text);
  return 'error' in output ? 1 : 0;
});

export const stackPs = managing('stack ps', ONE, (cli, cluster) => {
  const [stack = ''] = cli.args;
  const tasks = stackServicesOf(cluster, stack).flatMap(({ id }) => tasksOf(cluster, id));
  if (tasks.length > 0) return listTasks(cli, cluster, tasks);
  cli.sys.err(`nothing found in stack: ${stack}\n`);
  return 1;
});

export const stackServices = managing('stack services', ONE, (cli, cluster) => {
  const [stack = ''] = cli.args;
  const services = stackServicesOf(cluster, stack);
  if (services.length > 0) return listServices(cli, cluster, services);
  cli.sys.err(`Nothing found in stack: ${stack}\n`);
  return 0;
});

export const stackRm = managing('stack rm', SOME, (cli, cluster) => {
  let status = 0;
  for (const stack of cli.args) {
    const services = stackServicesOf(cluster, stack);
    const networks = networksOfStack(cli, stack);
    if (services.length === 0 && networks.length === 0) cli.sys.err(`Nothing found in stack: ${stack}\n`);
    for (const service of services) {
      cli.sys.err(`Removing service ${service.spec.name}\n`);
      removeService(cli.d, cluster, service);
    }
    for (const network of networks) {
      cli.sys.err(`Removing network ${network.name}\n`);
      const removed = removeNetwork(cli.d, network);
      if (!failed(removed)) continue;
      cli.sys.err(`Failed to remove network ${network.id}: Error response from daemon: ${removed.message}`);
      cli.sys.err(`Failed to remove some resources from stack: ${stack}\n`);
      status = 1;
    }
  }
  return status;
});

/** Its networks, as long as the swarm has them. */
function networksOfStack({ d }: Cli, stack: string): Network[] {
  const cluster = managedCluster(d);
  return knownNetworks(d).filter(
    ({ id, labels, scope }) =>
      labels[NAMESPACE] === stack &&
      (scope !== 'swarm' || (!failed(cluster) && get(cluster.networks, id) !== undefined)),
  );
}
