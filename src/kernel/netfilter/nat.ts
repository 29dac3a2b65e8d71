/** Network address translation (net/netfilter/nf_nat_core.c, nf_nat_proto.c): decided by a connection's first packet, done to every one. */
import { IcmpType } from '../../wire/icmp';
import { formatIpv4, type Ipv4 } from '../../base/ipv4';
import { get } from '../../sim/table';
import { type Icmp, IpProtocol, type Ipv4Packet } from '../../wire/packet';
import type { Kernel } from '../kernel';
import type { Link } from '../link/link';
import { drop } from '../netdev';
import type { Netns } from '../netns';
import { fibLookup, selectSource } from '../route';
import type { CtRef, Skb } from '../skb';
import { changeConn, type Conn, removeConn } from './conntrack';
import type { Hook, NatRange } from './netfilter';
import { manipPacket, manipQuoted } from './track/manip';
import { invert } from './track/tuple';
import { type Manip, uniqueTuple } from './track/unique-tuple';

/** The hooks where packets are still to be routed change the destination, the others the source. */
export function manipOf(hook: Hook): Manip {
  return hook === 'PREROUTING' || hook === 'OUTPUT' ? 'dst' : 'src';
}

/** `nf_nat_setup_info`: binds the skb's connection, if it is not in the table yet, to what the range gives. */
export function setupNat(
  k: Kernel,
  ns: Netns,
  skb: Skb,
  range: NatRange,
  manip: Manip,
  masquerade: Link | null = null,
): void {
  const ct = skb.ct;
  if (ct === null || !ct.fresh || get(ns.netfilter.conns, ct.conn.id) !== undefined) return;
  const { conn } = ct;
  const wanted = invert(conn.reply);
  const tuple = uniqueTuple(k, ns.netfilter, wanted, range, conn, manip);
  const changed =
    tuple.src !== wanted.src ||
    tuple.dst !== wanted.dst ||
    tuple.sport !== wanted.sport ||
    tuple.dport !== wanted.dport;
  const bound = changeConn(conn, {
    reply: changed ? invert(tuple) : conn.reply,
    nat: changed ? { ...conn.nat, [manip]: true } : conn.nat,
    natDone: { ...conn.natDone, [manip]: true },
    masquerade: masquerade?.id ?? conn.masquerade,
  });
  skb.ct = { ...ct, conn: bound };
}

/** A range of one address, or of none, with the ports of another. */
export function rangeOf(address: Ipv4 | null, range: NatRange | null = null): NatRange {
  const { ports = null, base = null, random = false, randomFully = false, persistent = false } = range ?? {};
  return { min: address, max: address, ports, base, random, randomFully, persistent };
}

/** Whether nothing has been decided yet on that address of the packet's connection, so that the nat table has to be asked. */
export function isNatPending(ns: Netns, skb: Skb, manip: Manip): boolean {
  const ct = skb.ct;
  if (ct === null || ct.state === 'ESTABLISHED' || isTranslatedError(skb)) return false;
  if (!ct.fresh) return !ct.conn.natDone[manip];
  // Another copy of the packet may have entered the connection into the table meanwhile.
  const known = get(ns.netfilter.conns, ct.conn.id);
  if (known !== undefined && known !== ct.conn) skb.ct = { ...ct, conn: known };
  return !(known ?? ct.conn).natDone[manip];
}

/** After the nat table was asked: where no rule has decided, the address stays. Whether a rule has. */
export function concludeNat(k: Kernel, ns: Netns, skb: Skb, manip: Manip): boolean {
  const conn = skb.ct?.conn;
  if (conn === undefined || conn.natDone[manip]) return conn !== undefined;
  setupNat(k, ns, skb, rangeOf(manip === 'src' ? conn.reply.dst : conn.reply.src), manip);
  return false;
}

