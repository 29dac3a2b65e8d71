/** TCP (RFC 9293). Labels and names follow Wireshark's packet-tcp.c; sequence numbers are shown as they are carried. */
import { checksumOf } from '../base/checksum';
import type { Ipv4 } from '../base/ipv4';
import {
  checksumChange,
  generated,
  hex,
  type Layer,
  rowsOf,
  shared16,
  showHex16,
  type Slice,
  u16,
  u32,
  withRow,
} from './field';
import { IpProtocol, type Tcp } from './packet';
import { summarizeTcpOptions, tcpOptionRows } from './tcp-options';
import { pseudoHeaderSum } from './udp';

export { decodeTcpOptions, encodeTcpOptions, type TcpOptions } from './tcp-options';

export const TCP_LENGTH = 20;
/** Flag bits, from the lowest; the three reserved ones share a name. */
const FLAG_NAMES = ['FIN', 'SYN', 'RST', 'PSH', 'ACK', 'URG', 'ECE', 'CWR', 'AE'];
const RESERVED_FLAGS = 0xe00;

const flag = (mask: number, label: string, filter: string): Slice => ({
  mask,
  label,
  filter,
  show: (bits) => (bits === 0 ? 'Not set' : 'Set'),
  width: 12,
});
const FLAG_SLICES: readonly Slice[] = [
  flag(RESERVED_FLAGS, 'Reserved', 'tcp.flags.res'),
  flag(0x100, 'Accurate ECN', 'tcp.flags.ae'),
  flag(0x080, 'Congestion Window Reduced', 'tcp.flags.cwr'),
  flag(0x040, 'ECN-Echo', 'tcp.flags.ece'),
  flag(0x020, 'Urgent', 'tcp.flags.urg'),
  flag(0x010, 'Acknowledgment', 'tcp.flags.ack'),
  flag(0x008, 'Push', 'tcp.flags.push'),
  flag(0x004, 'Reset', 'tcp.flags.reset'),
  flag(0x002, 'Syn', 'tcp.flags.syn'),
  flag(0x001, 'Fin', 'tcp.flags.fin'),
];

export const TCP_FIELDS = {
  srcPort: u16(0, 'Source Port', 'tcp.srcport'),
  dstPort: u16(2, 'Destination Port', 'tcp.dstport'),
  seq: u32(4, 'Sequence Number (raw)', 'tcp.seq_raw'),
  ack: u32(8, 'Acknowledgment number (raw)', 'tcp.ack_raw'),
  offsetAndFlags: shared16(
    12,
    { mask: 0xf000, label: 'Header Length', filter: 'tcp.hdr_len', show: (words) => `${4 * words} bytes (${words})` },
    {
      mask: 0x0fff,
      label: 'Flags',
      filter: 'tcp.flags',
      show: (flags) => `0x${hex(flags, 3)} (${flagNames(flags)})`,
      width: 0,
      bits: FLAG_SLICES,
    },
  ),
  window: u16(14, 'Window', 'tcp.window_size_value'),
  checksum: u16(16, 'Checksum', 'tcp.checksum', { show: showHex16 }),
  urgent: u16(18, 'Urgent Pointer', 'tcp.urgent_pointer'),
};

/** `PSH, ACK`, or `<None>`. */
export function flagNames(flags: number): string {
  const names = FLAG_NAMES.filter((_, bit) => flags & (1 << bit));
  if (flags & RESERVED_FLAGS) names.push('Reserved');
  return names.join(', ') || '<None>';
}

/** The segment that fills `start` to `end`, or null where its header does not fit. Reserved bits stay above the nine flags. */
export function decodeTcp(bytes: Uint8Array, start = 0, end = bytes.length): Tcp | null {
  const F = TCP_FIELDS;
  const payload = tcpPayload(bytes, start, end);
  if (payload === null) return null;
  return {
    kind: 'tcp',
    srcPort: F.srcPort.get(bytes, start),
    dstPort: F.dstPort.get(bytes, start),
    seq: F.seq.get(bytes, start),
    ack: F.ack.get(bytes, start),
    flags: F.offsetAndFlags.get(bytes, start) & 0xfff,
    window: F.window.get(bytes, start),
    checksum: F.checksum.get(bytes, start),
    urgent: F.urgent.get(bytes, start),
    options: bytes.subarray(start + TCP_LENGTH, payload),
    payload: bytes.subarray(payload, end),
  };
}

