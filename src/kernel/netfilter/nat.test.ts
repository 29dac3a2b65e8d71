import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addNs, bridgeIn, createNet, type Net } from '../../../tests/unit/net';
import { values } from '../../sim/table';
import { decodeIpv4, encodeIpv4 } from '../../wire/frame';
import { ipv4Checksum } from '../../wire/ipv4';
import { type Icmp, type Ipv4Packet, NO_BYTES } from '../../wire/packet';
import { ipPacket } from '../ip/packet';
import { linkByName, type Netns } from '../netns';
import { createSkb } from '../skb';
import { nfHook } from './hook';
import { applyIptables } from './rules';

interface Router {
  readonly net: Net;
  readonly ns: Netns;
}

/** `lan` 10.0.0.1/16 inside, `wan` 192.0.2.1/24 outside. */
function router(rules: readonly string[]): Router {
  const net = createNet(7);
  const ns = addNs(net, 'router');
  bridgeIn(net, ns, 'lan', '10.0.0.1/16');
  bridgeIn(net, ns, 'wan', '192.0.2.1/24');
  for (const rule of rules) expect(applyIptables(ns, rule, null)).toBeNull();
  return { net, ns };
}

function forward({ net, ns }: Router, packet: Ipv4Packet, from: string, to: string): Ipv4Packet | null {
  const skb = createSkb(packet, null, null);
  const [inDev, outDev] = [linkByName(ns, from), linkByName(ns, to)];
  const passes =
    nfHook(net.k, ns, 'PREROUTING', skb, inDev, null) &&
    nfHook(net.k, ns, 'FORWARD', skb, inDev, outDev) &&
    nfHook(net.k, ns, 'POSTROUTING', skb, inDev, outDev);
  return passes ? skb.packet : null;
}

type Kind = 'udp' | 'tcp' | 'icmp';

interface Flow {
  readonly kind: Kind;
  readonly src: number;
  readonly dst: number;
  readonly sport: number;
  readonly dport: number;
}

function packetOf({ kind, src, dst, sport, dport }: Flow, answer = false): Ipv4Packet {
  const rest = { checksum: null, payload: new Uint8Array(4) } as const;
  switch (kind) {
    case 'icmp':
      return ipPacket(src, dst, { kind, type: answer ? 0 : 8, code: 0, rest: (sport << 16) >>> 0, ...rest }, 1, false);
    case 'udp':
      return ipPacket(src, dst, { kind, srcPort: sport, dstPort: dport, length: null, ...rest }, 1, false);
    case 'tcp': {
      const flags = answer ? 0x12 : 0x02;
      const tcp = {
        kind,
        srcPort: sport,
        dstPort: dport,
        seq: 1,
        ack: answer ? 2 : 0,
        flags,
        window: 1,
        urgent: 0,
      } as const;
      return ipPacket(src, dst, { ...tcp, options: NO_BYTES, ...rest }, 1, false);
    }
  }
}

function flowOf({ src, dst, payload }: Ipv4Packet): Flow {
  if (payload instanceof Uint8Array) throw new Error('a packet in pieces');
  if (payload.kind === 'icmp') return { kind: 'icmp', src, dst, sport: payload.rest >>> 16, dport: 0 };
  return { kind: payload.kind, src, dst, sport: payload.srcPort, dport: payload.dstPort };
}

function turned({ kind, src, dst, sport, dport }: Flow): Flow {
  return kind === 'icmp'
    ? { kind, src: dst, dst: src, sport, dport }
    : { kind, src: dst, dst: src, sport: dport, dport: sport };
}

const flow: fc.Arbitrary<Flow> = fc.record({
  kind: fc.constantFrom('udp', 'tcp', 'icmp'),
  src: fc.integer({ min: 0x0a000002, max: 0x0a000005 }),
  dst: fc.constantFrom(0xcb007150, 0xcb007151),
  sport: fc.constantFrom(53, 600, 5000, 5001, 40000),
  dport: fc.constantFrom(53, 80),
});
const RULES = [
  '-t nat -A POSTROUTING -o wan -j MASQUERADE',
  '-t nat -A POSTROUTING -o wan -p udp -j MASQUERADE --to-ports 40000-40063',
  '-t nat -A POSTROUTING -s 10.0.0.2 -j SNAT --to-source 192.0.2.9-192.0.2.12',
  '-t nat -A POSTROUTING -o wan -p tcp -j SNAT --to-source 192.0.2.7:1024-2047 --random',
  '-t nat -A PREROUTING -i lan -d 203.0.113.80 -j DNAT --to-destination 203.0.113.81',
  '-t nat -A PREROUTING -i lan -p udp --dport 53 -j DNAT --to-destination 198.51.100.1:5353',
  '-t nat -A PREROUTING -i lan -p tcp -d 203.0.113.81 -j DNAT --to-destination :8000-8003',
];

