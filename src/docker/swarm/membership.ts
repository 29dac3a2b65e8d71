/** Making, joining and leaving a swarm (moby `daemon/cluster/swarm.go`, swarmkit `node/node.go`). */
import type { Ipv4, Prefix } from '../../base/ipv4';
import { SECOND } from '../../sim/clock';
import { createTable, get, put } from '../../sim/table';
import type { Daemon } from '../daemon';
import { Failure, type Outcome } from '../failure';
import { type Availability, type Cluster, type ClusterSpec, nextVersion, type Node, type NodeRole } from './cluster';
import { newCaDigest, newJoinToken, newSwarmId } from './id';

export interface InitRequest {
  /** What the other nodes are to reach it by. */
  readonly address: Ipv4;
  readonly availability: Availability;
  readonly addressPools: readonly Prefix[];
  readonly subnetLength: number;
  readonly dataPathPort: number;
  readonly spec: ClusterSpec;
}

const MEMBER =
  'This node is already part of a swarm. Use "docker swarm leave" to leave this swarm and join another one.';

/** What a fresh swarm is set to (swarmkit `defaults`). */
export const DEFAULT_SPEC: ClusterSpec = {
  taskHistoryLimit: 5,
  dispatcherHeartbeat: 5 * SECOND,
  certExpiry: 90 * 24 * 3600 * SECOND,
  autolock: false,
  snapshotInterval: 10_000,
  maxSnapshots: 0,
};

/** A swarm of one node, its manager. */
export function initSwarm(d: Daemon, request: InitRequest): Outcome<Node> {
  if (d.engine.swarm !== null) return new Failure('Unavailable', MEMBER);
  const caDigest = newCaDigest(d);
  const made: Cluster = {
    id: newSwarmId(d),
    created: d.world.clock.now,
    updated: d.world.clock.now,
    index: 0,
    version: 0,
    spec: { ...request.spec },
    caDigest,
    tokens: { worker: newJoinToken(d, caDigest), manager: newJoinToken(d, caDigest) },
    addressPools: request.addressPools,
    subnetLength: request.subnetLength,
    dataPathPort: request.dataPathPort,
    nextOrder: 1,
    nodes: createTable(),
    networks: createTable(),
    attachments: createTable(),
    peers: createTable(),
  };
  put(d.world.clusters, made.id, made);
  const cluster = get(d.world.clusters, made.id) ?? made;
  const node = addNode(d, cluster, 'manager', request.address, request.availability);
  node.leader = true;
  return node;
}

/** The engine is a node of the swarm from now on. */
function addNode(d: Daemon, cluster: Cluster, role: NodeRole, address: Ipv4, availability: Availability): Node {
  const now = d.world.clock.now;
  const made: Node = {
    id: newSwarmId(d),
    order: cluster.nextOrder++,
    machine: d.engine.machine,
    created: now,
    updated: now,
    version: nextVersion(cluster),
    address,
    role,
    availability,
    leader: false,
    labels: {},
    left: null,
  };
  put(cluster.nodes, made.id, made);
  d.engine.swarm = { cluster: cluster.id, node: made.id };
  return get(cluster.nodes, made.id) ?? made;
}
