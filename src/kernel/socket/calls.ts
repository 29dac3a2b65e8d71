/**
 * The system calls of sockets, as programs make them. None of them waits: what cannot be done yet answers EAGAIN (EINPROGRESS
 * for a connection under way), and the process is woken with a `socket` event when there is something to do. A program keeps
 * the id that `open…` gave, never the socket. The first argument is the caller's `sys`, or any kernel and namespace:
 * `{ k, ns: other }` opens a socket in another namespace, as dockerd does. Programs run as root: no port is too low for them.
 *
 *   openTcp, openUdp, openRaw, openPacket   a new socket of the process `pid`; its id
 *   bind, connect, listen, accept           as in the manual pages; `connect` of TCP answers EINPROGRESS, ask `connected` when woken
 *   send, sendTo                            bytes of a stream, or one datagram; the number of bytes taken (a stream may take fewer)
 *   sendRaw, sendFrame                      a transport payload of a raw socket, a frame of a packet socket
 *   receive                                 all bytes of a stream that have come; an empty array is its end
 *   receiveFrom, receiveFrame               one datagram; one captured frame
 *   socketError, readError                  SO_ERROR; one entry of the error queue (MSG_ERRQUEUE, with the option `recvErr`)
 *   shutdown, close, closeSocketsOf         the end of a direction, of a socket, of all that a process had
 *   localAddress, peerAddress               getsockname, getpeername
 *   setOptions                              SO_… and IP_… by their meaning
 */
import { type Ipv4, IPV4_ANY, IPV4_LOOPBACK, isMulticast } from '../../base/ipv4';
import { remove, values } from '../../sim/table';
import type { Frame, Transport } from '../../wire/packet';
import type { Errno } from '../errno';
import type { Kernel } from '../kernel';
import { devQueueXmit } from '../netdev';
import { linkById, localType, type Netns } from '../netns';
import { routeOutput } from '../route';
import { addSocket, newPacket, newRaw, newUdp, socketById } from './open';
import { ephemeralPort, joinPort, leavePort, mayBind } from './port';
import { rawSend } from './raw';
import { routeErrno } from './route';
import type { Captured, Datagram, Socket, SocketError, UdpSocket } from './socket';
import { newTcp } from './tcp/control';
import { takeError, tcpAccept, tcpClose, tcpConnect, tcpListen, tcpReceive, tcpSend, tcpShutdown } from './tcp/user';
import { udpReceive, udpSend } from './udp';

export interface Caller {
  readonly k: Kernel;
  readonly ns: Netns;
}

/** An end of a connection. */
export interface Endpoint {
  readonly ip: Ipv4;
  readonly port: number;
}

type Family = Socket['ipv6'];

/** socket(2) SOCK_STREAM. `dual` is a socket of IPv6 that serves IPv4 too, `only` one that does not (IPV6_V6ONLY). */
export function openTcp({ k, ns }: Caller, pid: number | null, family: Family = 'none'): string {
  return addSocket(ns, { ...newTcp(k, ns, pid), ipv6: family }).id;
}

/** socket(2) SOCK_DGRAM. */
export function openUdp({ k, ns }: Caller, pid: number | null, family: Family = 'none'): string {
  return addSocket(ns, { ...newUdp(k, ns, pid), ipv6: family }).id;
}

/** socket(2) SOCK_RAW: hears every packet of the protocol that is for this namespace. */
export function openRaw({ k, ns }: Caller, pid: number | null, protocol: number): string {
  const socket = addSocket(ns, newRaw(k, ns, pid, protocol));
  joinPort(ns, 'raw', protocol, socket.id);
  return socket.id;
}

/** socket(2) AF_PACKET: a copy of every frame that passes `device` (a link's id), of every link where it is null. */
export function openPacket({ k, ns }: Caller, pid: number | null, device: string | null): string {
  const socket = addSocket(ns, { ...newPacket(k, ns, pid), device });
  ns.taps.push(socket.id);
  return socket.id;
}

