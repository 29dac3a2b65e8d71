/** A packet on its way through one namespace (struct sk_buff): lives no longer than the event that carries it. */
import type { Frame, Ipv4Packet } from '../wire/packet';
import type { Link } from './link/link';
import type { Conn } from './netfilter/conntrack';

export interface Skb {
  /** NAT, forwarding and reassembly put a new packet here. */
  packet: Ipv4Packet;
  /** The interface it came in by; null for what this namespace itself sends. */
  inDev: Link | null;
  /** The frame that it came in, for its addresses. */
  frame: Frame | null;
  mark: number;
  ct: CtRef | null;
  /** PREROUTING was asked already, by br_netfilter. */
  prerouted: boolean;
  /** IPVS has rewritten it: it is left alone from there on, and `-m ipvs` matches. */
  ipvs: boolean;
  /** The ports of a bridge that it came in by and leaves by, where br_netfilter has seen it. */
  physIn: Link | null;
  physOut: Link | null;
  /** Longest fragment that it was put together from, or 0. */
  fragMax: number;
}

/** Which connection the packet belongs to, which way it goes, and what ctstate matches; a packet without one is INVALID there. */
export interface CtRef {
  /** The connection as it is after this packet. */
  readonly conn: Conn;
  readonly reply: boolean;
  readonly state: 'NEW' | 'ESTABLISHED' | 'RELATED';
  /** It is in no table yet: the packet has to come through first. */
  readonly fresh: boolean;
}

export function createSkb(packet: Ipv4Packet, inDev: Link | null, frame: Frame | null): Skb {
  return {
    packet,
    inDev,
    frame,
    mark: 0,
    ct: null,
    prerouted: false,
    ipvs: false,
    physIn: null,
    physOut: null,
    fragMax: 0,
  };
}
