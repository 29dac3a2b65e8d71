/** Makes and unmakes networks and endpoints (libnetwork `controller.go`, `network.go`, `endpoint.go`) by programming the kernel, and nothing else. */
import { contains, formatIpv4, type Ipv4, parseIpv4 } from '../base/ipv4';
import { parseMac } from '../base/mac';
import { get, remove } from '../sim/table';
import { type Container, type EndpointSettings, shortId } from './container/container';
import type { Daemon } from './daemon';
import { type BridgeOptions, bridgeOptions } from './drivers/bridge-options';
import { driverOf } from './drivers/registry';
import { vethName } from './drivers/veth';
import { type Endpoint, IF_NAME, IF_PREFIX } from './endpoint';
import { writeInterfaceSysctls } from './endpoint-sysctls';
import { endpointsOf } from './engine';
import { Failure, failed, type Outcome } from './failure';
import { isFull, releasePool, requestAddress, requestThisAddress } from './ipam';
import { type EndpointRequest, joinEndpoint, leaveEndpoint, notAdded } from './join';
import { isConfigurationUsed } from './network-configuration';
import type { PublishingBridge } from './firewall';
import { isUserDefined, type Network, type Subnet, subnetsOf } from './network';
import { addOwnAddress, hasOwnFiles, hostnameOf, removeOwnAddress, useEmbeddedResolver } from './network-files';
import { startResolver } from './resolver/resolver';
import type { Sandbox } from './sandbox';
import { portsToPublish, publishPorts, unpublishPorts } from './portmapper';
import { attachedTo, gatewayEndpoint, netnsOf, nextInterfaceName, sandboxGateway, setDefaultRoute } from './namespace';
import { detachFromNetwork } from './swarm/attachment';
import { joinWayOut, leaveWayOut } from './swarm/gateway-bridge';

function interfaceName(
  d: Daemon,
  sandbox: Sandbox,
  { id, options }: Network,
  { driverOptions }: EndpointSettings,
): string {
  const wanted = d.profile.readsInterfaceOptions ? driverOptions[IF_NAME] : undefined;
  return wanted ?? nextInterfaceName(d, sandbox, options[IF_PREFIX], id);
}

interface Taken {
  readonly ip: Ipv4;
  readonly subnet: Subnet;
}

/** Takes an address for an endpoint: the one asked for, or the lowest that is free in the first subnet that has one. */
function takeAddress(d: Daemon, network: Network, wanted: string | null): Outcome<Taken | null> {
  const subnets = subnetsOf(network);
  const asked = wanted === null ? null : parseIpv4(wanted);
  if (subnets.length === 0) return null;
  if (asked === null) {
    for (const subnet of subnets) {
      const ip = requestAddress(subnet.pool);
      if (ip !== null) return { ip, subnet };
    }
    return new Failure(
      'System',
      `no available IPv4 addresses on this network's address pools: ${network.name} (${network.id})`,
    );
  }
  const subnet = subnets.find(({ pool }) => contains(pool.subnet, asked));
  if (subnet === undefined)
    return new Failure(
      'InvalidParameter',
      `Invalid address ${formatIpv4(asked)}: It does not belong to any of this network's subnets`,
    );
  if (requestThisAddress(subnet.pool, asked) !== 'ok')
    return new Failure('System', isFull(subnet.pool) ? d.messages.takenInFullPool : 'Address already in use');
  return { ip: asked, subnet };
}

