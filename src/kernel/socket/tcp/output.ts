/** Segments that leave (net/ipv4/tcp_output.c). */
import { encodeTcpOptions, type TcpOptions } from '../../../wire/tcp';
import { NO_BYTES, type Tcp, TcpFlag } from '../../../wire/packet';
import { get } from '../../../sim/table';
import type { Errno } from '../../errno';
import { ipLocalOut } from '../../ip/output';
import { ipPacket } from '../../ip/packet';
import type { Kernel } from '../../kernel';
import { neighConfirm } from '../../neigh/neighbour';
import type { Netns } from '../../netns';
import { type Output, routeOutput } from '../../route';
import { routeErrno, ttlOf } from '../route';
import type { TcpSocket } from '../socket';
import { isSet, setAlarm, stopAlarm } from './alarm';
import { RTO_MIN, Sent, type TcpControl, WINDOW_SCALE } from './control';
import { seqAdd, seqAfter, seqDiff } from './sequence';
import { initialWindow, selectWindow, windowField } from './window';

const HEADERS = 40;
const TIMESTAMPS = 12;

/** The way to the peer; null where there is none at the moment. */
function wayOf(k: Kernel, ns: Netns, socket: TcpSocket): Output | null {
  return routeOutput(k, ns, socket.peerIp, socket.localIp === 0 ? null : socket.localIp, socket.device);
}

/** This connection's timestamp clock: milliseconds from a random start. */
function timestampOf(k: Kernel, tcp: TcpControl): number {
  return seqAdd(tcp.tsOffset, Math.floor(k.clock.now / 1000));
}

/** The options of a SYN or SYN-ACK, as Linux offers them; a SYN-ACK takes up only what the SYN offered. */
function synOptions(k: Kernel, tcp: TcpControl, mss: number, answers: boolean): Partial<TcpOptions> {
  return {
    mss,
    sackPermitted: !answers || tcp.sack,
    windowScale: !answers || tcp.scaled ? WINDOW_SCALE : null,
    timestamps: !answers || tcp.timestamps ? { value: timestampOf(k, tcp), echo: tcp.tsRecent } : null,
  };
}

function plainOptions(k: Kernel, tcp: TcpControl): Partial<TcpOptions> {
  const timestamps = tcp.timestamps ? { value: timestampOf(k, tcp), echo: tcp.tsRecent } : null;
  if (!tcp.sack || (tcp.early.length === 0 && tcp.duplicate === null)) return { timestamps };
  return { timestamps, sack: sackBlocks(tcp) };
}

/** What came twice, then the runs of early bytes, the one that grew last first. */
function sackBlocks(tcp: TcpControl): TcpOptions['sack'] {
  const runs: { left: number; right: number; last: number }[] = [];
  for (const { seq, end, came } of tcp.early) {
    const run = runs[runs.length - 1];
    if (run?.right === seq) Object.assign(run, { right: end, last: Math.max(run.last, came) });
    else runs.push({ left: seq, right: end, last: came });
  }
  runs.sort((a, b) => b.last - a.last);
  return tcp.duplicate === null ? runs : [tcp.duplicate, ...runs];
}

/** Sends one segment; every segment but a first SYN acknowledges all that has come. Null where there is no way. */
function transmit(
  k: Kernel,
  ns: Netns,
  socket: TcpSocket,
  seq: number,
  flags: number,
  payload: Uint8Array,
): Errno | null {
  const { tcp } = socket;
  const output = wayOf(k, ns, socket);
  if (output === null) return routeErrno(ns, socket.peerIp, socket.device);
  const syn = (flags & TcpFlag.SYN) !== 0;
  const acks = (flags & TcpFlag.ACK) !== 0;
  const mss = output.mtu - HEADERS;
  if (syn && tcp.rcvWnd === 0) tcp.rcvWnd = initialWindow(acks && tcp.timestamps ? mss - TIMESTAMPS : mss);
  if (syn) tcp.rcvSpace = tcp.rcvWnd;
  else tcp.rcvWnd = selectWindow(tcp);
  const segment: Tcp = {
    kind: 'tcp',
    srcPort: socket.localPort,
    dstPort: socket.peerPort,
    seq,
    ack: acks ? tcp.rcvNxt : 0,
    flags,
    window: syn ? Math.min(tcp.rcvWnd, 0xffff) : windowField(tcp, tcp.rcvWnd),
    checksum: null,
    urgent: 0,
    options: encodeTcpOptions(syn ? synOptions(k, tcp, mss, acks) : plainOptions(k, tcp)),
    payload,
  };
  if (acks) acknowledged(socket);
  if (tcp.confirm && !output.local) neighConfirm(k, output.link, output.nextHop);
  tcp.confirm = false;
  const identification = syn && acks ? 0 : (socket.ipId = (socket.ipId + 1) & 0xffff);
  return ipLocalOut(
    k,
    ns,
    output,
    ipPacket(output.src, socket.peerIp, segment, identification, true, ttlOf(ns, socket, socket.peerIp)),
  );
}

