/** Making links: what `ip link add` of each kind asks of the kernel (RTM_NEWLINK). */
import type { Ipv4 } from '../base/ipv4';
import { MAC_ZERO, type Mac, macFromBytes } from '../base/mac';
import { SECOND } from '../sim/clock';
import { randomU32 } from '../sim/random';
import { createTable, find, put } from '../sim/table';
import type { Errno } from './errno';
import type { Kernel } from './kernel';
import {
  type Bridge,
  type Dummy,
  type Ipvlan,
  type Link,
  type Macvlan,
  type Veth,
  type Vlan,
  type Vxlan,
  VxlanFdbEntry,
} from './link/link';
import { linkByName, type Netns } from './netns';

/** A random unicast address with the local bit, as `eth_hw_addr_random` makes it. */
export function randomMac(k: Kernel): Mac {
  const high = randomU32(k.random);
  const low = randomU32(k.random);
  return macFromBytes([
    ((high >>> 24) & 0xfc) | 2,
    (high >>> 16) & 255,
    (high >>> 8) & 255,
    high & 255,
    (low >>> 8) & 255,
    low & 255,
  ]);
}

/** `dev_new_index`: the next number that no link has, be it one that was moved here. */
export function newIfindex(ns: Netns): number {
  while (find(ns.links, ({ ifindex }) => ifindex === ns.nextIfindex) !== undefined) ns.nextIfindex++;
  return ns.nextIfindex++;
}

