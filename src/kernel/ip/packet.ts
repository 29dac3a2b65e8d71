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
