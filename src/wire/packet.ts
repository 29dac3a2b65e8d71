/**
 * What is in flight: immutable headers as objects, payloads as bytes. A bridge shares a frame, a router makes a new one.
 * `checksum` (and UDP's and IPv4's lengths) are null where the encoder is to compute them, as everything that the simulator
 * makes; a decoded frame keeps what it carried, right or wrong, so that decode then encode is the identity.
 */
import type { Ipv4 } from '../base/ipv4';
import type { Mac } from '../base/mac';

export interface Frame {
  /** Both addresses are empty in a runt, which is too short for a header and all payload. */
  readonly dst: Mac;
  readonly src: Mac;
  /** EtherType of the payload (behind a VLAN tag, if there is one). */
  readonly type: number;
  /** 802.1Q tag control information, or null for an untagged frame. */
  readonly vlan: number | null;
  readonly payload: Arp | Ipv4Packet | Uint8Array;
  /** Bytes behind the payload's own length (Ethernet padding), mostly empty. */
  readonly trailer: Uint8Array;
}

export interface Arp {
  readonly kind: 'arp';
  readonly hardwareType: number;
  readonly protocolType: number;
  readonly hardwareSize: number;
  readonly protocolSize: number;
  readonly opcode: number;
  readonly senderMac: Mac;
  readonly senderIp: Ipv4;
  readonly targetMac: Mac;
  readonly targetIp: Ipv4;
}

export interface Ipv4Packet {
  readonly kind: 'ipv4';
  readonly tos: number;
  readonly totalLength: number | null;
  readonly identification: number;
  /** Bit 0 is MF, bit 1 is DF, bit 2 is reserved: the three bits as the header has them. */
  readonly flags: number;
  /** In units of eight bytes, as the header has it. */
  readonly fragmentOffset: number;
  readonly ttl: number;
  readonly protocol: number;
  readonly checksum: number | null;
  readonly src: Ipv4;
  readonly dst: Ipv4;
  readonly options: Uint8Array;
  /** Bytes where it is a fragment, of an unknown protocol, or cut short. */
  readonly payload: Icmp | Udp | Tcp | Uint8Array;
}

export interface Icmp {
  readonly kind: 'icmp';
  readonly type: number;
  readonly code: number;
  readonly checksum: number | null;
  /** The second word: identifier and sequence number of an echo, the next-hop MTU of a frag-needed, the gateway of a redirect. */
  readonly rest: number;
  /** The data of an echo; the quoted packet of an error. */
  readonly payload: Uint8Array;
}

export interface Udp {
  readonly kind: 'udp';
  readonly srcPort: number;
  readonly dstPort: number;
  readonly length: number | null;
  readonly checksum: number | null;
  readonly payload: Uint8Array;
}

export interface Tcp {
  readonly kind: 'tcp';
  readonly srcPort: number;
  readonly dstPort: number;
  readonly seq: number;
  readonly ack: number;
  /** The nine flag bits of the header: FIN 1, SYN 2, RST 4, PSH 8, ACK 16, URG 32, ECE 64, CWR 128, NS 256; reserved bits that were set stay above. */
  readonly flags: number;
  readonly window: number;
  readonly checksum: number | null;
  readonly urgent: number;
  /** As on the wire, a multiple of four bytes; `tcp.ts` reads and writes them. */
  readonly options: Uint8Array;
  readonly payload: Uint8Array;
}

export type Packet = Arp | Ipv4Packet | Uint8Array;
export type Transport = Ipv4Packet['payload'];

export const NO_BYTES = new Uint8Array(0);
export const EtherType = { Ipv4: 0x0800, Arp: 0x0806, Vlan: 0x8100, Ipv6: 0x86dd } as const;
export const IpProtocol = { Icmp: 1, Igmp: 2, Tcp: 6, Udp: 17 } as const;
export const IpFlag = { MF: 1, DF: 2 } as const;
export const TcpFlag = { FIN: 1, SYN: 2, RST: 4, PSH: 8, ACK: 16, URG: 32, ECE: 64, CWR: 128, NS: 256 } as const;