/** An acknowledgment is on its way (`tcp_event_ack_sent`). */
function acknowledged(socket: TcpSocket): void {
  const { tcp } = socket;
  tcp.rcvWup = tcp.rcvNxt;
  tcp.duplicate = null;
  tcp.ackPending = false;
  if (tcp.quickAcks > 0) tcp.quickAcks--;
  stopAlarm(socket, 'ack');
}

export function sendAck(k: Kernel, ns: Netns, socket: TcpSocket): void {
  transmit(k, ns, socket, socket.tcp.sndNxt, TcpFlag.ACK, NO_BYTES);
}

/** A segment of no bytes that lies before the window: its answer tells the peer's window (`tcp_xmit_probe_skb`). */
export function sendProbe(k: Kernel, ns: Netns, socket: TcpSocket): void {
  transmit(k, ns, socket, seqAdd(socket.tcp.sndUna, -1), TcpFlag.ACK, NO_BYTES);
}

/** Breaks the connection off (`tcp_send_active_reset`). */
export function sendRst(k: Kernel, ns: Netns, socket: TcpSocket): void {
  transmit(k, ns, socket, socket.tcp.sndNxt, TcpFlag.RST | TcpFlag.ACK, NO_BYTES);
}

/** The first segment, kept until it is acknowledged. */
export function sendSyn(k: Kernel, ns: Netns, socket: TcpSocket, flags: number): void {
  const { tcp } = socket;
  tcp.flight.length = 0;
  tcp.sndNxt = tcp.iss;
  tcp.retransmitsSince = k.clock.now;
  launch(k, ns, socket, flags, NO_BYTES);
}

/** Sends what is new and remembers it until it is acknowledged. */
function launch(k: Kernel, ns: Netns, socket: TcpSocket, flags: number, payload: Uint8Array): void {
  const { tcp } = socket;
  const seq = tcp.sndNxt;
  const end = seqAdd(seq, payload.length + ((flags & (TcpFlag.SYN | TcpFlag.FIN)) === 0 ? 0 : 1));
  tcp.flight.push(new Sent(seq, end, flags, payload, k.clock.now, 0, 'sent'));
  tcp.sndNxt = end;
  if (payload.length > 0 && k.clock.now - tcp.lastReceived < ACK_TIMEOUT) tcp.pingPong = true;
  if (!isSet(socket, 'retransmit') || tcp.lossProbe) armRetransmit(k, ns, socket);
  transmit(k, ns, socket, seq, flags, payload);
}

/** Two ticks of the clock that keep a probe of several segments from being early (TCP_TIMEOUT_MIN). */
const PROBE_SLACK = RTO_MIN / 25;

/**
 * Sets the timer for what is under way: for a loss probe where the end of a flight may be lost without anybody telling
 * (`tcp_schedule_loss_probe`), otherwise for a retransmission.
 */
export function armRetransmit(k: Kernel, ns: Netns, socket: TcpSocket): void {
  const { tcp } = socket;
  const handshake = tcp.state === 'SYN-SENT' || tcp.state === 'SYN-RECV';
  const calm = tcp.recovery === 'none' && tcp.dupAcks === 0 && tcp.retransmits === 0;
  tcp.lossProbe = tcp.sack && tcp.srtt > 0 && !handshake && calm;
  const slack = tcp.flight.length === 1 ? RTO_MIN : PROBE_SLACK;
  setAlarm(k, ns, socket, 'retransmit', tcp.lossProbe ? Math.min(2 * tcp.srtt + slack, tcp.rto) : tcp.rto);
}

/** The acknowledgment timeout, ATO at its least: a delayed acknowledgment waits so long. */
export const ACK_TIMEOUT = RTO_MIN / 5;

/** Whether an earlier copy of a segment still waits for the next hop's address (`skb_still_in_host_queue`). */
function stillWaits(k: Kernel, ns: Netns, socket: TcpSocket, sent: Sent): boolean {
  const output = wayOf(silently(k), ns, socket);
  const queue = output === null ? [] : (get(output.link.neighbours, output.nextHop)?.queue ?? []);
  return queue.some(({ payload }) => {
    if (payload instanceof Uint8Array || payload.kind !== 'tcp') return false;
    return payload.seq === sent.seq && payload.dstPort === socket.peerPort && payload.srcPort === socket.localPort;
  });
}

/** The kernel without its ear for decisions: what is merely looked up is none. */
function silently(k: Kernel): Kernel {
  return k.tap.why === null ? k : { ...k, tap: { ...k.tap, why: null } };
}

