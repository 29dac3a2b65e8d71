/** UDP (RFC 768; net/ipv4/udp.c). */
import { IcmpType, UnreachCode } from '../../wire/icmp';
import { formatIpv4, type Ipv4, isMulticast } from '../../base/ipv4';
import { ipv4Length } from '../../wire/frame';
import type { Ipv4Packet, Udp } from '../../wire/packet';
import type { Errno } from '../errno';
import { icmpSend, nextIpId } from '../ip/icmp-send';
import { ipLocalOut } from '../ip/output';
import { ipPacket } from '../ip/packet';
import type { Kernel } from '../kernel';
import type { Link } from '../link/link';
import { vxlanRcv } from '../link/vxlan';
import { drop } from '../netdev';
import { isBroadcastOn, type Netns } from '../netns';
import { routeOutput } from '../route';
import type { Skb } from '../skb';
import { socketById } from './open';
import { usersOf } from './port';
import { routeErrno, ttlOf } from './route';
import { Datagram, SocketError, type UdpSocket } from './socket';
import { wake } from './wake';

/** The most a datagram carries: 65535 less the headers. */
const MOST_PAYLOAD = 65507;
/** net.core.rmem_default. */
const RECEIVE_BUFFER = 212_992;
/** What a packet takes in memory besides its bytes: struct sk_buff, struct skb_shared_info, the headers with their room. */
const SK_BUFF = 256;
const SHARED_INFO = 320;
const HEADROOM = 59;
/** The smallest piece of memory for the bytes; the next is a kilobyte, and each further one twice as large. */
const SMALL_HEAD = 576;

/** The memory that a datagram takes in a buffer (`skb->truesize`). */
function trueSize(length: number): number {
  const need = Math.ceil((length + HEADROOM) / 64) * 64 + SHARED_INFO;
  return SK_BUFF + (need <= SMALL_HEAD ? SMALL_HEAD : Math.max(1024, 2 ** Math.ceil(Math.log2(need))));
}

/**
 * One datagram to `dst` (`udp_sendmsg`). EMSGSIZE for one that is too long, or longer than the path's MTU with IP_PMTUDISC_DO
 * (then with the MTU in the error queue); EACCES for a broadcast that was not asked for.
 */
export function udpSend(
  k: Kernel,
  ns: Netns,
  socket: UdpSocket,
  dst: Ipv4,
  port: number,
  payload: Uint8Array,
): Errno | null {
  if (payload.length > MOST_PAYLOAD) return 'EMSGSIZE';
  const output = routeOutput(k, ns, dst, socket.localIp === 0 ? null : socket.localIp, socket.device);
  if (output === null) return routeErrno(ns, dst, socket.device);
  if (output.broadcast && !socket.broadcast) return 'EACCES';
  const udp: Udp = { kind: 'udp', srcPort: socket.localPort, dstPort: port, length: null, checksum: null, payload };
  const whole = socket.pmtuDiscover === 'do';
  const fits = 28 + payload.length <= output.mtu;
  const dontFragment = whole || (fits && socket.pmtuDiscover === 'want');
  const packet = ipPacket(output.src, dst, udp, identify(ns, socket, whole), dontFragment, ttlOf(ns, socket, dst));
  if (!fits && whole) {
    if (socket.recvErr) socket.errors.push(new SocketError('EMSGSIZE', null, output.mtu, packet, payload));
    return 'EMSGSIZE';
  }
  return ipLocalOut(k, ns, output, packet);
}

/** A connected socket counts its packets itself (`ip_select_ident_segs`). */
function identify(ns: Netns, socket: UdpSocket, whole: boolean): number {
  if (socket.peerIp === 0) return whole ? 0 : nextIpId(ns);
  socket.ipId = (socket.ipId + 1) & 0xffff;
  return socket.ipId;
}

/** To the socket of the port, or back as an ICMP port unreachable. */
export function udpRcv(k: Kernel, ns: Netns, link: Link, skb: Skb, packet: Ipv4Packet, udp: Udp): void {
  if (isMulticast(packet.dst) || isBroadcastOn(ns, link, packet.dst)) {
    for (const socket of receivers(ns, link, packet, udp)) deliver(k, ns, link, socket, packet, udp);
    return;
  }
  if (ns.vxlans.length > 0 && vxlanRcv(k, ns, link.name, packet, udp)) return;
  const socket = bestOf(receivers(ns, link, packet, udp));
  if (socket !== null) {
    deliver(k, ns, link, socket, packet, udp);
    return;
  }
  drop(k, ns, link.name, 'NO_SOCKET', `udp ${udp.dstPort}`);
  icmpSend(k, ns, skb, IcmpType.DestUnreach, UnreachCode.Port, 0);
}

function receivers(ns: Netns, link: Link, packet: Ipv4Packet, udp: Udp): UdpSocket[] {
  const found: UdpSocket[] = [];
  for (const id of usersOf(ns, 'udp', udp.dstPort)) {
    const socket = socketById(ns, id);
    if (socket?.kind !== 'udp' || socket.ipv6 === 'only') continue;
    if (socket.localIp !== 0 && socket.localIp !== packet.dst) continue;
    if (socket.peerIp !== 0 && (socket.peerIp !== packet.src || socket.peerPort !== udp.srcPort)) continue;
    if (socket.device === null || socket.device === link.id) found.push(socket);
  }
  return found;
}

/** The socket that says most of the packet (`compute_score`), the latest of equals. */
function bestOf(sockets: readonly UdpSocket[]): UdpSocket | null {
  let best: UdpSocket | null = null;
  let most = -1;
  for (const socket of sockets) {
    const score = (socket.peerIp === 0 ? 0 : 8) + (socket.localIp === 0 ? 0 : 4) + (socket.device === null ? 0 : 4);
    if (score >= most) [best, most] = [socket, score];
  }
  return best;
}

function deliver(k: Kernel, ns: Netns, link: Link, socket: UdpSocket, packet: Ipv4Packet, udp: Udp): void {
  const size = trueSize(udp.payload.length);
  if (socket.queued + size > RECEIVE_BUFFER) {
    drop(k, ns, link.name, 'SOCKET_RCVBUFF', `udp ${udp.dstPort}`);
    return;
  }
  const local = `${formatIpv4(packet.dst)}:${udp.dstPort}`;
  k.tap.why?.push({ ns: ns.name, kind: 'socket', protocol: 'udp', local, pid: socket.pid, program: null });
  socket.queued += size;
  socket.received.push(
    new Datagram(packet.src, udp.srcPort, packet.dst, packet.ttl, udp.payload, k.clock.now, ipv4Length(packet)),
  );
  wake(k, socket);
}

/** The oldest datagram of the buffer, or null. */
export function udpReceive(socket: UdpSocket): Datagram | null {
  const datagram = socket.received.shift() ?? null;
  if (datagram !== null) socket.queued -= trueSize(datagram.payload.length);
  return datagram;
}
