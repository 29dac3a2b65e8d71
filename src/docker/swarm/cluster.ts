/** A swarm as plain data: what its managers keep of it (swarmkit `api/objects.proto`), and what its nodes tell each other (libnetwork `networkdb`). */
import type { Ipv4, Prefix } from '../../base/ipv4';
import type { Mac } from '../../base/mac';
import type { Micros } from '../../sim/clock';
import { type Table, values } from '../../sim/table';
import type { NetworkIpam } from '../network';
import type { Service, ServicePort, Task } from '../service/service';

export interface Cluster {
  readonly id: string;
  readonly created: Micros;
  updated: Micros;
  /** Counts every change; an object's version is the count at its last one. */
  index: number;
  version: number;
  readonly spec: ClusterSpec;
  /** The digest of its root certificate. */
  readonly caDigest: string;
  readonly tokens: Record<NodeRole, string>;
  /** Where subnets of overlay networks are cut from, and how long they are. */
  readonly addressPools: readonly Prefix[];
  /** Somebody asked for those pools. */
  readonly ownPools: boolean;
  readonly subnetLength: number;
  /** The subnet that was cut last. */
  lastSubnet: Ipv4 | null;
  readonly dataPathPort: number;
  /** The next network's VNI. */
  nextVni: number;
  /** Nodes, networks, attachments and peers are numbered as they are made. */
  nextOrder: number;
  readonly nodes: Table<Node>;
  readonly networks: Table<SwarmNetwork>;
  /** By task id. */
  readonly attachments: Table<Attachment>;
  /** By endpoint id. */
  readonly peers: Table<Peer>;
  readonly services: Table<Service>;
  readonly tasks: Table<Task>;
}

export interface ClusterSpec {
  taskHistoryLimit: number;
  dispatcherHeartbeat: Micros;
  certExpiry: Micros;
  autolock: boolean;
  snapshotInterval: number;
  maxSnapshots: number;
}

export type NodeRole = 'worker' | 'manager';
export type Availability = 'active' | 'pause' | 'drain';

export interface Node {
  readonly id: string;
  readonly order: number;
  /** The machine whose engine it is; another node may follow it there. */
  readonly machine: string;
  readonly created: Micros;
  updated: Micros;
  version: number;
  /** What the others reach it by. */
  readonly address: Ipv4;
  role: NodeRole;
  availability: Availability;
  leader: boolean;
  readonly labels: Record<string, string>;
  /** When it left the swarm; it is held for ready until its heartbeats are missed. */
  left: Micros | null;
}

/** An overlay network, as all of the swarm knows it. A node has an engine's `Network` of the same id once something there is on it. */
export interface SwarmNetwork {
  readonly id: string;
  readonly name: string;
  readonly order: number;
  readonly created: Micros;
  /** The command that asked for it. */
  readonly origin: string;
  readonly version: number;
  readonly ingress: boolean;
  readonly internal: boolean;
  readonly attachable: boolean;
  readonly enableIpv6: boolean;
  readonly labels: Readonly<Record<string, string>>;
  /** Driver options, the VNI with them. */
  readonly options: Readonly<Record<string, string>>;
  readonly vni: number;
  /** Its addresses are given by the swarm: its pool is not any engine's. */
  readonly ipam: NetworkIpam;
  /** The address given last, the next is the one behind it; null before the first. */
  lastAddress: Ipv4 | null;
  /** The address of its load balancer on each node that is on it, by node id. */
  readonly loadBalancers: Record<string, Prefix>;
}

/** The task that stands for a container which joins a network by hand (swarmkit `NetworkAttachmentSpec`). */
export interface Attachment {
  readonly task: string;
  readonly order: number;
  readonly node: string;
  readonly network: string;
  readonly container: string;
  readonly address: Prefix;
}

/** What a node tells the others of an endpoint on a network: libnetwork's tables `endpoint_table` and `overlay_peer_table` in one. */
export interface Peer {
  readonly endpoint: string;
  readonly order: number;
  readonly network: string;
  readonly node: string;
  /** The address of the node that its frames are sent to. */
  readonly tunnel: Ipv4;
  readonly address: Prefix;
  readonly mac: Mac;
  /** Names that the resolver of every node answers with its address, its own first; none for a load balancer. */
  readonly names: readonly string[];
  /** The service that it is a task of. */
  readonly service: PeerService | null;
}

export interface PeerService {
  readonly id: string;
  readonly name: string;
  /** Null with `--endpoint-mode dnsrr`. */
  readonly virtualIp: Ipv4 | null;
  readonly aliases: readonly string[];
  /** Ports of the routing mesh; none but on the ingress network. */
  readonly ports: readonly ServicePort[];
  /** Not any more once the task was told to end. */
  readonly enabled: boolean;
}

/** An engine's place in a swarm. */
export interface Membership {
  readonly cluster: string;
  readonly node: string;
}

export function nodesOf(cluster: Cluster): Node[] {
  return [...values(cluster.nodes)].sort((a, b) => a.order - b.order);
}

export function managersOf(cluster: Cluster): Node[] {
  return nodesOf(cluster).filter(({ role, left }) => role === 'manager' && left === null);
}

/** The networks of a swarm, in the order they were made. */
export function swarmNetworksOf(cluster: Cluster): SwarmNetwork[] {
  return [...values(cluster.networks)].sort((a, b) => a.order - b.order);
}

/** What the nodes know of a network's endpoints, in the order they were told. */
export function peersOn(cluster: Cluster, network: string): Peer[] {
  return [...values(cluster.peers)].filter((peer) => peer.network === network).sort((a, b) => a.order - b.order);
}

/** Counts a change of the swarm; the version of what was changed. */
export function nextVersion(cluster: Cluster): number {
  return ++cluster.index;
}
