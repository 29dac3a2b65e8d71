/** Docker's container network model read from the world: each endpoint with its sandbox, its network, and what the kernel has of it. */
import { formatIpv4, formatPrefix, type Ipv4, netmask, network as networkOf, type Prefix } from '../base/ipv4';
import type { Container } from '../docker/container/container';
import { containersOf, type Engine, endpointsOf, networksOf } from '../docker/engine';
import type { Endpoint } from '../docker/endpoint';
import { isPredefined, isUserDefined, type Network } from '../docker/network';
import type { BoundPort } from '../docker/port';
import type { Match, Rule } from '../kernel/netfilter/netfilter';
import type { Link } from '../kernel/link/link';
import { linkById, type Netns } from '../kernel/netns';
import { get } from '../sim/table';
import type { World } from '../lab/world';
import { type CommandView, commandsOf, type RuleView, rulesOf } from './rules';

export interface EndpointView {
  readonly id: string;
  readonly container: string;
  /** Boxes of the canvas that show it: the container's, and its network's bridge. */
  readonly nodes: readonly string[];
  readonly sandbox: SandboxView;
  readonly network: NetworkView;
  /** Both ends of its cable, or its only interface; null for a network without interfaces. */
  readonly inside: string | null;
  readonly outside: string | null;
  readonly mac: string | null;
  /** As inspect has it: `172.17.0.2/16`. */
  readonly address: string | null;
  readonly gateway: string | null;
  /** Names that the resolver answers with its address; empty on a network without names. */
  readonly names: readonly string[];
  /** `alias → container`: names that its own container alone resolves. */
  readonly links: readonly string[];
  /** `0.0.0.0:8080 → 80/tcp`. */
  readonly ports: readonly string[];
  /** What made its container, its network and each published port. */
  readonly origins: {
    readonly container: string | null;
    readonly network: string | null;
    /** In the order of `ports`. */
    readonly ports: readonly string[];
  };
  /** What Docker made for it or for its network. */
  readonly rules: readonly RuleView[];
}

export interface SandboxView {
  readonly id: string;
  /** `/var/run/docker/netns/KEY`. */
  readonly key: string;
  readonly netns: string;
  readonly resolver: boolean;
}

export interface NetworkView {
  readonly id: string;
  readonly name: string;
  readonly driver: string;
  readonly device: string | null;
  readonly subnet: string | null;
  readonly gateway: string | null;
  readonly internal: boolean;
}

export interface CnmView {
  readonly endpoints: readonly EndpointView[];
  readonly commands: readonly CommandView[];
}

/** Endpoints of every engine, network by network in the order they were made, and the commands that made rules. */
export function cnmOf(world: World): CnmView {
  return {
    endpoints: Object.values(world.engines).flatMap((engine) => ofEngine(world, engine)),
    commands: commandsOf(world),
  };
}

function ofEngine(world: World, engine: Engine): EndpointView[] {
  const host = get(world.netns, world.machines[engine.machine]?.ns ?? '');
  if (host === undefined) return [];
  return networksOf(engine).flatMap((network) =>
    endpointsOf(engine, network).flatMap((endpoint) => {
      const view = endpointView(world, engine, host, network, endpoint);
      return view === null ? [] : [view];
    }),
  );
}

