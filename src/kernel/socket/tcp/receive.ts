/** Bytes that arrive: put in their order, acknowledged now or a little later (`tcp_data_queue`, `__tcp_ack_snd_check`). */
import { formatIpv4 } from '../../../base/ipv4';
import { type Tcp, TcpFlag } from '../../../wire/packet';
import type { Kernel } from '../../kernel';
import type { Link } from '../../link/link';
import { drop } from '../../netdev';
import type { Netns } from '../../netns';
import type { TcpSocket } from '../socket';
import { wake } from '../wake';
import { isSet, setAlarm } from './alarm';
import { Early, QUICK_ACKS, type TcpControl } from './control';
import { ACK_TIMEOUT, sendAck } from './output';
import { seqAdd, seqAfter, seqBefore, seqDiff } from './sequence';
import { tcpStep } from './state';
import { selectWindow } from './window';

/** Takes in the payload and the FIN of an acceptable segment. */
export function receiveData(k: Kernel, ns: Netns, link: Link, socket: TcpSocket, segment: Tcp): void {
  const { tcp } = socket;
  const piece = pieceOf(k, segment);
  if (piece === null) return;
  tcp.ackPending = true;
  if (!seqAfter(piece.end, tcp.rcvNxt)) {
    tcp.duplicate = { left: piece.seq, right: piece.end };
    tcp.quickAcks = QUICK_ACKS;
    tcp.pingPong = false;
    drop(k, ns, link.name, 'TCP_OLD_DATA');
    return;
  }
  if (tcp.finished) return;
  const edge = seqAdd(tcp.rcvWup, tcp.rcvWnd);
  if (!seqBefore(piece.seq, edge) && piece.payload.length > 0) {
    tcp.quickAcks = Math.max(tcp.quickAcks, 1);
    drop(k, ns, link.name, 'TCP_OVERWINDOW');
    return;
  }
  const fitting = cut(piece, edge);
  if (segment.payload.length > 0) noteArrival(k, tcp, segment.payload.length);
  if (seqAfter(fitting.seq, tcp.rcvNxt)) {
    insertEarly(tcp, fitting);
    return;
  }
  if (seqBefore(fitting.seq, tcp.rcvNxt)) tcp.duplicate = { left: fitting.seq, right: tcp.rcvNxt };
  let ended = take(tcp, fitting);
  while (tcp.early[0] !== undefined && !seqAfter(tcp.early[0].seq, tcp.rcvNxt))
    ended = take(tcp, tcp.early.shift()!) || ended;
  const local = `${formatIpv4(socket.localIp)}:${socket.localPort}`;
  k.tap.why?.push({ ns: ns.name, kind: 'socket', protocol: 'tcp', local, pid: socket.pid, program: null });
  wake(k, socket);
  if (ended) tcpStep(k, ns, socket, 'tcp.fin');
}

function pieceOf(k: Kernel, segment: Tcp): Early | null {
  const { seq, payload } = segment;
  const fin = (segment.flags & TcpFlag.FIN) !== 0;
  if (payload.length === 0 && !fin) return null;
  return new Early(seq, seqAdd(seq, payload.length + (fin ? 1 : 0)), payload, fin, k.clock.seq);
}

/** The part of a piece that lies before `edge`. */
function cut(piece: Early, edge: number): Early {
  if (!seqAfter(piece.end, edge)) return piece;
  return part(piece, piece.seq, seqBefore(edge, piece.seq) ? piece.seq : edge);
}

/** The bytes from `seq` to `end`; the FIN goes with the last of them. */
function part(piece: Early, seq: number, end: number): Early {
  const fin = piece.fin && end === piece.end;
  const from = seqDiff(seq, piece.seq);
  const payload = piece.payload.subarray(from, from + seqDiff(end, seq) - (fin ? 1 : 0));
  return new Early(seq, end, payload, fin, piece.came);
}

/** Appends to the stream what is new of a piece that reaches up to its end; whether the stream ends with it. */
function take(tcp: TcpControl, piece: Early): boolean {
  if (!seqAfter(piece.end, tcp.rcvNxt)) return false;
  const fresh = part(piece, tcp.rcvNxt, piece.end);
  if (fresh.payload.length > 0 && !tcp.readClosed) {
    tcp.inbox.push(fresh.payload);
    tcp.inboxBytes += fresh.payload.length;
  }
  tcp.rcvNxt = piece.end;
  return piece.fin;
}

/** Keeps what is new of a piece behind a gap; the pieces stay sorted and never overlap. */
function insertEarly(tcp: TcpControl, piece: Early): void {
  const kept: Early[] = [];
  let at = piece.seq;
  for (const other of tcp.early) {
    if (seqBefore(at, other.seq) && seqBefore(at, piece.end)) {
      kept.push(part(piece, at, seqBefore(other.seq, piece.end) ? other.seq : piece.end));
    }
    kept.push(other);
    if (seqBefore(at, other.end)) at = other.end;
  }
  if (kept.length === tcp.early.length && !seqBefore(at, piece.end))
    tcp.duplicate = { left: piece.seq, right: piece.end };
  if (seqBefore(at, piece.end)) kept.push(part(piece, at, piece.end));
  kept.sort((a, b) => seqDiff(a.seq, b.seq));
  tcp.early.splice(0, tcp.early.length, ...kept);
}

/** Data has come (`tcp_event_data_recv`): the first, or what comes after a pause, is acknowledged quickly. */
function noteArrival(k: Kernel, tcp: TcpControl, length: number): void {
  if (length >= tcp.rcvMss) tcp.rcvMss = length;
  if (tcp.lastReceived === 0 || k.clock.now - tcp.lastReceived > tcp.rto) tcp.quickAcks = QUICK_ACKS;
  tcp.lastReceived = k.clock.now;
}

/** Acknowledges at once: two segments' worth, a gap, or the beginning of a stream; otherwise soon. */
export function ackSoon(k: Kernel, ns: Netns, socket: TcpSocket): void {
  const { tcp } = socket;
  if (!tcp.ackPending) return;
  const unacknowledged = seqDiff(tcp.rcvNxt, tcp.rcvWup);
  const quick = tcp.quickAcks > 0 && !tcp.pingPong;
  if (unacknowledged > tcp.rcvMss || quick || tcp.early.length > 0 || tcp.duplicate !== null) sendAck(k, ns, socket);
  else if (!isSet(socket, 'ack')) setAlarm(k, ns, socket, 'ack', ACK_TIMEOUT);
}

/** The process has read: a window that was small is told to have opened (`tcp_cleanup_rbuf`). */
export function tellWindow(k: Kernel, ns: Netns, socket: TcpSocket): void {
  const { tcp } = socket;
  const offered = Math.max(0, seqDiff(seqAdd(tcp.rcvWup, tcp.rcvWnd), tcp.rcvNxt));
  if (2 * offered > tcp.rcvSpace) return;
  const window = selectWindow(tcp);
  if (window > 0 && window >= 2 * offered) sendAck(k, ns, socket);
}
