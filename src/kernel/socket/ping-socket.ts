/** ICMP echo sockets (net/ipv4/ping.c): the kernel fills in the identifier, which is the socket's port. */
import type { Ipv4 } from '../../base/ipv4';
import { randomBelow } from '../../sim/random';
import { get, put, values } from '../../sim/table';
import { ipv4Length } from '../../wire/frame';
import type { Icmp, Ipv4Packet } from '../../wire/packet';
import type { Errno } from '../errno';
import { nextIpId } from '../ip/icmp-send';
import { ipLocalOut } from '../ip/output';
import { ipPacket } from '../ip/packet';
import type { Kernel } from '../kernel';
import type { Link } from '../link/link';
import { neighConfirm } from '../neigh/neighbour';
import { drop } from '../netdev';
import type { Netns } from '../netns';
import { routeOutput } from '../route';
import { emptySocket } from './open';
import { routeErrno, ttlOf } from './route';
import { Datagram, type PingSocket, type Socket, SocketError } from './socket';
import { wake } from './wake';

/** socket(AF_INET, SOCK_DGRAM, IPPROTO_ICMP), with the identifier that is wanted or one that nobody in the namespace has. */
export function openPing(k: Kernel, ns: Netns, pid: number, wanted: number | null = null): PingSocket {
  let ident = wanted ?? 1 + randomBelow(k.random, 0xffff);
  while (pingByIdent(ns, ident) !== null) ident = 1 + randomBelow(k.random, 0xffff);
  const socket: PingSocket = {
    kind: 'ping',
    received: [],
    ...emptySocket(k, ns, pid),
    id: pingKey(ident),
    localPort: ident,
    pmtuDiscover: 'do',
    recvErr: true,
  };
  put(ns.sockets, socket.id, socket);
  return socket;
}

/** Ping sockets are found by their identifier, which makes up their id. */
export function pingKey(ident: number): string {
  return `icmp ${ident}`;
}

function pingByIdent(ns: Netns, ident: number): Socket | null {
  return get(ns.sockets, pingKey(ident)) ?? null;
}

/** The largest total length that an IPv4 header can tell. */
const LONGEST_PACKET = 65_535;

export interface PingMessage {
  readonly dst: Ipv4;
  readonly sequence: number;
  readonly payload: Uint8Array;
  /** MSG_CONFIRM: the last answer came, so the neighbour is well. */
  readonly confirm: boolean;
}

/** sendto(2) of an echo request. EMSGSIZE also lands in the error queue, with the MTU. */
export function sendPing(k: Kernel, ns: Netns, socket: PingSocket, message: PingMessage): Errno | null {
  const output = routeOutput(k, ns, message.dst, socket.localIp === 0 ? null : socket.localIp, socket.device);
  if (output === null) return routeErrno(ns, message.dst, socket.device);
  const echo: Icmp = {
    kind: 'icmp',
    type: 8,
    code: 0,
    checksum: null,
    rest: ((socket.localPort << 16) | (message.sequence & 0xffff)) >>> 0,
    payload: message.payload,
  };
  const length = 28 + message.payload.length;
  const fits = length <= output.mtu;
  const { pmtuDiscover } = socket;
  const packet = ipPacket(
    output.src,
    message.dst,
    echo,
    nextIpId(ns),
    pmtuDiscover === 'do' || (fits && pmtuDiscover === 'want'),
    ttlOf(ns, socket, message.dst),
  );
  if (length > LONGEST_PACKET || (!fits && pmtuDiscover === 'do')) {
    socket.errors.push(new SocketError('EMSGSIZE', null, output.mtu, packet, message.payload));
    return 'EMSGSIZE';
  }
  if (message.confirm && !output.local) neighConfirm(k, output.link, output.nextHop);
  return ipLocalOut(k, ns, output, packet);
}

/** `ping_rcv`: an echo reply for the socket of its identifier. */
export function pingDeliver(k: Kernel, ns: Netns, link: Link, packet: Ipv4Packet, icmp: Icmp): void {
  const socket = pingByIdent(ns, icmp.rest >>> 16);
  if (socket?.kind !== 'ping') {
    drop(k, ns, link.name, 'NO_SOCKET');
    return;
  }
  k.tap.why?.push({
    ns: ns.name,
    kind: 'socket',
    protocol: 'icmp',
    local: String(socket.localPort),
    pid: socket.pid,
    program: null,
  });
  socket.received.push(
    new Datagram(packet.src, icmp.rest & 0xffff, packet.dst, packet.ttl, icmp.payload, k.clock.now, ipv4Length(packet)),
  );
  wake(k, socket);
}

/** Every socket of the namespace. */
export function socketsOf(ns: Netns): Socket[] {
  return [...values(ns.sockets)];
}
