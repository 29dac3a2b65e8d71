/** A frame on one line: protocol and text, as in Wireshark's columns of those names (sequence numbers as they are carried). */
import { summarizeArp } from './arp';
import { isDns } from './dns';
import { summarizeDns } from './dns-layer';
import { showEtherType } from './ethernet';
import { decodeFrame } from './frame';
import { isHttp, summarizeHttp } from './http';
import { decodeIcmp, summarizeIcmp } from './icmp';
import { summarizeIpv4 } from './ipv4';
import { EtherType, type Frame, IpProtocol, type Ipv4Packet, type Transport } from './packet';
import { decodeTcp, summarizeTcp } from './tcp';
import { decodeUdpHead, summarizeUdp } from './udp';
import { decodeVxlan, VXLAN_PORT } from './vxlan';

export type Protocol = 'ARP' | 'ICMP' | 'DNS' | 'TCP' | 'UDP' | 'HTTP' | 'VXLAN' | 'IPv4' | 'Ethernet';

export interface Summary {
  readonly protocol: Protocol;
  readonly text: string;
}

/** What a packet carries, even where it is only the beginning of it: a first fragment, or a packet cut short. */
function peekTransport(packet: Ipv4Packet): Transport {
  const { payload, protocol, fragmentOffset } = packet;
  if (!(payload instanceof Uint8Array) || fragmentOffset !== 0) return payload;
  switch (protocol) {
    case IpProtocol.Icmp:
      return decodeIcmp(payload) ?? payload;
    case IpProtocol.Udp:
      return decodeUdpHead(payload) ?? payload;
    case IpProtocol.Tcp:
      return decodeTcp(payload) ?? payload;
    default:
      return payload;
  }
}

/** The innermost protocol that a reader would name the frame by. */
export function protocolOf(frame: Frame): Protocol {
  const { payload } = frame;
  if (payload instanceof Uint8Array) return 'Ethernet';
  return payload.kind === 'arp' ? 'ARP' : transportProtocol(peekTransport(payload));
}

function transportProtocol(transport: Transport): Protocol {
  if (transport instanceof Uint8Array) return 'IPv4';
  const { payload } = transport;
  switch (transport.kind) {
    case 'icmp':
      return 'ICMP';
    case 'udp':
      if (transport.dstPort === VXLAN_PORT && decodeVxlan(payload)) return 'VXLAN';
      return isDns(payload, transport.srcPort, transport.dstPort) ? 'DNS' : 'UDP';
    case 'tcp':
      return isHttp(payload, transport.srcPort, transport.dstPort) ? 'HTTP' : 'TCP';
  }
}

/** The frame on one line: `ICMP`, `Echo (ping) request  id=0x90a6, seq=1/256, ttl=64`. */
export function summarize(frame: Frame): Summary {
  const { payload } = frame;
  if (payload instanceof Uint8Array) return { protocol: 'Ethernet', text: summarizeEthernet(frame, payload) };
  if (payload.kind === 'arp') return { protocol: 'ARP', text: summarizeArp(payload) };
  const transport = peekTransport(payload);
  const protocol = transportProtocol(transport);
  return { protocol, text: summarizeTransport(payload, transport, protocol) };
}

function summarizeEthernet(frame: Frame, payload: Uint8Array): string {
  if (frame.dst === '') return `Malformed Packet: ${payload.length} bytes`;
  const isKnown = frame.type === EtherType.Ipv4 || frame.type === EtherType.Arp;
  return isKnown ? `Malformed Packet: ${showEtherType(frame.type)}` : showEtherType(frame.type);
}

function summarizeTransport(packet: Ipv4Packet, transport: Transport, protocol: Protocol): string {
  if (transport instanceof Uint8Array) return summarizeIpv4(packet);
  switch (transport.kind) {
    case 'icmp':
      return summarizeIcmp(transport, packet.ttl);
    case 'tcp':
      return protocol === 'HTTP' ? summarizeHttp(transport.payload) : summarizeTcp(transport);
    case 'udp': {
      if (protocol === 'DNS') return summarizeDns(transport.payload);
      const tunnel = protocol === 'VXLAN' ? decodeVxlan(transport.payload) : null;
      return tunnel ? summarizeTunnel(tunnel.vni, decodeFrame(tunnel.frame)) : summarizeUdp(transport);
    }
  }
}

/** The frame inside, whose own tunnel is not looked into. */
function summarizeTunnel(vni: number, frame: Frame): string {
  const inner = protocolOf(frame) === 'VXLAN' ? { protocol: 'VXLAN', text: '' } : summarize(frame);
  return `VNI ${vni}: ${inner.protocol} ${inner.text}`.trimEnd();
}