/** Ties a running container to a network: `CreateEndpoint` and `Join`. Undone as a whole where a part of it fails. */
export function connectEndpoint(
  d: Daemon,
  container: Container,
  sandbox: Sandbox,
  network: Network,
  settings: EndpointSettings,
  origin: string,
): Outcome<Endpoint> {
  const driver = driverOf(network.driver);
  if (driver === null) return new Failure('System', `plugin "${network.driver}" not found`);
  if (network.configOnly) return new Failure('Forbidden', 'cannot create endpoint on configuration-only network');
  const mac = parseMac(settings.macAddress);
  const refused = driver.checkEndpoint?.({ mac }) ?? null;
  if (refused !== null)
    return new Failure(
      refused.kind,
      `failed to create endpoint ${container.name} on network ${network.name}: ${refused.message}`,
    );
  const taken = takeAddress(d, network, settings.ipv4);
  if (failed(taken)) return taken;
  const wantsGateway = driver.leadsOut(d, network);
  const request: EndpointRequest = {
    name: container.name,
    container: container.id,
    mac,
    address: taken === null ? null : { address: taken.ip, length: taken.subnet.pool.subnet.length },
    gateway: wantsGateway ? (taken?.subnet.gateway ?? network.ipam.gateway) : null,
    gatewayPriority: settings.gatewayPriority,
    names: namesOn(d, container, network, settings),
    links: Object.fromEntries(
      settings.links.map((link) => {
        const [name = '', alias = name] = link.split(':');
        return [alias, name];
      }),
    ),
    exposed: container.config.exposed,
    wayOut: false,
  };
  settings.networkId = network.id;
  const ifName = driver.addressed ? interfaceName(d, sandbox, network, settings) : '';
  const endpoint = joinEndpoint(d, sandbox, network, request, ifName);
  if (failed(endpoint)) return endpoint;
  settings.endpoint = endpoint.id;
  const outcome =
    setSysctls(d, sandbox, endpoint, settings) ?? settle(d, container, sandbox, network, endpoint, origin);
  if (!failed(outcome)) return endpoint;
  disconnectEndpoint(d, container, sandbox, endpoint, false);
  return outcome;
}

/** What the endpoint's options say of its interface is written before anything uses it. */
function setSysctls(d: Daemon, sandbox: Sandbox, endpoint: Endpoint, settings: EndpointSettings): Failure | null {
  const ns = netnsOf(d, sandbox);
  if (ns === null || endpoint.ifName === null || !d.profile.readsInterfaceOptions) return null;
  const wrong = writeInterfaceSysctls(ns, endpoint.ifName, settings.driverOptions);
  return wrong === null ? null : notAdded(vethName(d), wrong);
}

/** What follows an interface: the container's own line in /etc/hosts, the resolver, the default route, the published ports. */
function settle(
  d: Daemon,
  container: Container,
  sandbox: Sandbox,
  network: Network,
  endpoint: Endpoint,
  origin: string,
): Outcome<null> {
  if (hasOwnFiles(d, sandbox)) {
    if (endpoint.address !== null && !network.ingress) addOwnAddress(d, container, sandbox, endpoint.address.address);
    if (isUserDefined(network.name)) {
      useEmbeddedResolver(d, container, sandbox);
      if (sandbox.resolver === null) startResolver(d, sandbox);
    }
  }
  return updateGateway(d, container, sandbox, origin, false);
}

/** Moves the default route, and with it the published ports, to the endpoint that ought to have them now. */
function updateGateway(
  d: Daemon,
  container: Container,
  sandbox: Sandbox,
  origin: string,
  leaving: boolean,
): Outcome<null> {
  const way = joinWayOut(d, sandbox, { id: container.id, key: sandbox.key, exposed: container.config.exposed });
  if (failed(way)) return way;
  const chosen = gatewayEndpoint(d.engine, sandbox);
  const before = sandboxGateway(d.engine, sandbox);
  if (chosen?.endpoint.id === before?.endpoint.id) return null;
  if (before !== null) unpublish(d, before.network, before.endpoint);
  sandbox.gateway = chosen?.endpoint.id ?? null;
  setDefaultRoute(d, sandbox, chosen?.endpoint ?? null);
  leaveWayOut(d, sandbox);
  if (chosen === null || (chosen.network.internal && !(leaving && d.profile.publishesOnInternal))) return null;
  return publish(d, container, chosen.network, chosen.endpoint, origin);
}

