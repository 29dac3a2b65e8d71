/** What an ICMP error does to the socket whose packet it quotes (`icmp_err` of each protocol). */
import type { Ipv4 } from '../../base/ipv4';
import { decodeIcmp, IcmpType, UnreachCode } from '../../wire/icmp';
import { type Icmp, IpProtocol, type Ipv4Packet, type Tcp } from '../../wire/packet';
import { decodePorts, decodeTcp } from '../../wire/tcp';
import type { Errno } from '../errno';
import type { Kernel } from '../kernel';
import type { Netns } from '../netns';
import { socketById } from './open';
import { pingKey } from './ping-socket';
import { connectionOf, usersOf } from './port';
import { type Socket, SocketError } from './socket';
import { tcpError } from './tcp/error';
import { wake } from './wake';

/** Codes of an unreachable that end a connected UDP socket's hope (`icmp_err_convert[].fatal`). */
const FATAL = new Set<number>([
  UnreachCode.Protocol,
  UnreachCode.Port,
  UnreachCode.NetUnknown,
  UnreachCode.HostUnknown,
  UnreachCode.HostIsolated,
  UnreachCode.NetProhibited,
  UnreachCode.HostProhibited,
  UnreachCode.Filtered,
  UnreachCode.PrecedenceViolation,
  UnreachCode.PrecedenceCutoff,
]);

/** Finds the socket that sent `quoted` and hands it the error. */
export function socketErrors(k: Kernel, ns: Netns, from: Ipv4, icmp: Icmp, quoted: Ipv4Packet, errno: Errno): void {
  const { payload } = quoted;
  const bytes = payload instanceof Uint8Array ? payload : payload.payload;
  const error = new SocketError(errno, { type: icmp.type, code: icmp.code, from }, icmp.rest, quoted, bytes);
  switch (quoted.protocol) {
    case IpProtocol.Icmp:
      pingError(k, ns, quoted, error);
      break;
    case IpProtocol.Udp:
      udpError(k, ns, quoted, icmp, error);
      break;
    case IpProtocol.Tcp: {
      const segment = payload instanceof Uint8Array ? decodeTcp(payload) : payload;
      if (segment !== null && 'seq' in segment) toConnection(k, ns, quoted, segment, icmp, error);
    }
  }
  for (const id of usersOf(ns, 'raw', quoted.protocol)) {
    const socket = socketById(ns, id);
    if (socket?.kind === 'raw' && (socket.peerIp === 0 || socket.peerIp === quoted.dst))
      report(k, socket, error, false);
  }
}

/** Into the error queue where the process asked for it; a hard error of a connected socket is told by its next call as well. */
function report(k: Kernel, socket: Socket, error: SocketError, hard: boolean): void {
  if (socket.recvErr) socket.errors.push(error);
  else if (!hard) return;
  socket.error = error.errno;
  wake(k, socket);
}

function pingError(k: Kernel, ns: Netns, quoted: Ipv4Packet, error: SocketError): void {
  const { payload } = quoted;
  const icmp = payload instanceof Uint8Array ? decodeIcmp(payload) : payload;
  if (icmp?.kind !== 'icmp') return;
  const socket = socketById(ns, pingKey(icmp.rest >>> 16));
  if (socket !== null) report(k, socket, error, false);
}

function udpError(k: Kernel, ns: Netns, quoted: Ipv4Packet, icmp: Icmp, error: SocketError): void {
  const { payload } = quoted;
  const ports = payload instanceof Uint8Array ? decodePorts(payload) : payload.kind === 'udp' ? payload : null;
  if (ports === null) return;
  if (icmp.type === IcmpType.Redirect) return;
  for (const id of usersOf(ns, 'udp', ports.srcPort)) {
    const socket = socketById(ns, id);
    if (socket === null || (socket.localIp !== 0 && socket.localIp !== quoted.src)) continue;
    if (socket.peerIp !== 0 && (socket.peerIp !== quoted.dst || socket.peerPort !== ports.dstPort)) continue;
    report(k, socket, error, socket.peerIp !== 0 && icmp.type === IcmpType.DestUnreach && FATAL.has(icmp.code));
    return;
  }
}

function toConnection(k: Kernel, ns: Netns, quoted: Ipv4Packet, segment: Tcp, icmp: Icmp, error: SocketError): void {
  const socket = connectionOf(ns, quoted.src, segment.srcPort, quoted.dst, segment.dstPort);
  if (socket?.kind === 'tcp') tcpError(k, ns, socket, segment, icmp, error);
}
