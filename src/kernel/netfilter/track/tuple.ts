/** Connection tuples (include/net/netfilter/nf_conntrack_tuple.h): what of a packet names its connection and direction. */
import { formatIpv4, type Ipv4 } from '../../../base/ipv4';
import { get, put, remove, type Table } from '../../../sim/table';
import { Value } from '../../../sim/value';
import { isFragment } from '../../../wire/ipv4';
import { IpProtocol, type Ipv4Packet } from '../../../wire/packet';

export interface Tuple {
  readonly protocol: number;
  readonly src: Ipv4;
  readonly dst: Ipv4;
  /** Ports; for ICMP the identifier stands in `sport`, and type and code in `dport`. */
  readonly sport: number;
  readonly dport: number;
}

/** A tuple and the connection it belongs to; further tuples of the same hash hang behind it. */
export class TupleEntry extends Value {
  constructor(
    readonly tuple: Tuple,
    readonly conn: number,
    readonly reply: boolean,
    readonly next: TupleEntry | null,
  ) {
    super();
  }
}

/** Connections whose original source has the same hash, the newest first. */
export class SourceEntry extends Value {
  constructor(readonly conns: readonly number[]) {
    super();
  }
}

/** What an ICMP message of that type is answered by; other types have no connection of their own (nf_conntrack_proto_icmp.c). */
const ICMP_ANSWERS: Readonly<Record<number, number>> = { 0: 8, 8: 0, 13: 14, 14: 13, 15: 16, 16: 15, 17: 18, 18: 17 };

/** Whether an ICMP message may begin a connection: echo, timestamp, information and address mask requests. */
export function isIcmpRequest(type: number): boolean {
  return type === 8 || type === 13 || type === 15 || type === 17;
}

/** `nf_ct_get_tuple`: null where the packet names no connection (a fragment, cut short, an ICMP error). */
export function tupleOf(packet: Ipv4Packet): Tuple | null {
  const { protocol, src, dst, payload } = packet;
  if (payload instanceof Uint8Array) {
    const known = protocol === IpProtocol.Icmp || protocol === IpProtocol.Tcp || protocol === IpProtocol.Udp;
    return known || isFragment(packet) ? null : { protocol, src, dst, sport: 0, dport: 0 };
  }
  if (payload.kind !== 'icmp') return { protocol, src, dst, sport: payload.srcPort, dport: payload.dstPort };
  if (ICMP_ANSWERS[payload.type] === undefined) return null;
  return { protocol, src, dst, sport: payload.rest >>> 16, dport: (payload.type << 8) | payload.code };
}

/** `nf_ct_invert_tuple`: the tuple of an answer. */
export function invert({ protocol, src, dst, sport, dport }: Tuple): Tuple {
  if (protocol !== IpProtocol.Icmp) return { protocol, src: dst, dst: src, sport: dport, dport: sport };
  const type = ICMP_ANSWERS[dport >>> 8] ?? dport >>> 8;
  return { protocol, src: dst, dst: src, sport, dport: (type << 8) | (dport & 255) };
}

export function sameTuple(a: Tuple, b: Tuple): boolean {
  return a.src === b.src && a.dst === b.dst && a.sport === b.sport && a.dport === b.dport && a.protocol === b.protocol;
}

/** Thirty bits of all fields mixed: small enough for an integer that is found without being made into text. */
function tupleHash({ protocol, src, dst, sport, dport }: Tuple): number {
  let hash = Math.imul(src ^ 0x9e3779b9, 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 15) ^ dst, 0xc2b2ae35);
  hash = Math.imul(hash ^ (hash >>> 13) ^ ((sport << 16) | dport), 0x27d4eb2f);
  hash = Math.imul(hash ^ (hash >>> 16) ^ protocol, 0x165667b1);
  return (hash ^ (hash >>> 15)) >>> 2;
}

export function findTuple(table: Table<TupleEntry>, tuple: Tuple): TupleEntry | null {
  let entry = get(table, tupleHash(tuple)) ?? null;
  while (entry !== null && !sameTuple(entry.tuple, tuple)) entry = entry.next;
  return entry;
}

export function addTuple(table: Table<TupleEntry>, tuple: Tuple, conn: number, reply: boolean): void {
  const key = tupleHash(tuple);
  put(table, key, new TupleEntry(tuple, conn, reply, get(table, key) ?? null));
}

export function removeTuple(table: Table<TupleEntry>, tuple: Tuple, conn: number): void {
  const key = tupleHash(tuple);
  const rest = without(get(table, key) ?? null, conn, tuple);
  if (rest === null) remove(table, key);
  else put(table, key, rest);
}

function without(entry: TupleEntry | null, conn: number, tuple: Tuple): TupleEntry | null {
  if (entry === null) return null;
  const rest = without(entry.next, conn, tuple);
  if (entry.conn === conn && sameTuple(entry.tuple, tuple)) return rest;
  return new TupleEntry(entry.tuple, entry.conn, entry.reply, rest);
}

/** The hash of a tuple's source alone. */
export function sourceHash({ protocol, src, sport }: Tuple): number {
  return tupleHash({ protocol, src, dst: 0, sport, dport: 0 });
}

/** As `conntrack` prints it: `src=10.0.0.1 dst=10.0.0.2 sport=40000 dport=80`. */
export function tupleText({ protocol, src, dst, sport, dport }: Tuple): string {
  const ends = `src=${formatIpv4(src)} dst=${formatIpv4(dst)}`;
  switch (protocol) {
    case IpProtocol.Icmp:
      return `${ends} type=${dport >>> 8} code=${dport & 255} id=${sport}`;
    case IpProtocol.Tcp:
    case IpProtocol.Udp:
      return `${ends} sport=${sport} dport=${dport}`;
    default:
      return ends;
  }
}
