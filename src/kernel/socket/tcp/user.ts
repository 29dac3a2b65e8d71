/** What a process asks of a TCP socket (RFC 9293, section 3.9.1; net/ipv4/tcp.c). */
import type { Ipv4 } from '../../../base/ipv4';
import { NO_BYTES } from '../../../wire/packet';
import type { Errno } from '../../errno';
import type { Kernel } from '../../kernel';
import { localType, type Netns } from '../../netns';
import { routeOutput } from '../../route';
import { sysctlNumber } from '../../sysctl';
import { SECOND } from '../../../sim/clock';
import { socketById } from '../open';
import { connectionOf, ephemeralPort, joinPort, mayBind, usersOf } from '../port';
import { routeErrno } from '../route';
import type { TcpSocket } from '../socket';
import { writeRoom } from './ack';
import { setAlarm } from './alarm';
import { joinBytes, pushPending } from './output';
import { tellWindow } from './receive';
import { tcpStep } from './state';

const SOMAXCONN = 4096;

/** Begins a connection: null where the SYN is on its way. */
export function tcpConnect(k: Kernel, ns: Netns, socket: TcpSocket, ip: Ipv4, port: number): Errno | null {
  const { tcp } = socket;
  if (tcp.state === 'SYN-SENT') return 'EALREADY';
  if (tcp.state !== 'UNCONN') return 'EISCONN';
  const output = routeOutput(k, ns, ip, socket.localIp === 0 ? null : socket.localIp, socket.device);
  if (output === null) return routeErrno(ns, ip, socket.device);
  if (output.broadcast || localType(ns, ip) === 'broadcast') return 'ENETUNREACH';
  if (socket.localPort === 0) {
    const free = (candidate: number) => mayConnectFrom(ns, output.src, candidate, ip, port);
    const chosen = ephemeralPort(k, ns, 'even', free);
    if (chosen === null) return 'EADDRNOTAVAIL';
    socket.localPort = chosen;
  } else if (connectionOf(ns, output.src, socket.localPort, ip, port) !== null) return 'EADDRNOTAVAIL';
  joinPort(ns, 'tcp', socket.localPort, socket.id);
  socket.localIp = output.src;
  socket.peerIp = ip;
  socket.peerPort = port;
  socket.error = null;
  tcpStep(k, ns, socket, 'tcp.connect');
  return null;
}

/** A port serves several connections as long as nobody bound it and their peers differ (`__inet_check_established`). */
function mayConnectFrom(ns: Netns, localIp: Ipv4, candidate: number, ip: Ipv4, port: number): boolean {
  if (connectionOf(ns, localIp, candidate, ip, port) !== null) return false;
  return usersOf(ns, 'tcp', candidate).every((id) => (socketById(ns, id)?.peerPort ?? 1) !== 0);
}

/** listen(2): from now on connections to the port wait to be accepted, `backlog` and one at most. */
export function tcpListen(k: Kernel, ns: Netns, socket: TcpSocket, backlog: number): Errno | null {
  const { tcp } = socket;
  const bounded = Math.min(Math.max(backlog, 0), SOMAXCONN);
  if (tcp.listener !== null) {
    tcp.listener.backlog = bounded;
    return null;
  }
  if (tcp.state !== 'UNCONN' || socket.peerPort !== 0) return 'EINVAL';
  if (socket.localPort === 0) {
    const port = ephemeralPort(k, ns, 'odd', (candidate) => mayBind(ns, 'tcp', socket, socket.localIp, candidate));
    if (port === null) return 'EADDRINUSE';
    socket.localPort = port;
    joinPort(ns, 'tcp', port, socket.id);
  } else if (!mayBind(ns, 'tcp', socket, socket.localIp, socket.localPort)) return 'EADDRINUSE';
  tcp.listener = { backlog: bounded, accepted: [], half: [] };
  tcpStep(k, ns, socket, 'tcp.listen');
  return null;
}

