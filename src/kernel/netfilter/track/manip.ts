/** Rewriting packets (net/netfilter/nf_nat_proto.c): addresses, ports and identifiers, in a packet and in the one that an ICMP error quotes. */
import { ipv4Checksum } from '../../../wire/ipv4';
import { type Icmp, IpProtocol, type Ipv4Packet, type Transport } from '../../../wire/packet';
import { rewritePacket } from '../../ip/packet';
import type { Tuple } from './tuple';
import type { Manip } from './unique-tuple';

/** `nf_nat_manip_pkt`: the packet with the source or destination of `target`; the same value where that is what it has. */
export function manipPacket(packet: Ipv4Packet, target: Tuple, manip: Manip): Ipv4Packet {
  const payload = manipTransport(packet.payload, target, manip);
  const address = target[manip];
  if (packet[manip] === address && payload === packet.payload) return packet;
  const changed = fresh(payload);
  return rewritePacket(
    packet,
    manip === 'src' ? { src: address, payload: changed } : { dst: address, payload: changed },
  );
}

/** The pseudo header has changed: the checksum is to be made anew. */
function fresh(payload: Transport): Transport {
  return payload instanceof Uint8Array || payload.checksum === null ? payload : { ...payload, checksum: null };
}

function manipTransport(payload: Transport, target: Tuple, manip: Manip): Transport {
  if (payload instanceof Uint8Array) return payload;
  if (payload.kind === 'icmp') return target.protocol === IpProtocol.Icmp ? manipIcmp(payload, target) : payload;
  if (manip === 'src') return payload.srcPort === target.sport ? payload : { ...payload, srcPort: target.sport };
  return payload.dstPort === target.dport ? payload : { ...payload, dstPort: target.dport };
}

function hasIdentifier(type: number): boolean {
  return type === 0 || type === 8 || (type >= 13 && type <= 18);
}

function manipIcmp(icmp: Icmp, target: Tuple): Icmp {
  if (!hasIdentifier(icmp.type) || icmp.rest >>> 16 === target.sport) return icmp;
  return { ...icmp, checksum: null, rest: ((target.sport << 16) | (icmp.rest & 0xffff)) >>> 0 };
}

/** The same to the bytes of a quoted packet, however much of it is there; its checksums go along. */
export function manipQuoted(quoted: Uint8Array, target: Tuple, manip: Manip): Uint8Array {
  const bytes = quoted.slice();
  const view = new DataView(bytes.buffer);
  const header = 4 * (bytes[0]! & 15);
  const at = manip === 'src' ? 12 : 16;
  const before = view.getUint32(at);
  const after = target[manip];
  view.setUint32(at, after);
  view.setUint16(10, ipv4Checksum(bytes, 0, header));
  const address = [before >>> 16, after >>> 16, before & 0xffff, after & 0xffff];
  const port = header + (manip === 'src' ? 0 : 2);
  const protocol = bytes[9]!;
  switch (protocol) {
    case IpProtocol.Icmp:
      if (hasIdentifier(bytes[header]!)) replace(view, header + 4, target.sport, header + 2, []);
      break;
    case IpProtocol.Udp:
      replace(
        view,
        port,
        manip === 'src' ? target.sport : target.dport,
        view.getUint16(header + 6) === 0 ? null : header + 6,
        address,
      );
      break;
    case IpProtocol.Tcp:
      replace(
        view,
        port,
        manip === 'src' ? target.sport : target.dport,
        bytes.length < header + 20 ? null : header + 16,
        address,
      );
      break;
  }
  return bytes;
}

/** Writes a word, and takes it and the words of `changes` (before, after, before, after…) into the checksum at `sum`, if it is there. */
function replace(view: DataView, at: number, word: number, sum: number | null, changes: readonly number[]): void {
  const all = [view.getUint16(at), word, ...changes];
  view.setUint16(at, word);
  if (sum === null) return;
  let total = ~view.getUint16(sum) & 0xffff;
  for (let i = 0; i < all.length; i += 2) total += (~all[i]! & 0xffff) + all[i + 1]!;
  while (total > 0xffff) total = (total & 0xffff) + (total >>> 16);
  view.setUint16(sum, ~total & 0xffff);
}
