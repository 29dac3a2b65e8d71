/** Connection tracking (net/netfilter/nf_conntrack_core.c): one value a connection, found under both directions' tuples. */
import type { Micros } from '../../sim/clock';
import { get, put, remove } from '../../sim/table';
import { Value } from '../../sim/value';
import { IpProtocol } from '../../wire/packet';
import type { Kernel } from '../kernel';
import { drop } from '../netdev';
import type { Netns } from '../netns';
import type { CtRef, Skb } from '../skb';
import { sysctlNumber } from '../sysctl';
import type { Netfilter } from './netfilter';
import { relatedTo } from './track/icmp-error';
import { beginPacket, trackPacket } from './track/protocol';
import type { TcpConnState } from './track/tcp-conn.machine';
import {
  addTuple,
  findTuple,
  invert,
  removeTuple,
  SourceEntry,
  sourceHash,
  type Tuple,
  tupleOf,
  tupleText,
} from './track/tuple';

export type { Tuple } from './track/tuple';

/** A connection as `conntrack -L` shows it; replaced by a new value when it changes. */
export class Conn extends Value {
  constructor(
    readonly id: number,
    readonly original: Tuple,
    readonly reply: Tuple,
    /** TCP's state, or '' for other protocols. */
    readonly state: TcpConnState | '',
    readonly seenReply: boolean,
    readonly assured: boolean,
    readonly expires: Micros,
    readonly mark: number,
    /** Whether NAT has decided on each address (IPS_SRC_NAT_DONE, IPS_DST_NAT_DONE), and whether it changed something. */
    readonly natDone: Manips,
    readonly nat: Manips,
    readonly started: Micros,
    /** The link whose address MASQUERADE has taken. */
    readonly masquerade: string | null,
    readonly tcp: TcpConn | null,
  ) {
    super();
  }
}

export interface Manips {
  readonly src: boolean;
  readonly dst: boolean;
}

/** What the tracker remembers of a TCP connection beside its state (struct ip_ct_tcp). */
export interface TcpConn {
  /** An end has begun to close it. */
  readonly closing: boolean;
  /** Where the last segment was a RST, or a SYN that was let through though it did not fit. */
  readonly last: { readonly kind: 'syn' | 'rst'; readonly reply: boolean; readonly end: number } | null;
}

const NO_MANIPS: Manips = { src: false, dst: false };

/** The connection with other fields. */
export function changeConn(conn: Conn, fields: Partial<Omit<Conn, 'id' | 'original'>>): Conn {
  return new Conn(
    conn.id,
    conn.original,
    fields.reply ?? conn.reply,
    fields.state ?? conn.state,
    fields.seenReply ?? conn.seenReply,
    fields.assured ?? conn.assured,
    fields.expires ?? conn.expires,
    fields.mark ?? conn.mark,
    fields.natDone ?? conn.natDone,
    fields.nat ?? conn.nat,
    fields.started ?? conn.started,
    fields.masquerade ?? conn.masquerade,
    fields.tcp ?? conn.tcp,
  );
}

/** A connection under that tuple, and whether the tuple is its reply direction's; one whose time is over is gone. */
export function findConn(
  nf: Netfilter,
  tuple: Tuple,
  now: Micros,
): { readonly conn: Conn; readonly reply: boolean } | null {
  const entry = findTuple(nf.tuples, tuple);
  if (entry === null) return null;
  const conn = get(nf.conns, entry.conn);
  if (conn === undefined) return null;
  if (conn.expires <= now) {
    removeConn(nf, conn);
    return null;
  }
  return { conn, reply: entry.reply };
}

export function removeConn(nf: Netfilter, conn: Conn): void {
  if (!remove(nf.conns, conn.id)) return;
  removeTuple(nf.tuples, conn.original, conn.id);
  removeTuple(nf.tuples, conn.reply, conn.id);
  if (!conn.nat.src) return;
  const key = sourceHash(conn.original);
  const rest = get(nf.sources, key)?.conns.filter((id) => id !== conn.id) ?? [];
  if (rest.length === 0) remove(nf.sources, key);
  else put(nf.sources, key, new SourceEntry(rest));
}

