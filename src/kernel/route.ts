/** The routing decision (net/ipv4/fib_semantics.c, route.c): longest prefix, then lowest metric; and which address of ours to speak from. */
import { contains, type Ipv4, IPV4_LOOPBACK, isLoopback, netmask } from '../base/ipv4';
import { get } from '../sim/table';
import type { Kernel } from './kernel';
import { type Link, prefixOf } from './link/link';
import { linkById, localType, type Netns, type Route } from './netns';
import { linksInOrder } from './netns';

/** The main table's best route for a destination whose link is up; local addresses are not looked at here. */
export function fibLookup(ns: Netns, dst: Ipv4, oif: string | null = null): Route | null {
  const routes = ns.routes;
  for (let i = 0; i < routes.length; i++) {
    const route = routes[i]!;
    if (((route.prefix.address ^ dst) & netmask(route.prefix.length)) !== 0) continue;
    if (oif !== null && route.link !== oif) continue;
    if (route.link === null || linkById(ns, route.link)?.up === true) return route;
  }
  return null;
}

/** Longest prefix first, lower metric before higher; of equals the newest is last. */
export function sortRoutes(routes: Route[]): Route[] {
  return routes.sort((a, b) => b.prefix.length - a.prefix.length || a.metric - b.metric);
}

/** `inet_select_addr`: the link's address in the destination's subnet, else its first, else any of ours of global scope. */
export function selectSource(ns: Netns, link: Link, dst: Ipv4): Ipv4 | null {
  const own = link.addresses;
  for (let i = 0; i < own.length; i++) {
    const address = own[i]!;
    if (!address.secondary && contains(prefixOf(address), dst)) return address.address;
  }
  const first = own.find((address) => !address.secondary && address.scope !== 'host');
  if (first !== undefined) return first.address;
  for (const other of linksInOrder(ns)) {
    for (const address of other.addresses) if (address.scope === 'global') return address.address;
  }
  return null;
}

/** Where a packet of ours goes: the link, the next hop, and the address to speak from. */
export interface Output {
  readonly link: Link;
  readonly nextHop: Ipv4;
  readonly src: Ipv4;
  readonly mtu: number;
  readonly local: boolean;
  readonly broadcast: boolean;
}

/** `ip_route_output_key`: null means ENETUNREACH or, where the route says so, another error. */
export function routeOutput(k: Kernel, ns: Netns, dst: Ipv4, src: Ipv4 | null, oif: string | null): Output | null {
  const type = localType(ns, dst);
  if (type === 'local') {
    const lo = linkById(ns, ns.lo);
    if (lo?.up !== true) return null;
    k.tap.why?.push({ ns: ns.name, kind: 'route.local', dst, dev: lo.name });
    // All of 127.0.0.0/8 is reached from 127.0.0.1, the preferred source of its route in the local table.
    return {
      link: lo,
      nextHop: dst,
      src: src ?? (isLoopback(dst) ? IPV4_LOOPBACK : dst),
      mtu: lo.mtu,
      local: true,
      broadcast: false,
    };
  }
  const route = fibLookup(ns, dst, oif) ?? assumedOnLink(ns, dst, oif);
  const link = route?.link == null ? null : linkById(ns, route.link);
  if (route === null || link === null || route.type !== 'unicast') {
    k.tap.why?.push({
      ns: ns.name,
      kind: 'route.none',
      dst,
      errno: route === null ? 'ENETUNREACH' : ROUTE_ERRORS[route.type],
    });
    return null;
  }
  const via = redirectOf(k, ns, dst, link) ?? route.via;
  const nextHop = via ?? dst;
  const from = src ?? route.src ?? selectSource(ns, link, nextHop) ?? 0;
  k.tap.why?.push({
    ns: ns.name,
    kind: 'route',
    dst,
    prefix: route.prefix,
    via,
    dev: link.name,
    src: from,
    purpose: 'output',
  });
  return {
    link,
    nextHop,
    src: from,
    mtu: pathMtu(k, ns, dst, link.mtu),
    local: false,
    broadcast: type === 'broadcast',
  };
}

/** Where the sender names the link and no route leads there, the destination is taken to be on it. */
function assumedOnLink(
  ns: Netns,
  dst: Ipv4,
  oif: string | null,
): Pick<Route, 'link' | 'prefix' | 'type' | 'via' | 'src'> | null {
  if (oif === null || linkById(ns, oif)?.up !== true) return null;
  return { link: oif, prefix: { address: dst, length: 32 }, type: 'unicast', via: null, src: null };
}

/** The better next hop that an ICMP redirect told of, or null. */
function redirectOf(k: Kernel, ns: Netns, dst: Ipv4, link: Link): Ipv4 | null {
  const told = ns.redirects.size === 0 ? undefined : get(ns.redirects, dst);
  return told === undefined || told.expires <= k.clock.now || told.link !== link.id ? null : told.gateway;
}

/** The MTU of the way to a destination: the link's, or what an ICMP error said of late. */
function pathMtu(k: Kernel, ns: Netns, dst: Ipv4, mtu: number): number {
  const learned = get(ns.pmtu, dst);
  return learned === undefined || learned.expires <= k.clock.now ? mtu : Math.min(mtu, learned.mtu);
}

/** What a route of a type other than unicast answers to a sender. */
export const ROUTE_ERRORS = {
  unicast: 'ENETUNREACH',
  blackhole: 'EINVAL',
  unreachable: 'EHOSTUNREACH',
  prohibit: 'EACCES',
} as const;
