/** Packets on their way through (net/ipv4/ip_forward.c). */
import { ExceededCode, IcmpType, UnreachCode } from '../../wire/icmp';
import { contains } from '../../base/ipv4';
import { ipv4Length } from '../../wire/frame';
import { IpFlag } from '../../wire/packet';
import type { Kernel } from '../kernel';
import { type Link, prefixOf } from '../link/link';
import { drop } from '../netdev';
import { linkById, type Netns, type Route } from '../netns';
import { nfHook } from '../netfilter/hook';
import { fibLookup } from '../route';
import type { Skb } from '../skb';
import { sysctlOfDev } from '../sysctl';
import { icmpSend } from './icmp-send';
import { mayRedirect, mayTellOfRoute } from './inet-peer';
import { ipOutput } from './output';
import { rewritePacket } from './packet';

/** `ip_forward`: one hop less to live, through FORWARD, out where the route says. */
export function ipForward(k: Kernel, ns: Netns, inDev: Link, skb: Skb): void {
  const { dst, ttl, src } = skb.packet;
  const route = fibLookup(ns, dst, null, { src, iif: inDev.name, mark: skb.mark });
  const out = route?.link == null ? null : linkById(ns, route.link);
  if (route === null || out === null || route.type !== 'unicast') {
    refuse(k, ns, inDev, skb, route);
    return;
  }
  k.tap.why?.push({
    ns: ns.name,
    kind: 'route',
    dst,
    prefix: route.prefix,
    via: route.via,
    dev: out.name,
    src: null,
    purpose: 'forward',
  });
  if (ttl <= 1) {
    drop(k, ns, inDev.name, 'TTL_EXPIRED');
    icmpSend(k, ns, skb, IcmpType.TimeExceeded, ExceededCode.Ttl, 0);
    return;
  }
  const whole = (skb.packet.flags & IpFlag.DF) !== 0;
  const mtu = route.mtu ?? out.mtu;
  const length = skb.fragMax > 0 ? skb.fragMax : ipv4Length(skb.packet);
  if (whole && length > mtu) {
    drop(k, ns, inDev.name, 'PKT_TOO_BIG', String(mtu));
    icmpSend(k, ns, skb, IcmpType.DestUnreach, UnreachCode.FragNeeded, mtu);
    return;
  }
  if (redirects(ns, inDev, out, skb, route) && mayRedirect(k, ns, skb.packet.src))
    icmpSend(k, ns, skb, IcmpType.Redirect, 1, route.via ?? dst);
  skb.packet = rewritePacket(skb.packet, { ttl: ttl - 1 });
  k.tap.why?.push({ ns: ns.name, kind: 'forward', from: inDev.name, to: out.name, ttl: ttl - 1 });
  if (!nfHook(k, ns, 'FORWARD', skb, inDev, out)) return;
  ipOutput(
    k,
    ns,
    { link: out, nextHop: route.via ?? dst, src: skb.packet.src, mtu, local: false, broadcast: false },
    skb,
  );
}

/** `ip_error`: no route, or one that refuses. */
function refuse(k: Kernel, ns: Netns, inDev: Link, skb: Skb, route: Route | null): void {
  k.tap.why?.push({ ns: ns.name, kind: 'route.none', dst: skb.packet.dst, errno: 'ENETUNREACH' });
  drop(k, ns, inDev.name, 'IP_INNOROUTES');
  if (route?.type === 'blackhole' || !mayTellOfRoute(k, ns, skb.packet.src)) return;
  const code = route === null ? UnreachCode.Net : route.type === 'prohibit' ? UnreachCode.Filtered : UnreachCode.Host;
  icmpSend(k, ns, skb, IcmpType.DestUnreach, code, 0);
}

/** Out by the link that it came in by, to a neighbour that the sender could have asked itself: `ip_rt_send_redirect`. */
function redirects(ns: Netns, inDev: Link, out: Link, skb: Skb, route: Route): boolean {
  if (inDev.id !== out.id || sysctlOfDev(ns.sysctl, inDev.name, 'send_redirects') === 0) return false;
  const gateway = route.via ?? skb.packet.dst;
  return inDev.addresses.some(
    (address) => contains(prefixOf(address), skb.packet.src) && contains(prefixOf(address), gateway),
  );
}
