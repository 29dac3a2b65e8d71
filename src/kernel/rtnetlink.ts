/** What `ip` and Docker ask of the kernel (net/core/rtnetlink.c, net/ipv4/devinet.c, fib_frontend.c): links, addresses, routes. */
import { broadcast, type Ipv4, network, type Prefix } from '../base/ipv4';
import type { Mac } from '../base/mac';
import { createTable, get, put, remove, type Table, values } from '../sim/table';
import type { Errno } from './errno';
import { tableOf } from './fib-rule';
import { FdbEntry, type Address, type Bridge, type Link, prefixOf } from './link/link';
import { carrierOk } from './link/operstate';
import { neighFlush, neighIfdown } from './neigh/neighbour';
import { linkById, linkByName, LocalAddress, localType, MAIN_TABLE, type Netns, Route } from './netns';
import { followNewPort, followPorts } from './link/bridge-id';
import { newIfindex } from './newlink';
import { peernetId } from './nsid';
import { fibLookup, sortRoutes } from './route';
import { forgetDevice } from './sysctl';

export { addBridge, addDummy, addIpvlan, addLoopback, addMacvlan, addVeth, addVlan, addVxlan } from './newlink';

export type Namespaces = Table<Netns>;

/** `ip link set NAME up`: the connected routes appear. */
export function linkUp(ns: Netns, link: Link): void {
  if (link.up) return;
  link.up = true;
  link.qdisc = 'noqueue';
  if (link.kind === 'loopback' && link.addresses.length === 0) addAddress(ns, link, { address: 0x7f000001, length: 8 });
  for (const address of link.addresses) addConnected(ns, link, address);
}

/** `ip link set NAME down`: its routes, neighbours and learned addresses go, and what leans on it loses its carrier. */
export function linkDown(all: Namespaces, ns: Netns, link: Link): void {
  link.up = false;
  keepRoutes(ns, (route) => route.link !== link.id);
  neighIfdown(link);
  forgetPort(ns, link);
  const bridge = link.master === null ? null : linkById(ns, link.master);
  if (bridge !== null) carrierDown(all, ns, bridge);
  if (link.kind === 'veth') carrierDownById(all, link.peerNs, link.peer);
  for (const upper of link.uppers) carrierDownById(all, upper.ns, upper.link);
}

/** A link that is up can no longer carry: it forgets its neighbours, a bridge what it learned there (`neigh_carrier_down`, `br_port_carrier_check`). */
function carrierDown(all: Namespaces, ns: Netns, link: Link): void {
  if (!link.up || carrierOk(all, ns, link)) return;
  neighFlush(link);
  forgetPort(ns, link);
  const bridge = link.master === null ? null : linkById(ns, link.master);
  if (bridge !== null) carrierDown(all, ns, bridge);
  for (const upper of link.uppers) carrierDownById(all, upper.ns, upper.link);
}

function carrierDownById(all: Namespaces, nsId: string, id: string): void {
  const ns = get(all, nsId);
  const link = ns === undefined ? null : linkById(ns, id);
  if (ns !== undefined && link !== null) carrierDown(all, ns, link);
}

/** Learned entries of a port vanish with it. */
function forgetPort(ns: Netns, link: Link): void {
  const bridge = link.master === null ? null : linkById(ns, link.master);
  if (bridge?.kind !== 'bridge') return;
  for (const entry of [...values(bridge.fdb)])
    if (entry.port === link.id && !entry.local) remove(bridge.fdb, entry.mac);
}

/** `ip link set NAME master BRIDGE`: the port's address becomes a local entry, and the bridge follows its lowest port. */
export function setMaster(ns: Netns, link: Link, bridge: Bridge): void {
  leaveBridge(ns, link);
  link.master = bridge.id;
  bridge.ports.push(link.id);
  put(bridge.fdb, link.mac, new FdbEntry(link.mac, link.id, true, 0, 0));
  followNewPort(bridge, link);
}

/** `ip link set NAME nomaster`: a bridge whose last port goes has no carrier. */
export function unsetMaster(all: Namespaces, ns: Netns, link: Link): void {
  const bridge = link.master === null ? null : linkById(ns, link.master);
  leaveBridge(ns, link);
  if (bridge !== null) carrierDown(all, ns, bridge);
}

function leaveBridge(ns: Netns, link: Link): void {
  const bridge = link.master === null ? null : linkById(ns, link.master);
  if (bridge?.kind === 'bridge') {
    for (const entry of [...values(bridge.fdb)]) if (entry.port === link.id) remove(bridge.fdb, entry.mac);
    bridge.ports.splice(bridge.ports.indexOf(link.id), 1);
    link.master = null;
    followPorts(ns, bridge);
  }
  link.master = null;
}

