/** A filter expression as a tree, and whether a frame passes it (pcap-filter(7)). */
import type { Ipv4 } from '../../../base/ipv4';
import { netmask } from '../../../base/ipv4';
import { readU16, readU32 } from '../../../wire/field';
import { EtherType, IpProtocol } from '../../../wire/packet';
import { ETHERNET_HEADER } from '../print/ethernet';

export type Direction = 'src' | 'dst' | 'either' | 'both';

/** What is compared: a number, bytes of a header, or two of them put together. */
export type Value =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'length' }
  | { readonly kind: 'bytes'; readonly layer: Layer; readonly at: Value; readonly size: 1 | 2 | 4 }
  | { readonly kind: 'sum'; readonly sign: string; readonly left: Value; readonly right: Value };

export type Layer = 'ether' | 'ip' | 'arp' | 'rarp' | 'tcp' | 'udp' | 'icmp' | 'igmp';

export type Filter =
  | { readonly kind: 'and' | 'or'; readonly left: Filter; readonly right: Filter }
  | { readonly kind: 'not'; readonly of: Filter }
  | { readonly kind: 'everything' }
  /** An address under the mask, of IPv4 or as ARP tells it. */
  | {
      readonly kind: 'address';
      readonly layer: 'ip' | 'arp' | 'any';
      readonly direction: Direction;
      readonly ip: Ipv4;
      readonly mask: number;
    }
  /** A host whose addresses are looked up before the capture begins. */
  | {
      readonly kind: 'name';
      readonly layer: 'ip' | 'arp' | 'any';
      readonly direction: Direction;
      readonly name: string;
    }
  | { readonly kind: 'mac'; readonly direction: Direction; readonly mac: string }
  | {
      readonly kind: 'ports';
      readonly protocols: readonly number[];
      readonly direction: Direction;
      readonly low: number;
      readonly high: number;
    }
  | { readonly kind: 'ethertype'; readonly type: number }
  | { readonly kind: 'protocol'; readonly protocol: number }
  | { readonly kind: 'group'; readonly of: 'ether broadcast' | 'ether multicast' | 'ip multicast' }
  | { readonly kind: 'passage'; readonly sent: boolean }
  | { readonly kind: 'compare'; readonly sign: string; readonly left: Value; readonly right: Value };

export interface Candidate {
  readonly bytes: Uint8Array;
  readonly sent: boolean;
  /** How long the capture counts it: a cooked header is longer. */
  readonly length: number;
}

/** Whether the frame passes; `addresses` has those of the names in the filter. */
export function passes(
  filter: Filter,
  frame: Candidate,
  addresses: Readonly<Record<string, readonly Ipv4[]>>,
): boolean {
  switch (filter.kind) {
    case 'everything':
      return true;
    case 'and':
      return passes(filter.left, frame, addresses) && passes(filter.right, frame, addresses);
    case 'or':
      return passes(filter.left, frame, addresses) || passes(filter.right, frame, addresses);
    case 'not':
      return !passes(filter.of, frame, addresses);
    case 'address':
      return hasAddress(frame.bytes, filter.layer, filter.direction, filter.ip, filter.mask);
    case 'name':
      return (addresses[filter.name] ?? []).some((ip) =>
        hasAddress(frame.bytes, filter.layer, filter.direction, ip, netmask(32)),
      );
    case 'mac':
      return directed(filter.direction, macAt(frame.bytes, 6) === filter.mac, macAt(frame.bytes, 0) === filter.mac);
    case 'ports':
      return hasPort(frame.bytes, filter);
    case 'ethertype':
      return typeOf(frame.bytes) === filter.type;
    case 'protocol':
      return protocolOf(frame.bytes) === filter.protocol;
    case 'group':
      return isGroup(frame.bytes, filter.of);
    case 'passage':
      return frame.sent === filter.sent;
    case 'compare':
      return compare(filter.sign, valueOf(filter.left, frame), valueOf(filter.right, frame));
  }
}

function directed(direction: Direction, src: boolean, dst: boolean): boolean {
  switch (direction) {
    case 'src':
      return src;
    case 'dst':
      return dst;
    case 'either':
      return src || dst;
    case 'both':
      return src && dst;
  }
}

function typeOf(bytes: Uint8Array): number {
  return bytes.length < ETHERNET_HEADER ? -1 : readU16(bytes, 12);
}

function macAt(bytes: Uint8Array, at: number): string {
  return Array.from(bytes.subarray(at, at + 6), (byte) => byte.toString(16).padStart(2, '0')).join(':');
}

/** The number of what an IPv4 packet carries, or -1. */
function protocolOf(bytes: Uint8Array): number {
  return typeOf(bytes) === EtherType.Ipv4 ? (bytes[ETHERNET_HEADER + 9] ?? -1) : -1;
}

