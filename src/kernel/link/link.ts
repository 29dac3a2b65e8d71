/** A network interface (struct net_device) and what each kind adds to it. */
import type { Ipv4, Prefix } from '../../base/ipv4';
import type { Mac } from '../../base/mac';
import type { Micros } from '../../sim/clock';
import type { Table } from '../../sim/table';
import { Value } from '../../sim/value';
import type { Neigh } from '../neigh/neighbour';

interface Device {
  /** Never printed, never changes: the other end of a cable and a master find the link by it. */
  readonly id: string;
  name: string;
  ifindex: number;
  mac: Mac;
  /** Whether somebody set the address; a bridge otherwise takes its lowest port's. */
  macSet: boolean;
  mtu: number;
  mtuSet: boolean;
  up: boolean;
  /** `noop` until it is up for the first time. */
  qdisc: 'noop' | 'noqueue';
  txQueueLen: number;
  /** What was set by hand: `ip link set NAME promisc|allmulticast|multicast`. */
  promisc: boolean;
  allMulticast: boolean;
  multicast: boolean;
  alias: string | null;
  /** The bridge that this is a port of, by id. */
  master: string | null;
  /** `NAMESPACE/NAME`: the place a step happens at. */
  place: string;
  readonly addresses: Address[];
  /** Links stacked on this one (macvlan, ipvlan, vlan), wherever they live. */
  readonly uppers: Upper[];
  /** Its neighbours, by address. */
  readonly neighbours: Table<Neigh>;
  readonly stats: Stats;
  /** Users of promiscuous mode: macvlan children, tcpdump. */
  promiscuity: number;
  noArp: boolean;
  netem: Netem | null;
  /** Its settings as a port of a bridge. */
  readonly port: BridgePort;
}

/** A link stacked on another; a passthru macvlan bears no sibling. */
export interface Upper {
  ns: string;
  readonly link: string;
  readonly kind: 'macvlan' | 'ipvlan' | 'vlan';
  readonly vid: number | null;
  readonly passthru: boolean;
}

/** A VXLAN link, as the namespace knows it that its outer packets come and go by (struct vxlan_net). */
export interface VxlanTunnel {
  ns: string;
  readonly link: string;
  readonly vni: number;
  readonly dstPort: number;
}

export interface Address {
  readonly address: Ipv4;
  readonly length: number;
  readonly scope: 'global' | 'link' | 'host';
  readonly broadcast: Ipv4 | null;
  readonly label: string;
  readonly secondary: boolean;
}

export interface Stats {
  rxPackets: number;
  rxBytes: number;
  rxDropped: number;
  txPackets: number;
  txBytes: number;
  txDropped: number;
}

/** tc-netem(8): probabilities from 0 to 1, times in microseconds. */
export interface Netem {
  readonly delay: Micros;
  readonly jitter: Micros;
  readonly loss: number;
  readonly duplicate: number;
  readonly reorder: number;
  readonly corrupt: number;
  /** The qdisc's major number. */
  readonly handle?: number;
  /** How many packets it holds; only printed. */
  readonly limit?: number;
}

export interface Loopback extends Device {
  readonly kind: 'loopback';
}

export interface Dummy extends Device {
  readonly kind: 'dummy';
}

export interface Veth extends Device {
  readonly kind: 'veth';
  /** Namespace and id of the other end. */
  peerNs: string;
  readonly peer: string;
  /** How long a frame is under way to the other end. */
  latency: Micros;
}

/** What a link needs when it is a port of a bridge. */
export interface BridgePort {
  hairpin: boolean;
  learning: boolean;
  flood: boolean;
  isolated: boolean;
}

export interface Bridge extends Device {
  readonly kind: 'bridge';
  /** Ids of its ports, in the order they joined. */
  readonly ports: string[];
  readonly fdb: Table<FdbEntry>;
  ageing: Micros;
  stp: boolean;
  /** Whether its ports decide on its carrier; until the first joins, it has one (`br_port_state_selection`). */
  portsDecide: boolean;
}

/** Where a MAC address was last seen; `port` null is the bridge itself. Local entries are permanent. */
export class FdbEntry extends Value {
  constructor(
    readonly mac: Mac,
    readonly port: string | null,
    readonly local: boolean,
    readonly updated: Micros,
    readonly created: Micros,
  ) {
    super();
  }
}

export interface Macvlan extends Device {
  readonly kind: 'macvlan';
  /** Namespace and id of the parent. */
  lowerNs: string;
  readonly lower: string;
  readonly mode: 'bridge' | 'private' | 'vepa' | 'passthru';
}

export interface Ipvlan extends Device {
  readonly kind: 'ipvlan';
  lowerNs: string;
  readonly lower: string;
  readonly mode: 'l2' | 'l3' | 'l3s';
  /** Whether siblings reach each other: directly, never, or by way of what is behind the parent. */
  readonly flag: 'bridge' | 'private' | 'vepa';
}

export interface Vlan extends Device {
  readonly kind: 'vlan';
  lowerNs: string;
  readonly lower: string;
  readonly vid: number;
}

export interface Vxlan extends Device {
  readonly kind: 'vxlan';
  readonly vni: number;
  readonly dstPort: number;
  readonly local: Ipv4 | null;
  /** The default destination that it was made with; its entry in `fdb` decides. */
  readonly remote: Ipv4 | null;
  /** Answers ARP for neighbours that it was told of, and drops what it has no entry for. */
  readonly proxy: boolean;
  readonly learning: boolean;
  /** Tells user space of addresses it has no entry for. */
  readonly l2miss: boolean;
  readonly l3miss: boolean;
  /** Id of the link that the outer packets are bound to, in the underlay. */
  readonly device: string | null;
  readonly fdb: Table<VxlanFdbEntry>;
  /** The namespace whose addresses and routes carry the outer packets. */
  readonly underlay: string;
}

/** Where frames for an address go; the address of zeros is for those that no entry has. */
export class VxlanFdbEntry extends Value {
  constructor(
    readonly mac: Mac,
    readonly remotes: readonly Ipv4[],
    readonly permanent: boolean,
    readonly updated: Micros,
  ) {
    super();
  }
}

export type Link = Loopback | Dummy | Veth | Bridge | Macvlan | Ipvlan | Vlan | Vxlan;

/** The prefix an address lies in, host bits kept. */
export function prefixOf(address: Address): Prefix {
  return { address: address.address, length: address.length };
}
