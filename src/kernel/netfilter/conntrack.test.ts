import { expect, test } from 'vitest';
import { parseIpv4 } from '../../base/ipv4';
import { SECOND } from '../../sim/clock';
import { values } from '../../sim/table';
import { encodeIpv4 } from '../../wire/frame';
import { type Icmp, type Ipv4Packet, NO_BYTES, TcpFlag } from '../../wire/packet';
import recorded from '../../../tests/oracle/kernel/conntrack-tcp.json';
import sources from '../../../tests/oracle/kernel/snat-address.json';
import { addNs, bridgeIn, createNet, type Net } from '../../../tests/unit/net';
import { ipPacket } from '../ip/packet';
import { linkByName, type Netns } from '../netns';
import { createSkb, type Skb } from '../skb';
import type { Conn } from './conntrack';
import { nfHook } from './hook';
import { applyIptables } from './rules';

const A = 0x0a010002;
const B = 0x0a020002;

function router(...rules: string[]): { net: Net; ns: Netns } {
  const net = createNet();
  const ns = addNs(net, 'router');
  bridgeIn(net, ns, 'west', '10.1.0.1/16');
  bridgeIn(net, ns, 'east', '10.2.0.1/16');
  for (const rule of rules) expect(applyIptables(ns, rule, null)).toBeNull();
  return { net, ns };
}

/** Sends a packet through the hooks of a router; null where it is dropped. */
function forward({ net, ns }: { net: Net; ns: Netns }, packet: Ipv4Packet, from = 'west', to = 'east'): Skb | null {
  const skb = createSkb(packet, null, null);
  const [west, east] = [linkByName(ns, from), linkByName(ns, to)];
  const passes =
    nfHook(net.k, ns, 'PREROUTING', skb, west, null) &&
    nfHook(net.k, ns, 'FORWARD', skb, west, east) &&
    nfHook(net.k, ns, 'POSTROUTING', skb, west, east);
  return passes ? skb : null;
}

function conns(ns: Netns): Conn[] {
  return [...values(ns.netfilter.conns)];
}

const FLAGS = { syn: 0x02, synack: 0x12, fin: 0x11, ack: 0x10, rst: 0x14, none: 0 } as const;
type Segment = readonly [direction: 'original' | 'reply', seq: number, ack: number, kind: keyof typeof FLAGS];

function segment([direction, seq, ack, kind]: Segment): Ipv4Packet {
  const reply = direction === 'reply';
  const [srcPort, dstPort] = reply ? [80, 40000] : [40000, 80];
  const tcp = { kind: 'tcp', srcPort, dstPort, seq, ack, flags: FLAGS[kind], window: 60000 } as const;
  const rest = { checksum: null, urgent: 0, options: NO_BYTES, payload: NO_BYTES } as const;
  return ipPacket(reply ? B : A, reply ? A : B, { ...tcp, ...rest }, 1, true);
}

const HANDSHAKE: readonly Segment[] = [
  ['original', 1000, 0, 'syn'],
  ['reply', 5000, 1001, 'synack'],
  ['original', 1001, 5001, 'ack'],
];
const FIN: Segment = ['original', 1001, 5001, 'fin'];
const CLOSING: readonly Segment[] = [...HANDSHAKE, FIN, ['reply', 5001, 1002, 'ack'], ['reply', 5001, 1002, 'fin']];
const PATHS: Readonly<Record<string, readonly Segment[]>> = {
  NONE: [],
  SYN_SENT: HANDSHAKE.slice(0, 1),
  SYN_RECV: HANDSHAKE.slice(0, 2),
  ESTABLISHED: HANDSHAKE,
  SYN_SENT2: [HANDSHAKE[0]!, ['reply', 5000, 0, 'syn']],
  FIN_WAIT: CLOSING.slice(0, 4),
  CLOSE_WAIT: CLOSING.slice(0, 5),
  LAST_ACK: CLOSING,
  TIME_WAIT: [...CLOSING, ['original', 1002, 5002, 'ack']],
  CLOSE: [...HANDSHAKE, ['original', 1001, 5001, 'rst']],
};

test.each(recorded)('TCP in %s meets %s as in a real kernel: %s, then %s', (...row) => {
  const [state, event, found, after, seconds, seenReply, assured] = row;
  const world = router('-A FORWARD -m conntrack --ctstate NEW');
  for (const step of PATHS[String(state)] ?? []) forward(world, segment(step));
  const [direction, kind] = String(event).split('.') as [Segment[0], Segment[3]];
  const skb = forward(world, segment([direction, 20000, kind === 'syn' ? 0 : 30000, kind]));
  expect(skb?.ct?.state ?? 'INVALID').toBe(found);
  const conn = conns(world.ns)[0];
  if (after === null) expect(conn).toBeUndefined();
  else {
    const shown = [conn?.state, conn?.seenReply, conn?.assured, Math.round((conn?.expires ?? 0) / SECOND)];
    expect(shown).toEqual([after, seenReply, assured, seconds]);
  }
});