/** `nf_nat_inet_fn` once all is decided (by a rule just now, where `decided`): rewrites the packet as its connection says. False drops it. */
export function nfNat(k: Kernel, ns: Netns, hook: Hook, skb: Skb, outDev: Link | null, decided: boolean): boolean {
  const ct = skb.ct;
  if (ct === null) return true;
  const { conn, reply } = ct;
  const { nat } = conn;
  if (!nat.src && !nat.dst && conn.masquerade === null && ct.state === 'ESTABLISHED') return true;
  const manip = manipOf(hook);
  if (isTranslatedError(skb)) return translateError(k, ns, skb, ct, manip);
  if (hook === 'POSTROUTING' && !reply && conn.masquerade !== null && conn.masquerade !== outDev?.id) {
    // nf_nat_oif_changed: what was masqueraded for one interface may not leave by another.
    removeConn(ns.netfilter, conn);
    drop(k, ns, outDev?.name ?? null, 'NETFILTER_DROP', 'masqueraded for another interface');
    return false;
  }
  if (!isChanged(conn, reply, manip)) return true;
  const target = invert(reply ? conn.original : conn.reply);
  replacePacket(k, ns, skb, manipPacket(skb.packet, target, manip), manip, decided);
  return true;
}

function isTranslatedError(skb: Skb): boolean {
  return skb.ct?.state === 'RELATED' && skb.packet.protocol === IpProtocol.Icmp;
}

/** Whether NAT has changed the address of this end: of an answer, the source is what was the destination. */
function isChanged(conn: Conn, reply: boolean, manip: Manip): boolean {
  return conn.nat[(manip === 'src') === reply ? 'dst' : 'src'];
}

function replacePacket(k: Kernel, ns: Netns, skb: Skb, packet: Ipv4Packet, manip: Manip, decided: boolean): void {
  if (packet === skb.packet) return;
  const by = decided ? 'rule' : 'conntrack';
  k.tap.why?.push({
    ns: ns.name,
    kind: 'nat',
    manip,
    before: endText(skb.packet, manip),
    after: endText(packet, manip),
    other: endText(packet, manip === 'src' ? 'dst' : 'src'),
    protocol: packet.protocol,
    by,
  });
  skb.packet = packet;
}

/** `10.0.0.1:40000`, or the address alone. */
function endText({ src, dst, payload }: Ipv4Packet, manip: Manip): string {
  const ip = formatIpv4(manip === 'src' ? src : dst);
  if (payload instanceof Uint8Array || payload.kind === 'icmp') return ip;
  return `${ip}:${manip === 'src' ? payload.srcPort : payload.dstPort}`;
}

/** `nf_nat_icmp_reply_translation`: an error looks as if the translation had never been, outside and in what it quotes. */
function translateError(k: Kernel, ns: Netns, skb: Skb, ct: CtRef, manip: Manip): boolean {
  const { packet } = skb;
  const { conn, reply } = ct;
  const icmp = packet.payload;
  if (icmp instanceof Uint8Array || icmp.kind !== 'icmp') return true;
  if (icmp.type === IcmpType.Redirect && (!conn.natDone.src || !conn.natDone.dst || conn.nat.src || conn.nat.dst)) {
    drop(k, ns, null, 'NETFILTER_DROP', 'redirect of a translated connection');
    return false;
  }
  if (!isChanged(conn, reply, manip)) return true;
  const other = reply ? conn.original : conn.reply;
  const quoted = manipQuoted(icmp.payload, other, manip === 'src' ? 'dst' : 'src');
  const inner: Icmp = { ...icmp, checksum: null, payload: quoted };
  const outer = manipPacket({ ...packet, checksum: null, payload: inner }, { ...invert(other), protocol: 0 }, manip);
  replacePacket(k, ns, skb, outer, manip, false);
  return true;
}

/** Where `-j MASQUERADE` takes its address from: the interface that the packet leaves by (nf_nat_masquerade.c). Null where that has none. */
export function masqueradeAddress(ns: Netns, packet: Ipv4Packet, out: Link): Ipv4 | null {
  const nextHop = fibLookup(ns, packet.dst, out.id)?.via ?? packet.dst;
  return selectSource(ns, out, nextHop);
}

/** Where `-j REDIRECT` leads: to the interface that the packet came in by, or to the loopback (nf_nat_redirect.c). */
export function redirectAddress(hook: Hook, inDev: Link | null): Ipv4 | null {
  if (hook === 'OUTPUT') return 0x7f000001;
  return inDev?.addresses.find((address) => !address.secondary)?.address ?? null;
}
