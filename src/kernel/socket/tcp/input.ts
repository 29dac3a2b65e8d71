/** TCP segments that arrive (RFC 9293, section 3.10.7; net/ipv4/tcp_ipv4.c, tcp_input.c). */
import { SECOND } from '../../../sim/clock';
import { decodeTcpOptions, type TcpOptions } from '../../../wire/tcp';
import { type Ipv4Packet, type Tcp, TcpFlag } from '../../../wire/packet';
import type { Kernel } from '../../kernel';
import type { Link } from '../../link/link';
import { drop } from '../../netdev';
import { localType, type Netns } from '../../netns';
import type { Skb } from '../../skb';
import { socketById } from '../open';
import { connectionOf } from '../port';
import type { TcpSocket } from '../socket';
import { ackRcv } from './ack';
import { stopAlarm } from './alarm';
import { rttSample } from './congestion';
import { pushPending, resend, sendAck } from './output';
import { acceptQueueIsFull, findListener, listenRcv, takeSyn } from './listen';
import { ackSoon, receiveData } from './receive';
import { endOf, sendReset } from './reset';
import { seqAdd, seqAfter, seqBefore } from './sequence';
import { tcpStep } from './state';

/** net.ipv4.tcp_invalid_ratelimit. */
const INVALID_RATELIMIT = SECOND / 2;

/** To the socket of the connection or the listener, or answered with RST. */
export function tcpRcv(k: Kernel, ns: Netns, link: Link, _skb: Skb, packet: Ipv4Packet, segment: Tcp): void {
  if (localType(ns, packet.dst) !== 'local') return;
  const socket = connectionOf(ns, packet.dst, segment.dstPort, packet.src, segment.srcPort);
  if (socket?.kind === 'tcp' && !isReplaced(k, ns, socket, segment)) {
    if (socket.tcp.state === 'SYN-SENT') synSentRcv(k, ns, link, socket, packet, segment);
    else connectionRcv(k, ns, link, socket, packet, segment);
    return;
  }
  const listener = findListener(ns, link, packet.dst, segment.dstPort);
  if (listener !== null) {
    listenRcv(k, ns, link, listener, packet, segment);
    return;
  }
  drop(k, ns, link.name, 'NO_SOCKET', `tcp ${segment.dstPort}`);
  sendReset(k, ns, packet, segment);
}

/** A SYN beyond the end of a connection in TIME-WAIT begins a new one in its place (`tcp_timewait_state_process`). */
function isReplaced(k: Kernel, ns: Netns, socket: TcpSocket, segment: Tcp): boolean {
  const syn = (segment.flags & (TcpFlag.SYN | TcpFlag.RST | TcpFlag.ACK)) === TcpFlag.SYN;
  if (socket.tcp.state !== 'TIME-WAIT' || !syn || !seqAfter(segment.seq, socket.tcp.rcvNxt)) return false;
  tcpStep(k, ns, socket, 'tcp.expire');
  return true;
}

function synSentRcv(k: Kernel, ns: Netns, link: Link, socket: TcpSocket, packet: Ipv4Packet, segment: Tcp): void {
  const { tcp } = socket;
  const { flags } = segment;
  const acks = (flags & TcpFlag.ACK) !== 0;
  if (acks && segment.ack !== tcp.sndNxt) {
    drop(k, ns, link.name, 'TCP_ACK_UNSENT_DATA');
    sendReset(k, ns, packet, segment);
    return;
  }
  if ((flags & TcpFlag.RST) !== 0) {
    if (acks) tcpStep(k, ns, socket, 'tcp.rst');
    else drop(k, ns, link.name, 'TCP_RESET');
    return;
  }
  if ((flags & TcpFlag.SYN) === 0) {
    drop(k, ns, link.name, 'TCP_FLAGS');
    return;
  }
  takeSyn(tcp, segment);
  if (acks) {
    synIsAcked(k, socket, segment);
    tcpStep(k, ns, socket, 'tcp.synAck');
    pushPending(k, ns, socket);
  } else tcpStep(k, ns, socket, 'tcp.syn');
}

/** Our SYN has arrived: the first round trip is measured. */
function synIsAcked(k: Kernel, socket: TcpSocket, segment: Tcp): void {
  const { tcp } = socket;
  const syn = tcp.flight.shift();
  if (syn?.retransmits === 0) rttSample(tcp, k.clock.now - syn.at);
  tcp.sndUna = segment.ack;
  tcp.retransmits = 0;
  tcp.retransmitsSince = 0;
  tcp.confirm = true;
  stopAlarm(socket, 'retransmit');
}

