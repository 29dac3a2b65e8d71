/** Overlay networks, made for the whole swarm by a manager (moby `daemon/cluster/networks.go`, swarmkit `manager/allocator/network.go`). */
import {
  broadcast,
  formatIpv4,
  formatPrefix,
  network as networkOf,
  parseIpv4,
  parsePrefix,
  type Prefix,
} from '../../base/ipv4';
import { createTable, get, put } from '../../sim/table';
import type { Daemon } from '../daemon';
import { VNI_OPTION } from '../drivers/overlay-options';
import { Failure, failed, type Outcome } from '../failure';
import type { Pool } from '../ipam';
import type { IpamConfig, Network, NetworkIpam } from '../network';
import type { NetworkRequest } from '../network-request';
import { type Cluster, nextVersion, type SwarmNetwork } from './cluster';
import { clusterOf, managedCluster, nodeOf } from './member';
import { newSwarmId } from './id';
import { networkOfSwarm } from './known';
import { isValidName } from './name';
import { freeSubnet } from './pool';

/** What `docker network create -d overlay` makes: known on every manager, present on no node yet. */
export function createSwarmNetwork(d: Daemon, request: NetworkRequest, ingress: boolean): Outcome<Network> {
  const cluster = managedCluster(d);
  if (failed(cluster))
    return clusterOf(d) === null || nodeOf(d) === null
      ? cluster
      : new Failure('Forbidden', d.messages.overlayFromWorker);
  const network = addSwarmNetwork(d, cluster, request, ingress);
  return failed(network) ? network : networkOfSwarm(network, network.order);
}

/** Gives it an id, subnets and VNIs. */
export function addSwarmNetwork(
  d: Daemon,
  cluster: Cluster,
  request: NetworkRequest,
  ingress: boolean,
): Outcome<SwarmNetwork> {
  if (!isValidName(request.name))
    return new Failure(
      'InvalidParameter',
      'rpc error: code = InvalidArgument desc = name must be valid as a DNS name component',
    );
  const ipam = allocate(d, cluster, request);
  if (failed(ipam)) return ipam;
  const given = request.options[VNI_OPTION];
  const vnis = ipam.config.map(() => (given === undefined ? cluster.nextVni++ : Number(given)));
  const made: SwarmNetwork = {
    id: newSwarmId(d),
    name: request.name,
    order: cluster.nextOrder++,
    created: d.world.clock.now,
    origin: request.origin ?? `docker network create ${request.name}`,
    version: nextVersion(cluster),
    ingress,
    internal: request.internal,
    attachable: request.attachable,
    enableIpv6: request.enableIpv6,
    labels: request.labels,
    options: { ...request.options, [VNI_OPTION]: vnis.join(',') },
    vni: vnis[0] ?? 0,
    ipam,
    lastAddress: null,
    loadBalancers: {},
  };
  put(cluster.networks, made.id, made);
  return get(cluster.networks, made.id) ?? made;
}

function allocate(d: Daemon, cluster: Cluster, request: NetworkRequest): Outcome<NetworkIpam> {
  const asked = request.config.filter(({ subnet }) => subnet !== '');
  const found = asked.length > 0 ? null : freeSubnet(cluster, d.profile.poolOrder);
  if (asked.length === 0 && found === null) return new Failure('System', d.messages.poolsExhausted);
  const parts: Part[] = [];
  for (const config of found === null ? asked : [bare(found)]) {
    const part = reserve(d, config);
    if (failed(part)) return part;
    parts.push(part);
  }
  const [first] = parts;
  return {
    driver: request.ipamDriver,
    options: request.ipamOptions === null || Object.keys(request.ipamOptions).length === 0 ? null : request.ipamOptions,
    config: parts.map(({ shown }) => shown),
    userSubnet: true,
    pool: first?.pool ?? null,
    gateway: first === undefined ? null : parseIpv4(first.shown.gateway ?? ''),
    more: [],
    auxiliary: [],
  };
}

const bare = (subnet: Prefix): IpamConfig => ({
  subnet: formatPrefix(subnet),
  ipRange: null,
  gateway: null,
  auxAddresses: {},
});

interface Part {
  readonly pool: Pool;
  readonly shown: IpamConfig;
}

/** The subnet's own address, its broadcast address and its gateway are nobody's. */
function reserve(d: Daemon, config: IpamConfig): Outcome<Part> {
  const subnet = parsePrefix(config.subnet);
  if (subnet === null) return new Failure('InvalidParameter', d.messages.invalidSubnet(config.subnet));
  const range = config.ipRange === null ? null : parsePrefix(config.ipRange);
  const first = networkOf(subnet).address;
  const gateway = (config.gateway === null ? null : parseIpv4(config.gateway)) ?? first + 1;
  const pool: Pool = { subnet, range, taken: createTable() };
  for (const ip of [first, broadcast(subnet), gateway]) put(pool.taken, ip, true);
  return { pool, shown: { ...config, gateway: formatIpv4(gateway) } };
}
