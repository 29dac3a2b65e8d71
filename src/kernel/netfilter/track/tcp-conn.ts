/** Tracking TCP segments (net/netfilter/nf_conntrack_proto_tcp.c). Sequence numbers are not checked against the windows. */
import { compileMachine } from '../../../sim/machine';
import { type Tcp, TcpFlag } from '../../../wire/packet';
import type { Kernel } from '../../kernel';
import type { Netns } from '../../netns';
import { changeConn, type Conn, type TcpConn } from '../conntrack';
import type { Tracked } from './protocol';
import {
  TCP_CONN_EFFECTS,
  TCP_CONN_EVENTS,
  TCP_CONN_STATES,
  type TcpConnEvent,
  tcpConnMachine,
  type TcpConnState,
} from './tcp-conn.machine';
import { conntrackTimeout, jiffyOf } from './timeout';

export const tcpConnTable = compileMachine(tcpConnMachine, TCP_CONN_STATES, TCP_CONN_EVENTS, TCP_CONN_EFFECTS);

const { FIN, SYN, RST, ACK, URG } = TcpFlag;

/** Flags that make sense together (`tcp_valid_flags`), PSH, ECE, CWR and NS left out. */
const VALID_FLAGS = new Set([SYN, SYN | URG, SYN | ACK, RST, RST | ACK, FIN | ACK, FIN | ACK | URG, ACK, ACK | URG]);
const COUNTED_FLAGS = FIN | SYN | RST | ACK | URG;

/** Which of the machine's events a segment is (`get_conntrack_index`); null for none that is valid. */
function eventOf({ flags }: Tcp, reply: boolean): TcpConnEvent | null {
  if (!VALID_FLAGS.has(flags & COUNTED_FLAGS)) return null;
  if ((flags & RST) !== 0) return reply ? 'reply.rst' : 'original.rst';
  if ((flags & SYN) !== 0) {
    if ((flags & ACK) !== 0) return reply ? 'reply.synack' : 'original.synack';
    return reply ? 'reply.syn' : 'original.syn';
  }
  if ((flags & FIN) !== 0) return reply ? 'reply.fin' : 'original.fin';
  return reply ? 'reply.ack' : 'original.ack';
}

/** `tcp_new`: a SYN, or a segment of a connection that was there before tracking was. */
export function beginTcp(ns: Netns, tcp: Tcp): { readonly state: TcpConnState; readonly timeout: number } | null {
  const event = eventOf(tcp, false);
  const first = event === null ? undefined : tcpConnTable.NONE[event];
  if (first === undefined) return null;
  return { state: first.to, timeout: conntrackTimeout(ns, first.to === 'ESTABLISHED' ? 'unacknowledged' : 'SYN_SENT') };
}

/** `nf_conntrack_tcp_packet`. */
export function trackTcp(k: Kernel, ns: Netns, conn: Conn, reply: boolean, segment: Tcp): Tracked {
  const { state, tcp } = conn;
  const event = eventOf(segment, reply);
  if (state === '' || tcp === null || event === null) return 'invalid';
  const cell = tcpConnTable[state][event];
  if (cell === undefined) return 'invalid';
  const effect = cell.effects[0];
  if (effect === 'reopen' && (tcp.closing || (tcp.last?.kind === 'rst' && tcp.last.reply === reply))) return 'reopen';
  if (effect === 'reopen' || effect === 'ignore') {
    if (answersIgnored(tcp, segment, reply, event)) return settle(k, ns, conn, reply, 'SYN_RECV', 'SYN_RECV', false);
    return ignore(conn, reply, segment, event);
  }
  const reset = event === 'reply.rst' || event === 'original.rst';
  if (!conn.seenReply) {
    if (reset) return 'kill';
    if (event === 'original.syn' && state === 'SYN_SENT') return conn;
  }
  return settle(k, ns, conn, reply, cell.to, reset ? 'CLOSE' : cell.to, effect === 'assure', reset);
}

/** A SYN-ACK that acknowledges a SYN which was let through: the ends are in step, and it was the entry that was not. */
function answersIgnored(tcp: TcpConn, segment: Tcp, reply: boolean, event: TcpConnEvent): boolean {
  if (event !== 'reply.synack' || tcp.last?.kind !== 'syn') return false;
  return tcp.last.reply !== reply && tcp.last.end === segment.ack;
}

function ignore(conn: Conn, reply: boolean, segment: Tcp, event: TcpConnEvent): Conn {
  const syn = event === 'original.syn' || event === 'reply.syn';
  const end = (segment.seq + segment.payload.length + 1) >>> 0;
  const last = syn ? ({ kind: 'syn', reply, end } as const) : null;
  const seenReply = conn.seenReply || reply;
  if (last === null && conn.tcp?.last === null && seenReply === conn.seenReply) return conn;
  return changeConn(conn, { seenReply, tcp: { closing: conn.tcp?.closing === true, last } });
}

/** A segment that fits: the state it leads to, for as long as `timer` says. */
function settle(
  k: Kernel,
  ns: Netns,
  conn: Conn,
  reply: boolean,
  to: TcpConnState,
  timer: TcpConnState,
  assure: boolean,
  reset = false,
): Conn {
  const timeout = timer === 'NONE' ? 0 : conntrackTimeout(ns, timer);
  const unheard = to === 'ESTABLISHED' && !conn.seenReply;
  const expires =
    jiffyOf(k.clock.now) + (unheard ? Math.min(timeout, conntrackTimeout(ns, 'unacknowledged')) : timeout);
  const assured = conn.assured || (assure && conn.seenReply);
  const seenReply = conn.seenReply || reply;
  const before = conn.tcp;
  const closing = before?.closing === true || (to === 'FIN_WAIT' && conn.state !== 'FIN_WAIT');
  const last = reset ? ({ kind: 'rst', reply, end: 0 } as const) : null;
  const same = before?.closing === closing && before.last === null && last === null;
  const tcp = same ? before : { closing, last };
  if (same && conn.state === to && conn.expires === expires && conn.assured === assured && conn.seenReply === seenReply)
    return conn;
  return changeConn(conn, { state: to, seenReply, assured, expires, tcp });
}
