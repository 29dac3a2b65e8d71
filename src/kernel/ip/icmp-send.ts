/** ICMP errors that we send (RFC 792, RFC 1812 section 4.3.2; net/ipv4/icmp.c, `__icmp_send`). */
import { IcmpType, isIcmpError } from '../../wire/icmp';
import { isMulticast } from '../../base/ipv4';
import { isGroupMac } from '../../base/mac';
import { encodeIpv4 } from '../../wire/frame';
import type { Ipv4Packet } from '../../wire/packet';
import type { Kernel } from '../kernel';
import { isBroadcastOn, localType, type Netns } from '../netns';
import { routeOutput } from '../route';
import { relatedAnswer } from '../netfilter/conntrack';
import { createSkb, type Skb } from '../skb';
import { mayTell } from './inet-peer';
import { ipLocalOutSkb } from './output';
import { defaultTtl, ipPacket } from './packet';

/** Precedence "internetwork control", as RFC 1812 asks of errors. */
const ERROR_TOS = 0xc0;
/** An error with its quotation is no longer than this (RFC 1812, section 4.3.2.3). */
const ERROR_BYTES = 576;

function answerable(ns: Netns, skb: Skb): boolean {
  const { packet, inDev, frame } = skb;
  if (packet.fragmentOffset !== 0 || isMulticast(packet.dst) || packet.src === 0 || isMulticast(packet.src))
    return false;
  if (inDev !== null && isBroadcastOn(ns, inDev, packet.dst)) return false;
  if (frame !== null && isGroupMac(frame.dst)) return false;
  const payload = packet.payload;
  return payload instanceof Uint8Array || payload.kind !== 'icmp' || !isIcmpError(payload.type);
}

/** Tells the sender of `skb`'s packet what became of it; `rest` is the second word of the message (the MTU of a frag-needed). */
export function icmpSend(k: Kernel, ns: Netns, skb: Skb, type: number, code: number, rest: number): void {
  if (!answerable(ns, skb)) return;
  const { packet } = skb;
  const src = localType(ns, packet.dst) === 'local' ? packet.dst : null;
  const output = routeOutput(k, ns, packet.src, src, null);
  if (output === null || !(output.link.id === ns.lo || mayTell(k, ns, packet.src, type, code))) return;
  k.tap.why?.push({ ns: ns.name, kind: 'icmp.error', to: packet.src, type, code });
  const error = ipPacket(
    output.src,
    packet.src,
    { kind: 'icmp', type, code, checksum: null, rest, payload: quotation(packet) },
    nextIpId(ns),
    false,
    defaultTtl(ns),
    type === IcmpType.Redirect ? packet.tos : ERROR_TOS,
  );
  const answer = createSkb(error, null, null);
  answer.ct = relatedAnswer(skb.ct);
  ipLocalOutSkb(k, ns, output, answer);
}

function quotation(packet: Ipv4Packet): Uint8Array {
  return encodeIpv4(packet).subarray(0, ERROR_BYTES - 28);
}

/** The identification of a packet that no socket counts for. */
export function nextIpId(ns: Netns): number {
  ns.nextIpId = (ns.nextIpId + 1) & 0xffff;
  return ns.nextIpId;
}
