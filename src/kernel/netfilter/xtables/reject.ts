/** `-j REJECT` (net/ipv4/netfilter/ipt_REJECT.c, nf_reject_ipv4.c): the packet is dropped and its sender told. */
import { IcmpType, UnreachCode } from '../../../wire/icmp';
import { type Tcp, TcpFlag, NO_BYTES } from '../../../wire/packet';
import { icmpSend } from '../../ip/icmp-send';
import { ipLocalOutSkb } from '../../ip/output';
import { defaultTtl, ipPacket } from '../../ip/packet';
import { devQueueXmit, frameOf } from '../../netdev';
import { routeOutput } from '../../route';
import { createSkb } from '../../skb';
import { relatedAnswer } from '../conntrack';
import type { RejectType } from '../netfilter';
import type { Passage } from './passage';

const CODES: Readonly<Record<Exclude<RejectType, 'tcp-reset'>, number>> = {
  'icmp-net-unreachable': UnreachCode.Net,
  'icmp-host-unreachable': UnreachCode.Host,
  'icmp-proto-unreachable': UnreachCode.Protocol,
  'icmp-port-unreachable': UnreachCode.Port,
  'icmp-net-prohibited': UnreachCode.NetProhibited,
  'icmp-host-prohibited': UnreachCode.HostProhibited,
  'icmp-admin-prohibited': UnreachCode.Filtered,
};

export function reject(p: Passage, type: RejectType): void {
  const { k, ns, skb } = p;
  if (type !== 'tcp-reset') {
    icmpSend(k, ns, skb, IcmpType.DestUnreach, CODES[type], 0);
    return;
  }
  const { payload } = skb.packet;
  if (payload instanceof Uint8Array || payload.kind !== 'tcp' || (payload.flags & TcpFlag.RST) !== 0) return;
  sendReset(p, payload);
}

/** `nf_send_reset`: a RST from the packet's destination. What came over a bridge is answered straight at its port, from the frame's destination. */
function sendReset({ k, ns, skb }: Passage, segment: Tcp): void {
  const { src, dst } = skb.packet;
  const packet = ipPacket(dst, src, resetOf(segment), 0, true, defaultTtl(ns));
  if (skb.physIn !== null && skb.frame !== null) {
    devQueueXmit(k, ns, skb.physIn, frameOf(skb.frame.src, skb.frame.dst, packet));
    return;
  }
  const output = routeOutput(k, ns, src, dst, null);
  if (output === null) return;
  const answer = createSkb(packet, null, null);
  answer.ct = relatedAnswer(skb.ct);
  ipLocalOutSkb(k, ns, output, answer);
}

/** The RST of RFC 9293, section 3.5.2: numbered as the segment asks for. */
function resetOf(segment: Tcp): Tcp {
  const acknowledged = (segment.flags & TcpFlag.ACK) !== 0;
  const length = segment.payload.length + (segment.flags & TcpFlag.SYN ? 1 : 0) + (segment.flags & TcpFlag.FIN ? 1 : 0);
  return {
    kind: 'tcp',
    srcPort: segment.dstPort,
    dstPort: segment.srcPort,
    seq: acknowledged ? segment.ack : 0,
    ack: acknowledged ? 0 : (segment.seq + length) >>> 0,
    flags: acknowledged ? TcpFlag.RST : TcpFlag.RST | TcpFlag.ACK,
    window: 0,
    checksum: null,
    urgent: 0,
    options: NO_BYTES,
    payload: NO_BYTES,
  };
}