/** `nf_conntrack_in`: finds or begins the connection of a packet. False where it has to be dropped. */
export function nfConntrackIn(k: Kernel, ns: Netns, skb: Skb): boolean {
  if (skb.ct !== null) return true;
  const tuple = tupleOf(skb.packet);
  skb.ct = tuple === null ? relatedTo(k, ns.netfilter, skb.packet) : resolve(k, ns, skb, tuple);
  const why = k.tap.why;
  if (why !== null) {
    const ct = skb.ct;
    const original = ct === null ? (tuple === null ? '' : tupleText(tuple)) : tupleText(ct.conn.original);
    const reply = ct === null ? '' : tupleText(ct.conn.reply);
    why.push({ ns: ns.name, kind: 'ct', state: ct?.state ?? 'INVALID', original, reply, fresh: ct?.fresh === true });
  }
  return true;
}

/** `resolve_normal_ct` and the protocol's own tracking: null is INVALID. */
function resolve(k: Kernel, ns: Netns, skb: Skb, tuple: Tuple): CtRef | null {
  const nf = ns.netfilter;
  const found = findConn(nf, tuple, k.clock.now);
  if (found === null) return begin(k, ns, skb, tuple);
  const { conn, reply } = found;
  const next = trackPacket(k, ns, conn, reply, skb.packet);
  if (next === 'invalid') return null;
  if (next === 'reopen') {
    removeConn(nf, conn);
    return begin(k, ns, skb, tuple);
  }
  const state = reply || conn.seenReply ? 'ESTABLISHED' : 'NEW';
  if (next === 'kill') {
    removeConn(nf, conn);
    return { conn, reply, state, fresh: false };
  }
  if (next !== conn) put(nf.conns, conn.id, next);
  return { conn: next, reply, state, fresh: false };
}

function begin(k: Kernel, ns: Netns, skb: Skb, tuple: Tuple): CtRef | null {
  const nf = ns.netfilter;
  const first = beginPacket(ns, skb.packet);
  if (first === null) return null;
  const now = k.clock.now;
  const tcp = tuple.protocol === IpProtocol.Tcp ? FRESH_TCP : null;
  const { state, timeout } = first;
  const id = nf.nextConn++;
  const reply = invert(tuple);
  const conn = new Conn(id, tuple, reply, state, false, false, now + timeout, 0, NO_MANIPS, NO_MANIPS, now, null, tcp);
  return { conn, reply: false, state: 'NEW', fresh: true };
}

const FRESH_TCP: TcpConn = { closing: false, last: null };

/**
 * `nf_conntrack_confirm`, at the end of the way: the connection enters the table, if it is the packet that began it. False where
 * the packet has to be dropped, because the table is full or another connection has taken one of its tuples.
 */
export function nfConntrackConfirm(k: Kernel, ns: Netns, skb: Skb): boolean {
  const ct = skb.ct;
  if (ct === null || !ct.fresh || ct.reply) return true;
  const nf = ns.netfilter;
  const { conn } = ct;
  if (get(nf.conns, conn.id) === undefined) {
    if (conn.id % COLLECT_EVERY === 0) collect(nf, k.clock.now);
    if (nf.conns.size >= sysctlNumber(ns.sysctl, 'net.netfilter.nf_conntrack_max'))
      return refuse(k, ns, 'nf_conntrack: table full');
    if (findConn(nf, conn.original, k.clock.now) !== null || findConn(nf, conn.reply, k.clock.now) !== null)
      return refuse(k, ns, 'nf_conntrack: clash');
    put(nf.conns, conn.id, conn);
    addTuple(nf.tuples, conn.original, conn.id, false);
    addTuple(nf.tuples, conn.reply, conn.id, true);
    if (conn.nat.src) {
      const key = sourceHash(conn.original);
      put(nf.sources, key, new SourceEntry([conn.id, ...(get(nf.sources, key)?.conns ?? [])]));
    }
  }
  skb.ct = { ...ct, fresh: false };
  return true;
}

function refuse(k: Kernel, ns: Netns, detail: string): false {
  drop(k, ns, null, 'NETFILTER_DROP', detail);
  return false;
}

/** So many new connections look once through one bucket of the others. */
const COLLECT_EVERY = 16;

/** `gc_worker`: connections whose time is over do not pile up, though no timer waits for them. */
function collect(nf: Netfilter, now: Micros): void {
  const { buckets } = nf.conns;
  const bucket = buckets[Math.floor(nf.nextConn / COLLECT_EVERY) & (buckets.length - 1)]!;
  for (const id in bucket) {
    const conn = bucket[id]!;
    if (conn.expires <= now) removeConn(nf, conn);
  }
}

/** `nf_ct_attach`: an answer that we make to a packet belongs to the packet's connection, the other way. */
export function relatedAnswer(ct: CtRef | null): CtRef | null {
  return ct === null ? null : { ...ct, reply: !ct.reply, state: 'RELATED' };
}
