/** ARP for IPv4 over Ethernet (RFC 826). Labels and names follow Wireshark's packet-arp.c. */
import { formatIpv4 } from '../base/ipv4';
import { MAC_ZERO } from '../base/mac';
import { showEtherType } from './ethernet';
import { hex, ipv4, type Layer, mac, rowsOf, showNamed, u16, u8 } from './field';
import type { Arp } from './packet';

export const ARP_LENGTH = 28;
const HardwareType = { Ethernet: 1 } as const;
export const ArpOp = { Request: 1, Reply: 2, ReverseRequest: 3, ReverseReply: 4 } as const;
const OPCODE_NAMES: Readonly<Record<number, string>> = {
  1: 'request',
  2: 'reply',
  3: 'reverse request',
  4: 'reverse reply',
};

export const ARP_FIELDS = {
  hardwareType: u16(0, 'Hardware type', 'arp.hw.type', { show: showNamed({ [HardwareType.Ethernet]: 'Ethernet' }) }),
  protocolType: u16(2, 'Protocol type', 'arp.proto.type', { show: showEtherType }),
  hardwareSize: u8(4, 'Hardware size', 'arp.hw.size'),
  protocolSize: u8(5, 'Protocol size', 'arp.proto.size'),
  opcode: u16(6, 'Opcode', 'arp.opcode', { show: showNamed(OPCODE_NAMES) }),
  senderMac: mac(8, 'Sender MAC address', 'arp.src.hw_mac'),
  senderIp: ipv4(14, 'Sender IP address', 'arp.src.proto_ipv4'),
  targetMac: mac(18, 'Target MAC address', 'arp.dst.hw_mac'),
  targetIp: ipv4(24, 'Target IP address', 'arp.dst.proto_ipv4'),
};

/** The ARP message from `start`, or null where it is cut short or its addresses are not of six and four bytes. */
export function decodeArp(bytes: Uint8Array, start = 0, end = bytes.length): Arp | null {
  const F = ARP_FIELDS;
  if (end - start < ARP_LENGTH) return null;
  if (F.hardwareSize.get(bytes, start) !== 6 || F.protocolSize.get(bytes, start) !== 4) return null;
  return {
    kind: 'arp',
    hardwareType: F.hardwareType.get(bytes, start),
    protocolType: F.protocolType.get(bytes, start),
    hardwareSize: 6,
    protocolSize: 4,
    opcode: F.opcode.get(bytes, start),
    senderMac: F.senderMac.get(bytes, start),
    senderIp: F.senderIp.get(bytes, start),
    targetMac: F.targetMac.get(bytes, start),
    targetIp: F.targetIp.get(bytes, start),
  };
}

/** Writes the message at `start` and gives where it ends. */
export function writeArp(arp: Arp, out: Uint8Array, start: number): number {
  const F = ARP_FIELDS;
  F.hardwareType.set(out, start, arp.hardwareType);
  F.protocolType.set(out, start, arp.protocolType);
  F.hardwareSize.set(out, start, arp.hardwareSize);
  F.protocolSize.set(out, start, arp.protocolSize);
  F.opcode.set(out, start, arp.opcode);
  F.senderMac.set(out, start, arp.senderMac);
  F.senderIp.set(out, start, arp.senderIp);
  F.targetMac.set(out, start, arp.targetMac);
  F.targetIp.set(out, start, arp.targetIp);
  return start + ARP_LENGTH;
}

/** A probe asks in nobody's name; an announcement asks for the sender's own address (RFC 5227). */
function purpose(arp: Arp): 'probe' | 'announcement' | 'gratuitous' | 'other' {
  if (arp.opcode !== ArpOp.Request && arp.opcode !== ArpOp.Reply) return 'other';
  if (arp.senderIp === arp.targetIp) {
    return arp.opcode === ArpOp.Request && arp.targetMac === MAC_ZERO ? 'announcement' : 'gratuitous';
  }
  return arp.opcode === ArpOp.Request && arp.senderIp === 0 && arp.targetMac === MAC_ZERO ? 'probe' : 'other';
}

/** The message that `decodeArp` accepted at `start`. */
export function arpLayer(arp: Arp, bytes: Uint8Array, start: number): Layer {
  const name = OPCODE_NAMES[arp.opcode];
  const title = {
    probe: 'ARP Probe',
    announcement: 'ARP Announcement',
    gratuitous: `${name}/gratuitous ARP`,
    other: name ?? `opcode 0x${hex(arp.opcode, 4)}`,
  }[purpose(arp)];
  return {
    protocol: 'arp',
    title: `Address Resolution Protocol (${title})`,
    start,
    end: start + ARP_LENGTH,
    summary: '',
    rows: rowsOf(ARP_FIELDS, bytes, start),
  };
}

/** The message on one line: `Who has 172.17.0.3? Tell 172.17.0.2`. */
export function summarizeArp(arp: Arp): string {
  const [sender, target] = [formatIpv4(arp.senderIp), formatIpv4(arp.targetIp)];
  switch (purpose(arp)) {
    case 'probe':
      return `Who has ${target}? (ARP Probe)`;
    case 'announcement':
      return `ARP Announcement for ${target}`;
    case 'gratuitous':
      return `Gratuitous ARP for ${target} (${arp.opcode === ArpOp.Request ? 'Request' : 'Reply'})`;
    case 'other':
      break;
  }
  switch (arp.opcode) {
    case ArpOp.Request:
      return `Who has ${target}? Tell ${sender}`;
    case ArpOp.Reply:
      return `${sender} is at ${arp.senderMac}`;
    case ArpOp.ReverseRequest:
      return `Who is ${arp.targetMac}? Tell ${arp.senderMac}`;
    case ArpOp.ReverseReply:
      return `${arp.targetMac} is at ${target}`;
    default:
      return `Unknown ARP opcode 0x${hex(arp.opcode, 4)}`;
  }
}