/** `ip link set NAME mtu N`. */
export function setMtu(ns: Netns, link: Link, mtu: number): void {
  link.mtu = mtu;
  link.mtuSet = true;
  const bridge = link.master === null ? null : linkById(ns, link.master);
  if (bridge?.kind === 'bridge') followPorts(ns, bridge);
}

/** `ip link set NAME address MAC`. A passthru macvlan changes its parent's (`macvlan_set_mac_address`), and those that share a parent's follow it. */
export function setMac(all: Namespaces, ns: Netns, link: Link, mac: Mac): void {
  const lower = link.kind === 'macvlan' && link.mode === 'passthru' ? lowerLink(all, link) : null;
  if (link.kind === 'macvlan' && lower !== null) changeMac(all, get(all, link.lowerNs) ?? ns, lower, mac);
  else changeMac(all, ns, link, mac);
}

function changeMac(all: Namespaces, ns: Netns, link: Link, mac: Mac): void {
  const bridge = link.master === null ? null : linkById(ns, link.master);
  if (bridge?.kind === 'bridge') {
    remove(bridge.fdb, link.mac);
    put(bridge.fdb, mac, new FdbEntry(mac, link.id, true, 0, 0));
  }
  link.mac = mac;
  link.macSet = true;
  if (link.kind === 'bridge') link.portsDecide = true;
  if (bridge?.kind === 'bridge') followPorts(ns, bridge);
  for (const upper of link.uppers) {
    const above = get(all, upper.ns);
    const child = above === undefined ? null : linkById(above, upper.link);
    if (above !== undefined && child !== null && (upper.passthru || upper.kind === 'ipvlan'))
      changeMac(all, above, child, mac);
  }
}

/** `ip link set NAME name NEW`; EEXIST where it is taken. */
export function renameLink(ns: Netns, link: Link, name: string): Errno | null {
  if (linkByName(ns, name) !== null) return 'EEXIST';
  link.name = name;
  link.place = `${ns.id}/${name}`;
  return null;
}

/** `ip link set NAME netns N`: addresses and routes stay behind, the other end of a cable is told. */
export function moveLink(all: Namespaces, from: Netns, link: Link, to: Netns): Errno | null {
  if (linkByName(to, link.name) !== null) return 'EEXIST';
  if (from.id !== to.id) peernetId(all, from, to.id);
  linkDown(all, from, link);
  unsetMaster(all, from, link);
  for (const address of [...link.addresses]) deleteAddress(from, link, address);
  remove(from.links, link.id);
  if ([...values(to.links)].some((other) => other.ifindex === link.ifindex)) link.ifindex = newIfindex(to);
  link.place = `${to.id}/${link.name}`;
  put(to.links, link.id, link);
  const upper = lowerLink(all, link)?.uppers.find((other) => other.link === link.id);
  if (upper !== undefined) upper.ns = to.id;
  if (link.kind === 'vxlan')
    for (const tunnel of get(all, link.underlay)?.vxlans ?? []) if (tunnel.link === link.id) tunnel.ns = to.id;
  for (const { ns, link: id } of link.uppers) {
    const stacked = get(get(all, ns)?.links ?? createTable<Link>(), id);
    if (stacked !== undefined && 'lowerNs' in stacked) stacked.lowerNs = to.id;
  }
  const peer = link.kind === 'veth' ? get(get(all, link.peerNs)?.links ?? createTable<Link>(), link.peer) : undefined;
  if (peer?.kind === 'veth') peer.peerNs = to.id;
  return null;
}

/** The parent of a stacked link. */
function lowerLink(all: Namespaces, link: Link): Link | null {
  const ns = 'lowerNs' in link ? get(all, link.lowerNs) : undefined;
  return ns === undefined || !('lower' in link) ? null : linkById(ns, link.lower);
}

/** What a link leaves in its parent, or in the namespace that carries its outer packets. */
function unstack(all: Namespaces, link: Link): void {
  const lower = lowerLink(all, link);
  if (lower !== null) {
    lower.uppers.splice(0, lower.uppers.length, ...lower.uppers.filter((upper) => upper.link !== link.id));
  }
  const underlay = link.kind === 'vxlan' ? get(all, link.underlay) : undefined;
  if (underlay !== undefined)
    underlay.vxlans.splice(0, underlay.vxlans.length, ...underlay.vxlans.filter((tunnel) => tunnel.link !== link.id));
}

