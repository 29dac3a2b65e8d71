/** What `ip` and Docker ask of the kernel (net/core/rtnetlink.c, net/ipv4/devinet.c, fib_frontend.c): links, addresses, routes. */
import { broadcast, type Ipv4, network, type Prefix } from '../base/ipv4';
import { MAC_ZERO, type Mac, macFromBytes } from '../base/mac';
import { SECOND } from '../sim/clock';
import { randomU32 } from '../sim/random';
import { createTable, get, put, remove, type Table, values } from '../sim/table';
import type { Errno } from './errno';
import type { Kernel } from './kernel';
import { FdbEntry, type Address, type Bridge, type Link, type Veth } from './link/link';
import { neighFlush } from './neigh/neighbour';
import { linkById, linkByName, LocalAddress, type Netns, Route } from './netns';
import { fibLookup, sortRoutes } from './route';

export type Namespaces = Table<Netns>;

/** A random unicast address with the local bit, as `eth_hw_addr_random` makes it. */
export function randomMac(k: Kernel): Mac {
  const high = randomU32(k.random);
  const low = randomU32(k.random);
  return macFromBytes([((high >>> 24) & 0xfc) | 2, (high >>> 16) & 255, (high >>> 8) & 255, high & 255, (low >>> 8) & 255, low & 255]);
}

/** What every new link begins with; `mac` null draws one. */
function device(k: Kernel, ns: Netns, name: string, mac: Mac | null, mtu: number) {
  return {
    id: `${ns.id}#${ns.nextLink++}`,
    name,
    ifindex: ns.nextIfindex++,
    mac: mac ?? randomMac(k),
    macSet: mac !== null,
    mtu,
    mtuSet: false,
    up: false,
    master: null,
    place: `${ns.id}/${name}`,
    addresses: [],
    uppers: [],
    neighbours: createTable<never>(8),
    stats: { rxPackets: 0, rxBytes: 0, rxDropped: 0, txPackets: 0, txBytes: 0, txDropped: 0 },
    promiscuity: 0,
    noArp: false,
    netem: null,
  };
}

/** The lo of a new namespace. It is down, as Linux makes it. */
export function addLoopback(k: Kernel, ns: Netns): void {
  put(ns.links, ns.lo, { kind: 'loopback', ...device(k, ns, 'lo', MAC_ZERO, 65536) });
}

export interface VethEnd {
  readonly ns: Netns;
  readonly name: string;
  readonly mac: Mac | null;
}

/** `ip link add A type veth peer name B netns N`; EEXIST where a name is taken. */
export function addVeth(k: Kernel, a: VethEnd, b: VethEnd, latency: number): { a: Veth; b: Veth } | Errno {
  if (linkByName(a.ns, a.name) !== null || linkByName(b.ns, b.name) !== null) return 'EEXIST';
  const first = device(k, b.ns, b.name, b.mac, 1500);
  const second = device(k, a.ns, a.name, a.mac, 1500);
  const end = (own: typeof first, peerNs: Netns, peer: string): Veth => ({
    kind: 'veth',
    ...own,
    peerNs: peerNs.id,
    peer,
    latency,
    port: { hairpin: false, learning: true, flood: true, isolated: false },
  });
  const vethB = end(first, a.ns, second.id);
  const vethA = end(second, b.ns, first.id);
  put(a.ns.links, vethA.id, vethA);
  put(b.ns.links, vethB.id, vethB);
  return { a: vethA, b: vethB };
}

/** `ip link add NAME type bridge`. */
export function addBridge(k: Kernel, ns: Netns, name: string, mac: Mac | null): Bridge | Errno {
  if (linkByName(ns, name) !== null) return 'EEXIST';
  const bridge: Bridge = { kind: 'bridge', ...device(k, ns, name, mac, 1500), ports: [], fdb: createTable(), ageing: 300 * SECOND, stp: false };
  put(ns.links, bridge.id, bridge);
  return bridge;
}

/** `ip link set NAME up`: the connected routes appear. */
export function linkUp(ns: Netns, link: Link): void {
  if (link.up) return;
  link.up = true;
  if (link.kind === 'loopback' && link.addresses.length === 0) addAddress(ns, link, { address: 0x7f000001, length: 8 });
  for (const address of link.addresses) addConnected(ns, link, address);
}

/** `ip link set NAME down`: its routes, neighbours and learned addresses go. */
export function linkDown(ns: Netns, link: Link): void {
  link.up = false;
  ns.routes = ns.routes.filter((route) => route.link !== link.id);
  neighFlush(link);
  forgetPort(ns, link);
}