/** Every state from SYN-RECV on: `tcp_validate_incoming`, then acknowledgment, data and FIN. */
function connectionRcv(k: Kernel, ns: Netns, link: Link, socket: TcpSocket, packet: Ipv4Packet, segment: Tcp): void {
  const { tcp } = socket;
  const options = decodeTcpOptions(segment.options);
  if (!validate(k, ns, link, socket, segment, options)) return;
  if ((segment.flags & TcpFlag.ACK) === 0) {
    drop(k, ns, link.name, 'TCP_FLAGS');
    return;
  }
  if (tcp.state === 'SYN-RECV' && !completes(k, ns, link, socket, packet, segment)) return;
  if (!ackRcv(k, ns, link, socket, segment, options)) return;
  switch (tcp.state) {
    case 'FIN-WAIT-1':
    case 'FIN-WAIT-2':
      if (
        tcp.orphan &&
        segment.payload.length > 0 &&
        seqAfter(seqAdd(segment.seq, segment.payload.length), tcp.rcvNxt)
      ) {
        sendReset(k, ns, packet, segment);
        tcpStep(k, ns, socket, 'tcp.rst');
        return;
      }
      break;
    case 'TIME-WAIT':
      if ((segment.flags & TcpFlag.FIN) !== 0) tcpStep(k, ns, socket, 'tcp.fin');
      return;
    case 'UNCONN':
      return;
    default:
  }
  receiveData(k, ns, link, socket, segment);
  pushPending(k, ns, socket);
  ackSoon(k, ns, socket);
}

/** Timestamps, sequence number, RST and SYN: whether the segment may go on. */
function validate(k: Kernel, ns: Netns, link: Link, socket: TcpSocket, segment: Tcp, options: TcpOptions): boolean {
  const { tcp } = socket;
  const { flags, seq } = segment;
  const reset = (flags & TcpFlag.RST) !== 0;
  const stamp = tcp.timestamps ? (options.timestamps?.value ?? null) : null;
  if (tcp.state === 'SYN-RECV' && (flags & TcpFlag.SYN) !== 0 && seq === tcp.irs) {
    if ((flags & TcpFlag.ACK) === 0) resend(k, ns, socket, 0);
    else return true;
    return false;
  }
  const disordered = segment.payload.length === 0 && seq === tcp.rcvNxt;
  const paws = stamp !== null && seqBefore(stamp, tcp.tsRecent) && !reset && !disordered;
  const old = seqBefore(endOf(segment), tcp.rcvWup);
  if (paws || old || seqAfter(seq, seqAdd(tcp.rcvWup, tcp.rcvWnd))) {
    drop(k, ns, link.name, paws ? 'TCP_RFC7323_PAWS' : old ? 'TCP_OLD_SEQUENCE' : 'TCP_INVALID_SEQUENCE');
    if (!reset) duplicateAck(k, ns, socket, segment);
    return false;
  }
  if (reset) {
    if (seq === tcp.rcvNxt) tcpStep(k, ns, socket, 'tcp.rst');
    else duplicateAck(k, ns, socket, segment);
    return false;
  }
  if ((flags & TcpFlag.SYN) !== 0) {
    duplicateAck(k, ns, socket, segment);
    return false;
  }
  if (stamp !== null && !seqAfter(seq, tcp.rcvWup) && !seqBefore(stamp, tcp.tsRecent)) tcp.tsRecent = stamp;
  return true;
}

/** Tells a peer that is out of step where we stand; twice a second at most, so that two of them do not go on for ever (`tcp_oow_rate_limited`). */
function duplicateAck(k: Kernel, ns: Netns, socket: TcpSocket, segment: Tcp): void {
  const { tcp } = socket;
  const hasData = segment.payload.length > 0 && (segment.flags & TcpFlag.SYN) === 0;
  if (!hasData && k.clock.now - tcp.lastDupAck < INVALID_RATELIMIT) return;
  if (!hasData) tcp.lastDupAck = k.clock.now;
  sendAck(k, ns, socket);
}

/** The last step of the handshake (`tcp_check_req`): false where it does not complete one, or nobody has room for it. */
function completes(k: Kernel, ns: Netns, link: Link, socket: TcpSocket, packet: Ipv4Packet, segment: Tcp): boolean {
  const { tcp } = socket;
  if (segment.ack !== tcp.sndNxt) {
    drop(k, ns, link.name, 'TCP_ACK_UNSENT_DATA');
    sendReset(k, ns, packet, segment);
    return false;
  }
  const listener = tcp.parent === null ? null : socketById(ns, tcp.parent);
  if (listener?.kind === 'tcp' && acceptQueueIsFull(listener)) {
    drop(k, ns, link.name, 'TCP_LISTEN_OVERFLOW');
    return false;
  }
  synIsAcked(k, socket, segment);
  tcp.sndWnd = segment.window << tcp.sndScale;
  tcpStep(k, ns, socket, 'tcp.synAcked');
  return true;
}
