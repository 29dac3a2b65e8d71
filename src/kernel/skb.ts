/** A packet on its way through one namespace (struct sk_buff): lives no longer than the event that carries it. */
import type { Frame, Ipv4Packet } from '../wire/packet';
import type { Link } from './link/link';
import type { CtState } from './netfilter/netfilter';

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
  /** Longest fragment that it was put together from, or 0. */
  fragMax: number;
}

/** Which connection the packet belongs to, which way it goes, and what ctstate matches. */
export interface CtRef {
  /** Key of the original tuple. */
  readonly key: string;
  readonly reply: boolean;
  readonly state: CtState;
}

export function createSkb(packet: Ipv4Packet, inDev: Link | null, frame: Frame | null): Skb {
  return { packet, inDev, frame, mark: 0, ct: null, prerouted: false, fragMax: 0 };
}
