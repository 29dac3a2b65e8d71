/** TCP segments that arrive (RFC 9293, section 3.10.7; net/ipv4/tcp_ipv4.c, tcp_input.c). */
import type { Ipv4Packet, Tcp } from '../../wire/packet';
import type { Kernel } from '../kernel';
import type { Link } from '../link/link';
import type { Netns } from '../netns';
import type { Skb } from '../skb';

/** To the socket of the connection or the listener, or answered with RST. */
export function tcpRcv(_k: Kernel, _ns: Netns, _link: Link, _skb: Skb, _packet: Ipv4Packet, _segment: Tcp): void {
  return;
}
