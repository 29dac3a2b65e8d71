/** Acknowledgments that arrive (RFC 9293, section 3.10.7.4, fifth; `tcp_ack`). */
import type { TcpOptions } from '../../../wire/tcp';
import { type Tcp, TcpFlag } from '../../../wire/packet';
import type { Kernel } from '../../kernel';
import { drop } from '../../netdev';
import type { Link } from '../../link/link';
import type { Netns } from '../../netns';
import type { TcpSocket } from '../socket';
import { wake } from '../wake';
import { stopAlarm } from './alarm';
import { duplicateAck, markSacked, progress, rttSample } from './congestion';
import { Sent, type TcpControl } from './control';
import { armRetransmit, pipeOf, sendAck } from './output';
import { seqAdd, seqAfter, seqBefore, seqDiff } from './sequence';
import { tcpStep } from './state';

/** Takes in the acknowledgment and window of a segment; false where it acknowledges what was never sent. */
export function ackRcv(
  k: Kernel,
  ns: Netns,
  link: Link,
  socket: TcpSocket,
  segment: Tcp,
  options: TcpOptions,
): boolean {
  const { tcp } = socket;
  const { ack } = segment;
  if (seqAfter(ack, tcp.sndNxt)) {
    drop(k, ns, link.name, 'TCP_ACK_UNSENT_DATA');
    sendAck(k, ns, socket);
    return false;
  }
  if (seqBefore(ack, tcp.sndUna)) return true;
  const inFlight = tcp.flight.length;
  const news = markSacked(tcp, options.sack);
  const advanced = seqAfter(ack, tcp.sndUna);
  const widened = updateWindow(socket, segment);
  if (advanced) {
    const before = pipeOf(tcp);
    clean(k, tcp, ack, options);
    if (tcp.flight.length > 0) armRetransmit(k, ns, socket);
    else stopAlarm(socket, 'retransmit');
    progress(k, ns, socket, inFlight - tcp.flight.length, before);
    roomForWriter(k, socket);
    if (finIsAcked(tcp)) tcpStep(k, ns, socket, 'tcp.finAcked');
  } else if (inFlight > 0 && (news || isDuplicate(segment, widened))) duplicateAck(k, ns, socket);
  return true;
}

function isDuplicate(segment: Tcp, widened: boolean): boolean {
  return segment.payload.length === 0 && !widened && (segment.flags & (TcpFlag.SYN | TcpFlag.FIN)) === 0;
}

/** All that was written is acknowledged, and the FIN behind it. */
function finIsAcked(tcp: TcpControl): boolean {
  const closing = tcp.state === 'FIN-WAIT-1' || tcp.state === 'CLOSING' || tcp.state === 'LAST-ACK';
  return closing && tcp.unsentBytes === 0 && !tcp.finQueued && tcp.flight.length === 0;
}

/** The peer's window, unless the segment is older than the one that told it last; whether it changed. */
function updateWindow(socket: TcpSocket, segment: Tcp): boolean {
  const { tcp } = socket;
  const window = segment.window << tcp.sndScale;
  const newer = seqAfter(segment.ack, tcp.sndUna) || seqAfter(segment.seq, tcp.sndWl1);
  const same = segment.seq === tcp.sndWl1 && (window > tcp.sndWnd || window === 0);
  if (!newer && !same) return false;
  const changed = window !== tcp.sndWnd;
  tcp.sndWl1 = segment.seq;
  tcp.sndWnd = window;
  tcp.maxWindow = Math.max(tcp.maxWindow, window);
  if (window > 0) {
    tcp.probes = 0;
    stopAlarm(socket, 'probe');
  }
  return changed;
}

/** Forgets what is acknowledged, and measures how long that took (`tcp_clean_rtx_queue`). */
function clean(k: Kernel, tcp: TcpControl, ack: number, options: TcpOptions): void {
  let rtt = -1;
  for (let first = tcp.flight[0]; first !== undefined && seqAfter(ack, first.seq); first = tcp.flight[0]) {
    if (first.retransmits === 0 && first.fate !== 'sacked') rtt = k.clock.now - first.at;
    if (seqAfter(first.end, ack)) {
      const rest = first.payload.subarray(seqDiff(ack, first.seq));
      tcp.flight[0] = new Sent(ack, first.end, first.flags, rest, first.at, first.retransmits, first.fate);
      break;
    }
    tcp.flight.shift();
  }
  tcp.sndUna = ack;
  if (tcp.probedTo !== null && !seqBefore(ack, tcp.probedTo)) tcp.probedTo = null;
  tcp.confirm = true;
  tcp.retransmits = 0;
  tcp.retransmitsSince = 0;
  tcp.softError = null;
  const echoed = options.timestamps?.echo ?? 0;
  if (rtt < 0 && tcp.timestamps && echoed !== 0) {
    const elapsed = seqDiff(seqAdd(tcp.tsOffset, Math.floor(k.clock.now / 1000)), echoed);
    if (elapsed >= 0) rtt = Math.max(1, elapsed) * 1000;
  }
  if (rtt >= 0) rttSample(tcp, rtt);
}

/** What a socket may hold of written bytes that are not acknowledged (net.ipv4.tcp_wmem grows its buffers to as much). */
const SEND_BUFFER = 262_144;

/** Bytes that may be written now. */
export function writeRoom(tcp: TcpControl): number {
  return Math.max(0, SEND_BUFFER - tcp.unsentBytes - seqDiff(tcp.sndNxt, tcp.sndUna));
}

/** A writer that met a full buffer is told once a third of it is free (`sk_stream_write_space`). */
function roomForWriter(k: Kernel, socket: TcpSocket): void {
  if (!socket.tcp.blocked || writeRoom(socket.tcp) < SEND_BUFFER / 3) return;
  socket.tcp.blocked = false;
  wake(k, socket);
}
