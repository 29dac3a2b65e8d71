/** Connections that come in: the listener, its queues, the half of the handshake that is ours (net/ipv4/inet_connection_sock.c, tcp_minisocks.c). */
import type { Ipv4 } from '../../../base/ipv4';
import { decodeTcpOptions } from '../../../wire/tcp';
import { type Ipv4Packet, type Tcp, TcpFlag } from '../../../wire/packet';
import type { Kernel } from '../../kernel';
import type { Link } from '../../link/link';
import { drop } from '../../netdev';
import type { Netns } from '../../netns';
import { addSocket, socketById } from '../open';
import { countStrict, usersOf } from '../port';
import type { TcpSocket } from '../socket';
import { MSS_DEFAULT, newTcp, type TcpControl } from './control';
import { sendReset } from './reset';
import { seqAdd } from './sequence';
import { tcpStep } from './state';

/** net.ipv4.tcp_max_syn_backlog. A smaller backlog does not bound handshakes: from there on SYN cookies would answer. */
const SYN_BACKLOG = 4096;

/** The listener of a port on an address: one bound to it before one bound to all (`__inet_lookup_listener`). */
export function findListener(ns: Netns, link: Link, ip: Ipv4, port: number): TcpSocket | null {
  let best: TcpSocket | null = null;
  let most = -1;
  for (const id of usersOf(ns, 'tcp', port)) {
    const socket = socketById(ns, id);
    if (socket?.kind !== 'tcp' || socket.tcp.state !== 'LISTEN' || socket.ipv6 === 'only') continue;
    if (socket.localIp !== 0 && socket.localIp !== ip) continue;
    if (socket.device !== null && socket.device !== link.id) continue;
    const score = (socket.localIp === 0 ? 0 : 2) + (socket.device === null ? 0 : 2) + (socket.ipv6 === 'none' ? 1 : 0);
    if (score > most) [best, most] = [socket, score];
  }
  return best;
}

/** A segment for a listener: a SYN begins a connection, an acknowledgment of nothing is reset, the rest is ignored. */
export function listenRcv(
  k: Kernel,
  ns: Netns,
  link: Link,
  listener: TcpSocket,
  packet: Ipv4Packet,
  segment: Tcp,
): void {
  const { flags } = segment;
  if ((flags & TcpFlag.RST) !== 0) return;
  if ((flags & TcpFlag.ACK) !== 0) {
    drop(k, ns, link.name, 'TCP_FLAGS');
    sendReset(k, ns, packet, segment);
    return;
  }
  if ((flags & TcpFlag.SYN) === 0 || (flags & TcpFlag.FIN) !== 0) {
    drop(k, ns, link.name, 'TCP_FLAGS');
    return;
  }
  const queues = listener.tcp.listener;
  if (queues === null || acceptQueueIsFull(listener) || queues.half.length >= SYN_BACKLOG) {
    drop(k, ns, link.name, 'TCP_LISTEN_OVERFLOW');
    return;
  }
  const socket = addSocket(ns, childOf(k, ns, listener, packet, segment));
  if (!socket.reuseAddress) countStrict(ns, socket.localPort, 1);
  tcpStep(k, ns, socket, 'tcp.syn');
}

/** `sk_acceptq_is_full`. */
export function acceptQueueIsFull(listener: TcpSocket): boolean {
  const queues = listener.tcp.listener;
  return queues !== null && queues.accepted.length > queues.backlog;
}

function childOf(k: Kernel, ns: Netns, listener: TcpSocket, packet: Ipv4Packet, syn: Tcp): TcpSocket {
  const socket: TcpSocket = {
    ...newTcp(k, ns, null, true),
    localIp: packet.dst,
    localPort: syn.dstPort,
    peerIp: packet.src,
    peerPort: syn.srcPort,
    device: listener.device,
    ttl: listener.ttl,
    reuseAddress: listener.reuseAddress,
    ipv6: listener.ipv6,
    recvErr: listener.recvErr,
  };
  socket.tcp.state = 'LISTEN';
  socket.tcp.parent = listener.id;
  socket.tcp.noDelay = listener.tcp.noDelay;
  takeSyn(socket.tcp, syn);
  return socket;
}

/** What a SYN says: where the peer's sequence numbers begin, and what it offers. */
export function takeSyn(tcp: TcpControl, syn: Tcp): void {
  const options = decodeTcpOptions(syn.options);
  tcp.irs = syn.seq;
  tcp.rcvNxt = seqAdd(syn.seq, 1);
  tcp.rcvWup = tcp.rcvNxt;
  tcp.peerMss = options.mss ?? MSS_DEFAULT;
  tcp.rcvMss = Math.min(tcp.peerMss, MSS_DEFAULT);
  tcp.sack = options.sackPermitted;
  tcp.timestamps = options.timestamps !== null;
  tcp.tsRecent = options.timestamps?.value ?? 0;
  tcp.scaled = options.windowScale !== null;
  tcp.sndScale = Math.min(options.windowScale ?? 0, 14);
  tcp.sndWnd = syn.window;
  tcp.maxWindow = syn.window;
  tcp.sndWl1 = syn.seq;
}
