/** Fragmentation and reassembly (RFC 791, section 3.2; net/ipv4/ip_fragment.c). */
import { SECOND } from '../../sim/clock';
import { get, put, remove } from '../../sim/table';
import { Value } from '../../sim/value';
import { decodeTransport, encodeIpv4, ipv4Length } from '../../wire/frame';
import { ipv4HeaderLength, isFragment } from '../../wire/ipv4';
import { IpFlag, type Ipv4Packet } from '../../wire/packet';
import { type Kernel, later } from '../kernel';
import { drop } from '../netdev';
import type { Netns } from '../netns';
import type { Skb } from '../skb';

const REASSEMBLY_TIME = 30 * SECOND;

/** The pieces of one packet that have come so far. */
export class FragmentQueue extends Value {
  constructor(
    readonly pieces: readonly Ipv4Packet[],
    readonly timer: number,
  ) {
    super();
  }
}

/** Cuts a packet into pieces no longer than `mtu`, each but the last a multiple of eight bytes. */
export function fragment(packet: Ipv4Packet, mtu: number): Ipv4Packet[] {
  const bytes = transportBytes(packet);
  const header = ipv4HeaderLength(packet);
  const room = (mtu - header) & ~7;
  const pieces: Ipv4Packet[] = [];
  for (let at = 0; at < bytes.length; at += room) {
    const last = at + room >= bytes.length;
    pieces.push({
      ...packet,
      totalLength: null,
      checksum: null,
      flags: (packet.flags & IpFlag.DF) | (last ? packet.flags & IpFlag.MF : IpFlag.MF),
      fragmentOffset: packet.fragmentOffset + at / 8,
      payload: bytes.subarray(at, at + room),
    });
  }
  return pieces;
}

/** What lies behind the IP header, checksums worked out. */
function transportBytes(packet: Ipv4Packet): Uint8Array {
  return packet.payload instanceof Uint8Array ? packet.payload : encodeIpv4(packet).subarray(ipv4HeaderLength(packet));
}

function keyOf(packet: Ipv4Packet): string {
  return `${packet.src} ${packet.dst} ${packet.protocol} ${packet.identification}`;
}

/** `ip_defrag`: whether the skb's packet is whole, as it comes or because its last piece has come; it remembers how long the pieces were. */
export function ipDefrag(k: Kernel, ns: Netns, skb: Skb): boolean {
  const { packet } = skb;
  if (!isFragment(packet)) return true;
  const key = keyOf(packet);
  const known = get(ns.fragments, key);
  const pieces = [...(known?.pieces ?? []).filter((piece) => piece.fragmentOffset !== packet.fragmentOffset), packet];
  pieces.sort((a, b) => a.fragmentOffset - b.fragmentOffset);
  const bytes = join(pieces);
  k.tap.why?.push({ ns: ns.name, kind: 'reassemble', complete: bytes !== null, pieces: pieces.length });
  if (bytes === null) {
    const timer = known?.timer ?? k.clock.seq;
    if (known === undefined) later(k, REASSEMBLY_TIME, { type: 'frag.timer', ns: ns.id, key, timer });
    put(ns.fragments, key, new FragmentQueue(pieces, timer));
    return false;
  }
  remove(ns.fragments, key);
  const first = pieces[0]!;
  skb.fragMax = Math.max(...pieces.map(ipv4Length));
  skb.packet = {
    ...first,
    totalLength: null,
    checksum: null,
    flags: first.flags & IpFlag.DF,
    payload: decodeTransport(first.protocol, bytes, 0, bytes.length),
  };
  return true;
}

/** The bytes of all pieces, or null where one is missing. */
function join(pieces: readonly Ipv4Packet[]): Uint8Array | null {
  const last = pieces[pieces.length - 1]!;
  if ((last.flags & IpFlag.MF) !== 0) return null;
  let next = 0;
  for (const piece of pieces) {
    if (piece.fragmentOffset * 8 > next) return null;
    next = Math.max(next, piece.fragmentOffset * 8 + transportBytes(piece).length);
  }
  const whole = new Uint8Array(next);
  for (const piece of pieces) whole.set(transportBytes(piece), piece.fragmentOffset * 8);
  return whole;
}

/** `ip_expire`: the pieces that came are thrown away. */
export function fragmentTimer(k: Kernel, ns: Netns, key: string, timer: number): void {
  if (get(ns.fragments, key)?.timer !== timer) return;
  remove(ns.fragments, key);
  drop(k, ns, null, 'FRAG_REASM_TIMEOUT');
}