function hasAddress(
  bytes: Uint8Array,
  layer: 'ip' | 'arp' | 'any',
  direction: Direction,
  ip: Ipv4,
  mask: number,
): boolean {
  const type = typeOf(bytes);
  const [src, dst] =
    type === EtherType.Ipv4 && layer !== 'arp'
      ? [12, 16]
      : type === EtherType.Arp && layer !== 'ip'
        ? [14, 24]
        : [null, null];
  if (src === null || bytes.length < ETHERNET_HEADER + dst + 4) return false;
  const is = (at: number) => (readU32(bytes, ETHERNET_HEADER + at) & mask) === (ip & mask);
  return directed(direction, is(src), is(dst));
}

/** Where the header that an unfragmented (or first) packet carries begins, or null. */
function transportAt(bytes: Uint8Array): number | null {
  if (typeOf(bytes) !== EtherType.Ipv4 || bytes.length < ETHERNET_HEADER + 20) return null;
  if ((readU16(bytes, ETHERNET_HEADER + 6) & 0x1fff) !== 0) return null;
  return ETHERNET_HEADER + (bytes[ETHERNET_HEADER]! & 15) * 4;
}

function hasPort(bytes: Uint8Array, filter: Extract<Filter, { kind: 'ports' }>): boolean {
  const at = transportAt(bytes);
  if (at === null || at + 4 > bytes.length || !filter.protocols.includes(protocolOf(bytes))) return false;
  const is = (port: number) => port >= filter.low && port <= filter.high;
  return directed(filter.direction, is(readU16(bytes, at)), is(readU16(bytes, at + 2)));
}

function isGroup(bytes: Uint8Array, of: Extract<Filter, { kind: 'group' }>['of']): boolean {
  switch (of) {
    case 'ether broadcast':
      return macAt(bytes, 0) === 'ff:ff:ff:ff:ff:ff';
    case 'ether multicast':
      return ((bytes[0] ?? 0) & 1) === 1;
    case 'ip multicast':
      return typeOf(bytes) === EtherType.Ipv4 && (bytes[ETHERNET_HEADER + 16] ?? 0) >= 224;
  }
}

function compare(sign: string, left: number, right: number): boolean {
  if (Number.isNaN(left) || Number.isNaN(right)) return false;
  switch (sign) {
    case '>':
      return left > right;
    case '<':
      return left < right;
    case '>=':
      return left >= right;
    case '<=':
      return left <= right;
    case '!=':
      return left !== right;
    default:
      return left === right;
  }
}

function valueOf(value: Value, frame: Candidate): number {
  switch (value.kind) {
    case 'number':
      return value.value;
    case 'length':
      return frame.length;
    case 'bytes':
      return readBytes(frame.bytes, headerAt(frame.bytes, value.layer) + valueOf(value.at, frame), value.size);
    case 'sum':
      return arithmetic(value.sign, valueOf(value.left, frame), valueOf(value.right, frame));
  }
}

const LAYER_PROTOCOL = {
  tcp: IpProtocol.Tcp,
  udp: IpProtocol.Udp,
  icmp: IpProtocol.Icmp,
  igmp: IpProtocol.Igmp,
} as const;
const LAYER_TYPE = { ip: EtherType.Ipv4, arp: EtherType.Arp, rarp: 0x8035 } as const;

/** Where the header begins; NaN, which compares with nothing, where the frame has none. */
function headerAt(bytes: Uint8Array, layer: Layer): number {
  if (layer === 'ether') return 0;
  if (layer === 'ip' || layer === 'arp' || layer === 'rarp') {
    return typeOf(bytes) === LAYER_TYPE[layer] ? ETHERNET_HEADER : NaN;
  }
  return protocolOf(bytes) === LAYER_PROTOCOL[layer] ? (transportAt(bytes) ?? NaN) : NaN;
}

function readBytes(bytes: Uint8Array, at: number, size: 1 | 2 | 4): number {
  if (!(at >= 0 && at + size <= bytes.length)) return NaN;
  return size === 1 ? bytes[at]! : size === 2 ? readU16(bytes, at) : readU32(bytes, at);
}

/** Numbers are unsigned and of 32 bits, as BPF has them. */
function arithmetic(sign: string, left: number, right: number): number {
  if (Number.isNaN(left) || Number.isNaN(right)) return NaN;
  switch (sign) {
    case '+':
      return (left + right) >>> 0;
    case '-':
      return (left - right) >>> 0;
    case '*':
      return Math.imul(left, right) >>> 0;
    case '/':
      return right === 0 ? NaN : Math.floor(left / right);
    case '%':
      return right === 0 ? NaN : left % right;
    case '&':
      return (left & right) >>> 0;
    case '|':
      return (left | right) >>> 0;
    case '^':
      return (left ^ right) >>> 0;
    case '<<':
      return right > 31 ? 0 : (left << right) >>> 0;
    default:
      return right > 31 ? 0 : left >>> right;
  }
}