/** bind(2). Port 0 draws a free one. */
export function bind({ k, ns }: Caller, id: string, ip: Ipv4, port: number): Errno | null {
  const socket = socketById(ns, id);
  if (socket === null) return 'EBADF';
  if (ip !== IPV4_ANY && localType(ns, ip) === null && !isMulticast(ip)) return 'EADDRNOTAVAIL';
  if (socket.kind === 'raw' || socket.kind === 'ping') {
    socket.localIp = ip;
    return null;
  }
  if (socket.kind === 'packet' || socket.localPort !== 0) return 'EINVAL';
  const { kind } = socket;
  const isFree = (candidate: number) => mayBind(ns, kind, socket, ip, candidate);
  const chosen = port !== 0 ? port : ephemeralPort(k, ns, kind === 'tcp' ? 'odd' : 'any', isFree);
  if (chosen === null || (port !== 0 && !isFree(port))) return 'EADDRINUSE';
  socket.localIp = ip;
  socket.localPort = chosen;
  joinPort(ns, kind, chosen, id);
  return null;
}

/** connect(2). A datagram socket is connected at once; a stream answers EINPROGRESS, or the error that keeps it from trying. */
export function connect(sys: Caller, id: string, ip: Ipv4, port: number): Errno | null {
  const { k, ns } = sys;
  const socket = socketById(ns, id);
  if (socket === null) return 'EBADF';
  const to = ip === IPV4_ANY ? IPV4_LOOPBACK : ip;
  if (socket.kind === 'tcp') return tcpConnect(k, ns, socket, to, port) ?? 'EINPROGRESS';
  if (socket.kind === 'packet') return 'EOPNOTSUPP';
  const output = routeOutput(k, ns, to, socket.localIp === 0 ? null : socket.localIp, socket.device);
  if (output === null) return routeErrno(ns, to, socket.device);
  if (output.broadcast && !(socket.kind === 'udp' && socket.broadcast)) return 'EACCES';
  if (socket.kind === 'udp') {
    const failed = autobind(sys, socket);
    if (failed !== null) return failed;
  }
  socket.localIp = output.src;
  socket.peerIp = to;
  socket.peerPort = port;
  return null;
}

/** A UDP socket that sends before it was bound draws a port. */
function autobind({ k, ns }: Caller, socket: UdpSocket): Errno | null {
  if (socket.localPort !== 0) return null;
  const port = ephemeralPort(k, ns, 'any', (candidate) => mayBind(ns, 'udp', socket, socket.localIp, candidate));
  if (port === null) return 'EAGAIN';
  socket.localPort = port;
  joinPort(ns, 'udp', port, socket.id);
  return null;
}

/** How a connection attempt stands: null once it is connected, EINPROGRESS while it is not, else why it failed. */
export function connected({ ns }: Caller, id: string): Errno | null {
  const socket = socketById(ns, id);
  if (socket?.kind !== 'tcp') return 'EBADF';
  const { state } = socket.tcp;
  if (state === 'SYN-SENT' || state === 'SYN-RECV') return 'EINPROGRESS';
  const failed = takeError(socket);
  return failed ?? (state === 'UNCONN' || state === 'LISTEN' ? 'ENOTCONN' : null);
}

/** listen(2). One connection more than `backlog` may wait. */
export function listen({ k, ns }: Caller, id: string, backlog = 128): Errno | null {
  const socket = socketById(ns, id);
  if (socket === null) return 'EBADF';
  return socket.kind === 'tcp' ? tcpListen(k, ns, socket, backlog) : 'EOPNOTSUPP';
}

export interface Accepted {
  readonly socket: string;
  readonly peer: Endpoint;
}

/** accept(2). Bytes may have come before: receive at once, then wait to be woken. */
export function accept({ ns }: Caller, id: string): Accepted | Errno {
  const socket = socketById(ns, id);
  if (socket === null) return 'EBADF';
  if (socket.kind !== 'tcp') return 'EOPNOTSUPP';
  const child = tcpAccept(ns, socket);
  return typeof child === 'string' ? child : { socket: child.id, peer: { ip: child.peerIp, port: child.peerPort } };
}

