/** IPv4 (RFC 791). Labels and names follow Wireshark's packet-ip.c. */
import { checksumOf } from '../base/checksum';
import { formatIpv4 } from '../base/ipv4';
import {
  checksumChange,
  hex,
  ipv4,
  type Layer,
  rowsOf,
  shared16,
  shared8,
  showHex16,
  showHexDecimal,
  showNamed,
  type Slice,
  u16,
  u8,
  withRow,
} from './field';
import { ipv4OptionRows } from './ipv4-options';
import { IpFlag, IpProtocol, type Ipv4Packet, type Transport } from './packet';

export const IPV4_LENGTH = 20;

const PROTOCOL_NAMES: Readonly<Record<number, string>> = {
  [IpProtocol.Icmp]: 'ICMP',
  [IpProtocol.Igmp]: 'IGMP',
  4: 'IPIP',
  [IpProtocol.Tcp]: 'TCP',
  [IpProtocol.Udp]: 'UDP',
  41: 'IPv6',
  47: 'Generic Routing Encapsulation',
  50: 'Encap Security Payload',
  58: 'ICMPv6',
  89: 'OSPF IGP',
  112: 'VRRP',
  132: 'SCTP',
};
const CLASS_NAMES: Readonly<Record<number, string>> = { 44: 'VOICE-ADMIT', 46: 'Expedited Forwarding' };
const ECN_NAMES = [
  'Not ECN-Capable Transport',
  "ECN-Capable Transport codepoint '01'",
  "ECN-Capable Transport codepoint '10'",
  'Congestion Experienced',
];
const SHORT_ECN_NAMES = ['Not-ECT', 'ECT(1)', 'ECT(0)', 'CE'];
const FLAG_NAMES: readonly (readonly [number, string])[] = [
  [4, 'Reserved bit'],
  [IpFlag.DF, "Don't fragment"],
  [IpFlag.MF, 'More fragments'],
];

function dscpName(dscp: number): string {
  if (dscp === 0) return 'Default';
  if ((dscp & 7) === 0) return `Class Selector ${dscp >>> 3}`;
  if (isAssured(dscp)) return `Assured Forwarding ${dscp >>> 3}${(dscp >>> 1) & 3}`;
  return CLASS_NAMES[dscp] ?? 'Unknown';
}

/** The twelve assured forwarding classes, 11 to 43 (RFC 2597). */
function isAssured(dscp: number): boolean {
  return (dscp & 1) === 0 && dscp >= 10 && dscp <= 38;
}

function shortDscpName(dscp: number): string {
  if ((dscp & 7) === 0) return `CS${dscp >>> 3}`;
  if (isAssured(dscp)) return `AF${dscp >>> 3}${(dscp >>> 1) & 3}`;
  return dscp === 46 ? 'EF PHB' : dscp === 44 ? 'VOICE-ADMIT' : 'Unknown';
}

const DSFIELD_SLICES: readonly Slice[] = [
  {
    mask: 0xfc,
    label: 'Differentiated Services Codepoint',
    filter: 'ip.dsfield.dscp',
    show: (dscp) => `${dscpName(dscp)} (${dscp})`,
  },
  { mask: 0x03, label: 'Explicit Congestion Notification', filter: 'ip.dsfield.ecn', show: showNamed(ECN_NAMES) },
];
const FLAG_SLICES: readonly Slice[] = [
  { mask: 0x8000, label: 'Reserved bit', filter: 'ip.flags.rb' },
  { mask: 0x4000, label: "Don't fragment", filter: 'ip.flags.df' },
  { mask: 0x2000, label: 'More fragments', filter: 'ip.flags.mf' },
];

export const IPV4_FIELDS = {
  versionAndLength: shared8(
    0,
    { mask: 0xf0, label: 'Version', filter: 'ip.version' },
    { mask: 0x0f, label: 'Header Length', filter: 'ip.hdr_len', show: (words) => `${4 * words} bytes (${words})` },
  ),
  tos: u8(1, 'Differentiated Services Field', 'ip.dsfield', {
    show: (tos) => `0x${hex(tos, 2)} (DSCP: ${shortDscpName(tos >>> 2)}, ECN: ${SHORT_ECN_NAMES[tos & 3]!})`,
    bits: DSFIELD_SLICES,
  }),
  totalLength: u16(2, 'Total Length', 'ip.len'),
  identification: u16(4, 'Identification', 'ip.id', { show: showHexDecimal }),
  flagsAndOffset: shared16(
    6,
    {
      mask: 0xe000,
      label: 'Flags',
      filter: 'ip.flags',
      show: (flags) => [`0x${flags.toString(16)}`, ...namesOf(flags)].join(', '),
      bits: FLAG_SLICES,
    },
    { mask: 0x1fff, label: 'Fragment Offset', filter: 'ip.frag_offset', show: (offset) => String(8 * offset) },
  ),
  ttl: u8(8, 'Time to Live', 'ip.ttl'),
  protocol: u8(9, 'Protocol', 'ip.proto', { show: showNamed(PROTOCOL_NAMES) }),
  checksum: u16(10, 'Header Checksum', 'ip.checksum', { show: showHex16 }),
  src: ipv4(12, 'Source Address', 'ip.src'),
  dst: ipv4(16, 'Destination Address', 'ip.dst'),
};

function namesOf(flags: number): string[] {
  return FLAG_NAMES.filter(([flag]) => flags & flag).map(([, name]) => name);
}

/** `ICMP (1)` */
const showProtocol = showNamed(PROTOCOL_NAMES);

