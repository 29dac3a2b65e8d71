/** Making, joining and leaving a swarm (moby `daemon/cluster/swarm.go`, swarmkit `node/node.go`). */
import { formatIpv4, formatPrefix, type Ipv4, type Prefix } from '../../base/ipv4';
import { SECOND } from '../../sim/clock';
import { createTable, get, put, remove, values } from '../../sim/table';
import { disconnectEndpoint } from '../controller';
import type { Daemon } from '../daemon';
import { endpointsOf, networksOf } from '../engine';
import { Failure, failed, type Outcome } from '../failure';
import type { Network } from '../network';
import { type NetworkRequest, NO_FLAGS } from '../network-request';
import { advertisedAddress, isListenAddress } from './advertise';
import {
  type Availability,
  type Cluster,
  type ClusterSpec,
  managersOf,
  nextVersion,
  type Node,
  type NodeRole,
  swarmNetworksOf,
} from './cluster';
import { clusterOf, nodeOf } from './member';
import { reconcileSoon } from '../service/alarm';
import { abandonTasks } from '../service/leave';
import { digestHex, newCaDigest, newJoinToken, newSwarmId } from './id';
import { setListening } from './control-port';
import { addSwarmNetwork } from './network-create';
import { GRACE } from './node';
import { extendNetwork, removeFromNode } from './presence';

export interface InitRequest {
  /** `--listen-addr` and `--advertise-addr`: where it listens, and what the other nodes are to reach it by. */
  readonly listen: string;
  readonly advertise: string;
  readonly availability: Availability;
  readonly addressPools: readonly Prefix[];
  /** Whether the pools were given. */
  readonly ownPools: boolean;
  readonly subnetLength: number;
  readonly dataPathPort: number;
  readonly spec: ClusterSpec;
}

const MEMBER =
  'This node is already part of a swarm. Use "docker swarm leave" to leave this swarm and join another one.';

/** The ingress network has it, and the others those behind it. */
const FIRST_VNI = 4096;

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
  const address = addressFor(d, request);
  if (failed(address)) return address;
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
    ownPools: request.ownPools,
    subnetLength: request.subnetLength,
    dataPathPort: request.dataPathPort,
    lastSubnet: null,
    nextVni: FIRST_VNI,
    nextOrder: 1,
    nodes: createTable(),
    networks: createTable(),
    attachments: createTable(),
    peers: createTable(),
    services: createTable(),
    tasks: createTable(),
  };
  put(d.world.clusters, made.id, made);
  const cluster = get(d.world.clusters, made.id) ?? made;
  const node = addNode(d, cluster, 'manager', address, request.availability);
  node.leader = true;
  setListening(d, true);
  const ingress = addSwarmNetwork(d, cluster, INGRESS, true);
  const here = failed(ingress) ? ingress : extendNetwork(d, ingress);
  if (!failed(here)) return node;
  leaveSwarm(d, true);
  return here;
}

const DATA_PATH_PORTS = { first: 1024, last: 49151 };

/** The address that it goes by, once nothing speaks against the rest. */
function addressFor(d: Daemon, request: InitRequest): Outcome<Ipv4> {
  if (request.listen !== '' && !isListenAddress(d, request.listen))
    return new Failure(
      'InvalidParameter',
      'listen address must be an IP address or network interface (with optional port number)',
    );
  const address = advertisedAddress(d, request.advertise);
  if (failed(address)) return address;
  const { dataPathPort, addressPools, subnetLength } = request;
  if (dataPathPort < DATA_PATH_PORTS.first || dataPathPort > DATA_PATH_PORTS.last)
    return new Failure(
      'InvalidParameter',
      `Datapath port number is not in valid range (${DATA_PATH_PORTS.first}-${DATA_PATH_PORTS.last}) : ${dataPathPort}`,
    );
  const narrow = addressPools.find(({ length }) => length > subnetLength);
  if (narrow === undefined) return address;
  return new Failure(
    'InvalidParameter',
    `invalid CIDR: "${formatPrefix(narrow)}". Subnet size is too small for pool: ${subnetLength}`,
  );
}

export interface JoinRequest {
  readonly token: string;
  /** A manager of the swarm. */
  readonly remote: Ipv4;
  readonly address: Ipv4;
  readonly availability: Availability;
}

/** What speaks against joining before anybody is asked. */
export function whyNotJoin(d: Daemon, token: string): Failure | null {
  if (d.engine.swarm !== null) return new Failure('Unavailable', MEMBER);
  return token === '' || digestOf(token) !== null ? null : new Failure('InvalidParameter', 'invalid join token');
}