/** send(2): to the peer of a connected socket; how many bytes were taken. A stream that takes fewer wakes its process when there is room. */
export function send(sys: Caller, id: string, bytes: Uint8Array): number | Errno {
  const socket = socketById(sys.ns, id);
  if (socket === null) return 'EBADF';
  if (socket.kind === 'tcp') return tcpSend(sys.k, sys.ns, socket, bytes);
  if (socket.kind !== 'udp') return 'EOPNOTSUPP';
  if (socket.peerPort === 0) return 'EDESTADDRREQ';
  return sendTo(sys, id, bytes, socket.peerIp, socket.peerPort);
}

/** sendto(2): one datagram. An error that waited is told instead, once. */
export function sendTo(sys: Caller, id: string, bytes: Uint8Array, ip: Ipv4, port: number): number | Errno {
  const { k, ns } = sys;
  const socket = socketById(ns, id);
  if (socket === null) return 'EBADF';
  if (socket.kind !== 'udp') return 'EOPNOTSUPP';
  const failed = takeSocketError(socket) ?? autobind(sys, socket);
  if (failed !== null) return failed;
  return udpSend(k, ns, socket, ip === IPV4_ANY ? IPV4_LOOPBACK : ip, port, bytes) ?? bytes.length;
}

/** Sends a packet from a raw socket; a checksum that is null is filled in. `protocol` is for a socket of IPPROTO_RAW. */
export function sendRaw({ k, ns }: Caller, id: string, payload: Transport, ip: Ipv4, protocol?: number): Errno | null {
  const socket = socketById(ns, id);
  if (socket === null) return 'EBADF';
  return socket.kind === 'raw' ? rawSend(k, ns, socket, ip, payload, protocol) : 'EOPNOTSUPP';
}

/** Sends a frame out of the device of a packet socket, or out of `device`. */
export function sendFrame({ k, ns }: Caller, id: string, frame: Frame, device?: string): Errno | null {
  const socket = socketById(ns, id);
  if (socket?.kind !== 'packet') return 'EBADF';
  const link = linkById(ns, device ?? socket.device ?? '');
  if (link === null) return 'ENXIO';
  if (!link.up) return 'ENETDOWN';
  devQueueXmit(k, ns, link, frame);
  return null;
}

/** recv(2) of a stream: all that has come. No bytes at all are the end of the stream. */
export function receive({ k, ns }: Caller, id: string): Uint8Array | Errno {
  const socket = socketById(ns, id);
  if (socket === null) return 'EBADF';
  return socket.kind === 'tcp' ? tcpReceive(k, ns, socket) : 'EOPNOTSUPP';
}

/** recvfrom(2): one datagram of a UDP, raw or ping socket. An error that waited is told first, once. */
export function receiveFrom({ ns }: Caller, id: string): Datagram | Errno {
  const socket = socketById(ns, id);
  if (socket === null) return 'EBADF';
  if (socket.kind === 'tcp' || socket.kind === 'packet') return 'EOPNOTSUPP';
  const failed = takeSocketError(socket);
  if (failed !== null) return failed;
  return (socket.kind === 'udp' ? udpReceive(socket) : socket.received.shift()) ?? 'EAGAIN';
}

/** One frame of a packet socket, the oldest. */
export function receiveFrame({ ns }: Caller, id: string): Captured | Errno {
  const socket = socketById(ns, id);
  if (socket?.kind !== 'packet') return 'EBADF';
  return socket.captured.shift() ?? 'EAGAIN';
}

function takeSocketError(socket: Socket): Errno | null {
  const { error } = socket;
  socket.error = null;
  return error;
}

/** getsockopt SO_ERROR: the error that waits, told once. */
export function socketError({ ns }: Caller, id: string): Errno | null {
  const socket = socketById(ns, id);
  return socket === null ? 'EBADF' : takeSocketError(socket);
}

