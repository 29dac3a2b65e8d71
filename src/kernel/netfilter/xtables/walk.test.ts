import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addNs, bridgeIn, createNet, type Net } from '../../../../tests/unit/net';
import { type Icmp, type Ipv4Packet, NO_BYTES } from '../../../wire/packet';
import { ipPacket } from '../../ip/packet';
import { linkByName, type Netns } from '../../netns';
import { createSkb } from '../../skb';
import { nfHook } from '../hook';
import { type Match, RuleSpec, type Target } from '../netfilter';
import { appendRule, applyIptables, newChain } from '../rules';

/** Chains that a rule may lead to: only those behind its own, so that none leads back. */
const CHAINS = ['FORWARD', 'one', 'two', 'three'] as const;
type ChainName = (typeof CHAINS)[number];
type Rules = Readonly<Record<ChainName, readonly RuleSpec[]>>;

interface Wanted {
  readonly packet: Ipv4Packet;
  readonly from: string;
  readonly to: string;
}

const DEVICES = ['west', 'east', 'eth0'];
const address = fc.constantFrom(0x0a000001, 0x0a000002, 0x0a010001, 0xc0a80001);
const port = fc.constantFrom(22, 53, 80, 443, 8080, 65535);
const not = fc.boolean();
const ports = fc.tuple(port, port).map(([a, b]) => ({ from: Math.min(a, b), to: Math.max(a, b) }));
const portsTest = fc.option(fc.record({ not, from: port, to: fc.constant(65535) }));

const match: fc.Arbitrary<Match> = fc.oneof(
  fc.record({
    match: fc.constantFrom('source' as const, 'destination' as const),
    not,
    address,
    mask: fc.constantFrom(0xffffffff, 0xffffff00, 0xffff0000, 0xff000000),
  }),
  fc.record({
    match: fc.constantFrom('in' as const, 'out' as const),
    not,
    dev: fc.constantFrom(...DEVICES, 'e+', 'we+'),
  }),
  fc.record({ match: fc.constant('protocol' as const), not, protocol: fc.constantFrom(1, 6, 17) }),
  fc.record({ match: fc.constant('udp' as const), sport: portsTest, dport: portsTest }),
  fc.record({
    match: fc.constant('multiport' as const),
    not,
    which: fc.constantFrom('sports' as const, 'dports' as const, 'ports' as const),
    list: fc.array(ports, { minLength: 1, maxLength: 3 }),
  }),
  fc.record({
    match: fc.constant('icmp' as const),
    not,
    type: fc.constantFrom(0, 3, 8, 255),
    code: fc.option(fc.constantFrom(0, 1)),
  }),
  fc.record({
    match: fc.constant('mark' as const),
    not,
    value: fc.constantFrom(0, 1, 2),
    mask: fc.constantFrom(0xffffffff, 1),
  }),
);

function target(from: number): fc.Arbitrary<Target> {
  const plain: fc.Arbitrary<Target>[] = [
    fc.constantFrom<Target>({ target: 'ACCEPT' }, { target: 'DROP' }, { target: 'RETURN' }, { target: 'NONE' }),
    fc.record({
      target: fc.constant('MARK' as const),
      value: fc.constantFrom(0, 1, 3),
      mask: fc.constantFrom(0, 1, 0xffffffff),
    }),
  ];
  const chains = CHAINS.slice(from + 1);
  if (chains.length === 0) return fc.oneof(...plain);
  const lead = fc.constantFrom(...chains);
  const jump = fc.record({ target: fc.constant('JUMP' as const), chain: lead });
  const goto = fc.record({ target: fc.constant('GOTO' as const), chain: lead });
  return fc.oneof(...plain, jump, goto);
}

/** The kernel takes the matches of a protocol only behind `-p`. */
function spec(matches: readonly Match[], to: Target): RuleSpec {
  const needed = matches.some((one) => one.match === 'icmp') ? 1 : 17;
  const usual = matches.filter((one) => one.match !== (needed === 1 ? 'udp' : 'icmp') && one.match !== 'protocol');
  const special = usual.some((one) => one.match === 'icmp' || one.match === 'udp');
  const protocol: Match[] = special
    ? [{ match: 'protocol', not: false, protocol: needed }]
    : matches.filter((one) => one.match === 'protocol');
  return new RuleSpec([...protocol, ...usual], to);
}