function endpointView(
  world: World,
  engine: Engine,
  host: Netns,
  network: Network,
  endpoint: Endpoint,
): EndpointView | null {
  const sandbox = get(engine.sandboxes, endpoint.sandbox);
  const ns = sandbox === undefined ? undefined : get(world.netns, sandbox.ns);
  if (sandbox === undefined || ns === undefined) return null;
  const container = containersOf(engine).find(({ id }) => id === endpoint.container);
  const subnet = network.ipam.pool?.subnet ?? null;
  const link = endpoint.link === null ? null : linkById(ns, endpoint.link);
  const hostLink = endpoint.hostLink === null ? null : linkById(host, endpoint.hostLink);
  return {
    id: endpoint.id,
    container: container?.name ?? endpoint.name,
    nodes: [
      `${engine.machine}/${endpoint.container}`,
      ...(network.device === null ? [] : [`${engine.machine}/bridge/${network.device}`]),
    ],
    sandbox: {
      id: sandbox.id,
      key: `/var/run/docker/netns/${sandbox.key}`,
      netns: ns.name,
      resolver: sandbox.resolver !== null,
    },
    network: {
      id: network.id,
      name: network.name,
      driver: network.driver,
      device: network.device,
      subnet: subnet === null ? null : formatPrefix(networkOf(subnet)),
      gateway: network.ipam.gateway === null ? null : formatIpv4(network.ipam.gateway),
      internal: network.internal,
    },
    inside: nameOf(link),
    outside: nameOf(hostLink),
    mac: endpoint.mac ?? link?.mac ?? null,
    address: endpoint.address === null ? null : formatPrefix(endpoint.address),
    gateway: endpoint.gateway === null ? null : formatIpv4(endpoint.gateway),
    names: isUserDefined(network.name) ? [...new Set(endpoint.names)] : [],
    links: Object.entries(endpoint.links).map(([alias, name]) => `${alias} → ${name}`),
    ports: endpoint.bindings.map(portText),
    origins: {
      container: container?.origin ?? null,
      network: isPredefined(network) ? null : network.origin,
      ports: endpoint.bindings.map((port) => portOrigin(container, port)),
    },
    rules: [
      ...rulesOf(host, (rule) => isDockers(rule) && concerns(rule, endpoint.address, network, subnet)),
      ...(ns.id === host.id ? [] : rulesOf(ns, isDockers)),
    ],
  };
}

/** Where the host has no port for it, there is only the container's own. */
function portText({ hostIp, hostPort, containerPort, protocol }: BoundPort): string {
  const inside = `${containerPort}/${protocol}`;
  return hostPort === 0 ? inside : `${hostIp}:${hostPort} → ${inside}`;
}

/** A published port keeps the line that asks for it, where it is told apart; else it is its container's. */
function portOrigin(container: Container | undefined, port: BoundPort): string {
  const asked = container?.hostConfig.portBindings.find(
    (binding) =>
      binding.containerPort === port.containerPort &&
      binding.protocol === port.protocol &&
      (binding.hostPort === 0 ||
        port.hostPort === 0 ||
        (binding.hostPort <= port.hostPort && port.hostPort <= binding.hostPortEnd)),
  );
  return asked?.origin ?? container?.origin ?? '';
}

function nameOf(link: Link | null): string | null {
  return link?.name ?? null;
}

function isDockers({ origin }: Rule): boolean {
  return origin !== null && /^docker(?:d| |$)/.test(origin);
}

/** A rule that names one address is its endpoint's; one that names a bridge or a subnet alone belongs to the whole network. */
function concerns(rule: Rule, address: Prefix | null, network: Network, subnet: Prefix | null): boolean {
  const { matches, target } = rule.spec;
  const hosts = matches.flatMap(addressMatched);
  if (target.target === 'DNAT' && target.range.min !== null) hosts.push(target.range.min);
  if (hosts.length > 0) return address !== null && hosts.includes(address.address);
  return matches.some(
    (match) =>
      ((match.match === 'in' || match.match === 'out') && match.dev === network.device) ||
      (subnet !== null && isSubnet(match, subnet)),
  );
}

function addressMatched(match: Match): Ipv4[] {
  const isAddress = match.match === 'source' || match.match === 'destination';
  return isAddress && match.mask === netmask(32) ? [match.address] : [];
}

function isSubnet(match: Match, subnet: Prefix): boolean {
  if (match.match !== 'source' && match.match !== 'destination') return false;
  return match.mask === netmask(subnet.length) && match.address === networkOf(subnet).address;
}
