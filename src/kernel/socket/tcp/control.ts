/** The transmission control block of a TCP socket (RFC 9293, section 3.3.1; struct tcp_sock). Times are microseconds, windows bytes. */
import { SECOND } from '../../../sim/clock';
import { randomU32 } from '../../../sim/random';
import { Value } from '../../../sim/value';
import type { Errno } from '../../errno';
import type { Kernel } from '../../kernel';
import type { Netns } from '../../netns';
import { emptySocket } from '../open';
import type { TcpSocket } from '../socket';
import type { TcpState } from './tcp.machine';

/** A segment sent and not yet acknowledged. */
export class Sent extends Value {
  constructor(
    readonly seq: number,
    /** The sequence number behind it: SYN and FIN count one. */
    readonly end: number,
    readonly flags: number,
    readonly payload: Uint8Array,
    readonly at: number,
    readonly retransmits: number,
    /** What is believed of it: under way, lost, sent once more, or there already (RFC 6675). */
    readonly fate: 'sent' | 'lost' | 'resent' | 'sacked',
  ) {
    super();
  }
}

/** Bytes that came before their turn. */
export class Early extends Value {
  constructor(
    readonly seq: number,
    readonly end: number,
    readonly payload: Uint8Array,
    readonly fin: boolean,
    /** A later arrival has a larger number. */
    readonly came: number,
  ) {
    super();
  }
}

/** A timer that may be put off without another event: the event that comes too early sets itself anew. */
export interface Alarm {
  /** When it is to go off; 0 while it is not set. */
  due: number;
  /** When its event comes, and the stamp of that event; -1 while none is under way. */
  at: number;
  stamp: number;
}

export const ALARMS = ['retransmit', 'probe', 'ack', 'wait'] as const;
export type AlarmName = (typeof ALARMS)[number];

/** What a listening socket has besides. */
export interface Listener {
  /** As it was asked for; one connection more than that may wait. */
  backlog: number;
  /** Connections that wait to be accepted, by id. */
  readonly accepted: string[];
  /** Connections in SYN-RECV, by id. */
  readonly half: string[];
}

export interface TcpControl {
  state: TcpState;
  listener: Listener | null;
  /** The listener that it came by, until it is accepted. */
  parent: string | null;
  /** Whether it shares the port of a listener. */
  readonly child: boolean;
  /** No process holds it any more. */
  orphan: boolean;
  noDelay: boolean;

  // What is sent.
  iss: number;
  sndUna: number;
  sndNxt: number;
  sndWnd: number;
  /** The largest window the peer has offered. */
  maxWindow: number;
  sndWl1: number;
  sndScale: number;
  peerMss: number;
  /** Writes not yet cut into segments. */
  readonly unsent: Uint8Array[];
  unsentBytes: number;
  readonly flight: Sent[];
  finQueued: boolean;
  /** The end of the last segment that was smaller than it might have been (`snd_sml`). */
  smallEnd: number;
  /** A writer waits for room. */
  blocked: boolean;

  // Congestion control, in segments (RFC 5681, RFC 6675).
  cwnd: number;
  ssthresh: number;
  cwndCount: number;
  cwndLimited: boolean;
  dupAcks: number;
  recovery: 'none' | 'fast' | 'timeout';
  recoverTo: number;

  // Retransmission (RFC 6298).
  srtt: number;
  rttvar: number;
  rto: number;
  retransmits: number;
  /** When the first of them went; 0 while there was none. */
  retransmitsSince: number;
  probes: number;
  /** The retransmission timer is set for a loss probe (RFC 8985, section 7); one that is unanswered ended here, else null. */
  lossProbe: boolean;
  probedTo: number | null;

  // What is received.
  irs: number;
  rcvNxt: number;
  /** The last acknowledgment sent, and the window that went with it. */
  rcvWup: number;
  rcvWnd: number;
  rcvSpace: number;
  rcvMss: number;
  readonly inbox: Uint8Array[];
  inboxBytes: number;
  readonly early: Early[];
  /** Bytes that came twice, to be told in the next acknowledgment (RFC 2883). */
  duplicate: { readonly left: number; readonly right: number } | null;
  /** A FIN has come, in its turn. */
  finished: boolean;
  readClosed: boolean;

  // Acknowledgments that wait (`icsk_ack`).
  ackPending: boolean;
  quickAcks: number;
  pingPong: boolean;
  lastReceived: number;
  /** When a segment out of the window was last answered. */
  lastDupAck: number;

  // Options.
  timestamps: boolean;
  sack: boolean;
  scaled: boolean;
  tsOffset: number;
  tsRecent: number;

  /** The peer is heard: the neighbour on the way to it is well (`sk_dst_pending_confirm`). */
  confirm: boolean;
  softError: Errno | null;
  readonly alarms: Record<AlarmName, Alarm>;
}

export const RTO_MIN = SECOND / 5;
export const RTO_MAX = 120 * SECOND;
export const RTO_INITIAL = SECOND;
const INITIAL_CWND = 10;
/** Segments acknowledged at once when a stream begins (TCP_MAX_QUICKACKS). */
export const QUICK_ACKS = 16;
/** What this kernel offers: its buffers may grow to 32 MB. */
export const WINDOW_SCALE = 10;
/** A peer that names no MSS takes 536 bytes (RFC 9293, section 3.7.1). */
export const MSS_DEFAULT = 536;

const alarm = (): Alarm => ({ due: 0, at: 0, stamp: -1 });

function createControl(k: Kernel, child: boolean): TcpControl {
  const iss = randomU32(k.random);
  return {
    state: 'UNCONN',
    listener: null,
    parent: null,
    child,
    orphan: false,
    noDelay: false,
    iss,
    sndUna: iss,
    sndNxt: iss,
    sndWnd: 0,
    maxWindow: 0,
    sndWl1: 0,
    sndScale: 0,
    peerMss: MSS_DEFAULT,
    unsent: [],
    unsentBytes: 0,
    flight: [],
    finQueued: false,
    smallEnd: iss,
    blocked: false,
    cwnd: INITIAL_CWND,
    ssthresh: 0x7fffffff,
    cwndCount: 0,
    cwndLimited: false,
    dupAcks: 0,
    recovery: 'none',
    recoverTo: iss,
    srtt: 0,
    rttvar: 0,
    rto: RTO_INITIAL,
    retransmits: 0,
    retransmitsSince: 0,
    probes: 0,
    lossProbe: false,
    probedTo: null,
    irs: 0,
    rcvNxt: 0,
    rcvWup: 0,
    rcvWnd: 0,
    rcvSpace: 0,
    rcvMss: MSS_DEFAULT,
    inbox: [],
    inboxBytes: 0,
    early: [],
    duplicate: null,
    finished: false,
    readClosed: false,
    ackPending: false,
    quickAcks: 0,
    pingPong: false,
    lastReceived: 0,
    lastDupAck: -SECOND,
    timestamps: false,
    sack: false,
    scaled: false,
    tsOffset: randomU32(k.random),
    tsRecent: 0,
    confirm: false,
    softError: null,
    alarms: { retransmit: alarm(), probe: alarm(), ack: alarm(), wait: alarm() },
  };
}

/** An unconnected socket; `child` for one that a listener makes. */
export function newTcp(k: Kernel, ns: Netns, pid: number | null, child = false): TcpSocket {
  return { kind: 'tcp', ...emptySocket(k, ns, pid), tcp: createControl(k, child) };
}
