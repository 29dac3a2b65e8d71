/** UDP (RFC 768). Labels and names follow Wireshark's packet-udp.c. */
import { checksumOf } from '../base/checksum';
import type { Ipv4 } from '../base/ipv4';
import { checksumChange, type Layer, rowsOf, showHex16, u16, withRow } from './field';
import { IpProtocol, type Udp } from './packet';

export const UDP_LENGTH = 8;

export const UDP_FIELDS = {
  srcPort: u16(0, 'Source Port', 'udp.srcport'),
  dstPort: u16(2, 'Destination Port', 'udp.dstport'),
  length: u16(4, 'Length', 'udp.length'),
  checksum: u16(6, 'Checksum', 'udp.checksum', { show: showHex16 }),
};

/** The sum of what a transport's checksum covers beside its own bytes: addresses, protocol, length (RFC 768, RFC 9293 section 3.1). */
export function pseudoHeaderSum(src: Ipv4, dst: Ipv4, protocol: number, length: number): number {
  return src + dst + protocol + length;
}

/** The datagram that fills `start` to `end`, or null where it is cut short or its length says otherwise. */
export function decodeUdp(bytes: Uint8Array, start = 0, end = bytes.length): Udp | null {
  const udp = decodeUdpHead(bytes, start, end);
  return udp?.length === end - start ? udp : null;
}

/** The datagram that begins at `start`, however much of it is there by `end`: null only where not even its header is. */
export function decodeUdpHead(bytes: Uint8Array, start = 0, end = bytes.length): Udp | null {
  const F = UDP_FIELDS;
  if (end - start < UDP_LENGTH) return null;
  return {
    kind: 'udp',
    srcPort: F.srcPort.get(bytes, start),
    dstPort: F.dstPort.get(bytes, start),
    length: F.length.get(bytes, start),
    checksum: F.checksum.get(bytes, start),
    payload: bytes.subarray(start + UDP_LENGTH, end),
  };
}

export function udpLength(udp: Udp): number {
  return UDP_LENGTH + udp.payload.length;
}

/** Writes the datagram at `start`, as it goes from `src` to `dst`, and gives where it ends. */
export function writeUdp(udp: Udp, src: Ipv4, dst: Ipv4, out: Uint8Array, start: number): number {
  const F = UDP_FIELDS;
  const end = start + UDP_LENGTH + udp.payload.length;
  F.srcPort.set(out, start, udp.srcPort);
  F.dstPort.set(out, start, udp.dstPort);
  F.length.set(out, start, udp.length ?? end - start);
  out.set(udp.payload, start + UDP_LENGTH);
  F.checksum.set(out, start, udp.checksum ?? udpChecksum(src, dst, out, start, end));
  return end;
}

/** What the checksum field has to be, whatever it is now; 0 would mean "none", so its other form 0xffff is sent. */
export function udpChecksum(src: Ipv4, dst: Ipv4, bytes: Uint8Array, start: number, end: number): number {
  const pseudo = pseudoHeaderSum(src, dst, IpProtocol.Udp, end - start);
  return checksumOf(bytes, start + UDP_FIELDS.checksum.at, start, end, pseudo) || 0xffff;
}

/** The header at `start`, as much of it as is there; `expected` is what `udpChecksum` gives, or null where it cannot be told. */
export function udpLayer(bytes: Uint8Array, start: number, end: number, expected: number | null): Layer {
  const F = UDP_FIELDS;
  const rows = rowsOf(F, bytes, start, end);
  const carried = F.checksum.get(bytes, start);
  const ignored = { value: `${showHex16(carried)} [zero-value ignored]`, note: 'checksum-unverified' } as const;
  return {
    protocol: 'udp',
    title: 'User Datagram Protocol',
    start,
    end: Math.min(start + UDP_LENGTH, end),
    summary:
      end - start < 4 ? '' : `Src Port: ${F.srcPort.get(bytes, start)}, Dst Port: ${F.dstPort.get(bytes, start)}`,
    rows: withRow(rows, 'udp.checksum', carried === 0 ? ignored : checksumChange(carried, expected)),
  };
}

/** The datagram on one line: `7946 → 7946 Len=84`. */
export function summarizeUdp(udp: Udp): string {
  return `${udp.srcPort} → ${udp.dstPort} Len=${(udp.length ?? udpLength(udp)) - UDP_LENGTH}`;
}
