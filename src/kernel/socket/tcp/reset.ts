/** The answer to a segment that belongs to no connection (RFC 9293, section 3.10.7.1; `tcp_v4_send_reset`). */
import { type Ipv4Packet, NO_BYTES, type Tcp, TcpFlag } from '../../../wire/packet';
import { ipLocalOut } from '../../ip/output';
import { defaultTtl, ipPacket } from '../../ip/packet';
import type { Kernel } from '../../kernel';
import { localType, type Netns } from '../../netns';
import { routeOutput } from '../../route';
import { seqAdd } from './sequence';

/** Sends a RST, unless the segment is one itself or did not come to an address of ours. */
export function sendReset(k: Kernel, ns: Netns, packet: Ipv4Packet, segment: Tcp): void {
  if ((segment.flags & TcpFlag.RST) !== 0 || localType(ns, packet.dst) !== 'local') return;
  const output = routeOutput(k, ns, packet.src, packet.dst, null);
  if (output === null) return;
  const acks = (segment.flags & TcpFlag.ACK) !== 0;
  const rst: Tcp = {
    kind: 'tcp',
    srcPort: segment.dstPort,
    dstPort: segment.srcPort,
    seq: acks ? segment.ack : 0,
    ack: acks ? 0 : endOf(segment),
    flags: acks ? TcpFlag.RST : TcpFlag.RST | TcpFlag.ACK,
    window: 0,
    checksum: null,
    urgent: 0,
    options: NO_BYTES,
    payload: NO_BYTES,
  };
  ipLocalOut(k, ns, output, ipPacket(packet.dst, packet.src, rst, 0, true, defaultTtl(ns)));
}

/** The sequence number behind a segment. */
export function endOf(segment: Tcp): number {
  const marks = (segment.flags & TcpFlag.SYN ? 1 : 0) + (segment.flags & TcpFlag.FIN ? 1 : 0);
  return seqAdd(segment.seq, segment.payload.length + marks);
}