const chain = (place: number) =>
  fc.array(
    fc.tuple(fc.array(match, { maxLength: 3 }), target(place)).map(([matches, to]) => spec(matches, to)),
    { maxLength: 5 },
  );
const rules: fc.Arbitrary<Rules> = fc.record({ FORWARD: chain(0), one: chain(1), two: chain(2), three: chain(3) });

const icmp = (type: number, code: number): Icmp => ({
  kind: 'icmp',
  type,
  code,
  checksum: null,
  rest: 0,
  payload: NO_BYTES,
});
const packet: fc.Arbitrary<Ipv4Packet> = fc
  .tuple(
    address,
    address,
    port,
    port,
    fc.constantFrom(0, 3, 8),
    fc.constantFrom(0, 1),
    fc.constantFrom('udp', 'tcp', 'icmp', 'fragment'),
  )
  .map(([src, dst, srcPort, dstPort, type, code, kind]) => {
    const datagram = { kind: 'udp', srcPort, dstPort, length: null, checksum: null, payload: NO_BYTES } as const;
    const rest = { checksum: null, urgent: 0, options: NO_BYTES, payload: NO_BYTES } as const;
    if (kind === 'icmp') return ipPacket(src, dst, icmp(type, code), 1, false);
    if (kind === 'tcp')
      return ipPacket(
        src,
        dst,
        { kind: 'tcp', srcPort, dstPort, seq: 0, ack: 0, flags: 2, window: 0, ...rest },
        1,
        false,
      );
    const whole = ipPacket(src, dst, datagram, 1, false);
    return kind === 'udp' ? whole : { ...whole, fragmentOffset: 5, payload: new Uint8Array(8) };
  });
const wanted = fc.record({ packet, from: fc.constantFrom('west', 'east'), to: fc.constantFrom('west', 'east') });

/** What iptables(8) says, word for word and without a thought of speed. */
class Reference {
  mark = 0;
  readonly counts = new Map<string, number>();

  constructor(
    private readonly all: Rules,
    private readonly wanted: Wanted,
  ) {}

  accepts(policy: 'ACCEPT' | 'DROP'): boolean {
    const verdict = this.chain('FORWARD');
    return verdict === 'ACCEPT' || (verdict === null && policy === 'ACCEPT');
  }

  private chain(name: ChainName): 'ACCEPT' | 'DROP' | null {
    for (const [i, { matches, target: to }] of this.all[name].entries()) {
      if (!matches.every((one) => this.holds(one))) continue;
      const key = `${name} ${i}`;
      this.counts.set(key, (this.counts.get(key) ?? 0) + 1);
      if (to.target === 'ACCEPT' || to.target === 'DROP') return to.target;
      if (to.target === 'RETURN') return null;
      if (to.target === 'MARK') this.mark = ((this.mark & ~to.mask) ^ to.value) >>> 0;
      if (to.target !== 'JUMP' && to.target !== 'GOTO') continue;
      const verdict = this.chain(to.chain as ChainName);
      if (verdict !== null || to.target === 'GOTO') return verdict;
    }
    return null;
  }

  private holds(one: Match): boolean {
    const { packet: seen, from, to } = this.wanted;
    const inner = seen.payload;
    const hasPorts = !(inner instanceof Uint8Array) && inner.kind !== 'icmp';
    const named = (dev: string, name: string) => (dev.endsWith('+') ? name.startsWith(dev.slice(0, -1)) : dev === name);
    switch (one.match) {
      case 'source':
        return ((seen.src & one.mask) >>> 0 === (one.address & one.mask) >>> 0) !== one.not;
      case 'destination':
        return ((seen.dst & one.mask) >>> 0 === (one.address & one.mask) >>> 0) !== one.not;
      case 'in':
        return named(one.dev, from) !== one.not;
      case 'out':
        return named(one.dev, to) !== one.not;
      case 'protocol':
        return (seen.protocol === one.protocol) !== one.not;
      case 'udp': {
        const within = (test: typeof one.sport, value: number) =>
          test === null || (value >= test.from && value <= test.to) !== test.not;
        if (one.sport === null && one.dport === null) return true;
        return hasPorts && within(one.sport, inner.srcPort) && within(one.dport, inner.dstPort);
      }
      case 'multiport': {
        if (!hasPorts) return false;
        const among = (value: number) => one.list.some((range) => value >= range.from && value <= range.to);
        const found =
          (one.which !== 'dports' && among(inner.srcPort)) || (one.which !== 'sports' && among(inner.dstPort));
        return found !== one.not;
      }
      case 'icmp':
        if (inner instanceof Uint8Array || inner.kind !== 'icmp') return false;
        return (
          (one.type === 255 || (inner.type === one.type && (one.code === null || inner.code === one.code))) !== one.not
        );
      case 'mark':
        return ((this.mark & one.mask) >>> 0 === one.value) !== one.not;
      default:
        throw new Error(one.match);
    }
  }
}

