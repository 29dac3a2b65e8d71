/** Which node a task goes to (swarmkit `manager/scheduler`): of those that may have it the one with the fewest of its service, then with the fewest of all. */
import { values } from '../../sim/table';
import type { Daemon } from '../daemon';
import { type Cluster, type Node, nodesOf } from '../swarm/cluster';
import { hostnameOf, nodeState } from '../swarm/node';
import type { Task } from './service';
import type { TaskState } from './task.machine';

const OVER: readonly TaskState[] = ['complete', 'shutdown', 'failed', 'rejected', 'orphaned'];

/** Whether a task has come to its end. */
export function isOver({ state }: Task): boolean {
  return OVER.includes(state);
}

/** Why a node may not have a task: the filters in the order they are asked. */
const FILTERS = [
  {
    passes: (d: Daemon, _cluster: Cluster, node: Node) =>
      node.left === null && node.availability === 'active' && nodeState(d, node) === 'ready',
    explain: (count: number) => `${count} node${count === 1 ? '' : 's'} not available for new tasks`,
  },
  {
    passes: (d: Daemon, _cluster: Cluster, node: Node, task: Task) => satisfies(d, node, task.spec.constraints),
    explain: (count: number) => `scheduling constraints not satisfied on ${count} node${count === 1 ? '' : 's'}`,
  },
  {
    passes: (_d: Daemon, cluster: Cluster, node: Node, task: Task) => !portsClash(cluster, node, task),
    explain: (count: number) => `host-mode port already in use on ${count} node${count === 1 ? '' : 's'}`,
  },
  {
    passes: (_d: Daemon, cluster: Cluster, node: Node, task: Task) =>
      task.spec.maxPerNode === 0 || tasksOn(cluster, node, task).length < task.spec.maxPerNode,
    explain: () => 'max replicas per node limit exceed',
  },
] as const;

/** The node, or why there is none: `no suitable node (…)`. */
export function chooseNode(d: Daemon, cluster: Cluster, task: Task): Node | string {
  const refused = FILTERS.map(() => 0);
  const fit: Node[] = [];
  for (const node of nodesOf(cluster)) {
    const at = FILTERS.findIndex(({ passes }) => !passes(d, cluster, node, task));
    if (at < 0) fit.push(node);
    else refused[at] = (refused[at] ?? 0) + 1;
  }
  const load = (node: Node) => tasksOn(cluster, node, task).length;
  const [best] = fit.sort((a, b) => load(a) - load(b) || total(cluster, a) - total(cluster, b) || a.order - b.order);
  if (best !== undefined) return best;
  const reasons = FILTERS.flatMap(({ explain }, i) => ((refused[i] ?? 0) > 0 ? [explain(refused[i] ?? 0)] : []));
  return `no suitable node (${reasons.join('; ')})`;
}

/** The nodes that a global service has a task on. */
export function nodesFor(d: Daemon, cluster: Cluster, constraints: readonly string[]): Node[] {
  return nodesOf(cluster).filter(
    (node) =>
      node.left === null &&
      node.availability !== 'drain' &&
      nodeState(d, node) === 'ready' &&
      satisfies(d, node, constraints),
  );
}

function active(task: Task): boolean {
  return !isOver(task) && (task.desired === 'ready' || task.desired === 'running');
}

function tasksOn(cluster: Cluster, node: Node, { id, service }: Task): Task[] {
  return [...values(cluster.tasks)].filter(
    (other) => other.node === node.id && other.service === service && other.id !== id && active(other),
  );
}

function total(cluster: Cluster, node: Node): number {
  return [...values(cluster.tasks)].filter((other) => other.node === node.id && active(other)).length;
}

function portsClash(cluster: Cluster, node: Node, task: Task): boolean {
  const keys = (one: Task) =>
    one.ports
      .filter(({ mode, published }) => mode === 'host' && published !== 0)
      .map((p) => `${p.published}/${p.protocol}`);
  const wanted = keys(task);
  if (wanted.length === 0) return false;
  return [...values(cluster.tasks)].some(
    (other) =>
      other.node === node.id &&
      other.id !== task.id &&
      !isOver(other) &&
      keys(other).some((key) => wanted.includes(key)),
  );
}

const CONSTRAINT = /^\s*([a-zA-Z0-9._-]+)\s*(==|!=)\s*(.*?)\s*$/;

/** `node.role==worker`; null where it cannot be read. */
export function parseConstraint(text: string): { key: string; equal: boolean; value: string } | null {
  const found = CONSTRAINT.exec(text);
  return found === null ? null : { key: found[1] ?? '', equal: found[2] === '==', value: found[3] ?? '' };
}

/** Whether a node satisfies every constraint (swarmkit `manager/constraint`). */
function satisfies(d: Daemon, node: Node, constraints: readonly string[]): boolean {
  return constraints.every((text) => {
    const constraint = parseConstraint(text);
    if (constraint === null) return true;
    const value = valueOf(d, node, constraint.key);
    return (value.toLowerCase() === constraint.value.toLowerCase()) === constraint.equal;
  });
}

function valueOf(d: Daemon, node: Node, key: string): string {
  switch (key.toLowerCase()) {
    case 'node.id':
      return node.id;
    case 'node.hostname':
      return hostnameOf(d, node);
    case 'node.role':
      return node.role;
    case 'node.platform.os':
      return 'linux';
    case 'node.platform.arch':
      return 'x86_64';
  }
  return key.startsWith('node.labels.') ? (node.labels[key.slice('node.labels.'.length)] ?? '') : '';
}
