/** What becomes of packets whose next hop did not answer (net/ipv4/arp.c, `arp_error_report`). */
import { IcmpType, UnreachCode } from '../../wire/icmp';
import type { Ipv4Packet } from '../../wire/packet';
import { icmpSend } from '../ip/icmp-send';
import type { Kernel } from '../kernel';
import type { Netns } from '../netns';
import { createSkb } from '../skb';

/** The packet's sender, be it ourselves, is told that the host is unreachable. */
export function arpErrorReport(k: Kernel, ns: Netns, packet: Ipv4Packet): void {
  icmpSend(k, ns, createSkb(packet, null, null), IcmpType.DestUnreach, UnreachCode.Host, 0);
}
