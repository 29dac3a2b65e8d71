/** One Linux network namespace (struct net), as plain data. */
import { type Ipv4, IPV4_BROADCAST, isLoopback, type Prefix } from '../base/ipv4';
import { createTable, find, get, type Table, values } from '../sim/table';
import { Value } from '../sim/value';
import type { FibRule } from './fib-rule';
import type { FragmentQueue } from './ip/fragment';
import type { InetPeer } from './ip/inet-peer';
import type { Ipvs } from './ipvs/ipvs';
import type { Link, VxlanTunnel } from './link/link';
import { createNetfilter, type Netfilter } from './netfilter/netfilter';
import type { PortUse } from './socket/port';
import type { Socket } from './socket/socket';
import { createSysctl, type Sysctl } from './sysctl';

export interface Netns {
  /** Unique for the whole run; also the first half of a step's place. */
  readonly id: string;
  /** What `ip netns` or the capture calls it. */
  name: string;
  /** The machine whose kernel it belongs to. */
  readonly machine: string;
  /** Numbers of other namespaces that its links lead to. */
  readonly nsids: Record<string, number>;
  nextIfindex: number;
  nextLink: number;
  readonly links: Table<Link>;
  /** The loopback's id. */
  readonly lo: string;
  /** VXLAN links whose outer packets come and go by this namespace. */
  readonly vxlans: VxlanTunnel[];
  /** The main table: longest prefix first, then lowest metric, then newest last. */
  routes: Route[];
  /** The other tables that ever had a route, by number. */
  tables: Record<number, Route[]>;
  /** Null while the rules are those that every namespace begins with. */
  rules: readonly FibRule[] | null;
  /** The local table: addresses of ours and their broadcast addresses. */
  local: LocalAddress[];
  readonly sysctl: Sysctl;
  readonly netfilter: Netfilter;
  /** Null until it has a virtual service. */
  ipvs: Ipvs | null;
  /** By id. */
  readonly sockets: Table<Socket>;
  nextSocket: number;
  /** Who has a local port or protocol number: `port.ts`. */
  readonly ports: Table<PortUse>;
  /** TCP connections by both ends: the id of the socket. */
  readonly connections: Table<string>;
  readonly fragments: Table<FragmentQueue>;
  /** Path MTUs learned from ICMP, by destination. */
  readonly pmtu: Table<PathMtu>;
  /** Next hops learned from ICMP redirects, by destination. */
  readonly redirects: Table<Redirect>;
  /** Who was told of errors, and how often. */
  readonly peers: Table<InetPeer>;
  /** Next identification of packets that no socket counts for. */
  nextIpId: number;
  /** Ids of the packet sockets, to which every frame is shown. */
  readonly taps: string[];
}

/** A line of `ip route show table local`. */
export class LocalAddress extends Value {
  constructor(
    readonly ip: Ipv4,
    readonly type: 'local' | 'broadcast',
    /** Id of the link that carries it. */
    readonly link: string,
  ) {
    super();
  }
}

/** Number of the table that routes are in where nothing else is said. */
export const MAIN_TABLE = 254;

/** A route; an address of ours is found in `local` instead. */
export class Route extends Value {
  constructor(
    readonly prefix: Prefix,
    readonly via: Ipv4 | null,
    /** Id of the link, or null where the type needs none. */
    readonly link: string | null,
    readonly src: Ipv4 | null,
    readonly metric: number,
    readonly protocol: 'kernel' | 'boot' | 'static' | 'dhcp',
    readonly scope: 'global' | 'link' | 'host',
    readonly type: 'unicast' | 'blackhole' | 'unreachable' | 'prohibit',
    readonly onlink: boolean,
    /** What `mtu` said, or null for the link's. */
    readonly mtu: number | null = null,
  ) {
    super();
  }
}

export class Redirect extends Value {
  constructor(
    readonly gateway: Ipv4,
    readonly link: string,
    readonly expires: number,
  ) {
    super();
  }
}

export class PathMtu extends Value {
  constructor(
    readonly mtu: number,
    readonly expires: number,
  ) {
    super();
  }
}

/** An empty namespace: `createLink` in rtnetlink.ts gives it its lo. */
export function createNetns(id: string, name: string, machine: string, nextIpId: number): Netns {
  return {
    id,
    name,
    machine,
    nsids: {},
    nextIfindex: 1,
    nextLink: 1,
    links: createTable(),
    lo: `${id}#1`,
    vxlans: [],
    routes: [],
    tables: {},
    rules: null,
    local: [],
    sysctl: createSysctl(),
    netfilter: createNetfilter(),
    ipvs: null,
    sockets: createTable(),
    nextSocket: 1,
    ports: createTable(),
    connections: createTable(),
    fragments: createTable(),
    pmtu: createTable(),
    redirects: createTable(),
    peers: createTable(),
    nextIpId,
    taps: [],
  };
}

/** The link of that id, or null where it is gone (or was never in this namespace). */
export function linkById(ns: Netns, id: string): Link | null {
  return get(ns.links, id) ?? null;
}

/** The link that `ip link` shows under the name, or null. */
export function linkByName(ns: Netns, name: string): Link | null {
  return find(ns.links, (link) => link.name === name) ?? null;
}

/** Every link, by ifindex as the tools list them. */
export function linksInOrder(ns: Netns): Link[] {
  return [...values(ns.links)].sort((a, b) => a.ifindex - b.ifindex);
}

/** What the local table says of an address; 127.0.0.0/8 is always local. */
export function localType(ns: Netns, ip: Ipv4): 'local' | 'broadcast' | null {
  const local = ns.local;
  for (let i = 0; i < local.length; i++) {
    const entry = local[i]!;
    if (entry.ip === ip) return entry.type;
  }
  return isLoopback(ip) ? 'local' : ip === IPV4_BROADCAST ? 'broadcast' : null;
}

/** Whether an address is a broadcast address on this link (`inet_addr_type_dev_table`). */
export function isBroadcastOn(ns: Netns, link: Link, ip: Ipv4): boolean {
  const local = ns.local;
  for (let i = 0; i < local.length; i++) {
    const entry = local[i]!;
    if (entry.ip === ip && entry.type === 'broadcast' && entry.link === link.id) return true;
  }
  return ip === IPV4_BROADCAST;
}

export function isLocal(ns: Netns, ip: Ipv4): boolean {
  return localType(ns, ip) === 'local';
}
