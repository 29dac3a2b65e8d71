/** The routing decision (net/ipv4/fib_semantics.c, route.c): longest prefix, then lowest metric; and which address of ours to speak from. */
import { contains, type Ipv4, IPV4_LOOPBACK, isLoopback, netmask } from '../base/ipv4';
import { get } from '../sim/table';
import { DEFAULT_TABLE, type Flow, OWN_FLOW, refusalOf, ruleMatches, tableOf } from './fib-rule';
import type { Kernel } from './kernel';
import { type Link, prefixOf } from './link/link';
import { linkById, linksInOrder, localType, type Netns, type Route } from './netns';
import { sysctlOfDev } from './sysctl';

/** The best route for a destination whose link is up, by the table that the rules ask; local addresses are not looked at here. */
export function fibLookup(ns: Netns, dst: Ipv4, oif: string | null = null, flow: Flow = OWN_FLOW): Route | null {
  if (ns.rules === null)
    return tableLookup(ns, ns.routes, dst, oif) ?? tableLookup(ns, tableOf(ns, DEFAULT_TABLE), dst, oif);
  const device = oif === null ? null : (linkById(ns, oif)?.name ?? null);
  for (const rule of ns.rules) {
    if (!ruleMatches(rule, dst, flow, device)) continue;
    if (rule.action !== 'lookup') return refusalOf(rule.action);
    const route = tableLookup(ns, tableOf(ns, rule.table), dst, oif);
    if (route !== null) return route;
  }
  return null;
}

/** `fib_table_lookup`. */
function tableLookup(ns: Netns, routes: readonly Route[], dst: Ipv4, oif: string | null): Route | null {
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
export function routeOutput(
  k: Kernel,
  ns: Netns,
  dst: Ipv4,
  src: Ipv4 | null,
  oif: string | null,
  mark = 0,
): Output | null {
  const type = localType(ns, dst);
  if (type === 'local') {
    const lo = linkById(ns, ns.lo);
    if (lo?.up !== true) return null;
    k.tap.why?.push({ ns: ns.name, kind: 'route.local', dst, dev: lo.name });
    return {
      link: lo,
      nextHop: dst,
      src: src ?? localSource(ns, dst),
      mtu: lo.mtu,
      local: true,
      broadcast: false,
    };
  }
  const route = fibLookup(ns, dst, oif, { src: src ?? 0, iif: 'lo', mark }) ?? assumedOnLink(ns, dst, oif);
  const link = route?.link == null ? null : linkById(ns, route.link);
  if (route === null || link === null || route.type !== 'unicast' || isLoopbackOutside(ns, link, src)) {
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
    mtu: pathMtu(k, ns, dst, route.mtu ?? link.mtu),
    local: false,
    broadcast: type === 'broadcast',
  };
}

/** The preferred source of the local table's route: 127.0.0.1 for all of 127.0.0.0/8, its primary for a secondary address. */
function localSource(ns: Netns, dst: Ipv4): Ipv4 {
  if (isLoopback(dst)) return IPV4_LOOPBACK;
  for (const { addresses } of linksInOrder(ns)) {
    const own = addresses.find((address) => address.address === dst && address.secondary);
    const primary = addresses.find(
      (address) => !address.secondary && own?.length === address.length && contains(prefixOf(address), dst),
    );
    if (primary !== undefined) return primary.address;
  }
  return dst;
}

/** Where the sender names the link and no route leads there, the destination is taken to be on it. */
function assumedOnLink(
  ns: Netns,
  dst: Ipv4,
  oif: string | null,
): Pick<Route, 'link' | 'prefix' | 'type' | 'via' | 'src' | 'mtu'> | null {
  if (oif === null || linkById(ns, oif)?.up !== true) return null;
  return { link: oif, prefix: { address: dst, length: 32 }, type: 'unicast', via: null, src: null, mtu: null };
}

/** A loopback address speaks on no other link but where route_localnet allows it (`__mkroute_output`). */
function isLoopbackOutside(ns: Netns, link: Link, src: Ipv4 | null): boolean {
  return (
    src !== null &&
    isLoopback(src) &&
    link.kind !== 'loopback' &&
    sysctlOfDev(ns.sysctl, link.name, 'route_localnet') === 0
  );
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
