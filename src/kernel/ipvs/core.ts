/**
 * IPVS in a packet's way (net/netfilter/ipvs/ip_vs_core.c): at INPUT and OUTPUT what is for a service is sent on to one of its
 * servers, at INPUT and FORWARD what the server answers is made to come from the service. Forwarding is by masquerading alone, and
 * connections stay tracked, as `net.ipv4.vs.conntrack` says.
 */
import { formatIpv4, type Ipv4 } from '../../base/ipv4';
import { decodeIpv4 } from '../../wire/frame';
import { IcmpType, isIcmpError, UnreachCode } from '../../wire/icmp';
import { ipv4HeaderLength } from '../../wire/ipv4';
import { IpProtocol, type Ipv4Packet, TcpFlag } from '../../wire/packet';
import { icmpSend } from '../ip/icmp-send';
import type { Kernel } from '../kernel';
import { drop } from '../netdev';
import type { Netns } from '../netns';
import { manipPacket, manipQuoted } from '../netfilter/track/manip';
import type { Skb } from '../skb';
import { connOfClient, connOfServer, keepConn, newConn, removeConn, trackConn } from './conn';
import { type End, type Ipvs, type IpvsConn, serverName, serviceName, type VirtualService } from './ipvs';
import { findService, schedule } from './service';
import { natXmit } from './xmit';

/** Both ends of a packet that has ports; null of any other. */
function endsOf({ src, dst, payload }: Ipv4Packet): { readonly from: End; readonly to: End } | null {
  if (payload instanceof Uint8Array || payload.kind === 'icmp') return null;
  return { from: { ip: src, port: payload.srcPort }, to: { ip: dst, port: payload.dstPort } };
}

/** `ip_vs_in_hook`: whether the packet may go on the way it was going; false where it was sent to a server, or dropped. */
export function ipVsIn(k: Kernel, ns: Netns, skb: Skb): boolean {
  const { ipvs } = ns;
  const ends = endsOf(skb.packet);
  if (ipvs === null || skb.ipvs || ends === null) return true;
  const known = connOfClient(ipvs, skb.packet.protocol, ends.from, ends.to, k.clock.now);
  if (known !== null && !isAvailable(ns, known)) {
    removeConn(ipvs, known);
    return refuse(k, ns, `${known.chosen} serves ${known.service} no more`);
  }
  const conn = known ?? begin(k, ns, ipvs, skb, ends.from, ends.to);
  if (conn === null || conn === 'dropped') return conn === null;
  const tracked = trackConn(conn, 'in', skb.packet.payload, k.clock.now);
  keepConn(ipvs, tracked, k.clock.now);
  if (known !== null)
    k.tap.why?.push({ ns: ns.name, kind: 'ipvs.known', service: known.service, server: known.chosen });
  return natXmit(k, ns, skb, tracked);
}

/** Whether the server that it was given is still one of the service's. */
function isAvailable(ns: Netns, conn: IpvsConn): boolean {
  const service = ns.ipvs?.services.find(({ match }) => serviceName(match) === conn.service);
  return service?.servers.some((server) => serverName(server) === conn.chosen) === true;
}

/** `ip_vs_schedule`: null where the packet is for no service, or begins nothing. */
function begin(k: Kernel, ns: Netns, ipvs: Ipvs, skb: Skb, client: End, virtual: End): IpvsConn | 'dropped' | null {
  const { packet } = skb;
  const { payload, protocol } = packet;
  if (!(payload instanceof Uint8Array) && payload.kind === 'tcp' && (payload.flags & OPENS) !== TcpFlag.SYN)
    return null;
  const service = serviceOf(ns, skb, virtual);
  if (service === null) return null;
  const name = serviceName(service.match);
  const server = schedule(ipvs, service);
  if (server === null) {
    icmpSend(k, ns, skb, IcmpType.DestUnreach, UnreachCode.Port, 0);
    refuse(k, ns, `${name} has no server`);
    return 'dropped';
  }
  const among = service.servers.filter(({ weight }) => weight > 0).map(({ address }) => formatIpv4(address));
  k.tap.why?.push({ ns: ns.name, kind: 'ipvs.schedule', service: name, server: formatIpv4(server.address), among });
  return newConn({
    protocol,
    client,
    virtual,
    server: { ip: server.address, port: server.port === 0 ? virtual.port : server.port },
    service: name,
    chosen: serverName(server),
  });
}

