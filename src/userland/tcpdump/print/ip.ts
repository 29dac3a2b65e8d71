/** IPv4 as tcpdump prints it (print-ip.c, print-ip-demux.c). */
import { checksumAdd, checksumFold, checksumOf } from '../../../base/checksum';
import { readU16, readU32 } from '../../../wire/field';
import { IpProtocol } from '../../../wire/packet';
import { icmpPrint } from './icmp';
import { igmpPrint } from './igmp';
import { ipOptionsText } from './ip-options';
import { behind, captured, clipped, hex, type Line, type Span } from './line';
import { tcpPrint } from './tcp';
import { udpPrint } from './udp';

const IPV4_HEADER = 20;

const PROTOCOLS: Readonly<Record<number, string>> = {
  1: 'ICMP',
  2: 'IGMP',
  4: 'IPIP',
  6: 'TCP',
  17: 'UDP',
  41: 'IPv6',
  47: 'GRE',
  50: 'ESP',
  51: 'AH',
  58: 'ICMPv6',
  89: 'OSPF',
  112: 'VRRP',
  132: 'SCTP',
};
const FLAGS = [
  [1, '+'],
  [2, 'DF'],
  [4, 'rsvd'],
] as const;
const ECN = ['', ',ECT(1)', ',ECT(0)', ',CE'];

/** The packet at `span`; its protocol is named where no link header has done so. */
export function ipPrint(line: Line, span: Span): void {
  const { bytes, at } = span;
  const first = bytes[at] ?? 0x40;
  if (first >>> 4 !== 4) {
    line.print(`IP${first >>> 4} (invalid)`);
    return;
  }
  if (!line.style.link) line.print('IP ');
  if (captured(span) < IPV4_HEADER) {
    line.truncate('ip');
    return;
  }
  const headerLength = (first & 15) * 4;
  const total = readU16(bytes, at + 2);
  if (headerLength < IPV4_HEADER) line.print(`bad-hlen ${headerLength}`);
  else if (total < headerLength) line.print(`bad-len ${total}`);
  else {
    if (span.length < total) line.print(`truncated-ip - ${total - span.length} bytes missing! `);
    const packet = clipped(span, total);
    if (line.style.verbose > 0) line.print(headerText(packet, headerLength));
    payload(line, packet, headerLength);
  }
}

function headerText(packet: Span, headerLength: number): string {
  const { bytes, at } = packet;
  const [tos = 0, ttl = 0, protocol = 0] = [bytes[at + 1], bytes[at + 8], bytes[at + 9]];
  const flagsAndOffset = readU16(bytes, at + 6);
  const names = FLAGS.filter(([bit]) => ((flagsAndOffset >>> 13) & bit) !== 0).map(([, name]) => name);
  const parts = [
    `tos 0x${hex(tos)}${ECN[tos & 3]!}`,
    ...(ttl >= 1 ? [`ttl ${ttl}`] : []),
    `id ${readU16(bytes, at + 4)}`,
    `offset ${(flagsAndOffset & 0x1fff) * 8}`,
    `flags [${names.length === 0 ? 'none' : names.join(', ')}]`,
    `proto ${PROTOCOLS[protocol] ?? 'unknown'} (${protocol})`,
    `length ${packet.length}`,
  ];
  if (headerLength > IPV4_HEADER) {
    parts.push(
      `options (${ipOptionsText(bytes.subarray(at + IPV4_HEADER, Math.min(at + headerLength, bytes.length)))})`,
    );
  }
  if (captured(packet) >= headerLength && checksumFold(checksumAdd(bytes, 0, at, at + headerLength)) !== 0) {
    const right = checksumOf(bytes, at + 10, at, at + headerLength);
    parts.push(`bad cksum ${hex(readU16(bytes, at + 10))} (->${hex(right)})!`);
  }
  return `(${parts.join(', ')})\n    `;
}

function payload(line: Line, packet: Span, headerLength: number): void {
  const { bytes, at } = packet;
  const flagsAndOffset = readU16(bytes, at + 6);
  const protocol = bytes[at + 9]!;
  const [src, dst] = [readU32(bytes, at + 12), readU32(bytes, at + 16)];
  const ends = { src: line.names.host(src), dst: line.names.host(dst) };
  const carried = behind(packet, headerLength);
  if ((flagsAndOffset & 0x1fff) !== 0) {
    line.print(`${ends.src} > ${ends.dst}: ${line.names.protocol(protocol)}`);
    return;
  }
  const fragment = (flagsAndOffset & 0x2000) !== 0;
  if (protocol !== IpProtocol.Tcp && protocol !== IpProtocol.Udp) line.print(`${ends.src} > ${ends.dst}: `);
  switch (protocol) {
    case IpProtocol.Icmp:
      icmpPrint(line, carried, { src, fragment }, (inner) => {
        ipPrint(line, inner);
      });
      return;
    case IpProtocol.Igmp:
      igmpPrint(line, carried);
      return;
    case 4:
      ipPrint(line, carried);
      return;
    case IpProtocol.Tcp:
      tcpPrint(line, carried, { src, dst, fragment });
      return;
    case IpProtocol.Udp:
      udpPrint(line, carried, { src, dst, fragment });
      return;
    default:
      line.print(` ip-proto-${protocol} ${carried.length}`);
  }
}