/** Learned entries of a port vanish with it. */
function forgetPort(ns: Netns, link: Link): void {
  const bridge = link.master === null ? null : linkById(ns, link.master);
  if (bridge?.kind !== 'bridge') return;
  for (const entry of [...values(bridge.fdb)]) if (entry.port === link.id && !entry.local) remove(bridge.fdb, entry.mac);
}

/** `ip link set NAME master BRIDGE`: the port's address becomes a local entry, and the bridge follows its lowest port. */
export function setMaster(ns: Netns, link: Link, bridge: Bridge): void {
  if (link.master !== null) unsetMaster(ns, link);
  link.master = bridge.id;
  bridge.ports.push(link.id);
  put(bridge.fdb, link.mac, new FdbEntry(link.mac, link.id, true, 0));
  followPorts(ns, bridge);
}

/** `ip link set NAME nomaster`. */
export function unsetMaster(ns: Netns, link: Link): void {
  const bridge = link.master === null ? null : linkById(ns, link.master);
  if (bridge?.kind === 'bridge') {
    for (const entry of [...values(bridge.fdb)]) if (entry.port === link.id) remove(bridge.fdb, entry.mac);
    bridge.ports.splice(bridge.ports.indexOf(link.id), 1);
    link.master = null;
    followPorts(ns, bridge);
  }
  link.master = null;
}

/** Unless they were set, a bridge takes its lowest port's address (`br_stp_recalculate_bridge_id`) and its smallest port's MTU (`br_mtu_auto_adjust`). */
function followPorts(ns: Netns, bridge: Bridge): void {
  const ports = bridge.ports.map((id) => linkById(ns, id)).filter((port) => port !== null);
  if (!bridge.macSet && ports.length > 0) bridge.mac = ports.map((port) => port.mac).sort()[0]!;
  if (!bridge.mtuSet) bridge.mtu = ports.length === 0 ? 1500 : Math.min(...ports.map((port) => port.mtu));
}

/** `ip link set NAME mtu N`. */
export function setMtu(ns: Netns, link: Link, mtu: number): void {
  link.mtu = mtu;
  link.mtuSet = true;
  const bridge = link.master === null ? null : linkById(ns, link.master);
  if (bridge?.kind === 'bridge') followPorts(ns, bridge);
}

/** `ip link set NAME address MAC`. */
export function setMac(ns: Netns, link: Link, mac: Mac): void {
  const bridge = link.master === null ? null : linkById(ns, link.master);
  if (bridge?.kind === 'bridge') {
    remove(bridge.fdb, link.mac);
    put(bridge.fdb, mac, new FdbEntry(mac, link.id, true, 0));
  }
  link.mac = mac;
  link.macSet = true;
  if (bridge?.kind === 'bridge') followPorts(ns, bridge);
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
  linkDown(from, link);
  unsetMaster(from, link);
  for (const address of [...link.addresses]) deleteAddress(from, link, address);
  remove(from.links, link.id);
  if ([...values(to.links)].some((other) => other.ifindex === link.ifindex)) link.ifindex = to.nextIfindex;
  to.nextIfindex = Math.max(to.nextIfindex, link.ifindex + 1);
  link.place = `${to.id}/${link.name}`;
  put(to.links, link.id, link);
  const peer = link.kind === 'veth' ? get(get(all, link.peerNs)?.links ?? createTable<Link>(1), link.peer) : undefined;
  if (peer?.kind === 'veth') peer.peerNs = to.id;
  return null;
}

/** `ip link del NAME`: a veth takes its other end with it, a bridge lets its ports go. */
export function deleteLink(all: Namespaces, ns: Netns, link: Link): void {
  linkDown(ns, link);
  unsetMaster(ns, link);
  if (link.kind === 'bridge') for (const id of [...link.ports]) {
    const port = linkById(ns, id);
    if (port !== null) unsetMaster(ns, port);
  }
  for (const address of [...link.addresses]) deleteAddress(ns, link, address);
  remove(ns.links, link.id);
  if (link.kind !== 'veth') return;
  const peerNs = get(all, link.peerNs);
  const peer = peerNs === undefined ? null : linkById(peerNs, link.peer);
  if (peerNs !== undefined && peer !== null) deleteLink(all, peerNs, peer);
}

