/** What was decided on a frame's way, as data: the interface tells it in the user's language. Names are those that the tools print. */
import type { Ipv4, Prefix } from '../base/ipv4';
import type { Mac } from '../base/mac';
import type { Errno } from './errno';
import type { Hook, TableName } from './netfilter/netfilter';

/** Linux's own reasons (include/net/dropreason-core.h), without the SKB_DROP_REASON_ prefix. */
export type DropReason =
  | 'DEV_READY'
  | 'OTHERHOST'
  | 'IP_INHDR'
  | 'IP_CSUM'
  | 'IP_INADDRERRORS'
  | 'IP_INNOROUTES'
  | 'IP_OUTNOROUTES'
  | 'IP_RPFILTER'
  | 'IP_LOCALNET'
  | 'IP_LOCAL_SOURCE'
  | 'IP_INVALID_DEST'
  | 'IP_NOPROTO'
  | 'INVALID_PROTO'
  | 'TTL_EXPIRED'
  | 'PKT_TOO_BIG'
  | 'FRAG_REASM_TIMEOUT'
  | 'NEIGH_FAILED'
  | 'NEIGH_QUEUEFULL'
  | 'NEIGH_DEAD'
  | 'NETFILTER_DROP'
  | 'NO_SOCKET'
  | 'SOCKET_FILTER'
  | 'SOCKET_RCVBUFF'
  | 'TCP_FLAGS'
  | 'TCP_RFC7323_PAWS'
  | 'TCP_OVERWINDOW'
  | 'TCP_OLD_DATA'
  | 'TCP_OLD_SEQUENCE'
  | 'TCP_INVALID_SEQUENCE'
  | 'TCP_RESET'
  | 'TCP_ACK_UNSENT_DATA'
  | 'TCP_LISTEN_OVERFLOW'
  | 'UNHANDLED_PROTO'
  | 'ICMP_CSUM'
  | 'TC_INGRESS'
  | 'QDISC_DROP'
  | 'BRIDGE_INGRESS_STP_STATE'
  | 'BRIDGE_NON_FORWARDING_PORT'
  | 'MACVLAN_BROADCAST_BACKLOG'
  | 'VXLAN_VNI_NOT_FOUND'
  | 'VXLAN_NO_REMOTE'
  | 'NO_LOOP_GUARD'
  | 'NOT_SPECIFIED';