/** The `protocol`'s name without its number, as in `proto=ICMP 1`. */
export function protocolName(protocol: number): string {
  return PROTOCOL_NAMES[protocol] ?? 'Unknown';
}

export function isFragment(packet: Pick<Ipv4Packet, 'flags' | 'fragmentOffset'>): boolean {
  return (packet.flags & IpFlag.MF) !== 0 || packet.fragmentOffset !== 0;
}

/** How many bytes the header of the packet takes, its options filled up to whole words. */
export function ipv4HeaderLength(packet: Pick<Ipv4Packet, 'options'>): number {
  return IPV4_LENGTH + ((packet.options.length + 3) & ~3);
}

/** Where the parts of the packet at `start` lie; null where there is no whole header of version 4. */
export function ipv4Extent(
  bytes: Uint8Array,
  start: number,
  end: number,
): { payload: number; end: number; isWhole: boolean } | null {
  if (end - start < IPV4_LENGTH) return null;
  const versionAndLength = IPV4_FIELDS.versionAndLength.get(bytes, start);
  const payload = start + 4 * (versionAndLength & 15);
  if (versionAndLength >>> 4 !== 4 || payload < start + IPV4_LENGTH || payload > end) return null;
  const last = start + IPV4_FIELDS.totalLength.get(bytes, start);
  const isWhole = last >= payload && last <= end;
  return { payload, end: isWhole ? last : end, isWhole };
}

/** How the payload of a whole, unfragmented packet is read; it may give the bytes themselves. */
export type TransportDecoder = (protocol: number, bytes: Uint8Array, start: number, end: number) => Transport;

/** The packet at `start`; null where no whole header is there. A fragment's payload, and one cut short, stay bytes. */
export function readIpv4(
  bytes: Uint8Array,
  start: number,
  end: number,
  decodeTransport: TransportDecoder,
): Ipv4Packet | null {
  const F = IPV4_FIELDS;
  const extent = ipv4Extent(bytes, start, end);
  if (!extent) return null;
  const flagsAndOffset = F.flagsAndOffset.get(bytes, start);
  const flags = flagsAndOffset >>> 13;
  const fragmentOffset = flagsAndOffset & 0x1fff;
  const protocol = F.protocol.get(bytes, start);
  const isRead = extent.isWhole && !isFragment({ flags, fragmentOffset });
  return {
    kind: 'ipv4',
    tos: F.tos.get(bytes, start),
    totalLength: F.totalLength.get(bytes, start),
    identification: F.identification.get(bytes, start),
    flags,
    fragmentOffset,
    ttl: F.ttl.get(bytes, start),
    protocol,
    checksum: F.checksum.get(bytes, start),
    src: F.src.get(bytes, start),
    dst: F.dst.get(bytes, start),
    options: bytes.subarray(start + IPV4_LENGTH, extent.payload),
    payload: isRead
      ? decodeTransport(protocol, bytes, extent.payload, extent.end)
      : bytes.subarray(extent.payload, extent.end),
  };
}

/** Writes the header at `start`, of a packet that ends at `end`, and gives where the payload begins. */
export function writeIpv4Header(packet: Ipv4Packet, out: Uint8Array, start: number, end: number): number {
  const F = IPV4_FIELDS;
  const payload = start + ipv4HeaderLength(packet);
  F.versionAndLength.set(out, start, 0x40 | ((payload - start) >>> 2));
  F.tos.set(out, start, packet.tos);
  F.totalLength.set(out, start, packet.totalLength ?? end - start);
  F.identification.set(out, start, packet.identification);
  F.flagsAndOffset.set(out, start, (packet.flags << 13) | packet.fragmentOffset);
  F.ttl.set(out, start, packet.ttl);
  F.protocol.set(out, start, packet.protocol);
  F.src.set(out, start, packet.src);
  F.dst.set(out, start, packet.dst);
  if (packet.options.length > 0) out.set(packet.options, start + IPV4_LENGTH);
  F.checksum.set(out, start, packet.checksum ?? ipv4Checksum(out, start, payload));
  return payload;
}

/** What the checksum of the header from `start` to `end` has to be, whatever it is now. */
export function ipv4Checksum(bytes: Uint8Array, start: number, end: number): number {
  return checksumOf(bytes, start + IPV4_FIELDS.checksum.at, start, end);
}

/** The header from `start` to `end`. */
export function ipv4Layer(bytes: Uint8Array, start: number, end: number): Layer {
  const F = IPV4_FIELDS;
  const change = checksumChange(F.checksum.get(bytes, start), ipv4Checksum(bytes, start, end));
  return {
    protocol: 'ip',
    title: 'Internet Protocol Version 4',
    start,
    end,
    summary: `Src: ${formatIpv4(F.src.get(bytes, start))}, Dst: ${formatIpv4(F.dst.get(bytes, start))}`,
    rows: [
      ...withRow(rowsOf(F, bytes, start), 'ip.checksum', change),
      ...ipv4OptionRows(bytes, start + IPV4_LENGTH, end),
    ],
  };
}

/** A packet of which only this header is understood: `Fragmented IP protocol (proto=ICMP 1, off=1480, ID=e22b)`. */
export function summarizeIpv4(packet: Ipv4Packet): string {
  if (!isFragment(packet)) return showProtocol(packet.protocol);
  const proto = `${protocolName(packet.protocol)} ${packet.protocol}`;
  return `Fragmented IP protocol (proto=${proto}, off=${8 * packet.fragmentOffset}, ID=${hex(packet.identification, 4)})`;
}
