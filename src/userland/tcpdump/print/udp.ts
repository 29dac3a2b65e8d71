/** UDP as tcpdump prints it (print-udp.c), with what it carries on the ports that tcpdump knows. */
import { checksumAdd, checksumFold, checksumOf } from '../../../base/checksum';
import type { Ipv4 } from '../../../base/ipv4';
import { readU16 } from '../../../wire/field';
import { IpProtocol } from '../../../wire/packet';
import { pseudoHeaderSum, UDP_LENGTH } from '../../../wire/udp';
import { domainPrint } from './domain';
import { behind, captured, clipped, hex, type Line, type Span } from './line';

export interface Between {
  readonly src: Ipv4;
  readonly dst: Ipv4;
  readonly fragment: boolean;
}

const DOMAIN = 53;
const VXLAN = 4789;
const VXLAN_LENGTH = 8;

export function udpPrint(line: Line, span: Span, { src, dst, fragment }: Between): void {
  const { bytes, at } = span;
  const { host, port } = line.names;
  if (captured(span) < 4) {
    line.print(`${host(src)} > ${host(dst)}: `);
    line.truncate('udp');
    return;
  }
  const [srcPort, dstPort] = [readU16(bytes, at), readU16(bytes, at + 2)];
  line.print(`${host(src)}.${port(srcPort, 'udp')} > ${host(dst)}.${port(dstPort, 'udp')}: `);
  if (captured(span) < UDP_LENGTH) {
    line.truncate('udp');
    return;
  }
  const length = readU16(bytes, at + 4);
  if (length < UDP_LENGTH) {
    line.print(`truncated-udplength ${length}`);
    return;
  }
  const carried = clipped(behind(span, UDP_LENGTH), length - UDP_LENGTH);
  if (line.style.verbose > 1 && !fragment && !line.style.quiet) line.print(checksumText(span, src, dst, length));
  const isOn = (known: number) => srcPort === known || dstPort === known;
  if (length > span.length && !fragment) line.print(`UDP, bad length ${carried.length} > ${span.length - UDP_LENGTH}`);
  else if (line.style.quiet) line.print(`UDP, length ${carried.length}`);
  else if (isOn(DOMAIN)) domainPrint(line, carried);
  else if (isOn(VXLAN)) vxlanPrint(line, carried);
  else line.print(`UDP, length ${carried.length}`);
}

function checksumText({ bytes, at }: Span, src: Ipv4, dst: Ipv4, length: number): string {
  const carried = readU16(bytes, at + 6);
  if (carried === 0) return '[no cksum] ';
  const end = at + length;
  if (end > bytes.length) return '';
  const pseudo = pseudoHeaderSum(src, dst, IpProtocol.Udp, length);
  if (checksumFold(checksumAdd(bytes, pseudo, at, end)) === 0) return '[udp sum ok] ';
  const right = checksumOf(bytes, at + 6, at, end, pseudo);
  return `[bad udp cksum 0x${hex(carried, 4)} -> 0x${hex(right, 4)}!] `;
}

/** The frame inside stands on a line of its own (print-vxlan.c). */
function vxlanPrint(line: Line, span: Span): void {
  const { bytes, at } = span;
  if (captured(span) < VXLAN_LENGTH) {
    line.print('VXLAN');
    line.truncate('vxlan');
    return;
  }
  const flags = bytes[at]!;
  const vni = (bytes[at + 4]! << 16) | (bytes[at + 5]! << 8) | bytes[at + 6]!;
  line.print(`VXLAN, flags [${(flags & 8) !== 0 ? 'I' : '.'}] (0x${hex(flags, 2)}), vni ${vni}\n`);
  line.frame(line, behind(span, VXLAN_LENGTH));
}