/** Where the payload of the segment from `start` to `end` begins, or null where its header does not fit. */
export function tcpPayload(bytes: Uint8Array, start: number, end: number): number | null {
  if (end - start < TCP_LENGTH) return null;
  const payload = start + 4 * (TCP_FIELDS.offsetAndFlags.get(bytes, start) >>> 12);
  return payload < start + TCP_LENGTH || payload > end ? null : payload;
}

/** The two ports that UDP and TCP begin with, from as little as an ICMP error quotes; null where even they are missing. */
export function decodePorts(bytes: Uint8Array): { srcPort: number; dstPort: number } | null {
  if (bytes.length < 4) return null;
  return { srcPort: TCP_FIELDS.srcPort.get(bytes, 0), dstPort: TCP_FIELDS.dstPort.get(bytes, 0) };
}

function headerLength(tcp: Tcp): number {
  return TCP_LENGTH + ((tcp.options.length + 3) & ~3);
}

export function tcpLength(tcp: Tcp): number {
  return headerLength(tcp) + tcp.payload.length;
}

/** Writes the segment at `start`, as it goes from `src` to `dst`, and gives where it ends. */
export function writeTcp(tcp: Tcp, src: Ipv4, dst: Ipv4, out: Uint8Array, start: number): number {
  const F = TCP_FIELDS;
  const payload = start + headerLength(tcp);
  const end = payload + tcp.payload.length;
  F.srcPort.set(out, start, tcp.srcPort);
  F.dstPort.set(out, start, tcp.dstPort);
  F.seq.set(out, start, tcp.seq);
  F.ack.set(out, start, tcp.ack);
  F.offsetAndFlags.set(out, start, ((payload - start) << 10) | tcp.flags);
  F.window.set(out, start, tcp.window);
  F.urgent.set(out, start, tcp.urgent);
  if (tcp.options.length > 0) out.set(tcp.options, start + TCP_LENGTH);
  if (tcp.payload.length > 0) out.set(tcp.payload, payload);
  F.checksum.set(out, start, tcp.checksum ?? tcpChecksum(src, dst, out, start, end));
  return end;
}

/** What the checksum of the segment from `start` to `end` has to be, whatever it is now. */
export function tcpChecksum(src: Ipv4, dst: Ipv4, bytes: Uint8Array, start: number, end: number): number {
  const pseudo = pseudoHeaderSum(src, dst, IpProtocol.Tcp, end - start);
  return checksumOf(bytes, start + TCP_FIELDS.checksum.at, start, end, pseudo);
}

/** The header from `start`, of a segment to `end`, as much of it as is there; `expected` is its right checksum, or null. */
export function tcpLayer(bytes: Uint8Array, start: number, end: number, expected: number | null): Layer {
  const F = TCP_FIELDS;
  const payload = tcpPayload(bytes, start, end) ?? end;
  const rows = withRow(
    rowsOf(F, bytes, start, end),
    'tcp.checksum',
    checksumChange(F.checksum.get(bytes, start), expected),
  );
  const flags = F.offsetAndFlags.get(bytes, start);
  const length = expected === null ? [] : [generated('TCP Segment Len', 'tcp.len', end - payload, start)];
  const parts = [
    end - start >= 4 && `Src Port: ${F.srcPort.get(bytes, start)}, Dst Port: ${F.dstPort.get(bytes, start)}`,
    end - start >= 8 && `Seq: ${F.seq.get(bytes, start)}`,
    end - start >= 14 && flags & 0x010 && `Ack: ${F.ack.get(bytes, start)}`,
    expected !== null && `Len: ${end - payload}`,
  ];
  return {
    protocol: 'tcp',
    title: 'Transmission Control Protocol',
    start,
    end: payload,
    summary: parts.filter(Boolean).join(', '),
    rows: [...rows.slice(0, 2), ...length, ...rows.slice(2), ...tcpOptionRows(bytes, start + TCP_LENGTH, payload)],
  };
}

/** The segment on one line: `43776 → 80 [SYN] Seq=2064641580 Win=64240 Len=0 MSS=1460 SACK_PERM TSval=1 TSecr=0 WS=1024`. */
export function summarizeTcp(tcp: Tcp): string {
  const { flags } = tcp;
  return [
    `${tcp.srcPort} → ${tcp.dstPort} [${flagNames(flags)}] Seq=${tcp.seq}`,
    ...(flags & 0x010 ? [`Ack=${tcp.ack}`] : []),
    `Win=${tcp.window}`,
    ...(flags & 0x020 ? [`Urg=${tcp.urgent}`] : []),
    `Len=${tcp.payload.length}`,
    ...summarizeTcpOptions(tcp.options),
  ].join(' ');
}
