/** Removing networks, a node's own and the swarm's (moby `daemon/network.go`, `daemon/prune.go`). */
import { get, values } from '../../sim/table';
import { deleteNetwork } from '../controller';
import type { Daemon } from '../daemon';
import { endpointsOf, networksOf } from '../engine';
import { Failure, failed, type Outcome } from '../failure';
import { isPredefined, type Network } from '../network';
import { servicesOf } from '../service/service';
import { firstAttachment } from './attachment';
import type { Cluster, SwarmNetwork } from './cluster';
import { managedCluster } from './member';
import { deleteSwarmNetwork } from './presence';

/** `docker network rm` of one network. */
export function removeNetwork(d: Daemon, network: Network): Outcome<null> {
  if (isPredefined(network))
    return new Failure('Forbidden', `${network.name} is a pre-defined network and cannot be removed`);
  if (network.scope !== 'swarm') return deleteNetwork(d, network);
  const cluster = managedCluster(d);
  if (failed(cluster)) return cluster;
  const swarmNetwork = get(cluster.networks, network.id);
  if (swarmNetwork === undefined) return new Failure('NotFound', `network ${network.name} not found`);
  return inUse(cluster, swarmNetwork) ?? deleteSwarmNetwork(d, cluster, network.id);
}

/** What still needs it. */
function inUse(cluster: Cluster, { id }: SwarmNetwork): Failure | null {
  const service = servicesOf(cluster).find(({ spec }) => spec.task.networks.some(({ target }) => target === id));
  if (service !== undefined) return stillUsed(id, `service ${service.id}`);
  const held = [...values(cluster.tasks)].find(
    ({ addresses, desired }) =>
      (desired === 'ready' || desired === 'running') && addresses.some(({ network }) => network === id),
  );
  const task = held?.id ?? firstAttachment(cluster, id);
  return task === null ? null : stillUsed(id, `task ${task}`);
}

function stillUsed(id: string, by: string): Failure {
  return new Failure('Conflict', `rpc error: code = FailedPrecondition desc = network ${id} is in use by ${by}`);
}

/** `docker network prune`: of the networks asked for, those that nobody uses go, a manager's swarm's first; the names of those gone. */
export function pruneNetworks(d: Daemon, wanted: (network: Network | SwarmNetwork) => boolean): string[] {
  const cluster = managedCluster(d);
  const swarm = failed(cluster) ? [] : [...values(cluster.networks)].sort((a, b) => (a.id < b.id ? -1 : 1));
  const gone: string[] = [];
  for (const network of swarm) {
    if (failed(cluster) || !wanted(network) || network.ingress || inUse(cluster, network) !== null) continue;
    deleteSwarmNetwork(d, cluster, network.id);
    gone.push(network.name);
  }
  for (const network of networksOf(d.engine)) {
    const kept = isPredefined(network) || network.configOnly || network.scope === 'swarm';
    const used = kept || endpointsOf(d.engine, network).length > 0;
    if (!used && wanted(network) && !failed(deleteNetwork(d, network))) gone.push(network.name);
  }
  return gone;
}
