/** The one IPv6 address that a namespace has by itself: `::1` on its lo, where IPv6 is not off. */
import type { Link } from '../kernel/link/link';
import type { Netns } from '../kernel/netns';
import { readSysctl } from '../kernel/sysctl';

/** Whether the link is a lo with `::1`. Frames of IPv6 are not part of this world; only the tools show it. */
export function hasLoopbackIpv6(ns: Netns, link: Link): boolean {
  return link.kind === 'loopback' && link.up && readSysctl(ns.sysctl, 'net.ipv6.conf.lo.disable_ipv6') === '0';
}
