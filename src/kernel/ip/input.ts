/** IPv4 packets that arrive (net/ipv4/ip_input.c, route.c). */
import { IcmpType, UnreachCode } from '../../wire/icmp';
import { isLoopback, isMulticast } from '../../base/ipv4';
import { type Frame, IpProtocol } from '../../wire/packet';
import type { Kernel } from '../kernel';
import type { Link } from '../link/link';
import { drop, packetType } from '../netdev';
import { localType, type Netns } from '../netns';
import { nfHook } from '../netfilter/hook';
import { fibLookup } from '../route';
import type { Skb } from '../skb';
import { rawDeliver } from '../socket/raw';
import { tcpRcv } from '../socket/tcp/input';
import { udpRcv } from '../socket/udp';
import { sysctlNumber, sysctlOfDev } from '../sysctl';
import { ipForward } from './forward';
import { ipDefrag } from './fragment';
import { icmpRcv } from './icmp';
import { icmpSend } from './icmp-send';

/** `ip_rcv`: the packet passes PREROUTING, then is routed. */
export function ipRcv(k: Kernel, ns: Netns, link: Link, frame: Frame, skb: Skb): void {
  skb.inDev = link;
  if (!skb.prerouted && !nfHook(k, ns, 'PREROUTING', skb, link, null)) return;
  ipRcvFinish(k, ns, link, frame, skb);
}

function ipRcvFinish(k: Kernel, ns: Netns, link: Link, frame: Frame, skb: Skb): void {
  const { src, dst } = skb.packet;
  const type = localType(ns, dst);
  if (link.kind !== 'loopback') {
    if (isLoopback(dst) && sysctlOfDev(ns.sysctl, link.name, 'route_localnet') === 0) {
      drop(k, ns, link.name, 'IP_LOCALNET');
      return;
    }
    if (localType(ns, src) === 'local' || isLoopback(src)) {
      drop(k, ns, link.name, 'IP_LOCAL_SOURCE');
      return;
    }
    if (!passesReversePath(ns, link, src, dst)) {
      drop(k, ns, link.name, 'IP_RPFILTER');
      return;
    }
  }
  if (type !== null || isMulticast(dst)) {
    if (type === 'local') k.tap.why?.push({ ns: ns.name, kind: 'route.local', dst, dev: link.name });
    ipLocalDeliver(k, ns, link, skb);
    return;
  }
  if (packetType(frame) !== 'host') {
    drop(k, ns, link.name, 'IP_INVALID_DEST');
    return;
  }
  if (sysctlNumber(ns.sysctl, 'net.ipv4.ip_forward') === 0) {
    drop(k, ns, link.name, 'IP_INADDRERRORS');
    return;
  }
  ipForward(k, ns, link, skb);
}

/** rp_filter: 1 wants the way back to lead over the same link, 2 wants a way back at all. */
function passesReversePath(ns: Netns, link: Link, src: number, dst: number): boolean {
  const mode = sysctlOfDev(ns.sysctl, link.name, 'rp_filter');
  if (mode === 0 || src === 0) return true;
  const back = fibLookup(ns, src, null, { src: dst, iif: link.name, mark: 0 });
  return back !== null && (mode === 2 || back.link === link.id);
}

/** `ip_local_deliver`: put together if in pieces, past INPUT, to the protocol and to raw sockets. */
function ipLocalDeliver(k: Kernel, ns: Netns, link: Link, skb: Skb): void {
  if (!ipDefrag(k, ns, skb)) return;
  if (!nfHook(k, ns, 'INPUT', skb, link, null)) return;
  const packet = skb.packet;
  const heard = rawDeliver(k, ns, link, packet);
  if (!(packet.payload instanceof Uint8Array)) {
    switch (packet.payload.kind) {
      case 'icmp':
        icmpRcv(k, ns, link, skb, packet, packet.payload);
        return;
      case 'udp':
        udpRcv(k, ns, link, skb, packet, packet.payload);
        return;
      case 'tcp':
        tcpRcv(k, ns, link, skb, packet, packet.payload);
        return;
    }
  }
  if (heard || packet.protocol === IpProtocol.Igmp) return;
  drop(k, ns, link.name, 'IP_NOPROTO');
  icmpSend(k, ns, skb, IcmpType.DestUnreach, UnreachCode.Protocol, 0);
}
