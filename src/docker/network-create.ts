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
import type { Driver } from './drivers/driver';
import { type IpamConfig, type Network, type NetworkIpam, PREDEFINED, type Subnet, subnetsOf } from './network';
import { checkConfiguration, keepConfiguration, withConfiguration } from './network-configuration';
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
  const refused = checkConfiguration(request);
  if (refused !== null) return refused;
  if (request.configOnly === true) return keepConfiguration(d, request);
  if (request.driver === 'overlay') return createSwarmNetwork(d, request, false);
  const driver = driverOf(request.driver);
  if (driver?.single === true)
    return new Failure('Forbidden', `only one instance of "${driver.name}" network is allowed`);
  if (request.ingress === true && driver !== null)
    return new Failure('Forbidden', 'Ingress network can only be global scope network');
  const whole = withConfiguration(d, request);
  return failed(whole) ? whole : newNetwork(d, whole, null);
}

/** Makes it, whoever asks; `gatewayShown` null lets inspect show the gateway where it was not left to IPAM. */
export function newNetwork(d: Daemon, request: NetworkRequest, gatewayShown: boolean | null): Outcome<Network> {
  const driver = driverOf(request.driver);
  if (driver === null) return new Failure('NotFound', `plugin "${request.driver}" not found`);
  const { ipamDriver } = request;
  if (driver.addressed && ipamDriver === 'null') return new Failure('InvalidParameter', 'ipv4 pool is empty');
  if (driver.addressed && ipamDriver !== 'default') return new Failure('NotFound', `plugin "${ipamDriver}" not found`);
  const ipam: Outcome<NetworkIpam> = driver.addressed
    ? allocate(d, request, driver, gatewayShown)
    : unaddressed(request);
  if (failed(ipam)) return ipam;
  const made: Network = {
    id: newId(d),
    name: request.name,
    order: nextOrder(d),
    created: d.world.clock.now,
    origin: request.origin ?? `docker network create ${request.name}`,
    driver: driver.name,
    scope: request.scope === undefined || request.scope === '' ? 'local' : request.scope,
    internal: request.internal,
    attachable: request.attachable,
    ingress: false,
    configOnly: false,
    configFrom: request.configFrom ?? '',
    enableIpv6: request.enableIpv6,
    labels: request.labels,
    options: request.options,
    ipam,
    device: null,
    ownsDevice: false,
    ports: 0,
  };
  put(d.engine.networks, made.id, made);
  const network = get(d.engine.networks, made.id) ?? made;
  const outcome = driver.createNetwork(d, network);
  if (!failed(outcome)) return network;
  remove(d.engine.networks, network.id);
  for (const { pool } of subnetsOf(network)) releasePool(d.engine.addressSpace, pool);
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
    more: [],
    auxiliary: [],
  };
}

interface Asked {
  readonly subnet: Prefix | null;
  readonly range: Prefix | null;
  readonly gateway: Ipv4 | null;
}

/** Every subnet that was asked for, or one that nobody named: its gateway and the addresses set aside. */
function allocate(
  d: Daemon,
  request: NetworkRequest,
  driver: Driver,
  gatewayShown: boolean | null,
): Outcome<NetworkIpam> {
  if (request.config.length > 1 && !driver.severalSubnets)
    return new Failure('Forbidden', `${driver.name} driver doesn't support multiple subnets`);
  const parts: Part[] = [];
  for (const config of request.config.length === 0 ? [undefined] : request.config) {
    const part = allocateOne(d, request, driver, config, gatewayShown);
    if (!failed(part)) {
      parts.push(part);
      continue;
    }
    for (const { pool } of parts) releasePool(d.engine.addressSpace, pool);
    return part;
  }
  const [first, ...others] = parts;
  return {
    driver: request.ipamDriver,
    options: request.ipamOptions,
    config: parts.map(({ shown }) => shown),
    userSubnet: first?.named === true && !PREDEFINED.includes(request.name),
    pool: first?.pool ?? null,
    gateway: first?.gateway ?? null,
    more: others.map(({ pool, gateway }) => ({ pool, gateway })),
    auxiliary: parts.flatMap(({ auxiliary }) => auxiliary),
  };
}

/** One subnet, with what inspect shows of it. */
interface Part extends Subnet {
  readonly shown: IpamConfig;
  readonly auxiliary: readonly Ipv4[];
  /** Whether the user named it. */
  readonly named: boolean;
}

function allocateOne(
  d: Daemon,
  request: NetworkRequest,
  driver: Driver,
  config: IpamConfig | undefined,
  gatewayShown: boolean | null,
): Outcome<Part> {
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
  const skips = d.profile.asksForGateway && driver.skipsGateway?.(d, request) === true;
  const needsGateway = asked.gateway !== null || !skips;
  const part = reserve(pool, asked.gateway, needsGateway, config, gatewayShown);
  if (failed(part)) releasePool(d.engine.addressSpace, pool);
  return part;
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
  needsGateway: boolean,
  config: IpamConfig | undefined,
  gatewayShown: boolean | null,
): Outcome<Part> {
  const gateway = wanted ?? (needsGateway ? requestAddress(pool) : null);
  if (gateway === null && needsGateway)
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
  const named = config !== undefined && config.subnet !== '';
  const showsGateway = gatewayShown ?? (wanted !== null || !named);
  const shown: IpamConfig = {
    subnet: named ? config.subnet : formatPrefix(pool.subnet),
    ipRange: config?.ipRange ?? null,
    gateway: showsGateway && gateway !== null ? formatIpv4(gateway) : null,
    auxAddresses: config?.auxAddresses ?? {},
  };
  return { pool, gateway, shown, auxiliary, named };
}