/** recvmsg MSG_ERRQUEUE: the oldest ICMP (or local) error about what the socket sent; null where there is none. */
export function readError({ ns }: Caller, id: string): SocketError | null {
  return socketById(ns, id)?.errors.shift() ?? null;
}

/** shutdown(2) of a stream. */
export function shutdown({ k, ns }: Caller, id: string, how: 'read' | 'write' | 'both'): Errno | null {
  const socket = socketById(ns, id);
  if (socket === null) return 'EBADF';
  return socket.kind === 'tcp' ? tcpShutdown(k, ns, socket, how) : 'EOPNOTSUPP';
}

/** close(2). A connection goes on to its end without its process. */
export function close({ k, ns }: Caller, id: string): void {
  const socket = socketById(ns, id);
  if (socket !== null) closeSocket(k, ns, socket);
}

function closeSocket(k: Kernel, ns: Netns, socket: Socket): void {
  if (socket.kind === 'tcp') {
    tcpClose(k, ns, socket);
    return;
  }
  if (socket.kind === 'udp') leavePort(ns, 'udp', socket.localPort, socket.id);
  if (socket.kind === 'raw') leavePort(ns, 'raw', socket.protocol, socket.id);
  if (socket.kind === 'packet') ns.taps.splice(ns.taps.indexOf(socket.id), 1);
  remove(ns.sockets, socket.id);
}

/** Closes what a process leaves behind when it ends. */
export function closeSocketsOf(k: Kernel, ns: Netns, pid: number): void {
  for (const socket of [...values(ns.sockets)]) if (socket.pid === pid) closeSocket(k, ns, socket);
}

/** getsockname(2). */
export function localAddress({ ns }: Caller, id: string): Endpoint | null {
  const socket = socketById(ns, id);
  return socket === null ? null : { ip: socket.localIp, port: socket.localPort };
}

/** getpeername(2); null for a socket without a peer. */
export function peerAddress({ ns }: Caller, id: string): Endpoint | null {
  const socket = socketById(ns, id);
  return socket === null || socket.peerIp === 0 ? null : { ip: socket.peerIp, port: socket.peerPort };
}

export interface SocketOptions {
  /** IP_TTL. */
  readonly ttl?: number;
  /** IP_MTU_DISCOVER. */
  readonly pmtuDiscover?: Socket['pmtuDiscover'];
  /** SO_BINDTODEVICE: a link's id. */
  readonly device?: string | null;
  /** SO_REUSEADDR. */
  readonly reuseAddress?: boolean;
  /** IP_RECVERR. */
  readonly recvErr?: boolean;
  /** SO_BROADCAST. */
  readonly broadcast?: boolean;
  /** TCP_NODELAY. */
  readonly noDelay?: boolean;
}

/** setsockopt(2), several at once; EINVAL for a TTL out of range, ENODEV for a device that is not there. */
export function setOptions({ ns }: Caller, id: string, options: SocketOptions): Errno | null {
  const socket = socketById(ns, id);
  if (socket === null) return 'EBADF';
  const { ttl, device, broadcast, noDelay } = options;
  if (ttl !== undefined && (ttl < 1 || ttl > 255)) return 'EINVAL';
  if (device != null && linkById(ns, device) === null) return 'ENODEV';
  if (ttl !== undefined) socket.ttl = ttl;
  if (device !== undefined) socket.device = device;
  socket.pmtuDiscover = options.pmtuDiscover ?? socket.pmtuDiscover;
  socket.reuseAddress = options.reuseAddress ?? socket.reuseAddress;
  socket.recvErr = options.recvErr ?? socket.recvErr;
  if (broadcast !== undefined && socket.kind === 'udp') socket.broadcast = broadcast;
  if (noDelay !== undefined && socket.kind === 'tcp') socket.tcp.noDelay = noDelay;
  return null;
}
