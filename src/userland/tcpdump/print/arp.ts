/** ARP as tcpdump prints it (print-arp.c). */
import { macFromBytes } from '../../../base/mac';
import { readU16, readU32 } from '../../../wire/field';
import { captured, hexDump, type Line, type Span } from './line';

const HARDWARE: Readonly<Record<number, string>> = {
  1: 'Ethernet',
  6: 'TokenRing',
  7: 'ArcNet',
  15: 'FrameRelay',
  17: 'Strip',
  24: 'IEEE 1394',
};
const OPERATIONS: Readonly<Record<number, string>> = {
  1: 'Request',
  2: 'Reply',
  3: 'Reverse Request',
  4: 'Reverse Reply',
  8: 'Inverse Request',
  9: 'Inverse Reply',
};
const PROTOCOLS: Readonly<Record<number, string>> = { 0x0800: 'IPv4', 0x86dd: 'IPv6', 0x0806: 'ARP' };
const IPV4 = 0x0800;
const HEADER = 8;

export function arpPrint(line: Line, span: Span): void {
  const { bytes, at } = span;
  if (captured(span) < HEADER) {
    line.truncate('arp');
    return;
  }
  const hardware = readU16(bytes, at);
  const protocol = readU16(bytes, at + 2);
  const [hardwareSize = 0, protocolSize = 0] = [bytes[at + 4], bytes[at + 5]];
  const operation = readU16(bytes, at + 6);
  if (captured(span) < HEADER + 2 * (hardwareSize + protocolSize)) {
    line.truncate('arp');
    return;
  }
  const { verbose, link } = line.style;
  if (!link) line.print('ARP, ');
  if (protocol !== IPV4 || protocolSize !== 4 || hardwareSize === 0 || verbose > 0) {
    const kind = HARDWARE[hardware] ?? `Unknown Hardware (${hardware})`;
    const network = PROTOCOLS[protocol] ?? `Unknown Protocol (0x${protocol.toString(16).padStart(4, '0')})`;
    line.print(`${kind} (len ${hardwareSize}), ${network} (len ${protocolSize})`);
  }
  const told = protocol === IPV4 && protocolSize === 4 && hardwareSize !== 0;
  if (told || verbose > 0) {
    line.print(`${verbose > 0 ? ', ' : ''}${OPERATIONS[operation] ?? `Unknown (${operation})`} `);
    if (OPERATIONS[operation] === undefined) {
      line.print(hexDump(bytes, at, true));
      return;
    }
    line.print(sentence(line, span, operation, hardwareSize, protocolSize));
  }
  line.print(`, length ${span.length}`);
}

function sentence(
  line: Line,
  { bytes, at }: Span,
  operation: number,
  hardwareSize: number,
  protocolSize: number,
): string {
  const isIpv4 = readU16(bytes, at + 2) === IPV4 && protocolSize === 4;
  const senderAt = at + HEADER;
  const targetAt = senderAt + hardwareSize + protocolSize;
  const mac = (from: number) =>
    hardwareSize === 6 ? line.names.mac(macFromBytes(bytes.subarray(from, from + 6))) : '<No address>';
  const ip = (from: number) => (isIpv4 ? line.names.host(readU32(bytes, from + hardwareSize)) : '<wrong proto type>');
  switch (operation) {
    case 1: {
      const isSet = bytes.subarray(targetAt, targetAt + hardwareSize).some((byte) => byte !== 0);
      return `who-has ${ip(targetAt)}${isSet ? ` (${mac(targetAt)})` : ''} tell ${ip(senderAt)}`;
    }
    case 2:
      return `${ip(senderAt)} is-at ${mac(senderAt)}`;
    case 3:
    case 8:
      return `who-is ${mac(targetAt)} tell ${mac(senderAt)}`;
    case 4:
      return `${mac(targetAt)} at ${ip(targetAt)}`;
    default:
      return `${mac(senderAt)} at ${ip(senderAt)}`;
  }
}