/** `ns` is the namespace it was decided in; interfaces are named as `ip link` names them there. */
export type Decision = { readonly ns: string } & (
  | { readonly kind: 'drop'; readonly reason: DropReason; readonly dev: string | null; readonly detail?: string }
  | {
      readonly kind: 'bridge.learn';
      readonly bridge: string;
      readonly mac: Mac;
      readonly port: string;
      readonly moved: string | null;
    }
  | { readonly kind: 'bridge.forward'; readonly bridge: string; readonly mac: Mac; readonly port: string }
  | {
      readonly kind: 'bridge.flood';
      readonly bridge: string;
      readonly mac: Mac;
      readonly cause: 'broadcast' | 'multicast' | 'unknown';
      readonly ports: readonly string[];
    }
  | { readonly kind: 'bridge.local'; readonly bridge: string; readonly mac: Mac }
  /** The frame's destination lies behind the port it came in by. */
  | { readonly kind: 'bridge.sameport'; readonly bridge: string; readonly mac: Mac; readonly port: string }
  | { readonly kind: 'arp.answer'; readonly ip: Ipv4; readonly mac: Mac; readonly asker: Ipv4 }
  /** An ARP packet heard that asks for, or tells of, nothing of ours. */
  | { readonly kind: 'arp.ignore'; readonly ip: Ipv4; readonly asker: Ipv4 }
  | {
      readonly kind: 'neigh';
      readonly dev: string;
      readonly ip: Ipv4;
      readonly from: string;
      readonly to: string;
      readonly event: string;
      readonly lladdr: Mac | null;
    }
  | { readonly kind: 'neigh.use'; readonly dev: string; readonly ip: Ipv4; readonly nud: string; readonly lladdr: Mac }
  | { readonly kind: 'neigh.wait'; readonly dev: string; readonly ip: Ipv4; readonly queued: number }
  | {
      readonly kind: 'route';
      readonly dst: Ipv4;
      readonly prefix: Prefix;
      readonly via: Ipv4 | null;
      readonly dev: string;
      readonly src: Ipv4 | null;
      readonly purpose: 'output' | 'forward';
    }
  | { readonly kind: 'route.local'; readonly dst: Ipv4; readonly dev: string }
  | { readonly kind: 'route.none'; readonly dst: Ipv4; readonly errno: Errno }
  | { readonly kind: 'forward'; readonly from: string; readonly to: string; readonly ttl: number }
  | { readonly kind: 'icmp.reply'; readonly to: Ipv4 }
  | { readonly kind: 'icmp.error'; readonly to: Ipv4; readonly type: number; readonly code: number }
  | { readonly kind: 'fragment'; readonly mtu: number; readonly pieces: number }
  | { readonly kind: 'reassemble'; readonly complete: boolean; readonly pieces: number }
  | {
      readonly kind: 'socket';
      readonly protocol: string;
      readonly local: string;
      readonly pid: number | null;
      readonly program: string | null;
    }
  | {
      readonly kind: 'tcp';
      readonly local: string;
      readonly peer: string;
      readonly from: string;
      readonly to: string;
      readonly event: string;
    }
  /** One hook asked one chain: the rules tried, and the one that decided. `rule` counts from 1, 0 is the chain's policy. */
  | {
      readonly kind: 'nf.rule';
      readonly hook: Hook;
      readonly table: TableName;
      readonly chain: string;
      readonly rule: number;
      readonly spec: string;
      readonly verdict: string;
      /** Rules above it that did not match, with the field that decided against each. */
      readonly passed: readonly { readonly rule: number; readonly spec: string; readonly field: string }[];
      /** The command that made the rule. */
      readonly origin: string | null;
    }
  | {
      readonly kind: 'ct';
      readonly state: string;
      readonly original: string;
      readonly reply: string;
      readonly fresh: boolean;
    }
  | {
      readonly kind: 'nat';
      readonly manip: 'src' | 'dst';
      readonly before: string;
      readonly after: string;
      /** The packet's other end as it stands meanwhile. */
      readonly other: string;
      readonly protocol: number;
      readonly by: 'rule' | 'conntrack';
    }
  /** Docker's resolver knows the name itself; without an address it has none of the kind asked for. */
  | { readonly kind: 'dns.answer'; readonly name: string; readonly answer: string }
  /** Docker's resolver does not know the name and asks a server outside, or has none to ask. */
  | { readonly kind: 'dns.forward'; readonly name: string; readonly server: Ipv4 | null }
  /** A new connection to a virtual service, and the server whose turn it is among those that are in it. */
  | {
      readonly kind: 'ipvs.schedule';
      readonly service: string;
      readonly server: string;
      readonly among: readonly string[];
    }
  /** A connection that has its server already. */
  | { readonly kind: 'ipvs.known'; readonly service: string; readonly server: string }
  /** A server's answer, which comes from the service from now on. */
  | { readonly kind: 'ipvs.answer'; readonly service: string; readonly before: string; readonly after: string }
  | { readonly kind: 'macvlan.deliver'; readonly dev: string; readonly mac: Mac }
  | { readonly kind: 'ipvlan.deliver'; readonly dev: string; readonly ip: Ipv4 }
  /** What is stacked on a parent looks for the parent itself: the frame leaves, and the parent never hears it. */
  | { readonly kind: 'stacked.parent'; readonly dev: string; readonly parent: string }
  /** Links of a private ipvlan do not speak to each other. */
  | { readonly kind: 'ipvlan.private'; readonly dev: string; readonly parent: string }
  | { readonly kind: 'ipvlan.routed'; readonly dev: string; readonly parent: string }
  | { readonly kind: 'vlan.tag'; readonly dev: string; readonly parent: string; readonly vid: number }
  | { readonly kind: 'vlan.untag'; readonly dev: string; readonly parent: string; readonly vid: number }
  | { readonly kind: 'vxlan.encap'; readonly dev: string; readonly vni: number; readonly remote: Ipv4 }
  | { readonly kind: 'vxlan.decap'; readonly dev: string; readonly vni: number; readonly remote: Ipv4 }
  | {
      readonly kind: 'netem';
      readonly dev: string;
      readonly effect: 'loss' | 'delay' | 'duplicate' | 'corrupt' | 'reorder';
    }
);
