/** Raw sockets (net/ipv4/raw.c): packets of one protocol, as they come and as they are given. */
import type { Ipv4 } from '../../base/ipv4';
import { encodeIpv4, ipv4Length } from '../../wire/frame';
import { ipv4HeaderLength } from '../../wire/ipv4';
import { IpFlag, type Ipv4Packet, NO_BYTES, type Transport } from '../../wire/packet';
import type { Errno } from '../errno';
import { nextIpId } from '../ip/icmp-send';
import { ipLocalOut } from '../ip/output';
import type { Kernel } from '../kernel';
import type { Link } from '../link/link';
import type { Netns } from '../netns';
import { routeOutput } from '../route';
import { socketById } from './open';
import { usersOf } from './port';
import { routeErrno, ttlOf } from './route';
import { Datagram, type RawSocket, SocketError } from './socket';
import { wake } from './wake';

/** Copies the packet to every raw socket that wants it; whether there was one. */
export function rawDeliver(k: Kernel, ns: Netns, link: Link, packet: Ipv4Packet): boolean {
  let heard = false;
  for (const id of usersOf(ns, 'raw', packet.protocol)) {
    const socket = socketById(ns, id);
    if (socket?.kind !== 'raw') continue;
    if (socket.localIp !== 0 && socket.localIp !== packet.dst) continue;
    if (socket.peerIp !== 0 && socket.peerIp !== packet.src) continue;
    if (socket.device !== null && socket.device !== link.id) continue;
    heard = true;
    socket.received.push(
      new Datagram(packet.src, 0, packet.dst, packet.ttl, bytesOf(packet), k.clock.now, ipv4Length(packet)),
    );
    wake(k, socket);
  }
  return heard;
}

/** What follows the IP header. */
function bytesOf(packet: Ipv4Packet): Uint8Array {
  return encodeIpv4(packet).subarray(ipv4HeaderLength(packet));
}

/** Sends a packet with that payload (`raw_sendmsg`); a checksum that is null is filled in. */
export function rawSend(
  k: Kernel,
  ns: Netns,
  socket: RawSocket,
  dst: Ipv4,
  payload: Transport,
  protocol = socket.protocol,
): Errno | null {
  const output = routeOutput(k, ns, dst, socket.localIp === 0 ? null : socket.localIp, socket.device);
  if (output === null) return routeErrno(ns, dst, socket.device);
  const packet: Ipv4Packet = {
    kind: 'ipv4',
    tos: 0,
    totalLength: null,
    identification: nextIpId(ns),
    flags: 0,
    fragmentOffset: 0,
    ttl: ttlOf(ns, socket, dst),
    protocol,
    checksum: null,
    src: output.src,
    dst,
    options: NO_BYTES,
    payload,
  };
  const fits = ipv4Length(packet) <= output.mtu;
  if (!fits && socket.pmtuDiscover === 'do') {
    if (socket.recvErr) socket.errors.push(new SocketError('EMSGSIZE', null, output.mtu, packet, NO_BYTES));
    return 'EMSGSIZE';
  }
  const dontFragment = socket.pmtuDiscover === 'do' || (fits && socket.pmtuDiscover === 'want');
  return ipLocalOut(k, ns, output, { ...packet, flags: dontFragment ? IpFlag.DF : 0 });
}
