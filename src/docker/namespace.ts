/** Making and unmaking sandboxes: their namespaces, the names of their interfaces, their default route (libnetwork `sandbox.go`, `osl/namespace_linux.go`). */
import { writeSysctl } from '../kernel/sysctl';
import { createNetns, type Netns } from '../kernel/netns';
import { addLoopback } from '../kernel/newlink';
import { addRoute, deleteNetns, deleteRoute, linkUp } from '../kernel/rtnetlink';
import { linkById } from '../kernel/netns';
import { randomBelow, randomHex } from '../sim/random';
import { get, put, remove } from '../sim/table';
import type { Daemon } from './daemon';
import type { Engine } from './engine';
import type { Endpoint } from './endpoint';
import type { Network } from './network';
import type { Sandbox } from './sandbox';

const DEFAULT_ROUTE = { address: 0, length: 0 };

/** A network namespace on the daemon's machine, its lo up. */
export function createNamespace(d: Daemon, id: string, name: string): Netns {
  const made = createNetns(id, name, d.engine.machine, randomBelow(d.k.random, 0x10000));
  put(d.world.netns, id, made);
  const ns = get(d.world.netns, id) ?? made;
  addLoopback(d.k, ns);
  const lo = linkById(ns, ns.lo);
  if (lo !== null) linkUp(ns, lo);
  return ns;
}

/** A namespace of its own with its lo up, named after the container; a swarm's own sandboxes have keys of their own. */
export function createSandbox(
  d: Daemon,
  container: { readonly id: string; readonly name: string },
  key: string | null = null,
): Sandbox {
  const id = randomHex(d.k.random, 64);
  const ns = createNamespace(d, `${container.name}:${id.slice(0, 12)}`, container.name);
  writeSysctl(ns.sysctl, 'net.ipv4.ping_group_range', '0\t2147483647');
  writeSysctl(ns.sysctl, 'net.ipv4.ip_unprivileged_port_start', '0');
  if (d.profile.loopbackIpv6) writeSysctl(ns.sysctl, 'net.ipv6.conf.all.disable_ipv6', '0');
  return keep(d, {
    id,
    ns: ns.id,
    key: key ?? id.slice(0, 12),
    container: container.id,
    endpoints: [],
    nextInterface: 0,
    joining: [],
    gateway: null,
    resolver: null,
  });
}

/** The machine's own namespace, for `--network host`. */
export function hostSandbox(d: Daemon, container: string): Sandbox {
  const id = randomHex(d.k.random, 64);
  return keep(d, {
    id,
    ns: d.host.id,
    key: 'default',
    container,
    endpoints: [],
    nextInterface: 0,
    joining: [],
    gateway: null,
    resolver: null,
  });
}

function keep(d: Daemon, sandbox: Sandbox): Sandbox {
  put(d.engine.sandboxes, sandbox.id, sandbox);
  return get(d.engine.sandboxes, sandbox.id) ?? sandbox;
}

/** What Docker kept for it goes; its namespace stays for as long as somebody is in it. */
export function deleteSandbox(d: Daemon, sandbox: Sandbox): void {
  remove(d.engine.sandboxes, sandbox.id);
}

export function deleteNamespace(d: Daemon, ns: string): void {
  const space = get(d.world.netns, ns);
  if (space !== undefined) deleteNetns(d.world.netns, space);
}

export function netnsOf(d: Daemon, sandbox: Sandbox): Netns | null {
  return get(d.world.netns, sandbox.ns) ?? null;
}

const ETHERNET = 'eth';

