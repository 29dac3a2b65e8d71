/** Address management (libnetwork `ipam/allocator.go` of 20.10, `ipams/defaultipam` of 28): pools for networks, addresses in a pool. */
import { broadcast, contains, type Ipv4, network as networkOf, overlaps, parsePrefix, type Prefix } from '../base/ipv4';
import type { Netns } from '../kernel/netns';
import { createTable, get, put, remove, type Table, values } from '../sim/table';
import type { EngineProfile } from './profile';

/** Which pools are taken, over all networks of local scope. */
export interface AddressSpace {
  /** The default pools in order. */
  readonly defaults: readonly Prefix[];
  readonly allocated: Prefix[];
  /** Where the ring of default pools goes on (20.10). */
  ring: number;
}

/** One subnet of a network: its addresses that are taken, by address. */
export interface Pool {
  readonly subnet: Prefix;
  /** Where addresses are taken from that nobody asked for by number. */
  readonly range: Prefix | null;
  readonly taken: Table<true>;
}

/** `ipamutils`: 172.17/16 to 172.31/16, then 192.168/16 in pieces of /20; or what `--default-address-pool` says. */
export function createAddressSpace(pools: readonly { readonly base: string; readonly size: number }[]): AddressSpace {
  const asked =
    pools.length > 0
      ? pools
      : [
          { base: '172.16.0.0/12', size: 16 },
          { base: '192.168.0.0/16', size: 20 },
        ];
  const defaults = asked.flatMap(({ base, size }) => pieces(base, size));
  return { defaults: pools.length > 0 ? defaults : defaults.slice(1), allocated: [], ring: 0 };
}

function pieces(base: string, size: number): Prefix[] {
  const prefix = parsePrefix(base);
  if (prefix === null || size < prefix.length || size > 32) return [];
  const step = 2 ** (32 - size);
  const first = networkOf(prefix).address;
  return Array.from({ length: 2 ** (size - prefix.length) }, (_, i) => ({ address: first + i * step, length: size }));
}

/** A pool that was asked for by number; null where it overlaps one that is taken. */
export function requestPool(
  space: AddressSpace,
  profile: EngineProfile,
  subnet: Prefix,
  range: Prefix | null,
): Pool | null {
  if (space.allocated.some((other) => overlaps(other, subnet))) return null;
  space.allocated.push(networkOf(subnet));
  return createPool(profile, subnet, range);
}

/** The next default pool that neither overlaps one that is taken nor a route of the host; null where none is left. */
export function requestDefaultPool(space: AddressSpace, profile: EngineProfile, host: Netns): Pool | null {
  const count = space.defaults.length;
  const start = profile.poolOrder === 'ring' ? space.ring : 0;
  for (let i = 0; i < count; i++) {
    const at = (start + i) % count;
    const subnet = space.defaults[at]!;
    if (space.allocated.some((other) => overlaps(other, subnet)) || routed(host, subnet)) continue;
    space.ring = at + 1;
    space.allocated.push(subnet);
    return createPool(profile, subnet, null);
  }
  return null;
}

/** Whether the host has a route into the subnet, other than its default route (`netutils.CheckRouteOverlaps`). */
function routed(host: Netns, subnet: Prefix): boolean {
  return host.routes.some((route) => route.prefix.length > 0 && overlaps(route.prefix, subnet));
}

export function releasePool(space: AddressSpace, pool: Pool): void {
  const { address, length } = networkOf(pool.subnet);
  const at = space.allocated.findIndex((other) => other.address === address && other.length === length);
  if (at >= 0) space.allocated.splice(at, 1);
}

/** The subnet's own address and its broadcast address are never given. */
function createPool(profile: EngineProfile, subnet: Prefix, range: Prefix | null): Pool {
  const pool: Pool = { subnet, range, taken: createTable() };
  if (subnet.length < 31 || !profile.tinySubnets) {
    put(pool.taken, networkOf(subnet).address, true);
    put(pool.taken, broadcast(subnet), true);
  }
  return pool;
}

/** Takes the lowest free address of the range (or subnet); null where none is left. */
export function requestAddress(pool: Pool): Ipv4 | null {
  const within = networkOf(pool.range ?? pool.subnet);
  const last = broadcast(within);
  for (let ip = within.address; ip <= last; ip++) {
    if (get(pool.taken, ip) !== undefined) continue;
    put(pool.taken, ip, true);
    return ip;
  }
  return null;
}

/** Takes one address; why not, where it lies outside or is taken. */
export function requestThisAddress(pool: Pool, ip: Ipv4): 'ok' | 'outside' | 'taken' {
  if (!contains(pool.subnet, ip)) return 'outside';
  if (get(pool.taken, ip) !== undefined) return 'taken';
  put(pool.taken, ip, true);
  return 'ok';
}

/** Whether no address of the subnet is left. */
export function isFull(pool: Pool): boolean {
  return [...values(pool.taken)].length >= 2 ** (32 - pool.subnet.length);
}

export function releaseAddress(pool: Pool, ip: Ipv4): void {
  remove(pool.taken, ip);
}