/** `ip link del NAME`: a veth takes its other end with it, a bridge lets its ports go, a parent takes what is stacked on it. */
export function deleteLink(all: Namespaces, ns: Netns, link: Link): void {
  linkDown(all, ns, link);
  unsetMaster(all, ns, link);
  if (link.kind === 'bridge')
    for (const id of [...link.ports]) {
      const port = linkById(ns, id);
      if (port !== null) leaveBridge(ns, port);
    }
  for (const address of [...link.addresses]) deleteAddress(ns, link, address);
  remove(ns.links, link.id);
  forgetDevice(ns.sysctl, link.name);
  unstack(all, link);
  for (const upper of [...link.uppers]) deleteById(all, upper.ns, upper.link);
  for (const tunnel of [...ns.vxlans]) {
    const vxlan = get(get(all, tunnel.ns)?.links ?? createTable<Link>(), tunnel.link);
    if (vxlan?.kind === 'vxlan' && vxlan.device === link.id) deleteById(all, tunnel.ns, tunnel.link);
  }
  if (link.kind === 'veth') deleteById(all, link.peerNs, link.peer);
}

function deleteById(all: Namespaces, nsId: string, id: string): void {
  const ns = get(all, nsId);
  const link = ns === undefined ? null : linkById(ns, id);
  if (ns !== undefined && link !== null) deleteLink(all, ns, link);
}

/** `ip netns del NAME` once nobody is in it: its links die with it, others of its cables too. */
export function deleteNetns(all: Namespaces, ns: Netns): void {
  for (const link of [...values(ns.links)]) if (linkById(ns, link.id) !== null) deleteLink(all, ns, link);
  remove(all, ns.id);
}

/** `ip addr add PREFIX dev NAME`; EEXIST where the link has it. A broadcast address comes only by asking (`brd +`), as Docker does. */
export function addAddress(
  ns: Netns,
  link: Link,
  prefix: Prefix,
  options: { broadcast?: boolean | Ipv4 | null; label?: string; scope?: Address['scope'] } = {},
): Errno | null {
  if (link.addresses.some((own) => own.address === prefix.address && own.length === prefix.length)) return 'EEXIST';
  const asked = options.broadcast ?? false;
  const brd = typeof asked === 'number' ? asked : asked && prefix.length < 31 ? broadcast(prefix) : null;
  const secondary = link.addresses.some(
    (own) =>
      own.length === prefix.length &&
      network(prefix).address === network({ address: own.address, length: own.length }).address,
  );
  const scope = options.scope ?? (link.kind === 'loopback' ? 'host' : 'global');
  const address: Address = {
    address: prefix.address,
    length: prefix.length,
    scope,
    broadcast: brd,
    label: options.label ?? link.name,
    secondary,
  };
  insertAddress(link, address);
  ns.local.push(new LocalAddress(prefix.address, 'local', link.id));
  if (prefix.length < 31 && link.kind !== 'loopback')
    ns.local.push(new LocalAddress(broadcast(prefix), 'broadcast', link.id));
  if (brd !== null && brd !== broadcast(prefix)) ns.local.push(new LocalAddress(brd, 'broadcast', link.id));
  if (link.up) addConnected(ns, link, address);
  return null;
}

const SCOPE_VALUE = { global: 0, link: 253, host: 254 } as const;

/** `inet_insert_ifa`: primaries by scope, widest last; secondaries behind them all. */
function insertAddress(link: Link, address: Address): void {
  let at = link.addresses.length;
  if (!address.secondary) {
    at = 0;
    link.addresses.forEach((own, i) => {
      if (!own.secondary && SCOPE_VALUE[address.scope] <= SCOPE_VALUE[own.scope]) at = i + 1;
    });
  }
  link.addresses.splice(at, 0, address);
}

function addConnected(ns: Netns, link: Link, address: Address): void {
  if (link.kind === 'loopback' || address.length === 32 || address.secondary) return;
  ns.routes = sortRoutes([
    ...ns.routes,
    new Route(network(address), null, link.id, address.address, 0, 'kernel', 'link', 'unicast', false),
  ]);
}

/** `ip addr del`; EADDRNOTAVAIL where the link does not have it. Its secondaries and the routes that speak from it go too. */
export function deleteAddress(ns: Netns, link: Link, prefix: Prefix): Errno | null {
  const at = link.addresses.findIndex((own) => own.address === prefix.address && own.length === prefix.length);
  const gone = link.addresses[at];
  if (gone === undefined) return 'EADDRNOTAVAIL';
  link.addresses.splice(at, 1);
  if (!gone.secondary) {
    const subnet = network(prefix).address;
    const followers = link.addresses.filter(
      (own) => own.secondary && own.length === prefix.length && network(prefixOf(own)).address === subnet,
    );
    for (const follower of followers) deleteAddress(ns, link, follower);
  }
  const forget = (ip: Ipv4, type: LocalAddress['type']) => {
    const index = ns.local.findIndex((entry) => entry.ip === ip && entry.type === type && entry.link === link.id);
    if (index >= 0) ns.local.splice(index, 1);
  };
  forget(prefix.address, 'local');
  if (prefix.length < 31) forget(broadcast(prefix), 'broadcast');
  if (gone.broadcast !== null) forget(gone.broadcast, 'broadcast');
  keepRoutes(ns, (route) => !(route.link === link.id && route.src === prefix.address));
  if (link.addresses.length === 0) disableIp(ns, link);
  return null;
}