function publish(d: Daemon, container: Container, network: Network, endpoint: Endpoint, origin: string): Outcome<null> {
  const asked = portsToPublish(container);
  const options = bridgeOptions(d, network);
  if (driverOf(network.driver)?.mapsPorts !== true || asked.length === 0) return null;
  if (network.device === null || endpoint.address === null || failed(options)) return null;
  const bound = publishPorts(
    d,
    publishingBridge(network, options),
    endpoint.address.address,
    asked,
    options.hostBinding ?? '0.0.0.0',
    origin,
  );
  if (!failed(bound)) {
    endpoint.bindings = bound;
    return null;
  }
  return new Failure(
    'System',
    `driver failed programming external connectivity on endpoint ${endpoint.name} (${endpoint.id}): ${bound.message}`,
  );
}

/** Where the rules of published ports go; on an internal network there are none. */
function publishingBridge({ internal, device }: Network, { gatewayMode }: BridgeOptions): PublishingBridge | null {
  return internal || device === null ? null : { name: device, mode: gatewayMode };
}

function unpublish(d: Daemon, network: Network, endpoint: Endpoint): void {
  const options = bridgeOptions(d, network);
  unpublishPorts(d, failed(options) ? null : publishingBridge(network, options), endpoint.bindings);
  endpoint.bindings = [];
}

/** `Leave` and `Delete`: the interface goes, its address is free again. Where others stay, one of them may get the default route. */
export function disconnectEndpoint(
  d: Daemon,
  container: Container,
  sandbox: Sandbox,
  endpoint: Endpoint,
  othersStay: boolean,
): void {
  const network = get(d.engine.networks, endpoint.network);
  if (network !== undefined) unpublish(d, network, endpoint);
  if (!endpoint.wayOut && hasOwnFiles(d, sandbox) && endpoint.address !== null)
    removeOwnAddress(d, container, sandbox, endpoint.address.address);
  leaveEndpoint(d, sandbox, endpoint);
  if (network?.scope === 'swarm') detachFromNetwork(d, container.id, network);
  for (const settings of Object.values(container.networks))
    if (settings.endpoint === endpoint.id) forgetEndpoint(settings);
  if (othersStay)
    updateGateway(d, container, sandbox, `docker network disconnect ${network?.name ?? ''} ${container.name}`, true);
}

/** An address that came from a swarm goes with the endpoint. */
function forgetEndpoint(settings: EndpointSettings): void {
  settings.endpoint = null;
  if (settings.ipv4FromSwarm !== true) return;
  settings.ipv4 = null;
  settings.ipv4FromSwarm = false;
}

/** The names that the resolver knows it by on a network: its own, its aliases there, the short id, its host name. */
export function namesOn(d: Daemon, container: Container, network: Network, settings: EndpointSettings): string[] {
  if (!isUserDefined(network.name)) return [];
  const hostname = hostnameOf(d, container);
  return [...new Set([container.name, ...settings.aliases, shortId(container.id), hostname])];
}

/** Every endpoint of a sandbox goes, the last one joined first. */
export function disconnectAll(d: Daemon, container: Container, sandbox: Sandbox): void {
  for (const { endpoint } of attachedTo(d.engine, sandbox).reverse())
    disconnectEndpoint(d, container, sandbox, endpoint, false);
}

/** Removes a network that nobody uses. */
export function deleteNetwork(d: Daemon, network: Network): Outcome<null> {
  const active = endpointsOf(d.engine, network);
  if (active.length > 0) return new Failure('Forbidden', d.messages.activeEndpoints(network, active));
  if (isConfigurationUsed(d, network))
    return new Failure('Forbidden', `error while removing network: configuration network "${network.name}" is in use`);
  if (!network.configOnly) driverOf(network.driver)?.deleteNetwork(d, network);
  for (const { pool } of subnetsOf(network)) releasePool(d.engine.addressSpace, pool);
  remove(d.engine.networks, network.id);
  return null;
}
