/** Sending a packet to its real server by masquerading (net/netfilter/ipvs/ip_vs_xmit.c, ip_vs_nfct.c). */
import { ExceededCode, IcmpType, UnreachCode } from '../../wire/icmp';
import { ipv4Length } from '../../wire/frame';
import { IpFlag } from '../../wire/packet';
import { get } from '../../sim/table';
import { icmpSend } from '../ip/icmp-send';
import { ipLocalOutSkb } from '../ip/output';
import type { Kernel } from '../kernel';
import { drop } from '../netdev';
import type { Netns } from '../netns';
import { changeConn } from '../netfilter/conntrack';
import { manipPacket } from '../netfilter/track/manip';
import { type Output, routeOutput } from '../route';
import type { Skb } from '../skb';
import type { IpvsConn } from './ipvs';

/**
 * `ip_vs_nat_xmit`: to the server's address and port, one hop less to live, out by OUTPUT and POSTROUTING. True where the server is
 * this namespace itself, so that the packet only goes on to another socket.
 */
export function natXmit(k: Kernel, ns: Netns, skb: Skb, conn: IpvsConn): boolean {
  const { server, protocol, client } = conn;
  const output = routeOutput(k, ns, server.ip, null, null);
  if (output === null) {
    drop(k, ns, null, 'IP_OUTNOROUTES');
    return false;
  }
  if (!output.local && !mayLeave(k, ns, skb, output)) return false;
  const target = { protocol, src: client.ip, dst: server.ip, sport: client.port, dport: server.port };
  const packet = manipPacket(skb.packet, target, 'dst');
  skb.packet = output.local ? packet : { ...packet, ttl: packet.ttl - 1, checksum: null };
  skb.ipvs = true;
  alterReply(ns, skb, conn);
  if (output.local) return true;
  ipLocalOutSkb(k, ns, output, skb);
  return false;
}

/** `__ip_vs_get_out_rt`: whether it has a hop left and fits. */
function mayLeave(k: Kernel, ns: Netns, skb: Skb, { link, mtu }: Output): boolean {
  const { packet } = skb;
  if (packet.ttl <= 1) {
    drop(k, ns, link.name, 'TTL_EXPIRED');
    icmpSend(k, ns, skb, IcmpType.TimeExceeded, ExceededCode.Ttl, 0);
    return false;
  }
  if ((packet.flags & IpFlag.DF) === 0 || ipv4Length(packet) <= mtu) return true;
  drop(k, ns, link.name, 'PKT_TOO_BIG', String(mtu));
  icmpSend(k, ns, skb, IcmpType.DestUnreach, UnreachCode.FragNeeded, mtu);
  return false;
}

/** `ip_vs_update_conntrack`: the tracked connection's answers are those of the server, as long as it is in no table yet. */
function alterReply(ns: Netns, skb: Skb, { server }: IpvsConn): void {
  const { ct } = skb;
  if (ct === null || !ct.fresh || get(ns.netfilter.conns, ct.conn.id) !== undefined) return;
  const reply = { ...ct.conn.reply, src: server.ip, sport: server.port };
  skb.ct = { ...ct, conn: changeConn(ct.conn, { reply }) };
}
