/** Whole frames: which header follows which (the ethertype and ip.proto tables), and the bytes of all of them at once. */
import { ARP_LENGTH, decodeArp, writeArp } from './arp';
import { decodeEthernet, ethernetLength, writeEthernet } from './ethernet';
import { decodeIcmp, icmpLength, writeIcmp } from './icmp';
import { ipv4Extent, ipv4HeaderLength, readIpv4, writeIpv4Header } from './ipv4';
import { EtherType, type Frame, IpProtocol, type Ipv4Packet, NO_BYTES, type Packet, type Transport } from './packet';
import { decodeTcp, tcpLength, writeTcp } from './tcp';
import { decodeUdp, udpLength, writeUdp } from './udp';

/**
 * The frame that the bytes are. Whatever is unknown, malformed or cut short stays bytes at the deepest level that could be
 * read, so that `encodeFrame` gives the same bytes back; where not even an Ethernet header fits, the addresses are empty.
 */
export function decodeFrame(bytes: Uint8Array): Frame {
  const header = decodeEthernet(bytes, 0, bytes.length);
  if (!header) return { dst: '', src: '', type: 0, vlan: null, payload: bytes, trailer: NO_BYTES };
  const { dst, src, type, vlan } = header;
  const start = ethernetLength(header);
  const payload = decodePacket(type, bytes, start);
  const end = payloadEnd(payload, bytes, start);
  return { dst, src, type, vlan, payload, trailer: end < bytes.length ? bytes.subarray(end) : NO_BYTES };
}

function decodePacket(type: number, bytes: Uint8Array, start: number): Packet {
  const end = bytes.length;
  const packet =
    type === EtherType.Ipv4
      ? readIpv4(bytes, start, end, decodeTransport)
      : type === EtherType.Arp
        ? decodeArp(bytes, start, end)
        : null;
  return packet ?? bytes.subarray(start, end);
}

function payloadEnd(payload: Packet, bytes: Uint8Array, start: number): number {
  if (payload instanceof Uint8Array) return bytes.length;
  if (payload.kind === 'arp') return start + ARP_LENGTH;
  return ipv4Extent(bytes, start, bytes.length)?.end ?? bytes.length;
}

/** What a whole packet of that protocol carries between `start` and `end`: the bytes themselves where it cannot be read. */
export function decodeTransport(protocol: number, bytes: Uint8Array, start: number, end: number): Transport {
  const transport =
    protocol === IpProtocol.Icmp
      ? decodeIcmp(bytes, start, end)
      : protocol === IpProtocol.Udp
        ? decodeUdp(bytes, start, end)
        : protocol === IpProtocol.Tcp
          ? decodeTcp(bytes, start, end)
          : null;
  return transport ?? bytes.subarray(start, end);
}

/** The packet at the head of the bytes, or null where no whole IPv4 header is there; what lies behind its length is left out. */
export function decodeIpv4(bytes: Uint8Array): Ipv4Packet | null {
  return readIpv4(bytes, 0, bytes.length, decodeTransport);
}

/** How many bytes the frame takes. */
export function frameLength(frame: Frame): number {
  return ethernetLength(frame) + packetLength(frame.payload) + frame.trailer.length;
}

function packetLength(packet: Packet): number {
  if (packet instanceof Uint8Array) return packet.length;
  return packet.kind === 'arp' ? ARP_LENGTH : ipv4Length(packet);
}

/** How many bytes the packet takes, whatever its total length says. */
export function ipv4Length(packet: Ipv4Packet): number {
  return ipv4HeaderLength(packet) + transportLength(packet.payload);
}

function transportLength(transport: Transport): number {
  if (transport instanceof Uint8Array) return transport.length;
  switch (transport.kind) {
    case 'icmp':
      return icmpLength(transport);
    case 'udp':
      return udpLength(transport);
    case 'tcp':
      return tcpLength(transport);
  }
}

/** The bytes of the frame; checksums and lengths that are null are worked out. */
export function encodeFrame(frame: Frame): Uint8Array {
  const out = new Uint8Array(frameLength(frame));
  writeFrame(frame, out, 0);
  return out;
}

/** Writes the frame at `start` of a zeroed buffer that has room for it, and gives where it ends. */
export function writeFrame(frame: Frame, out: Uint8Array, start: number): number {
  const { payload, trailer } = frame;
  const at = writeEthernet(frame, out, start);
  let end: number;
  if (payload instanceof Uint8Array) {
    out.set(payload, at);
    end = at + payload.length;
  } else end = payload.kind === 'arp' ? writeArp(payload, out, at) : writeIpv4(payload, out, at);
  if (trailer.length > 0) out.set(trailer, end);
  return end + trailer.length;
}

/** The bytes of the packet; checksums and lengths that are null are worked out. */
export function encodeIpv4(packet: Ipv4Packet): Uint8Array {
  const out = new Uint8Array(ipv4Length(packet));
  writeIpv4(packet, out, 0);
  return out;
}

function writeIpv4(packet: Ipv4Packet, out: Uint8Array, start: number): number {
  const { src, dst, payload } = packet;
  const end = start + ipv4Length(packet);
  const at = writeIpv4Header(packet, out, start, end);
  if (payload instanceof Uint8Array) out.set(payload, at);
  else if (payload.kind === 'icmp') writeIcmp(payload, out, at);
  else if (payload.kind === 'udp') writeUdp(payload, src, dst, out, at);
  else writeTcp(payload, src, dst, out, at);
  return end;
}
