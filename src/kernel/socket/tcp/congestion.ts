/**
 * What the acknowledgments say of the path: round-trip times (RFC 6298 with Linux's floor of 200 ms), slow start and
 * congestion avoidance (RFC 5681; Linux's default grows by a cubic instead, which short transfers never reach), and losses seen
 * by duplicate or selective acknowledgments (RFC 6675).
 */
import type { TcpOptions } from '../../../wire/tcp';
import type { Kernel } from '../../kernel';
import type { Netns } from '../../netns';
import type { TcpSocket } from '../socket';
import { RTO_MAX, RTO_MIN, Sent, type TcpControl } from './control';
import { pipeOf, resend } from './output';
import { seqAfter, seqBefore } from './sequence';

/** Segments that must have overtaken one before it counts as lost. */
const DUP_THRESHOLD = 3;

/** A round trip was measured. */
export function rttSample(tcp: TcpControl, rtt: number): void {
  if (tcp.srtt === 0) {
    tcp.srtt = Math.max(rtt, 1);
    tcp.rttvar = rtt / 2;
  } else {
    const error = rtt - tcp.srtt;
    tcp.srtt = Math.max(tcp.srtt + error / 8, 1);
    tcp.rttvar += (Math.abs(error) - tcp.rttvar) / 4;
  }
  tcp.rto = Math.min(Math.round(tcp.srtt + Math.max(4 * tcp.rttvar, RTO_MIN)), RTO_MAX);
}

/** `acked` segments arrived while the window was in use. */
function growWindow(tcp: TcpControl, acked: number, inFlight: number): void {
  const slowStart = tcp.cwnd < tcp.ssthresh;
  if (!tcp.cwndLimited && !(slowStart && tcp.cwnd < 2 * inFlight)) return;
  if (slowStart) {
    tcp.cwnd = Math.min(tcp.cwnd + acked, tcp.ssthresh);
    return;
  }
  tcp.cwndCount += acked;
  if (tcp.cwndCount < tcp.cwnd) return;
  tcp.cwndCount -= tcp.cwnd;
  tcp.cwnd++;
}

function withFate(sent: Sent, fate: Sent['fate']): Sent {
  return new Sent(sent.seq, sent.end, sent.flags, sent.payload, sent.at, sent.retransmits, fate);
}

/** Marks what the peer holds already; whether it told anything new. */
export function markSacked(tcp: TcpControl, blocks: TcpOptions['sack']): boolean {
  let news = false;
  for (const { left, right } of blocks) {
    if (!seqAfter(right, tcp.sndUna) || seqBefore(left, tcp.sndUna) || seqAfter(right, tcp.sndNxt)) continue;
    for (let i = 0; i < tcp.flight.length; i++) {
      const sent = tcp.flight[i]!;
      if (sent.fate === 'sacked' || seqBefore(sent.seq, left) || seqAfter(sent.end, right)) continue;
      tcp.flight[i] = withFate(sent, 'sacked');
      news = true;
    }
  }
  return news;
}

/** Marks segments that enough others have overtaken; without SACK only the first can be known. */
function markLost(tcp: TcpControl): void {
  let overtakers = 0;
  for (const sent of tcp.flight) if (sent.fate === 'sacked') overtakers++;
  for (let i = 0; i < tcp.flight.length && overtakers >= DUP_THRESHOLD; i++) {
    const sent = tcp.flight[i]!;
    if (sent.fate === 'sacked') overtakers--;
    else if (sent.fate === 'sent') tcp.flight[i] = withFate(sent, 'lost');
  }
}

function markFirstLost(tcp: TcpControl): void {
  const first = tcp.flight[0];
  if (first?.fate === 'sent') tcp.flight[0] = withFate(first, 'lost');
}

/** The retransmission timer has run out: nothing under way is believed in any more. */
export function enterTimeout(tcp: TcpControl): void {
  if (tcp.recovery !== 'timeout' || !seqBefore(tcp.sndUna, tcp.recoverTo)) tcp.ssthresh = Math.max(tcp.cwnd >> 1, 2);
  tcp.recovery = 'timeout';
  tcp.recoverTo = tcp.sndNxt;
  tcp.cwnd = 1;
  tcp.cwndCount = 0;
  tcp.dupAcks = 0;
  const reneged = tcp.flight[0]?.fate === 'sacked';
  tcp.flight.forEach((sent, i) => {
    if (sent.fate !== 'sacked' || reneged) tcp.flight[i] = withFate(sent, 'lost');
  });
}

/** Segments longer than the path takes are sent again in smaller ones (`tcp_simple_retransmit`). */
export function resendLonger(k: Kernel, ns: Netns, socket: TcpSocket, mss: number): void {
  const { flight } = socket.tcp;
  flight.forEach((sent, i) => {
    if (sent.fate !== 'sacked' && sent.payload.length > mss) flight[i] = withFate(sent, 'lost');
  });
  resendLost(k, ns, socket);
}

/** An acknowledgment that acknowledged nothing new, or told of segments behind a gap. */
export function duplicateAck(k: Kernel, ns: Netns, socket: TcpSocket): void {
  const { tcp } = socket;
  tcp.dupAcks++;
  markLost(tcp);
  if (tcp.recovery === 'none') {
    if (tcp.dupAcks < DUP_THRESHOLD && !tcp.flight.some((sent) => sent.fate === 'lost')) return;
    tcp.recovery = 'fast';
    tcp.recoverTo = tcp.sndNxt;
    tcp.ssthresh = Math.max(tcp.cwnd >> 1, 2);
    tcp.cwnd = tcp.ssthresh;
    markFirstLost(tcp);
    resend(
      k,
      ns,
      socket,
      Math.max(
        0,
        tcp.flight.findIndex((sent) => sent.fate === 'lost'),
      ),
    );
  }
  resendLost(k, ns, socket);
}

/** The acknowledged part has grown: recovery goes on, or is over. */
export function progress(k: Kernel, ns: Netns, socket: TcpSocket, acked: number, inFlight: number): void {
  const { tcp } = socket;
  tcp.dupAcks = 0;
  if (tcp.recovery !== 'none' && !seqBefore(tcp.sndUna, tcp.recoverTo)) {
    if (tcp.recovery === 'fast') tcp.cwnd = tcp.ssthresh;
    tcp.recovery = 'none';
  }
  if (tcp.recovery !== 'fast') growWindow(tcp, acked, inFlight);
  if (tcp.recovery === 'none') return;
  markLost(tcp);
  if (tcp.recovery === 'fast') markFirstLost(tcp);
  resendLost(k, ns, socket);
}

/** Sends lost segments again, as far as the congestion window allows. */
function resendLost(k: Kernel, ns: Netns, socket: TcpSocket): void {
  const { tcp } = socket;
  let room = tcp.cwnd - pipeOf(tcp);
  for (let i = 0; i < tcp.flight.length && room > 0; i++) {
    if (tcp.flight[i]!.fate !== 'lost') continue;
    resend(k, ns, socket, i);
    room--;
  }
}
