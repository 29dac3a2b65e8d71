/** UDP (RFC 768; net/ipv4/udp.c). */
import type { Ipv4Packet, Udp } from '../../wire/packet';
import type { Kernel } from '../kernel';
import type { Link } from '../link/link';
import type { Netns } from '../netns';
import type { Skb } from '../skb';

/** To the socket of the port, or back as an ICMP port unreachable. */
export function udpRcv(_k: Kernel, _ns: Netns, _link: Link, _skb: Skb, _packet: Ipv4Packet, _udp: Udp): void {
  return;
}