test('a SYN that a reset connection lets through is believed once it is answered', () => {
  const world = router('-A FORWARD -m conntrack --ctstate NEW');
  for (const step of HANDSHAKE) forward(world, segment(step));
  forward(world, segment(['reply', 5001, 1001, 'rst']));
  forward(world, segment(['original', 9000, 0, 'syn']));
  expect(conns(world.ns)[0]?.state).toBe('CLOSE');
  forward(world, segment(['reply', 7000, 9001, 'synack']));
  expect(conns(world.ns)[0]?.state).toBe('SYN_RECV');
});

function udp(src: number, dst: number, srcPort: number, dstPort: number): Ipv4Packet {
  const payload = { kind: 'udp', srcPort, dstPort, length: null, checksum: null, payload: new Uint8Array(3) } as const;
  return ipPacket(src, dst, payload, 1, false);
}

const echo = (type: number, id: number): Icmp => ({
  kind: 'icmp',
  type,
  code: 0,
  checksum: null,
  rest: (id << 16) >>> 0,
  payload: NO_BYTES,
});

test('UDP is a stream after two seconds of both ways; a connection whose time is over is new again', () => {
  const world = router('-A FORWARD -m conntrack --ctstate NEW');
  const { net, ns } = world;
  const left = () => Math.round(((conns(ns)[0]?.expires ?? 0) - net.clock.now) / SECOND);
  forward(world, udp(A, B, 5000, 53));
  expect([left(), conns(ns)[0]?.seenReply]).toEqual([30, false]);
  forward(world, udp(B, A, 53, 5000));
  net.clock.now += SECOND;
  forward(world, udp(A, B, 5000, 53));
  expect([left(), conns(ns)[0]?.assured]).toEqual([30, false]);
  net.clock.now += 2 * SECOND;
  forward(world, udp(B, A, 53, 5000));
  expect([left(), conns(ns)[0]?.assured]).toEqual([120, true]);
  net.clock.now += 121 * SECOND;
  expect(forward(world, udp(B, A, 53, 5000))?.ct?.state).toBe('NEW');
  expect(conns(ns)).toHaveLength(1);
});

test('a dropped packet leaves no connection behind', () => {
  const world = router('-A FORWARD -m conntrack --ctstate NEW', '-P FORWARD DROP');
  expect(forward(world, udp(A, B, 5000, 53))).toBeNull();
  expect(conns(world.ns)).toEqual([]);
});

test('tracking stops with the last rule that needs it', () => {
  const world = router('-A FORWARD -m conntrack --ctstate NEW');
  applyIptables(world.ns, '-F FORWARD', null);
  forward(world, udp(A, B, 5000, 53));
  expect([world.ns.netfilter.tracking, conns(world.ns)]).toEqual([false, []]);
});

test('entries whose time is over do not pile up', () => {
  const world = router('-A FORWARD -m conntrack --ctstate NEW');
  for (let i = 0; i < 3000; i++) {
    world.net.clock.now += SECOND;
    forward(world, udp(A, B, 1024 + i, 53));
  }
  expect(world.ns.netfilter.conns.size).toBeLessThan(100);
  expect(world.ns.netfilter.tuples.size).toBeLessThanOrEqual(2 * world.ns.netfilter.conns.size);
});

test('what does not begin a connection is INVALID', () => {
  const world = router('-A FORWARD -m conntrack --ctstate INVALID -j DROP');
  expect(forward(world, ipPacket(A, B, echo(0, 7), 1, false))).toBeNull();
  expect(forward(world, ipPacket(A, B, echo(8, 7), 1, false))).not.toBeNull();
});

test('an ICMP error is RELATED only to a connection that its receiver has', () => {
  const world = router('-A FORWARD -m conntrack --ctstate RELATED -j ACCEPT', '-P FORWARD ACCEPT');
  const asked = udp(A, B, 5000, 53);
  forward(world, asked);
  const error = (quoted: Ipv4Packet, to: number) =>
    forward(world, ipPacket(B, to, { ...echo(3, 0), payload: encodeIpv4(quoted) }, 1, false), 'east', 'west')?.ct
      ?.state;
  expect([error(asked, A), error(asked, A + 1), error(udp(A, B, 5001, 53), A)]).toEqual([
    'RELATED',
    undefined,
    undefined,
  ]);
});

test('a SYN answered by a RST leaves nothing behind', () => {
  const world = router('-A FORWARD -m conntrack --ctstate NEW');
  forward(world, segment(HANDSHAKE[0]!));
  expect(TcpFlag.RST | TcpFlag.ACK).toBe(FLAGS.rst);
  forward(world, segment(['reply', 0, 1001, 'rst']));
  expect(conns(world.ns)).toEqual([]);
});

test.each(sources)(
  'SNAT of port %s gives %s towards %s the address that Linux gives: %s',
  (port, src, dst, expected) => {
    const world = router(
      '-t nat -A POSTROUTING -p udp --dport 1000 -j SNAT --to-source 192.0.2.10-192.0.2.25',
      '-t nat -A POSTROUTING -p udp --dport 1001 -j SNAT --to-source 192.0.2.10-192.0.2.25 --persistent',
      '-t nat -A POSTROUTING -p udp --dport 1002 -j SNAT --to-source 192.0.2.10-192.3.2.25',
    );
    const skb = forward(world, udp(parseIpv4(String(src))!, parseIpv4(String(dst))!, 5000, Number(port)));
    expect(skb?.packet.src).toBe(parseIpv4(String(expected)));
  },
);
