/** `docker network create` as the daemon does it (moby `daemon/network.go`, libnetwork `controller.NewNetwork`). */
import {
  formatIpv4,
  formatPrefix,
  type Ipv4,
  network as networkOf,
  parseIpv4,
  parsePrefix,
  type Prefix,
} from '../base/ipv4';
import { get, put, remove } from '../sim/table';
import { type Daemon, newId, nextOrder } from './daemon';
import { driverOf } from './drivers/registry';
import { Failure, failed, type Outcome } from './failure';
import { type Pool, releasePool, requestAddress, requestDefaultPool, requestPool, requestThisAddress } from './ipam';
import { type DriverName, type IpamConfig, type Network, type NetworkIpam, PREDEFINED } from './network';
import type { NetworkRequest } from './network-request';
import { knownNetworks } from './swarm/known';
import { createSwarmNetwork } from './swarm/network-create';

/** A network as a user asks for it; the three that are there cannot be made again. */
export function createNetwork(d: Daemon, request: NetworkRequest): Outcome<Network> {
  const { name } = request;
  if (PREDEFINED.includes(name) || name === 'default')
    return new Failure('Forbidden', `operation is not permitted on predefined ${name} network `);
  if (name === '') return new Failure('InvalidParameter', d.messages.emptyNetworkName);
  if (knownNetworks(d).some((network) => network.name === name))
    return new Failure('Conflict', `network with name ${name} already exists`);
  if (!request.enableIpv4 && !request.enableIpv6 && d.profile.knowsEnableIpv4)
    return new Failure('InvalidParameter', 'IPv4 or IPv6 must be enabled');
  if (request.driver === 'overlay') return createSwarmNetwork(d, request, false);
  const driver = driverOf(request.driver);
  if (driver?.single === true)
    return new Failure('Forbidden', `only one instance of "${driver.name}" network is allowed`);
  return newNetwork(d, request, null);
}

/** Makes it, whoever asks; `gatewayShown` null lets inspect show the gateway where it was not left to IPAM. */
export function newNetwork(d: Daemon, request: NetworkRequest, gatewayShown: boolean | null): Outcome<Network> {
  const driver = driverOf(request.driver);
  if (driver === null) return new Failure('NotFound', `plugin "${request.driver}" not found`);
  const ipam: Outcome<NetworkIpam> = driver.addressed
    ? allocate(d, request, driver.name, gatewayShown)
    : unaddressed(request);
  if (failed(ipam)) return ipam;
  const made: Network = {
    id: newId(d),
    name: request.name,
    order: nextOrder(d),
    created: d.world.clock.now,
    origin: request.origin ?? `docker network create ${request.name}`,
    driver: driver.name,
    scope: 'local',
    internal: request.internal,
    attachable: request.attachable,
    ingress: false,
    enableIpv6: request.enableIpv6,
    labels: request.labels,
    options: request.options,
    ipam,
    device: null,
    ports: 0,
  };
  put(d.engine.networks, made.id, made);
  const network = get(d.engine.networks, made.id) ?? made;
  const outcome = driver.createNetwork(d, network);
  if (!failed(outcome)) return network;
  remove(d.engine.networks, network.id);
  if (ipam.pool !== null) releasePool(d.engine.addressSpace, ipam.pool);
  return outcome;
}

function unaddressed(request: NetworkRequest): NetworkIpam {
  return {
    driver: 'default',
    options: request.ipamOptions,
    config: [],
    userSubnet: false,
    pool: null,
    gateway: null,
    auxiliary: [],
  };
}

interface Asked {
  readonly subnet: Prefix | null;
  readonly range: Prefix | null;
  readonly gateway: Ipv4 | null;
}

/** The subnet, its gateway and the addresses set aside. */
function allocate(
  d: Daemon,
  request: NetworkRequest,
  driver: DriverName,
  gatewayShown: boolean | null,
): Outcome<NetworkIpam> {
  if (request.config.length > 1) return new Failure('Forbidden', `${driver} driver doesn't support multiple subnets`);
  const config = request.config[0];
  const asked = readConfig(d, config);
  if (failed(asked)) return asked;
  if (request.enableIpv6 && d.profile.subnetHostBits) {
    return new Failure(
      'System',
      'could not find an available, non-overlapping IPv6 address pool among the defaults to assign to the network',
    );
  }
  const pool =
    asked.subnet === null
      ? requestDefaultPool(d.engine.addressSpace, d.profile, d.host)
      : requestPool(d.engine.addressSpace, d.profile, asked.subnet, asked.range);
  if (pool === null)
    return new Failure('Forbidden', asked.subnet === null ? d.messages.poolsExhausted : d.messages.poolOverlaps);
  const ipam = reserve(pool, asked.gateway, config, request, gatewayShown);
  if (failed(ipam)) releasePool(d.engine.addressSpace, pool);
  return ipam;
}

function readConfig(d: Daemon, config: IpamConfig | undefined): Outcome<Asked> {
  if (config === undefined || config.subnet === '') return { subnet: null, range: null, gateway: null };
  const subnet = parsePrefix(config.subnet);
  if (subnet === null) return new Failure('InvalidParameter', d.messages.invalidSubnet(config.subnet));
  if (!d.profile.subnetHostBits && networkOf(subnet).address !== subnet.address) {
    return new Failure('InvalidParameter', d.messages.subnetHostBits(config.subnet, formatPrefix(networkOf(subnet))));
  }
  return {
    subnet,
    range: config.ipRange === null ? null : parsePrefix(config.ipRange),
    gateway: config.gateway === null ? null : parseIpv4(config.gateway),
  };
}

function reserve(
  pool: Pool,
  wanted: Ipv4 | null,
  config: IpamConfig | undefined,
  request: NetworkRequest,
  gatewayShown: boolean | null,
): Outcome<NetworkIpam> {
  const gateway = wanted ?? requestAddress(pool);
  if (gateway === null)
    return new Failure('System', 'failed to allocate gateway (): No available addresses on this pool');
  if (wanted !== null && requestThisAddress(pool, wanted) !== 'ok')
    return new Failure('System', `failed to allocate gateway (${formatIpv4(wanted)}): Address already in use`);
  const auxiliary: Ipv4[] = [];
  for (const [name, text] of Object.entries(config?.auxAddresses ?? {})) {
    const ip = parseIpv4(text);
    if (ip === null || requestThisAddress(pool, ip) !== 'ok')
      return new Failure('System', `failed to allocate secondary ip address (${name}:${text}): Address already in use`);
    auxiliary.push(ip);
  }
  const userSubnet = config !== undefined && config.subnet !== '';
  const showsGateway = gatewayShown ?? (wanted !== null || !userSubnet);
  const shown: IpamConfig = {
    subnet: userSubnet ? config.subnet : formatPrefix(pool.subnet),
    ipRange: config?.ipRange ?? null,
    gateway: showsGateway ? formatIpv4(gateway) : null,
    auxAddresses: config?.auxAddresses ?? {},
  };
  const ownSubnet = userSubnet && !PREDEFINED.includes(request.name);
  return {
    driver: request.ipamDriver,
    options: request.ipamOptions,
    config: [shown],
    userSubnet: ownSubnet,
    pool,
    gateway,
    auxiliary,
  };
}
