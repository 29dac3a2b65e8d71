/** Which addresses and ports NAT takes (net/netfilter/nf_nat_core.c, `get_unique_tuple`): the packet's own where they are free. */
import { randomBelow } from '../../../sim/random';
import { get } from '../../../sim/table';
import { IpProtocol } from '../../../wire/packet';
import type { Kernel } from '../../kernel';
import { type Conn, findConn } from '../conntrack';
import type { Netfilter, NatRange } from '../netfilter';
import { invert, sameTuple, sourceHash, type Tuple } from './tuple';

export type Manip = 'src' | 'dst';

const MAX_ATTEMPTS = 128;

/** The tuple that `wanted` becomes within the range, so that no other connection's answers look like its own. */
export function uniqueTuple(k: Kernel, nf: Netfilter, wanted: Tuple, range: NatRange, conn: Conn, manip: Manip): Tuple {
  const shuffle = range.random || range.randomFully;
  if (manip === 'src' && !shuffle) {
    if (inRange(wanted, range)) {
      if (!isTaken(k, nf, wanted, conn)) return wanted;
    } else {
      const known = knownSource(k, nf, wanted, range);
      if (known !== null && !isTaken(k, nf, known, conn)) return known;
    }
  }
  const placed = withAddress(wanted, range, manip);
  if (!shuffle) {
    if (range.ports === null) {
      if (!isTaken(k, nf, placed, conn)) return placed;
    } else if (range.base === null && portInRange(placed, range, manip)) {
      if (range.ports.from === range.ports.to || !isTaken(k, nf, placed, conn)) return placed;
    }
  }
  return uniquePort(k, nf, placed, range, conn, manip);
}

/** `nf_nat_used_tuple`: whether answers to it would be taken for another connection's; two of the same origin do not disturb each other. */
function isTaken(k: Kernel, nf: Netfilter, tuple: Tuple, conn: Conn): boolean {
  const other = findConn(nf, invert(tuple), k.clock.now);
  return other !== null && other.conn.id !== conn.id && !sameTuple(other.conn.original, conn.original);
}

function inRange(tuple: Tuple, range: NatRange): boolean {
  if (range.min !== null && (tuple.src < range.min || tuple.src > (range.max ?? range.min))) return false;
  return range.ports === null || portInRange(tuple, range, 'src');
}

function portInRange(tuple: Tuple, range: NatRange, manip: Manip): boolean {
  const { ports } = range;
  if (ports === null) return true;
  if (!hasPorts(tuple.protocol) && tuple.protocol !== IpProtocol.Icmp) return true;
  const port = manip === 'src' || tuple.protocol === IpProtocol.Icmp ? tuple.sport : tuple.dport;
  return port >= ports.from && port <= ports.to;
}

function hasPorts(protocol: number): boolean {
  return protocol === IpProtocol.Tcp || protocol === IpProtocol.Udp;
}

/** `find_appropriate_src`: the same source keeps the address and port that it was given towards somebody else. */
function knownSource(k: Kernel, nf: Netfilter, wanted: Tuple, range: NatRange): Tuple | null {
  for (const id of get(nf.sources, sourceHash(wanted))?.conns ?? []) {
    const conn = get(nf.conns, id);
    if (conn === undefined || conn.expires <= k.clock.now) continue;
    const { protocol, src, sport } = conn.original;
    if (protocol !== wanted.protocol || src !== wanted.src || sport !== wanted.sport) continue;
    const mapped = invert(conn.reply);
    const tuple = { ...wanted, src: mapped.src, sport: mapped.sport };
    if (inRange(tuple, range)) return tuple;
  }
  return null;
}

/** `find_best_ips_proto`: of several addresses the one that the two ends hash to. */
function withAddress(tuple: Tuple, range: NatRange, manip: Manip): Tuple {
  if (range.min === null) return tuple;
  const span = (range.max ?? range.min) - range.min + 1;
  const pick = span === 1 ? 0 : scale(jhash(swap(tuple.src), range.persistent ? 0 : swap(tuple.dst)), span);
  return { ...tuple, [manip]: range.min + pick };
}

function uniquePort(k: Kernel, nf: Netfilter, placed: Tuple, range: NatRange, conn: Conn, manip: Manip): Tuple {
  const icmp = placed.protocol === IpProtocol.Icmp;
  if (!icmp && !hasPorts(placed.protocol)) return placed;
  const field = manip === 'src' || icmp ? 'sport' : 'dport';
  if (range.ports === null && !icmp && manip === 'dst') return placed;
  const { from, to } = range.ports ?? portClass(placed[field], icmp);
  const size = Math.abs(to - from) + 1;
  const first = Math.min(from, to);
  let offset = range.base === null ? randomBelow(k.random, 0x10000) : (placed[field] - range.base) & 0xffff;
  let tuple = placed;
  for (let attempts = Math.min(size, MAX_ATTEMPTS); ; attempts = Math.floor(attempts / 2)) {
    for (let i = 0; i < attempts; i++, offset = (offset + 1) & 0xffff) {
      tuple = { ...tuple, [field]: first + (offset % size) };
      if (!isTaken(k, nf, tuple, conn)) return tuple;
    }
    if (attempts >= size || attempts < 16) return tuple;
    offset = randomBelow(k.random, 0x10000);
  }
}

/** A port is replaced by one of its class: below 512, below 1024, or any other. */
function portClass(port: number, icmp: boolean): { readonly from: number; readonly to: number } {
  if (icmp) return { from: 0, to: 65535 };
  if (port < 512) return { from: 1, to: 511 };
  return port < 1024 ? { from: 600, to: 1023 } : { from: 1024, to: 65535 };
}

/** An address as a little-endian machine reads it. */
function swap(ip: number): number {
  return ((ip & 0xff) << 24) | ((ip & 0xff00) << 8) | ((ip >>> 8) & 0xff00) | (ip >>> 24);
}

function scale(hash: number, span: number): number {
  return Math.floor(((hash >>> 0) * span) / 0x100000000);
}

const JHASH_INITVAL = 0xdeadbeef;

function rotate(word: number, shift: number): number {
  return (word << shift) | (word >>> (32 - shift));
}

/** `jhash2` of an address filled up to four words (include/linux/jhash.h, Bob Jenkins' lookup3). */
function jhash(address: number, initial: number): number {
  let a = (JHASH_INITVAL + 16 + initial) | 0;
  let b = a;
  let c = a;
  a = (a + address) | 0;
  a = ((a - c) ^ rotate(c, 4)) | 0;
  c = (c + b) | 0;
  b = ((b - a) ^ rotate(a, 6)) | 0;
  a = (a + c) | 0;
  c = ((c - b) ^ rotate(b, 8)) | 0;
  b = (b + a) | 0;
  a = ((a - c) ^ rotate(c, 16)) | 0;
  c = (c + b) | 0;
  b = ((b - a) ^ rotate(a, 19)) | 0;
  a = (a + c) | 0;
  c = ((c - b) ^ rotate(b, 4)) | 0;
  b = (b + a) | 0;
  c = ((c ^ b) - rotate(b, 14)) | 0;
  a = ((a ^ c) - rotate(c, 11)) | 0;
  b = ((b ^ a) - rotate(a, 25)) | 0;
  c = ((c ^ b) - rotate(b, 16)) | 0;
  a = ((a ^ c) - rotate(c, 4)) | 0;
  b = ((b ^ a) - rotate(a, 14)) | 0;
  return ((c ^ b) - rotate(b, 24)) | 0;
}