/** One more node of a swarm, in the role that its token is for. */
export function joinSwarm(d: Daemon, request: JoinRequest): Outcome<Node> {
  if (d.engine.swarm !== null) return new Failure('Unavailable', MEMBER);
  const digest = digestOf(request.token);
  if (digest === null) return new Failure('InvalidParameter', 'invalid join token');
  const cluster = [...values(d.world.clusters)].find((one) =>
    managersOf(one).some((node) => node.address === request.remote),
  );
  if (cluster === undefined) return new Failure('Unavailable', refusedBy(request.remote));
  if (cluster.caDigest !== digest)
    return new Failure('System', `remote CA does not match fingerprint. Expected: ${digestHex(digest)}`);
  const role = ROLES.find((one) => cluster.tokens[one] === request.token);
  if (role === undefined)
    return new Failure(
      'InvalidParameter',
      'rpc error: code = InvalidArgument desc = A valid join token is necessary to join this cluster',
    );
  const node = addNode(d, cluster, role, request.address, request.availability);
  setListening(d, role === 'manager');
  for (const network of swarmNetworksOf(cluster).filter(({ ingress }) => ingress)) extendNetwork(d, network);
  return node;
}

const ROLES: readonly NodeRole[] = ['worker', 'manager'];

function digestOf(token: string): string | null {
  return /^SWMTKN-1-([0-9a-z]{50})-[0-9a-z]{25}$/.exec(token)?.[1] ?? null;
}

/** Where no manager listens. */
export function refusedBy(remote: Ipv4): string {
  return `rpc error: code = Unavailable desc = connection error: desc = "transport: Error while dialing: dial tcp ${formatIpv4(remote)}:2377: connect: connection refused"`;
}

const LEAVING_MANAGER = 'You are attempting to leave the swarm on a node that is participating as a manager. ';
const LAST_MANAGER =
  'Removing the last manager erases all current state of the swarm. Use `--force` to ignore this message. ';

/** The engine leaves its swarm: what it had of the swarm's networks goes; the last manager takes the swarm with it. */
export function leaveSwarm(d: Daemon, force: boolean): Outcome<null> {
  const cluster = clusterOf(d);
  const node = nodeOf(d);
  if (d.engine.swarm === null) return new Failure('Unavailable', 'This node is not part of a swarm');
  const managers = cluster === null ? [] : managersOf(cluster);
  if (node?.role === 'manager' && !force) return new Failure('Unavailable', stayWarning(managers.length));
  abandonTasks(d);
  for (const network of networksOf(d.engine).filter(({ scope }) => scope === 'swarm')) abandonNetwork(d, network);
  if (node !== null) node.left = d.world.clock.now;
  d.engine.swarm = null;
  setListening(d, false);
  if (cluster === null) return null;
  if (node?.role === 'manager') {
    const [heir] = managersOf(cluster);
    if (heir === undefined) remove(d.world.clusters, cluster.id);
    else if (node.leader) heir.leader = true;
    node.leader = false;
  }
  // Its tasks are another's once its heartbeats are missed.
  reconcileSoon(d, GRACE, cluster);
  return null;
}

/** How many managers must be there (`removingManagerCausesLossOfQuorum`), and what is lost without this one. */
function stayWarning(managers: number): string {
  const lost = managers - 1 < Math.floor(managers / 2) + 1;
  if (lost && managers === 1) return LEAVING_MANAGER + LAST_MANAGER;
  const quorum = lost
    ? `Removing this node leaves ${managers - 1} managers out of ${managers}. Without a Raft quorum your swarm will be inaccessible. `
    : '';
  return `${LEAVING_MANAGER}${quorum}The only way to restore a swarm that has lost consensus is to reinitialize it with \`--force-new-cluster\`. Use \`--force\` to suppress this message.`;
}

/** Containers stay as they are, but for the interfaces that they had there. */
function abandonNetwork(d: Daemon, network: Network): void {
  for (const endpoint of endpointsOf(d.engine, network)) {
    const container = get(d.engine.containers, endpoint.container);
    const sandbox = get(d.engine.sandboxes, endpoint.sandbox);
    if (container === undefined || sandbox === undefined) continue;
    disconnectEndpoint(d, container, sandbox, endpoint, true);
    delete container.networks[network.name];
  }
  if (get(d.engine.networks, network.id) !== undefined) removeFromNode(d, network);
}

/** What a swarm publishes its ports by (swarmkit `createClusterDefaults`, `defaultIngressNetwork`). */
const INGRESS: NetworkRequest = {
  ...NO_FLAGS,
  name: 'ingress',
  driver: 'overlay',
  origin: 'docker swarm init',
};

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
