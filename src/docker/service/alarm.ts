/** Waking the swarm's leader: something of its services is due (swarmkit's orchestrators run on the leader alone). */
import type { Micros } from '../../sim/clock';
import type { Daemon } from '../daemon';
import { type Cluster, nodesOf } from '../swarm/cluster';
import { clusterOf } from '../swarm/member';

/** The alarm of the leader's daemon. */
export const RECONCILE = 'swarm-reconcile';

/** The daemon of a swarm's leader. */
export function leaderOf(d: Daemon, cluster: Cluster): Daemon | null {
  const leader = nodesOf(cluster).find((node) => node.leader && node.left === null);
  return leader === undefined ? null : d.on(leader.machine);
}

/** Has the leader look at everything again after a while. */
export function reconcileSoon(d: Daemon, delay: Micros = 0, cluster: Cluster | null = clusterOf(d)): void {
  const leader = cluster === null ? null : leaderOf(d, cluster);
  if (leader !== null) leader.alarm(`${RECONCILE} ${leader.world.clock.now + delay}`, delay);
}
