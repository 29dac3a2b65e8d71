/** Link-level headers as tcpdump prints them: Ethernet and 802.1Q (print-ether.c), and what `-i any` has instead (print-sll.c). */
import { macFromBytes } from '../../../base/mac';
import { readU16 } from '../../../wire/field';
import { EtherType } from '../../../wire/packet';
import { arpPrint } from './arp';
import { ipPrint } from './ip';
import { behind, captured, hex, hexDump, type Line, type Span } from './line';

export const ETHERNET_HEADER = 14;
const TAG = 4;

const TYPES: Readonly<Record<number, string>> = {
  0x0800: 'IPv4',
  0x0806: 'ARP',
  0x8035: 'Reverse ARP',
  0x8100: '802.1Q',
  0x86dd: 'IPv6',
  0x88a8: '802.1Q-QinQ',
  0x88cc: 'LLDP',
  0x9000: 'Loopback',
};

/** `ethertype IPv4 (0x0800)`, or with -q the name alone. */
function typeText(type: number, quiet: boolean): string {
  const name = TYPES[type];
  if (quiet) return name ?? `Unknown Ethertype (0x${hex(type, 4)})`;
  return `ethertype ${name ?? 'Unknown'} (0x${hex(type, 4)})`;
}

/** A whole frame. */
export function etherPrint(line: Line, span: Span): void {
  const { bytes, at } = span;
  if (captured(span) < ETHERNET_HEADER) {
    line.truncate('ether');
    return;
  }
  const mac = (from: number) => line.names.mac(macFromBytes(bytes.subarray(from, from + 6)));
  const ends = `${mac(at + 6)} > ${mac(at)}, `;
  const type = readU16(bytes, at + 12);
  if (line.style.link) line.print(ends);
  const isTagged = type === EtherType.Vlan;
  if (isTagged && captured(span) < ETHERNET_HEADER + TAG) {
    line.truncate('vlan');
    return;
  }
  if (line.style.link) line.print(`${typeText(type, line.style.quiet)}, length ${span.length}: `);
  if (isTagged) taggedPrint(line, behind(span, ETHERNET_HEADER), ends, span.length);
  else
    carriedPrint(
      line,
      behind(span, ETHERNET_HEADER),
      type,
      `${ends}${typeText(type, line.style.quiet)}, length ${span.length}: `,
    );
}

function taggedPrint(line: Line, span: Span, ends: string, length: number): void {
  const { bytes, at } = span;
  if (captured(span) < TAG) {
    line.truncate('vlan');
    return;
  }
  const tag = readU16(bytes, at);
  const type = readU16(bytes, at + 2);
  const { link, quiet } = line.style;
  const dropEligible = (tag & 0x1000) !== 0 ? ', DEI' : '';
  if (link) line.print(`vlan ${tag & 0xfff}, p ${tag >>> 13}${dropEligible}, ${typeText(type, quiet)}, `);
  if (type === EtherType.Vlan) taggedPrint(line, behind(span, TAG), ends, length);
  else carriedPrint(line, behind(span, TAG), type, `${ends}${typeText(type, quiet)}, length ${length}: `);
}

/** What a frame of that type carries (`ethertype_print`); `head` is said where nothing is known of it and nothing was said yet. */
function carriedPrint(line: Line, span: Span, type: number, head: string): void {
  switch (type) {
    case EtherType.Ipv4:
      ipPrint(line, span);
      return;
    case EtherType.Arp:
      arpPrint(line, span);
      return;
    default:
      if (!line.style.link) line.print(head);
      if (!line.style.quiet && !line.style.dumped) line.print(hexDump(span.bytes, span.at, true));
  }
}

/** How a frame passes an interface that is captured with `any`. */
export interface Passage {
  readonly device: string;
  readonly ifindex: number;
  readonly direction: 'In' | 'B' | 'M' | 'P' | 'Out';
}

/** The header of LINKTYPE_LINUX_SLL2 is that long; `length` counts it in the place of the frame's own. */
export const COOKED_HEADER = 20;

/** A frame as `-i any` sees it: the interface, the way it goes, and with -e the address it comes from. */
export function cookedPrint(line: Line, span: Span, { device, ifindex, direction }: Passage): void {
  const { bytes, at } = span;
  line.print(`${device.padEnd(5)} ${direction.padEnd(3)} `);
  if (captured(span) < ETHERNET_HEADER) {
    line.truncate('sll2');
    return;
  }
  const type = readU16(bytes, at + 12);
  const { link, quiet } = line.style;
  if (link) {
    line.print(`ifindex ${ifindex} ${line.names.mac(macFromBytes(bytes.subarray(at + 6, at + 12)))} `);
    if (!quiet) line.print(`${typeText(type, quiet)}, length ${span.length - ETHERNET_HEADER + COOKED_HEADER}: `);
  }
  const carried = behind(span, ETHERNET_HEADER);
  if (type !== EtherType.Vlan) carriedPrint(line, carried, type, '');
  else cookedTag(line, carried);
}

function cookedTag(line: Line, span: Span): void {
  if (captured(span) < TAG) {
    line.truncate('sll2');
    return;
  }
  const tag = readU16(span.bytes, span.at);
  const type = readU16(span.bytes, span.at + 2);
  const { link, quiet } = line.style;
  if (link) line.print(`vlan ${tag & 0xfff}, p ${tag >>> 13}${(tag & 0x1000) !== 0 ? ', DEI' : ''}, `);
  if (!quiet) line.print(`ethertype ${TYPES[type] ?? 'Unknown'}, `);
  carriedPrint(line, behind(span, TAG), type, '');
}
