/** The nodes of a swarm: finding, changing and removing them (moby `daemon/cluster/nodes.go`, swarmkit `manager/controlapi/node.go`). */
import { type Micros, SECOND } from '../../sim/clock';
import { remove } from '../../sim/table';
import type { Daemon } from '../daemon';
import { Failure, type Outcome } from '../failure';
import { type Availability, type Cluster, managersOf, nextVersion, type Node, type NodeRole, nodesOf } from './cluster';
import { nodeOf } from './member';
import { reconcileSoon } from '../service/alarm';
import { setListening } from './control-port';

/** How long a node that has gone is held for ready: its heartbeats are missed by then. */
export const GRACE: Micros = 15 * SECOND;

export function nodeState(d: Daemon, node: Node): 'ready' | 'down' {
  return node.left === null || d.world.clock.now < node.left + GRACE ? 'ready' : 'down';
}

/** By id, host name, or the beginning of an id that only one has. */
export function findNode(d: Daemon, cluster: Cluster, ref: string): Outcome<Node> {
  const all = nodesOf(cluster);
  const whole = all.find(({ id }) => id === ref);
  if (whole !== undefined) return whole;
  const named = all.filter((node) => hostnameOf(d, node) === ref);
  const found = named.length > 0 ? named : ref === '' ? [] : all.filter(({ id }) => id.startsWith(ref));
  if (found.length > 1)
    return new Failure('InvalidParameter', `node ${ref} is ambiguous (${found.length} matches found)`);
  return found[0] ?? new Failure('NotFound', `node ${ref} not found`);
}

export function hostnameOf(d: Daemon, node: Node): string {
  return d.world.machines[node.machine]?.hostname ?? node.machine;
}

export interface NodeChange {
  readonly role: NodeRole | null;
  readonly availability: Availability | null;
  readonly addLabels: Readonly<Record<string, string>>;
  readonly removeLabels: readonly string[];
}

/** `docker node update`, `promote` and `demote`. The last manager stays one. */
export function updateNode(d: Daemon, cluster: Cluster, node: Node, change: NodeChange): Outcome<null> {
  if (change.role === 'worker' && node.role === 'manager' && managersOf(cluster).length === 1)
    return new Failure(
      'Conflict',
      'rpc error: code = FailedPrecondition desc = attempting to demote the last manager of the swarm',
    );
  node.availability = change.availability ?? node.availability;
  if (change.availability !== null || change.role !== null) reconcileSoon(d);
  node.role = change.role ?? node.role;
  const other = node.left === null ? d.on(node.machine) : null;
  if (other !== null) setListening(other, node.role === 'manager');
  Object.assign(node.labels, change.addLabels);
  for (const key of change.removeLabels) delete node.labels[key];
  if (node.role === 'worker' && node.leader) {
    node.leader = false;
    const [heir] = managersOf(cluster);
    if (heir !== undefined) heir.leader = true;
  }
  node.updated = d.world.clock.now;
  node.version = nextVersion(cluster);
  return null;
}

/** `docker node rm`: a worker that is down, or any with `--force`. */
export function removeNode(d: Daemon, cluster: Cluster, node: Node, force: boolean): Outcome<null> {
  if (node.role === 'manager')
    return precondition(
      `node ${node.id} is a cluster manager and is a member of the raft cluster. It must be demoted to worker before removal`,
    );
  if (!force && nodeState(d, node) !== 'down') return precondition(`node ${node.id} is not down and can't be removed`);
  remove(cluster.nodes, node.id);
  return null;
}

function precondition(description: string): Failure {
  return new Failure('Conflict', `rpc error: code = FailedPrecondition desc = ${description}`);
}

/** Whether it is the daemon's own. */
export function isSelf(d: Daemon, node: Node): boolean {
  return nodeOf(d)?.id === node.id;
}