/** What every new link begins with; `mac` null draws one. */
function device(k: Kernel, ns: Netns, name: string, mac: Mac | null, mtu: number) {
  return {
    id: `${ns.id}#${ns.nextLink++}`,
    name,
    ifindex: newIfindex(ns),
    mac: mac ?? randomMac(k),
    macSet: mac !== null,
    mtu,
    mtuSet: false,
    up: false,
    qdisc: 'noop' as const,
    txQueueLen: 1000,
    promisc: false,
    allMulticast: false,
    multicast: true,
    alias: null,
    master: null,
    place: `${ns.id}/${name}`,
    addresses: [],
    uppers: [],
    neighbours: createTable<never>(),
    stats: { rxPackets: 0, rxBytes: 0, rxDropped: 0, txPackets: 0, txBytes: 0, txDropped: 0 },
    promiscuity: 0,
    noArp: false,
    netem: null,
    port: { hairpin: false, learning: true, flood: true, isolated: false },
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
  const bridge: Bridge = {
    kind: 'bridge',
    ...device(k, ns, name, mac, 1500),
    ports: [],
    fdb: createTable(),
    ageing: 300 * SECOND,
    stp: false,
    portsDecide: mac !== null,
  };
  put(ns.links, bridge.id, bridge);
  return bridge;
}

/** `ip link add NAME type dummy`. */
export function addDummy(k: Kernel, ns: Netns, name: string, mac: Mac | null): Dummy | Errno {
  if (linkByName(ns, name) !== null) return 'EEXIST';
  const dummy: Dummy = { kind: 'dummy', ...device(k, ns, name, mac, 1500), noArp: true, multicast: false };
  put(ns.links, dummy.id, dummy);
  return dummy;
}

/** Where a stacked link goes: its own namespace, and the parent with the one that it is in. */
export interface Stacked {
  readonly ns: Netns;
  readonly name: string;
  readonly mac: Mac | null;
  readonly lowerNs: Netns;
  readonly lower: Link;
}

/** `ip link add link LOWER NAME type macvlan`; the parent hears everything from then on. EINVAL beside a passthru one. */
export function addMacvlan(k: Kernel, where: Stacked, mode: Macvlan['mode']): Macvlan | Errno {
  const { ns, name, lowerNs, lower } = where;
  if (linkByName(ns, name) !== null) return 'EEXIST';
  if (lower.kind === 'loopback' || lower.uppers.some((upper) => upper.kind === 'ipvlan'))
    return lower.kind === 'loopback' ? 'EINVAL' : 'EBUSY';
  if (lower.uppers.some((upper) => upper.passthru) || (mode === 'passthru' && lower.uppers.length > 0)) return 'EINVAL';
  const mac = mode === 'passthru' ? lower.mac : where.mac;
  const macvlan: Macvlan = {
    kind: 'macvlan',
    ...device(k, ns, name, mac, lower.mtu),
    lowerNs: lowerNs.id,
    lower: lower.id,
    mode,
  };
  stack(ns, macvlan, lower, mode === 'passthru');
  return macvlan;
}

/** `ip link add link LOWER NAME type ipvlan`; it has the parent's address, and every ipvlan of a parent one mode. */
export function addIpvlan(k: Kernel, where: Stacked, mode: Ipvlan['mode'], flag: Ipvlan['flag']): Ipvlan | Errno {
  const { ns, name, lowerNs, lower } = where;
  if (linkByName(ns, name) !== null) return 'EEXIST';
  if (lower.kind === 'loopback') return 'EINVAL';
  if (lower.uppers.some((upper) => upper.kind === 'macvlan')) return 'EBUSY';
  const ipvlan: Ipvlan = {
    kind: 'ipvlan',
    ...device(k, ns, name, lower.mac, lower.mtu),
    lowerNs: lowerNs.id,
    lower: lower.id,
    mode,
    flag,
    noArp: mode !== 'l2',
  };
  stack(ns, ipvlan, lower, false);
  return ipvlan;
}

/** `ip link add link LOWER NAME type vlan id VID`; EEXIST where the parent has that VLAN. */
export function addVlan(k: Kernel, where: Stacked, vid: number): Vlan | Errno {
  const { ns, name, lowerNs, lower } = where;
  if (linkByName(ns, name) !== null || lower.uppers.some((upper) => upper.kind === 'vlan' && upper.vid === vid))
    return 'EEXIST';
  if (lower.kind === 'loopback') return 'EOPNOTSUPP';
  const vlan: Vlan = {
    kind: 'vlan',
    ...device(k, ns, name, where.mac ?? lower.mac, lower.mtu),
    lowerNs: lowerNs.id,
    lower: lower.id,
    vid,
  };
  stack(ns, vlan, lower, false);
  return vlan;
}

function stack(ns: Netns, link: Macvlan | Ipvlan | Vlan, lower: Link, passthru: boolean): void {
  put(ns.links, link.id, link);
  lower.uppers.push({
    ns: ns.id,
    link: link.id,
    kind: link.kind,
    vid: link.kind === 'vlan' ? link.vid : null,
    passthru,
  });
}

export interface VxlanRequest {
  readonly vni: number;
  readonly dstPort: number;
  readonly local: Ipv4 | null;
  readonly remote: Ipv4 | null;
  readonly device: Link | null;
  readonly learning: boolean;
  readonly proxy: boolean;
  readonly l2miss: boolean;
  readonly l3miss: boolean;
}

/** The bytes that an outer Ethernet, IPv4, UDP and VXLAN header take. */
const VXLAN_HEADROOM = 50;

/** `ip link add NAME type vxlan`; the outer packets leave from the namespace it is made in, wherever it is moved. EEXIST where that has the VNI on that port. */
export function addVxlan(k: Kernel, ns: Netns, name: string, mac: Mac | null, request: VxlanRequest): Vxlan | Errno {
  if (linkByName(ns, name) !== null) return 'EEXIST';
  const { device: bound, ...fields } = request;
  const vxlan: Vxlan = {
    kind: 'vxlan',
    ...device(k, ns, name, mac, bound === null ? 1500 : bound.mtu - VXLAN_HEADROOM),
    ...fields,
    device: bound?.id ?? null,
    fdb: createTable(),
    underlay: ns.id,
  };
  if (ns.vxlans.some((other) => other.vni === request.vni && other.dstPort === request.dstPort)) return 'EEXIST';
  ns.vxlans.push({ ns: ns.id, link: vxlan.id, vni: request.vni, dstPort: request.dstPort });
  if (request.remote !== null)
    put(vxlan.fdb, MAC_ZERO, new VxlanFdbEntry(MAC_ZERO, [request.remote], true, k.clock.now));
  put(ns.links, vxlan.id, vxlan);
  return vxlan;
}