/** Sends a segment of the flight again, in its place, unless it has not even left yet. */
export function resend(k: Kernel, ns: Netns, socket: TcpSocket, index: number): void {
  const { tcp } = socket;
  const old = tcp.flight[index];
  if (old === undefined || stillWaits(k, ns, socket, old)) return;
  const mss = mssOf(k, ns, socket);
  let again = old;
  if (old.payload.length > mss) {
    const cut = seqAdd(old.seq, mss);
    const head = old.flags & ~(TcpFlag.FIN | TcpFlag.PSH);
    again = new Sent(old.seq, cut, head, old.payload.subarray(0, mss), old.at, old.retransmits, old.fate);
    tcp.flight.splice(
      index + 1,
      0,
      new Sent(cut, old.end, old.flags, old.payload.subarray(mss), old.at, old.retransmits, old.fate),
    );
  }
  if (tcp.retransmitsSince === 0) tcp.retransmitsSince = k.clock.now;
  tcp.flight[index] = new Sent(
    again.seq,
    again.end,
    again.flags,
    again.payload,
    k.clock.now,
    again.retransmits + 1,
    'resent',
  );
  transmit(k, ns, socket, again.seq, again.flags, again.payload);
}

/** Bytes of payload that fit into a segment now (`tcp_current_mss`): the path's MTU and the peer's limit, less the options. */
export function mssOf(k: Kernel, ns: Netns, socket: TcpSocket): number {
  const { tcp } = socket;
  const mtu = wayOf(silently(k), ns, socket)?.mtu ?? 576;
  const options = (tcp.timestamps ? TIMESTAMPS : 0) + sackLength(tcp);
  const most = Math.min(mtu - HEADERS, tcp.peerMss) - options;
  const half = tcp.maxWindow > 536 ? tcp.maxWindow >> 1 : tcp.maxWindow;
  return Math.max(8, tcp.maxWindow === 0 ? most : Math.min(most, Math.max(half, 68 - HEADERS)));
}

function sackLength(tcp: TcpControl): number {
  const blocks = tcp.sack ? sackBlocks(tcp).length : 0;
  return blocks === 0 ? 0 : 4 + 8 * Math.min(blocks, tcp.timestamps ? 3 : 4);
}

/** Segments believed to be under way (RFC 6675's pipe). */
export function pipeOf(tcp: TcpControl): number {
  let count = 0;
  for (const sent of tcp.flight) if (sent.fate === 'sent' || sent.fate === 'resent') count++;
  return count;
}

/** Sends as much as the windows allow (`tcp_write_xmit`), in segments as large as may be. */
export function pushPending(k: Kernel, ns: Netns, socket: TcpSocket): void {
  const { tcp } = socket;
  if (tcp.unsentBytes === 0 && !tcp.finQueued) return;
  const mss = mssOf(k, ns, socket);
  let pipe = pipeOf(tcp);
  tcp.cwndLimited = false;
  while (tcp.unsentBytes > 0) {
    const size = Math.min(mss, tcp.unsentBytes);
    const last = size === tcp.unsentBytes;
    if (pipe >= tcp.cwnd) {
      tcp.cwndLimited = true;
      break;
    }
    if (size > seqDiff(seqAdd(tcp.sndUna, tcp.sndWnd), tcp.sndNxt)) break;
    if (size < mss && !tcp.noDelay && !(last && tcp.finQueued) && holdsSmall(tcp)) break;
    launchData(k, ns, socket, size);
    if (size < mss) tcp.smallEnd = tcp.sndNxt;
    pipe++;
  }
  if (tcp.unsentBytes > 0) {
    if (tcp.flight.length === 0 && !isSet(socket, 'probe')) setAlarm(k, ns, socket, 'probe', tcp.rto);
    return;
  }
  if (tcp.finQueued) launch(k, ns, socket, TcpFlag.FIN | TcpFlag.ACK, NO_BYTES);
  tcp.finQueued = false;
}

/** Nagle's rule as Minshall changed it: a small segment waits only for an earlier small one. */
function holdsSmall(tcp: TcpControl): boolean {
  return tcp.flight.length > 0 && seqAfter(tcp.smallEnd, tcp.sndUna) && !seqAfter(tcp.smallEnd, tcp.sndNxt);
}

/** The next `size` bytes of what was written; PSH where a write ends in them, FIN with the last of all. */
export function launchData(k: Kernel, ns: Netns, socket: TcpSocket, size: number): void {
  const { tcp } = socket;
  const parts: Uint8Array[] = [];
  let flags: number = TcpFlag.ACK;
  for (let left = size; left > 0;) {
    const first = tcp.unsent[0];
    if (first === undefined) break;
    if (first.length > left) {
      parts.push(first.subarray(0, left));
      tcp.unsent[0] = first.subarray(left);
      left = 0;
    } else {
      parts.push(first);
      tcp.unsent.shift();
      left -= first.length;
      flags |= TcpFlag.PSH;
    }
  }
  tcp.unsentBytes -= size;
  if (tcp.unsentBytes === 0 && tcp.finQueued) {
    flags |= TcpFlag.FIN;
    tcp.finQueued = false;
  }
  launch(k, ns, socket, flags, parts.length === 1 ? parts[0]! : joinBytes(parts, size));
}

/** One run of bytes out of several. */
export function joinBytes(parts: readonly Uint8Array[], length: number): Uint8Array {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
