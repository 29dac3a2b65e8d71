/** Building IPv4 packets. */
import type { Ipv4 } from '../../base/ipv4';
import { IpFlag, IpProtocol, type Ipv4Packet, NO_BYTES, type Transport } from '../../wire/packet';
import type { Netns } from '../netns';
import { sysctlNumber } from '../sysctl';

const UNICAST_TTL = 64;

const PROTOCOL = { icmp: IpProtocol.Icmp, udp: IpProtocol.Udp, tcp: IpProtocol.Tcp } as const;

/** The TTL of what the kernel sends by itself (`ip4_dst_hoplimit`). */
export function defaultTtl(ns: Netns): number {
  return sysctlNumber(ns.sysctl, 'net.ipv4.ip_default_ttl');
}

/**
 * The packet with other values where a router or NAT changes it, its checksum to be made anew. Written out, since a spread copy
 * costs several times as much and every forwarded packet pays for it.
 */
export function rewritePacket(
  packet: Ipv4Packet,
  { ttl = packet.ttl, src = packet.src, dst = packet.dst, payload = packet.payload }: Rewrite,
): Ipv4Packet {
  return {
    kind: 'ipv4',
    tos: packet.tos,
    totalLength: packet.totalLength,
    identification: packet.identification,
    flags: packet.flags,
    fragmentOffset: packet.fragmentOffset,
    ttl,
    protocol: packet.protocol,
    checksum: null,
    src,
    dst,
    options: packet.options,
    payload,
  };
}

type Rewrite = Partial<Pick<Ipv4Packet, 'ttl' | 'src' | 'dst' | 'payload'>>;

/** A packet as Linux sends it where nothing else is said: TTL 64, TOS 0, no options. */
export function ipPacket(
  src: Ipv4,
  dst: Ipv4,
  payload: Exclude<Transport, Uint8Array>,
  identification: number,
  dontFragment: boolean,
  ttl = UNICAST_TTL,
  tos = 0,
): Ipv4Packet {
  return {
    kind: 'ipv4',
    tos,
    totalLength: null,
    identification,
    flags: dontFragment ? IpFlag.DF : 0,
    fragmentOffset: 0,
    ttl,
    protocol: PROTOCOL[payload.kind],
    checksum: null,
    src,
    dst,
    options: NO_BYTES,
    payload,
  };
}