/** The oldest connection that waits, now the process's own. */
export function tcpAccept(ns: Netns, socket: TcpSocket): TcpSocket | Errno {
  const { listener } = socket.tcp;
  if (listener === null) return 'EINVAL';
  for (let id = listener.accepted.shift(); id !== undefined; id = listener.accepted.shift()) {
    const child = socketById(ns, id);
    if (child?.kind !== 'tcp') continue;
    child.pid = socket.pid;
    child.tcp.parent = null;
    return child;
  }
  return 'EAGAIN';
}

/** Takes as many bytes as there is room for; the number taken. */
export function tcpSend(k: Kernel, ns: Netns, socket: TcpSocket, bytes: Uint8Array): number | Errno {
  const { tcp } = socket;
  const failed = takeError(socket);
  if (failed !== null) return failed;
  if (tcp.state === 'SYN-SENT' || tcp.state === 'SYN-RECV') return 'EAGAIN';
  if (tcp.state !== 'ESTAB' && tcp.state !== 'CLOSE-WAIT') return 'EPIPE';
  const room = writeRoom(tcp);
  if (room < bytes.length) tcp.blocked = true;
  if (room === 0) return 'EAGAIN';
  const taken = room < bytes.length ? bytes.subarray(0, room) : bytes;
  if (taken.length > 0) {
    tcp.unsent.push(taken);
    tcp.unsentBytes += taken.length;
    pushPending(k, ns, socket);
  }
  return taken.length;
}

/** All bytes that have come, in order; none at the end of the stream. */
export function tcpReceive(k: Kernel, ns: Netns, socket: TcpSocket): Uint8Array | Errno {
  const { tcp } = socket;
  if (tcp.inboxBytes > 0) {
    const bytes = tcp.inbox.length === 1 ? tcp.inbox[0]! : joinBytes(tcp.inbox, tcp.inboxBytes);
    tcp.inbox.length = 0;
    tcp.inboxBytes = 0;
    tellWindow(k, ns, socket);
    return bytes;
  }
  const failed = takeError(socket);
  if (failed !== null) return failed;
  if (tcp.finished || tcp.readClosed) return NO_BYTES;
  if (tcp.state === 'UNCONN' || tcp.state === 'LISTEN') return 'ENOTCONN';
  return 'EAGAIN';
}

/** A pending error is told once. */
export function takeError(socket: TcpSocket): Errno | null {
  const { error } = socket;
  socket.error = null;
  return error;
}

/** shutdown(2): `write` sends a FIN behind all that was written, `read` lets the reader meet the end. */
export function tcpShutdown(k: Kernel, ns: Netns, socket: TcpSocket, how: 'read' | 'write' | 'both'): Errno | null {
  const { tcp } = socket;
  if (tcp.state === 'UNCONN' || tcp.state === 'LISTEN' || tcp.state === 'TIME-WAIT') return 'ENOTCONN';
  if (how !== 'write') tcp.readClosed = true;
  if (how !== 'read') tcpStep(k, ns, socket, 'tcp.close');
  return null;
}

/** close(2): nobody holds the socket any more; its connection ends in its own time, at once where bytes were left unread. */
export function tcpClose(k: Kernel, ns: Netns, socket: TcpSocket): void {
  const { tcp } = socket;
  socket.pid = null;
  tcp.orphan = true;
  if (tcp.listener !== null) dismiss(k, ns, tcp.listener);
  if (tcp.inboxBytes > 0 && tcp.state !== 'UNCONN') tcpStep(k, ns, socket, 'tcp.abort');
  else if (tcp.state === 'FIN-WAIT-2') {
    setAlarm(k, ns, socket, 'wait', sysctlNumber(ns.sysctl, 'net.ipv4.tcp_fin_timeout') * SECOND);
  } else tcpStep(k, ns, socket, 'tcp.close');
}

/** Connections that nobody accepted are broken off with their listener (`inet_csk_listen_stop`). */
function dismiss(
  k: Kernel,
  ns: Netns,
  queues: { readonly accepted: readonly string[]; readonly half: readonly string[] },
): void {
  for (const id of [...queues.half, ...queues.accepted]) {
    const child = socketById(ns, id);
    if (child?.kind === 'tcp') tcpStep(k, ns, child, child.tcp.state === 'SYN-RECV' ? 'tcp.expire' : 'tcp.abort');
  }
}
