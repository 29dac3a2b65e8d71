/** One captured packet as tcpdump prints it, without its time (print.c, `pretty_print_packet`). */
import { readU16 } from '../../wire/field';
import { EtherType } from '../../wire/packet';
import { COOKED_HEADER, cookedPrint, ETHERNET_HEADER, etherPrint, type Passage } from './print/ethernet';
import { asciiDump, type Conversation, hexDump, Line, type Names, type Style } from './print/line';

export interface Dump {
  /** How often -x and -X were given: twice shows the link header too. */
  readonly hex: number;
  readonly hexAscii: number;
  readonly ascii: number;
}

export interface Packet {
  readonly bytes: Uint8Array;
  /** How long it was on the wire, where less was captured. */
  readonly length: number;
  /** Null where one interface is captured. */
  readonly passage: Passage | null;
}

const PACKET_TYPES = { In: 0, B: 1, M: 2, P: 3, Out: 4 } as const;
const ARPHRD_ETHER = 1;
const ARPHRD_LOOPBACK = 772;
const TAG = 4;

/** The packet's line or lines, the dump of its bytes with them; `conversations` learns the connections that it sees. */
export function packetText(
  packet: Packet,
  style: Style,
  dump: Dump,
  names: Names,
  conversations: Record<string, Conversation>,
): string {
  const line = new Line(style, names, conversations, etherPrint);
  const span = { bytes: packet.bytes, at: 0, length: packet.length };
  if (packet.passage === null) etherPrint(line, span);
  else cookedPrint(line, span, packet.passage);
  return `${line.text}${dumpText(packet, dump)}\n`;
}

function dumpText({ bytes, passage }: Packet, { hex, hexAscii, ascii }: Dump): string {
  const header = headerLength(bytes);
  const whole = passage === null ? bytes : cookedBytes(bytes, passage);
  const ofWhole = (count: number) => (count > 1 ? whole : bytes);
  const from = (count: number) => (count > 1 ? 0 : header);
  if (hexAscii > 0) return hexDump(ofWhole(hexAscii), from(hexAscii), true);
  if (hex > 0) return hexDump(ofWhole(hex), from(hex), false);
  if (ascii > 0) return asciiDump(ofWhole(ascii), from(ascii));
  return '';
}

function headerLength(bytes: Uint8Array): number {
  let at = ETHERNET_HEADER;
  while (at + TAG <= bytes.length && readU16(bytes, at - 2) === EtherType.Vlan) at += TAG;
  return Math.min(bytes.length, at);
}

/** The header that `any` has in the place of Ethernet's (LINKTYPE_LINUX_SLL2), and what follows. */
function cookedBytes(bytes: Uint8Array, { ifindex, direction, device }: Passage): Uint8Array {
  const out = new Uint8Array(Math.max(0, bytes.length - ETHERNET_HEADER) + COOKED_HEADER);
  const hardware = device === 'lo' ? ARPHRD_LOOPBACK : ARPHRD_ETHER;
  out.set(bytes.subarray(12, 14));
  out.set([ifindex >>> 24, (ifindex >>> 16) & 255, (ifindex >>> 8) & 255, ifindex & 255], 4);
  out.set([hardware >>> 8, hardware & 255, PACKET_TYPES[direction], 6], 8);
  out.set(bytes.subarray(6, 12), 12);
  out.set(bytes.subarray(ETHERNET_HEADER), COOKED_HEADER);
  return out;
}