test('whatever the rules make of a flow, its answer comes back to where it came from, and no two flows look alike outside', () => {
  fc.assert(
    fc.property(
      fc.subarray(RULES),
      fc.uniqueArray(flow, {
        maxLength: 30,
        selector: (one) => JSON.stringify(one.kind === 'icmp' ? { ...one, dport: 0 } : one),
      }),
      (rules, flows) => {
        const home = router(rules);
        const outside = new Set<string>();
        for (const inner of flows) {
          const sent = forward(home, packetOf(inner), 'lan', 'wan');
          const outer = flowOf(sent!);
          outside.add(JSON.stringify(outer));
          const answer = forward(home, packetOf(turned(outer), true), 'wan', 'lan');
          expect(flowOf(answer!)).toEqual(turned(flowOf(packetOf(inner))));
          const again = forward(home, packetOf(inner), 'lan', 'wan');
          expect(flowOf(again!)).toEqual(outer);
        }
        expect(outside.size).toBe(flows.length);
      },
    ),
    { numRuns: 150 },
  );
});

const LAN = { kind: 'udp', src: 0x0a000002, dst: 0xcb007150, sport: 5000, dport: 53 } as const;

test('nat rules count connections, not packets', () => {
  const home = router(['-t nat -A POSTROUTING -o wan -j MASQUERADE']);
  for (let i = 0; i < 5; i++) forward(home, packetOf(LAN), 'lan', 'wan');
  expect(home.ns.netfilter.tables.nat?.POSTROUTING?.rules[0]?.packets).toBe(1);
});

test('a source keeps the port that it was given, towards others too; a taken one is replaced by one of its class', () => {
  const home = router(['-t nat -A POSTROUTING -o wan -j MASQUERADE']);
  const other = { ...LAN, src: 0x0a000003 };
  expect(flowOf(forward(home, packetOf(LAN), 'lan', 'wan')!).sport).toBe(5000);
  const given = flowOf(forward(home, packetOf(other), 'lan', 'wan')!).sport;
  expect(given).not.toBe(5000);
  expect(given).toBeGreaterThanOrEqual(1024);
  expect(flowOf(forward(home, packetOf({ ...other, dst: 0xcb007151 }), 'lan', 'wan')!).sport).toBe(given);
  const low = [0x0a000002, 0x0a000003].map(
    (src) => flowOf(forward(home, packetOf({ ...LAN, src, sport: 700 }), 'lan', 'wan')!).sport,
  );
  expect(low[0]).toBe(700);
  expect(low[1]).toBeGreaterThanOrEqual(600);
  expect(low[1]).toBeLessThan(1024);
});

test('REDIRECT leads to the address of the interface that the packet came in by', () => {
  const home = router(['-t nat -A PREROUTING -i lan -p udp --dport 53 -j REDIRECT --to-ports 5353']);
  const skb = createSkb(packetOf(LAN), null, null);
  nfHook(home.net.k, home.ns, 'PREROUTING', skb, linkByName(home.ns, 'lan'), null);
  expect(flowOf(skb.packet)).toEqual({ ...LAN, dst: 0x0a000001, dport: 5353 });
});

test('what an ICMP error quotes is the packet as its sender knows it, to the last checksum', () => {
  const kinds: readonly Kind[] = ['udp', 'tcp', 'icmp'];
  for (const kind of kinds) {
    for (const cut of [28, 48, 1000]) {
      const home = router([
        '-t nat -A POSTROUTING -o wan -p udp -j MASQUERADE --to-ports 40000',
        '-t nat -A POSTROUTING -o wan -j MASQUERADE',
        '-t nat -A PREROUTING -i lan -j DNAT --to-destination 203.0.113.81',
      ]);
      const asked = packetOf({ ...LAN, kind });
      const outer = forward(home, asked, 'lan', 'wan')!;
      const seen: Icmp = {
        kind: 'icmp',
        type: 3,
        code: 1,
        checksum: null,
        rest: 0,
        payload: encodeIpv4(outer).subarray(0, cut),
      };
      const told = forward(home, ipPacket(outer.dst, outer.src, seen, 1, false), 'wan', 'lan')!;
      expect([told.src, told.dst]).toEqual([asked.dst, asked.src]);
      const quoted = told.payload instanceof Uint8Array ? told.payload : told.payload.payload;
      const original = encodeIpv4(asked).subarray(0, cut);
      // Of eight bytes of a TCP header the checksum is no part; of UDP's and ICMP's it is.
      expect([kind, cut, quoted]).toEqual([kind, cut, original]);
      expect(ipv4Checksum(quoted, 0, 20)).toBe(decodeIpv4(quoted)?.checksum);
    }
  }
});

test('what was masqueraded for one interface is not sent by another: it begins anew', () => {
  const home = router(['-t nat -A POSTROUTING -j MASQUERADE']);
  bridgeIn(home.net, home.ns, 'dsl', '198.51.100.1/24');
  expect(flowOf(forward(home, packetOf(LAN), 'lan', 'wan')!).src).toBe(0xc0000201);
  expect(forward(home, packetOf(LAN), 'lan', 'dsl')).toBeNull();
  expect([...values(home.ns.netfilter.conns)]).toEqual([]);
  expect(flowOf(forward(home, packetOf(LAN), 'lan', 'dsl')!).src).toBe(0xc6336401);
});
