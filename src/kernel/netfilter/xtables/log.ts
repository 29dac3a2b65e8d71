/** `-j LOG` (net/netfilter/nf_log_syslog.c): a line of the kernel log, read with dmesg. */
import { IcmpType, isIcmpError } from '../../../wire/icmp';
import { formatIpv4 } from '../../../base/ipv4';
import { decodeIpv4, ipv4Length } from '../../../wire/frame';
import { isFragment } from '../../../wire/ipv4';
import { type Icmp, IpFlag, IpProtocol, type Ipv4Packet, type Tcp, TcpFlag } from '../../../wire/packet';
import type { Link } from '../../link/link';
import type { Skb } from '../../skb';
import { LogFlag, LogLine, type Target } from '../netfilter';
import type { Passage } from './passage';

/** dmesg keeps about so many of them. */
const LINES = 1000;

type Log = Extract<Target, { target: 'LOG' }>;

export function logPacket(p: Passage, { prefix, flags }: Log): void {
  const { k, ns, skb } = p;
  const line = `${prefix}IN=${p.in} OUT=${p.out} ${ports(p)}${p.inDev === null ? '' : macText(skb, p.inDev)}${packetText(skb.packet, flags)}`;
  const mark = skb.mark === 0 ? '' : `MARK=0x${skb.mark.toString(16)} `;
  ns.netfilter.log = [...ns.netfilter.log.slice(1 - LINES), new LogLine(k.clock.now, line + mark)];
}

function ports({ skb: { physIn, physOut }, inDev, outDev }: Passage): string {
  const came = physIn === null || physIn.id === inDev?.id ? '' : `PHYSIN=${physIn.name} `;
  return physOut === null || physOut.id === outDev?.id ? came : `${came}PHYSOUT=${physOut.name} `;
}

/** The Ethernet header as it stands: destination, source, type. */
function macText({ frame }: Skb, inDev: Link): string {
  if (frame === null) return 'MAC= ';
  if (inDev.kind === 'loopback') return 'MAC=00:00:00:00:00:00:00:00:00:00:00:00:08:00 ';
  return `MAC=${frame.dst}:${frame.src}:08:00 `;
}

const hex = (value: number) => `0x${value.toString(16).toUpperCase().padStart(2, '0')}`;

/** `dump_ipv4_packet`. */
function packetText(packet: Ipv4Packet, flags: number): string {
  const { src, dst, tos, ttl, identification, fragmentOffset, options } = packet;
  const words = [`SRC=${formatIpv4(src)}`, `DST=${formatIpv4(dst)}`, `LEN=${packet.totalLength ?? ipv4Length(packet)}`];
  words.push(`TOS=${hex(tos & 0x1e)}`, `PREC=${hex(tos & 0xe0)}`, `TTL=${ttl}`, `ID=${identification}`);
  if ((packet.flags & 4) !== 0) words.push('CE');
  if ((packet.flags & IpFlag.DF) !== 0) words.push('DF');
  if ((packet.flags & IpFlag.MF) !== 0) words.push('MF');
  if (fragmentOffset !== 0) words.push(`FRAG:${fragmentOffset}`);
  if ((flags & LogFlag.IpOptions) !== 0 && options.length > 0) words.push(optionText(options));
  return `${[...words, ...transportWords(packet, flags)].join(' ')} `;
}

function optionText(options: Uint8Array): string {
  return `OPT (${Array.from(options, (byte) => byte.toString(16).toUpperCase().padStart(2, '0')).join('')})`;
}

function transportWords(packet: Ipv4Packet, flags: number): string[] {
  const { payload, protocol } = packet;
  if (payload instanceof Uint8Array) return [`PROTO=${protocolText(protocol)}`, ...incomplete(packet, payload)];
  switch (payload.kind) {
    case 'tcp':
      return tcpWords(payload, flags);
    case 'udp':
      return ['PROTO=UDP', `SPT=${payload.srcPort}`, `DPT=${payload.dstPort}`, `LEN=${8 + payload.payload.length}`];
    case 'icmp':
      return icmpWords(payload, flags);
  }
}

const PROTOCOLS: Readonly<Record<number, string>> = {
  [IpProtocol.Icmp]: 'ICMP',
  [IpProtocol.Tcp]: 'TCP',
  [IpProtocol.Udp]: 'UDP',
};

function protocolText(protocol: number): string {
  return PROTOCOLS[protocol] ?? String(protocol);
}

/** A fragment behind the first has no ports to show; the first, and what is cut short, shows what there is. */
function incomplete(packet: Ipv4Packet, bytes: Uint8Array): string[] {
  if (packet.fragmentOffset !== 0 || PROTOCOLS[packet.protocol] === undefined) return [];
  if (bytes.length < 8 || !isFragment(packet) || packet.protocol === IpProtocol.Icmp)
    return [`INCOMPLETE [${bytes.length} bytes]`];
  return [`SPT=${(bytes[0]! << 8) | bytes[1]!}`, `DPT=${(bytes[2]! << 8) | bytes[3]!}`];
}

const FLAGS: readonly (readonly [number, string])[] = [
  [TcpFlag.CWR, 'CWR'],
  [TcpFlag.ECE, 'ECE'],
  [TcpFlag.URG, 'URG'],
  [TcpFlag.ACK, 'ACK'],
  [TcpFlag.PSH, 'PSH'],
  [TcpFlag.RST, 'RST'],
  [TcpFlag.SYN, 'SYN'],
  [TcpFlag.FIN, 'FIN'],
];

function tcpWords(tcp: Tcp, flags: number): string[] {
  const words = ['PROTO=TCP', `SPT=${tcp.srcPort}`, `DPT=${tcp.dstPort}`];
  if ((flags & LogFlag.TcpSequence) !== 0) words.push(`SEQ=${tcp.seq}`, `ACK=${tcp.ack}`);
  words.push(
    `WINDOW=${tcp.window}`,
    'RES=0x00',
    ...FLAGS.filter(([flag]) => (tcp.flags & flag) !== 0).map(([, name]) => name),
  );
  words.push(`URGP=${tcp.urgent}`);
  if ((flags & LogFlag.TcpOptions) !== 0 && tcp.options.length > 0) words.push(optionText(tcp.options));
  return words;
}

function icmpWords({ type, code, rest, payload }: Icmp, flags: number): string[] {
  const words = ['PROTO=ICMP', `TYPE=${type}`, `CODE=${code}`];
  if (type === IcmpType.Echo || type === IcmpType.EchoReply) words.push(`ID=${rest >>> 16}`, `SEQ=${rest & 0xffff}`);
  if (type === IcmpType.ParameterProb) words.push(`PARAMETER=${rest >>> 24}`);
  if (type === IcmpType.Redirect) words.push(`GATEWAY=${formatIpv4(rest)}`);
  const quoted = isIcmpError(type) ? decodeIpv4(payload) : null;
  if (quoted !== null) words.push(`[${packetText(quoted, flags)}]`);
  if (type === IcmpType.DestUnreach && code === 4) words.push(`MTU=${rest & 0xffff}`);
  return words;
}
