/** IPv4 packets that leave (net/ipv4/ip_output.c). */
import { IcmpType, UnreachCode } from '../../wire/icmp';
import { ipv4Length } from '../../wire/frame';
import { IpFlag, type Ipv4Packet } from '../../wire/packet';
import type { Errno } from '../errno';
import type { Kernel } from '../kernel';
import { neighOutput } from '../neigh/neighbour';
import { drop } from '../netdev';
import type { Netns } from '../netns';
import { nfHook } from '../netfilter/hook';
import { type Output, routeOutput } from '../route';
import { createSkb, type Skb } from '../skb';
import { fragment } from './fragment';
import { icmpSend } from './icmp-send';

/**
 * A packet of our own leaves by a route already chosen: through OUTPUT, where NAT may send it another way (`ip_local_out`,
 * `ip_route_me_harder`). What goes wrong after that is told by ICMP; a hook's refusal is EPERM.
 */
export function ipLocalOut(k: Kernel, ns: Netns, output: Output, packet: Ipv4Packet): Errno | null {
  const skb = createSkb(packet, null, null);
  return ipLocalOutSkb(k, ns, output, skb);
}

/** The same for a packet whose connection or mark is known already. */
export function ipLocalOutSkb(k: Kernel, ns: Netns, output: Output, skb: Skb): Errno | null {
  const before = skb.packet;
  const asked = skb.ipvs;
  const { mark } = skb;
  if (!nfHook(k, ns, 'OUTPUT', skb, null, output.link)) return skb.ipvs && !asked ? null : 'EPERM';
  let way = output;
  if (skb.packet.dst !== before.dst || skb.packet.src !== before.src || skb.mark !== mark) {
    const again = routeOutput(k, ns, skb.packet.dst, skb.packet.src, null, skb.mark);
    if (again === null) return 'ENETUNREACH';
    way = again;
  }
  ipOutput(k, ns, way, skb);
  return null;
}

/** `ip_output` and `ip_finish_output`: through POSTROUTING, in pieces if it must be, to the next hop. */
export function ipOutput(k: Kernel, ns: Netns, output: Output, skb: Skb): void {
  if (!nfHook(k, ns, 'POSTROUTING', skb, skb.inDev, output.link)) return;
  const mtu = skb.fragMax > 0 ? Math.min(skb.fragMax, output.mtu) : output.mtu;
  if (ipv4Length(skb.packet) <= mtu) {
    neighOutput(k, ns, output.link, output.nextHop, skb.packet, skb.ct);
    return;
  }
  if ((skb.packet.flags & IpFlag.DF) !== 0 && skb.fragMax === 0) {
    drop(k, ns, output.link.name, 'PKT_TOO_BIG', String(mtu));
    icmpSend(k, ns, skb, IcmpType.DestUnreach, UnreachCode.FragNeeded, mtu);
    return;
  }
  const pieces = fragment(skb.packet, mtu);
  k.tap.why?.push({ ns: ns.name, kind: 'fragment', mtu, pieces: pieces.length });
  for (const piece of pieces) neighOutput(k, ns, output.link, output.nextHop, piece, skb.ct);
}