function hostWith(all: Rules, policy: 'ACCEPT' | 'DROP'): { net: Net; ns: Netns } {
  const net = createNet();
  const ns = addNs(net, 'host');
  for (const name of ['west', 'east']) bridgeIn(net, ns, name, null);
  applyIptables(ns, `-P FORWARD ${policy}`, null);
  for (const name of CHAINS.slice(1)) newChain(ns, 'filter', name);
  for (const name of CHAINS) for (const one of all[name]) expect(appendRule(ns, 'filter', name, one, null)).toBeNull();
  return { net, ns };
}

function ask(
  { net, ns }: { net: Net; ns: Netns },
  { packet: seen, from, to }: Wanted,
): { passes: boolean; mark: number } {
  const skb = createSkb(seen, null, null);
  const passes = nfHook(net.k, ns, 'FORWARD', skb, linkByName(ns, from), linkByName(ns, to));
  return { passes, mark: skb.mark };
}

test('random rules give random packets the verdict, the mark and the counters that a plain reading of them gives', () => {
  const policies = fc.constantFrom('ACCEPT' as const, 'DROP' as const);
  fc.assert(
    fc.property(rules, policies, fc.array(wanted, { minLength: 1, maxLength: 8 }), (all, policy, packets) => {
      const host = hostWith(all, policy);
      const counts = new Map<string, number>();
      for (const one of packets) {
        const reference = new Reference(all, one);
        const passes = reference.accepts(policy);
        for (const [key, count] of reference.counts) counts.set(key, (counts.get(key) ?? 0) + count);
        expect(ask(host, one)).toEqual({ passes, mark: reference.mark });
      }
      for (const name of CHAINS) {
        const counted = host.ns.netfilter.tables.filter?.[name]?.rules.map((rule) => rule.packets) ?? [];
        expect(counted).toEqual(all[name].map((_, i) => counts.get(`${name} ${i}`) ?? 0));
      }
    }),
    { numRuns: 300 },
  );
});

test('an explanation tells the way that the packet took, rule by rule', () => {
  const net = createNet();
  const ns = addNs(net, 'host');
  const lines = [
    '-N OWN',
    '-A FORWARD -i eth9 -j ACCEPT',
    '-A FORWARD -p udp -j OWN',
    '-A FORWARD -p udp --dport 53 -j DROP',
    '-A OWN -p udp ! --dport 53 -j ACCEPT',
    '-A OWN -m mark --mark 7 -j ACCEPT',
  ];
  for (const line of lines) applyIptables(ns, line, `iptables ${line}`);
  const datagram = { kind: 'udp', srcPort: 1, dstPort: 53, length: null, checksum: null, payload: NO_BYTES } as const;
  nfHook(net.k, ns, 'FORWARD', createSkb(ipPacket(1, 2, datagram, 1, false), null, null), null, null);
  const told = net.why.flatMap((decision) =>
    decision.kind === 'nf.rule'
      ? [
          [
            decision.chain,
            decision.rule,
            decision.verdict,
            decision.passed.map(({ rule, field }) => `${rule} ${field}`).join(', '),
          ],
        ]
      : [],
  );
  expect(told).toEqual([
    ['FORWARD', 2, 'OWN', '1 -i'],
    ['OWN', 0, 'RETURN', '1 ! --dport, 2 --mark'],
    ['FORWARD', 3, 'DROP', ''],
  ]);
  expect(net.why).toContainEqual(
    expect.objectContaining({ kind: 'nf.rule', rule: 3, origin: `iptables ${lines[3]!}` }),
  );
});