/** The name that the next interface gets, `eth` or the network's own prefix with a number: the lowest number that is free or, where numbers are not given twice, the next, or its own among those that come up together. */
export function nextInterfaceName(d: Daemon, sandbox: Sandbox, prefix = ETHERNET, network = ''): string {
  const place = d.profile.reusesInterfaceNames || prefix !== ETHERNET ? -1 : sandbox.joining.indexOf(network);
  if (place >= 0) {
    sandbox.nextInterface = Math.max(sandbox.nextInterface, place + 1);
    return `${prefix}${place}`;
  }
  const taken = sandbox.endpoints.map((id) => get(d.engine.endpoints, id)?.ifName);
  let number = d.profile.reusesInterfaceNames || prefix !== ETHERNET ? 0 : sandbox.nextInterface;
  while (taken.includes(`${prefix}${number}`)) number++;
  if (prefix === ETHERNET) sandbox.nextInterface = number + 1;
  return `${prefix}${number}`;
}

/** The name of the way out's interface: where numbers are not given twice, behind all those that come up with it. */
export function wayOutInterfaceName(d: Daemon, sandbox: Sandbox): string {
  if (d.profile.reusesInterfaceNames || sandbox.joining.length === 0) return nextInterfaceName(d, sandbox);
  const number = sandbox.joining.length;
  sandbox.nextInterface = Math.max(sandbox.nextInterface, number + 1);
  return `${ETHERNET}${number}`;
}

export interface Attached {
  readonly endpoint: Endpoint;
  readonly network: Network;
}

/** Its endpoints with their networks. */
export function attachedTo(engine: Engine, sandbox: Sandbox): Attached[] {
  return sandbox.endpoints.flatMap((id) => {
    const endpoint = get(engine.endpoints, id);
    const network = endpoint === undefined ? undefined : get(engine.networks, endpoint.network);
    return endpoint === undefined || network === undefined ? [] : [{ endpoint, network }];
  });
}

/** Which endpoint comes first (`endpoint.Less`): higher priority, not internal, with a gateway, then by network name, byte for byte. */
export function byPrecedence(a: Attached, b: Attached): number {
  const rank = ({ endpoint, network }: Attached) => [
    -endpoint.gatewayPriority,
    network.internal ? 1 : 0,
    endpoint.gateway === null ? 1 : 0,
  ];
  const [x, y] = [rank(a), rank(b)];
  for (let i = 0; i < x.length; i++) if (x[i] !== y[i]) return x[i]! - y[i]!;
  return a.network.name < b.network.name ? -1 : a.network.name > b.network.name ? 1 : 0;
}

/** The endpoint that should have the default route, or null where none has a gateway. */
export function gatewayEndpoint(engine: Engine, sandbox: Sandbox): Attached | null {
  const attached = attachedTo(engine, sandbox);
  const needed = needsWayOut(attached);
  return (
    attached
      .filter(({ endpoint }) => endpoint.gateway !== null && (!endpoint.wayOut || needed))
      .sort(byPrecedence)[0] ?? null
  );
}

/** Whether docker_gwbridge is needed: somewhere it is on an overlay that is not internal, and nowhere it has a gateway (`needDefaultGW`). */
export function needsWayOut(attached: readonly Attached[]): boolean {
  const outward = attached.filter(({ endpoint, network }) => !endpoint.wayOut && !network.internal);
  if (outward.some(({ endpoint }) => endpoint.gateway !== null)) return false;
  return outward.some(({ network }) => network.driver === 'overlay');
}

/** The endpoint that has it now. */
export function sandboxGateway(engine: Engine, sandbox: Sandbox): Attached | null {
  return attachedTo(engine, sandbox).find(({ endpoint }) => endpoint.id === sandbox.gateway) ?? null;
}

/** Puts the default route where it belongs now. */
export function setDefaultRoute(d: Daemon, sandbox: Sandbox, endpoint: Endpoint | null): void {
  const ns = netnsOf(d, sandbox);
  if (ns === null || ns.id === d.host.id) return;
  deleteRoute(ns, { prefix: DEFAULT_ROUTE });
  const link = endpoint?.link == null ? null : linkById(ns, endpoint.link);
  if (endpoint !== null && link !== null) addRoute(ns, { prefix: DEFAULT_ROUTE, via: endpoint.gateway, link });
}
