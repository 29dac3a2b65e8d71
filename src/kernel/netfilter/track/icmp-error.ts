/** ICMP errors belong to the connection whose packet they quote (`nf_conntrack_inet_error`). */
import { isIcmpError } from '../../../wire/icmp';
import { decodeIpv4 } from '../../../wire/frame';
import { ipv4HeaderLength } from '../../../wire/ipv4';
import { IpProtocol, type Ipv4Packet } from '../../../wire/packet';
import type { Kernel } from '../../kernel';
import type { CtRef } from '../../skb';
import { findConn } from '../conntrack';
import type { Netfilter } from '../netfilter';
import { invert, type Tuple } from './tuple';

/** RELATED to the connection of the quoted packet, if it went to where the error goes now; null for any other packet. */
export function relatedTo(k: Kernel, nf: Netfilter, packet: Ipv4Packet): CtRef | null {
  const { payload } = packet;
  if (payload instanceof Uint8Array || payload.kind !== 'icmp' || !isIcmpError(payload.type)) return null;
  const quoted = quotedTuple(payload.payload);
  if (quoted === null) return null;
  const found = findConn(nf, invert(quoted), k.clock.now);
  if (found === null) return null;
  const { conn, reply } = found;
  if ((reply ? conn.reply : conn.original).dst !== packet.dst) return null;
  return { conn, reply, state: 'RELATED', fresh: false };
}

/** The tuple of a packet of which perhaps only the first eight bytes behind its header are there. */
function quotedTuple(bytes: Uint8Array): Tuple | null {
  const quoted = decodeIpv4(bytes);
  if (quoted === null || quoted.fragmentOffset !== 0) return null;
  const { protocol, src, dst } = quoted;
  const at = ipv4HeaderLength(quoted);
  if (bytes.length < at + 8) return null;
  const word = (offset: number) => (bytes[at + offset]! << 8) | bytes[at + offset + 1]!;
  switch (protocol) {
    case IpProtocol.Icmp:
      return { protocol, src, dst, sport: word(4), dport: word(0) };
    case IpProtocol.Tcp:
    case IpProtocol.Udp:
      return { protocol, src, dst, sport: word(0), dport: word(2) };
    default:
      return { protocol, src, dst, sport: 0, dport: 0 };
  }
}