const OPENS = TcpFlag.SYN | TcpFlag.ACK | TcpFlag.RST;

/** `ip_vs_service_find`: by the packet's mark, then by where it is going. */
function serviceOf(ns: Netns, { mark, packet }: Skb, virtual: End): VirtualService | null {
  const marked = mark === 0 ? null : findService(ns, { by: 'mark', mark });
  return (
    marked ?? findService(ns, { by: 'address', protocol: packet.protocol, address: virtual.ip, port: virtual.port })
  );
}

function refuse(k: Kernel, ns: Netns, detail: string): false {
  drop(k, ns, null, 'NETFILTER_DROP', detail);
  return false;
}

/** `ip_vs_out_hook` and `handle_response`: an answer of a real server comes from the service from here on. */
export function ipVsOut(k: Kernel, ns: Netns, skb: Skb): void {
  const { ipvs } = ns;
  if (ipvs === null || skb.ipvs) return;
  const { packet } = skb;
  const ends = endsOf(packet);
  if (ends === null) {
    errorOut(k, ns, ipvs, skb);
    return;
  }
  const conn = connOfServer(ipvs, packet.protocol, ends.from, ends.to, k.clock.now);
  if (conn === null) return;
  keepConn(ipvs, trackConn(conn, 'out', packet.payload, k.clock.now), k.clock.now);
  skb.packet = manipPacket(packet, tupleFrom(packet.protocol, conn.virtual, ends.to), 'src');
  skb.ipvs = true;
  toldOf(k, ns, conn.service, ends.from.ip, conn.virtual.ip);
}

/** `ip_vs_out_icmp`: an error of a real server's seems to be about, and to come from, the service. */
function errorOut(k: Kernel, ns: Netns, ipvs: Ipvs, skb: Skb): void {
  const { packet } = skb;
  const { payload } = packet;
  if (payload instanceof Uint8Array || payload.kind !== 'icmp' || !isIcmpError(payload.type)) return;
  const quoted = decodeIpv4(payload.payload);
  const at = quoted === null ? 0 : ipv4HeaderLength(quoted);
  if (quoted === null || quoted.fragmentOffset !== 0 || payload.payload.length < at + 8) return;
  if (quoted.protocol !== IpProtocol.Tcp && quoted.protocol !== IpProtocol.Udp) return;
  const port = (offset: number) => (payload.payload[at + offset]! << 8) | payload.payload[at + offset + 1]!;
  const client = { ip: quoted.src, port: port(0) };
  const conn = connOfServer(ipvs, quoted.protocol, { ip: quoted.dst, port: port(2) }, client, k.clock.now);
  if (conn === null) return;
  const inner = manipQuoted(payload.payload, tupleFrom(quoted.protocol, client, conn.virtual), 'dst');
  toldOf(k, ns, conn.service, packet.src, conn.virtual.ip);
  skb.packet = {
    ...packet,
    src: conn.virtual.ip,
    checksum: null,
    payload: { ...payload, checksum: null, payload: inner },
  };
  skb.ipvs = true;
}

function tupleFrom(protocol: number, from: End, to: End) {
  return { protocol, src: from.ip, dst: to.ip, sport: from.port, dport: to.port };
}

function toldOf(k: Kernel, ns: Netns, service: string, before: Ipv4, after: Ipv4): void {
  k.tap.why?.push({
    ns: ns.name,
    kind: 'ipvs.answer',
    service,
    before: formatIpv4(before),
    after: formatIpv4(after),
  });
}