/** `ip addr add PREFIX dev NAME`; EEXIST where the link has it. A broadcast address comes only by asking (`brd +`), as Docker does. */
export function addAddress(ns: Netns, link: Link, prefix: Prefix, options: { broadcast?: boolean; label?: string; scope?: Address['scope'] } = {}): Errno | null {
  if (link.addresses.some((own) => own.address === prefix.address && own.length === prefix.length)) return 'EEXIST';
  const brd = options.broadcast === true && prefix.length < 31 ? broadcast(prefix) : null;
  const secondary = link.addresses.some((own) => own.length === prefix.length && network(prefix).address === network({ address: own.address, length: own.length }).address);
  const scope = options.scope ?? (link.kind === 'loopback' ? 'host' : 'global');
  const address: Address = { address: prefix.address, length: prefix.length, scope, broadcast: brd, label: options.label ?? link.name, secondary };
  link.addresses.push(address);
  ns.local.push(new LocalAddress(prefix.address, 'local', link.id));
  if (prefix.length < 31 && link.kind !== 'loopback') ns.local.push(new LocalAddress(broadcast(prefix), 'broadcast', link.id));
  if (link.up) addConnected(ns, link, address);
  return null;
}

function addConnected(ns: Netns, link: Link, address: Address): void {
  if (link.kind === 'loopback' || address.length === 32 || address.secondary) return;
  ns.routes = sortRoutes([...ns.routes, new Route(network(address), null, link.id, address.address, 0, 'kernel', 'link', 'unicast', false)]);
}

/** `ip addr del`; EADDRNOTAVAIL where the link does not have it. Routes that speak from it go. */
export function deleteAddress(ns: Netns, link: Link, prefix: Prefix): Errno | null {
  const at = link.addresses.findIndex((own) => own.address === prefix.address && own.length === prefix.length);
  if (at < 0) return 'EADDRNOTAVAIL';
  link.addresses.splice(at, 1);
  const forget = (ip: Ipv4, type: LocalAddress['type']) => {
    const index = ns.local.findIndex((entry) => entry.ip === ip && entry.type === type && entry.link === link.id);
    if (index >= 0) ns.local.splice(index, 1);
  };
  forget(prefix.address, 'local');
  if (prefix.length < 31) forget(broadcast(prefix), 'broadcast');
  ns.routes = ns.routes.filter((route) => !(route.link === link.id && route.src === prefix.address));
  ns.routes = ns.routes.filter((route) => route.via === null || route.link !== link.id || reachable(ns, route));
  return null;
}

function reachable(ns: Netns, route: Route): boolean {
  return route.onlink || (route.via !== null && fibLookup({ ...ns, routes: ns.routes.filter((other) => other !== route) }, route.via)?.link === route.link);
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
}

/** `ip route add`; EEXIST for one that is there, ENETUNREACH for a gateway off the link, ENETDOWN for a link that is down. `replace` puts it in the old one's place. */
export function addRoute(ns: Netns, request: RouteRequest, replace = false): Errno | null {
  const { prefix, via = null, src = null, metric = 0, protocol = 'boot', type = 'unicast', onlink = false } = request;
  let link = request.link ?? null;
  if (type === 'unicast' && via !== null) {
    const way = fibLookup(ns, via, link?.id ?? null);
    if (way?.via !== null && !onlink) return 'ENETUNREACH';
    link ??= way?.link == null ? null : linkById(ns, way.link);
  }
  if (type === 'unicast' && link === null) return 'ENODEV';
  if (link !== null && !link.up) return 'ENETDOWN';
  const scope = request.scope ?? (via === null && type === 'unicast' ? 'link' : 'global');
  const same = (route: Route) => route.prefix.address === prefix.address && route.prefix.length === prefix.length && route.metric === metric;
  const route = new Route(network(prefix), via, link?.id ?? null, src, metric, protocol, scope, type, onlink);
  if (ns.routes.some(same) && !replace) return 'EEXIST';
  ns.routes = sortRoutes([...ns.routes.filter((other) => !same(other)), route]);
  return null;
}

/** `ip route del`; ESRCH where none is like that. Fields left out match anything. */
export function deleteRoute(ns: Netns, request: RouteRequest): Errno | null {
  const at = ns.routes.findIndex(
    (route) =>
      route.prefix.address === request.prefix.address &&
      route.prefix.length === request.prefix.length &&
      (request.via == null || route.via === request.via) &&
      (request.link == null || route.link === request.link.id) &&
      (request.metric === undefined || route.metric === request.metric),
  );
  if (at < 0) return 'ESRCH';
  ns.routes = ns.routes.filter((_, index) => index !== at);
  return null;
}