/** `fib_disable_ip`: without an address a link carries no routes and knows no neighbours. */
function disableIp(ns: Netns, link: Link): void {
  keepRoutes(ns, (route) => route.link !== link.id);
  neighFlush(link);
}

/** Of every table only these routes are left. */
function keepRoutes(ns: Netns, stays: (route: Route) => boolean): void {
  ns.routes = ns.routes.filter(stays);
  for (const table of Object.keys(ns.tables)) setTable(ns, Number(table), tableOf(ns, Number(table)).filter(stays));
}

function setTable(ns: Netns, table: number, routes: Route[]): void {
  if (table === MAIN_TABLE) ns.routes = routes;
  else ns.tables[table] = routes;
}

export interface RouteRequest {
  readonly prefix: Prefix;
  readonly via?: Ipv4 | null;
  readonly link?: Link | null;
  readonly src?: Ipv4 | null;
  readonly metric?: number;
  readonly protocol?: Route['protocol'];
  readonly scope?: Route['scope'];
  readonly type?: Route['type'];
  readonly onlink?: boolean;
  readonly mtu?: number | null;
  readonly table?: number;
}

/** What `ip route` does where one like it is there, and where none is. */
export type RouteVerb = 'add' | 'replace' | 'change' | 'append' | 'prepend';

/**
 * `ip route VERB`. EINVAL for a source that is not ours, ENETUNREACH for a gateway off the link, ENETDOWN for a link that is
 * down, ENODEV without a link; EEXIST where `add` finds one of the same prefix and metric, ENOENT where `change` finds none.
 */
export function addRoute(ns: Netns, request: RouteRequest, verb: RouteVerb = 'add'): Errno | null {
  const { prefix, via = null, src = null, metric = 0, protocol = 'boot', type = 'unicast', onlink = false } = request;
  let link = request.link ?? null;
  if (type === 'unicast' && via !== null && (!onlink || link === null)) {
    const way = fibLookup(ns, via, link?.id ?? null);
    if (way?.via !== null) return link !== null && !link.up ? 'ENETDOWN' : 'ENETUNREACH';
    link ??= way.link === null ? null : linkById(ns, way.link);
  }
  if (type === 'unicast' && link === null) return 'ENODEV';
  if (link !== null && !link.up) return 'ENETDOWN';
  if (src !== null && localType(ns, src) !== 'local') return 'EINVAL';
  const scope = request.scope ?? (via === null && type === 'unicast' ? 'link' : 'global');
  const route = new Route(
    network(prefix),
    via,
    link?.id ?? null,
    src,
    metric,
    protocol,
    scope,
    type,
    onlink,
    request.mtu,
  );
  return insertRoute(ns, request.table ?? MAIN_TABLE, route, verb);
}

function insertRoute(ns: Netns, table: number, route: Route, verb: RouteVerb): Errno | null {
  const routes = tableOf(ns, table);
  const { address, length } = route.prefix;
  const same = (other: Route) =>
    other.prefix.address === address && other.prefix.length === length && other.metric === route.metric;
  const first = routes.findIndex(same);
  if (verb === 'add' && first >= 0) return 'EEXIST';
  if (verb === 'change' && first < 0) return 'ENOENT';
  if (first < 0 || verb === 'append') setTable(ns, table, sortRoutes([...routes, route]));
  else setTable(ns, table, [...routes.slice(0, first), route, ...routes.slice(verb === 'prepend' ? first : first + 1)]);
  return null;
}

/** `ip route del`: the first that fits goes; ESRCH where none is like that. Fields left out match anything. */
export function deleteRoute(ns: Netns, request: RouteRequest): Errno | null {
  const table = request.table ?? MAIN_TABLE;
  const routes = tableOf(ns, table);
  const at = routes.findIndex(
    (route) =>
      route.prefix.address === request.prefix.address &&
      route.prefix.length === request.prefix.length &&
      (request.via == null || route.via === request.via) &&
      (request.link == null || route.link === request.link.id) &&
      (request.src == null || route.src === request.src) &&
      (request.type === undefined || route.type === request.type) &&
      (request.protocol === undefined || route.protocol === request.protocol) &&
      (request.scope === undefined || route.scope === request.scope) &&
      (request.metric === undefined || route.metric === request.metric),
  );
  if (at < 0) return 'ESRCH';
  setTable(
    ns,
    table,
    routes.filter((_, index) => index !== at),
  );
  return null;
}
