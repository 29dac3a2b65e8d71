/** An engine's place in a swarm: which, which of its nodes, and whether it may change it (moby `daemon/cluster/cluster.go`). */
import { get, values } from '../../sim/table';
import type { Daemon } from '../daemon';
import type { DockerWorld } from '../engine';
import { Failure, type Outcome } from '../failure';
import type { Cluster, Node } from './cluster';

/** The swarm that an engine is in, or null. */
export function clusterOf(d: Pick<Daemon, 'engine' | 'world'>): Cluster | null {
  const { swarm } = d.engine;
  return swarm === null ? null : (get(d.world.clusters, swarm.cluster) ?? null);
}

/** An engine's own node, or null where it is in no swarm, or was removed from it. */
export function nodeOf(d: Daemon): Node | null {
  const cluster = clusterOf(d);
  return cluster === null ? null : (get(cluster.nodes, d.engine.swarm?.node ?? '') ?? null);
}

const NOT_IN_A_SWARM =
  'This node is not a swarm manager. Use "docker swarm init" or "docker swarm join" to connect this node to swarm and try again.';
const A_WORKER =
  "This node is not a swarm manager. Worker nodes can't be used to view or modify cluster state. Please run this command on a manager node or promote the current node to a manager.";

/** The swarm of an engine that may ask it things and change it, or what others hear (moby `errNoManager`). */
export function managedCluster(d: Daemon): Outcome<Cluster> {
  const cluster = clusterOf(d);
  if (cluster === null) return new Failure('Unavailable', NOT_IN_A_SWARM);
  return nodeOf(d)?.role === 'manager' ? cluster : new Failure('Unavailable', A_WORKER);
}

/** What lets a worker into the swarm that was made last; '' where there is none. */
export function newestWorkerToken(world: DockerWorld): string {
  const newest = [...values(world.clusters)].sort((a, b) => b.created - a.created)[0];
  return newest?.tokens.worker ?? '';
}
