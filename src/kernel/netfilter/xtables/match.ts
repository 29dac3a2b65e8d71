/** Matches as functions: each rule's conditions, made once for as long as the rules stay (net/netfilter/xt_*.c). */
import { localType } from '../../netns';
import { isMulticast } from '../../../base/ipv4';
import { IpProtocol, type Ipv4Packet } from '../../../wire/packet';
import type { AddressType, Match, Ports, PortsTest } from '../netfilter';
import { ctTests } from './ct-match';
import { takeToken } from './limit';
import type { Passage } from './passage';

/** One condition, and the option of iptables that states it. */
export interface Test {
  readonly field: string;
  readonly passes: (p: Passage) => boolean;
}

/** The conditions of one match, in the order they are asked; `rule` is the rule's place in its chain. */
export function testsOf(match: Match, rule: number): Test[] {
  switch (match.match) {
    case 'source': {
      const { address, mask, not } = match;
      return [test('-s', not, (p) => ((p.skb.packet.src ^ address) & mask) === 0)];
    }
    case 'destination': {
      const { address, mask, not } = match;
      return [test('-d', not, (p) => ((p.skb.packet.dst ^ address) & mask) === 0)];
    }
    case 'in':
      return [inTest(match.dev, match.not)];
    case 'out':
      return [outTest(match.dev, match.not)];
    case 'protocol': {
      const { protocol, not } = match;
      return [test('-p', not, (p) => p.skb.packet.protocol === protocol)];
    }
    case 'fragment':
      return [test('-f', match.not, (p) => p.skb.packet.fragmentOffset !== 0)];
    case 'tcp':
      return tcpTests(match);
    case 'udp':
    case 'sctp':
      return portTests(match.sport, match.dport);
    case 'icmp':
      return [icmpTest(match)];
    case 'multiport':
      return [multiportTest(match)];
    case 'conntrack':
      return ctTests(match.tests);
    case 'state':
      return ctTests([{ ct: 'state', not: match.not, states: match.states }]).map((one) => ({
        ...one,
        field: '--state',
      }));
    case 'addrtype':
      return addressTypeTests(match);
    case 'mark': {
      const { value, mask, not } = match;
      return [test('--mark', not, (p) => (p.skb.mark & mask) >>> 0 === value)];
    }
    case 'ipvs':
      return [test('--ipvs', match.not, (p) => p.skb.ipvs)];
    case 'comment':
      return [];
    case 'limit': {
      const { period, burst } = match;
      return [test('--limit', false, (p) => takeToken(p, rule, period, burst))];
    }
  }
}

function test(field: string, not: boolean, passes: (p: Passage) => boolean): Test {
  return not ? { field: `! ${field}`, passes: (p) => !passes(p) } : { field, passes };
}

function inTest(dev: string, not: boolean): Test {
  if (!dev.endsWith('+')) return test('-i', not, (p) => p.in === dev);
  const start = dev.slice(0, -1);
  return test('-i', not, (p) => p.in.startsWith(start));
}

function outTest(dev: string, not: boolean): Test {
  if (!dev.endsWith('+')) return test('-o', not, (p) => p.out === dev);
  const start = dev.slice(0, -1);
  return test('-o', not, (p) => p.out.startsWith(start));
}

/** Ports of the packet, if it is a whole one that has them or its first fragment; otherwise -1. */
function sportOf({ payload, fragmentOffset, protocol }: Ipv4Packet): number {
  if (payload instanceof Uint8Array) return portAt(payload, 0, fragmentOffset, protocol);
  return payload.kind === 'icmp' ? -1 : payload.srcPort;
}

function dportOf({ payload, fragmentOffset, protocol }: Ipv4Packet): number {
  if (payload instanceof Uint8Array) return portAt(payload, 2, fragmentOffset, protocol);
  return payload.kind === 'icmp' ? -1 : payload.dstPort;
}

function portAt(bytes: Uint8Array, at: number, fragmentOffset: number, protocol: number): number {
  if (fragmentOffset !== 0 || bytes.length < 4 || protocol === IpProtocol.Icmp) return -1;
  return (bytes[at]! << 8) | bytes[at + 1]!;
}

function portTests(sport: PortsTest | null, dport: PortsTest | null): Test[] {
  const tests: Test[] = [];
  if (sport !== null) {
    const { from, to, not } = sport;
    tests.push(portTest('--sport', not, from, to, sportOf));
  }
  if (dport !== null) {
    const { from, to, not } = dport;
    tests.push(portTest('--dport', not, from, to, dportOf));
  }
  return tests;
}

/** A packet without ports passes neither the condition nor its opposite. */
function portTest(field: string, not: boolean, from: number, to: number, portOf: (packet: Ipv4Packet) => number): Test {
  return {
    field: not ? `! ${field}` : field,
    passes: (p) => {
      const port = portOf(p.skb.packet);
      return port >= 0 && (port >= from && port <= to) !== not;
    },
  };
}

function tcpTests({ sport, dport, option, flags }: Extract<Match, { match: 'tcp' }>): Test[] {
  const tests = portTests(sport, dport);
  if (option !== null) {
    const { kind, not } = option;
    tests.push(
      test('--tcp-option', not, ({ skb: { packet } }) => {
        const { payload } = packet;
        return !(payload instanceof Uint8Array) && payload.kind === 'tcp' && hasOption(payload.options, kind);
      }),
    );
  }
  if (flags !== null) {
    const { mask, set, not } = flags;
    tests.push({
      field: not ? '! --tcp-flags' : '--tcp-flags',
      passes: ({ skb: { packet } }) => {
        const { payload } = packet;
        return !(payload instanceof Uint8Array) && payload.kind === 'tcp' && ((payload.flags & mask) === set) !== not;
      },
    });
  }
  return tests;
}

function hasOption(options: Uint8Array, kind: number): boolean {
  for (let at = 0; at < options.length; at += options[at]! < 2 ? 1 : Math.max(options[at + 1] ?? 1, 1)) {
    if (options[at] === kind) return true;
  }
  return false;
}

function icmpTest({ type, code, not }: Extract<Match, { match: 'icmp' }>): Test {
  return {
    field: not ? '! --icmp-type' : '--icmp-type',
    passes: ({ skb: { packet } }) => {
      const { payload } = packet;
      if (payload instanceof Uint8Array || payload.kind !== 'icmp') return false;
      return (type === 255 || (payload.type === type && (code === null || payload.code === code))) !== not;
    },
  };
}

function multiportTest({ which, list, not }: Extract<Match, { match: 'multiport' }>): Test {
  const among = (port: number) => list.some(({ from, to }: Ports) => port >= from && port <= to);
  const field = which === 'ports' ? '--ports' : which === 'sports' ? '--sports' : '--dports';
  return {
    field: not ? `! ${field}` : field,
    passes: ({ skb: { packet } }) => {
      const sport = sportOf(packet);
      if (sport < 0) return false;
      const found = (which !== 'dports' && among(sport)) || (which !== 'sports' && among(dportOf(packet)));
      return found !== not;
    },
  };
}

/** `inet_addr_type`: what the local table says of an address. */
function addressType(p: Passage, ip: number): AddressType {
  const type = localType(p.ns, ip);
  if (type === 'local') return 'LOCAL';
  if (type === 'broadcast' || ip >>> 24 === 0) return 'BROADCAST';
  return isMulticast(ip) ? 'MULTICAST' : 'UNICAST';
}

function addressTypeTests({ src, dst, limit }: Extract<Match, { match: 'addrtype' }>): Test[] {
  const tests: Test[] = [];
  const typeOf = (p: Passage, ip: number): AddressType => {
    const type = addressType(p, ip);
    const dev = limit === 'in' ? p.inDev : p.outDev;
    if (limit === null || type !== 'LOCAL') return type;
    return dev?.addresses.some((own) => own.address === ip) === true ? 'LOCAL' : 'UNICAST';
  };
  if (src !== null) tests.push(test('--src-type', src.not, (p) => src.types.includes(typeOf(p, p.skb.packet.src))));
  if (dst !== null) tests.push(test('--dst-type', dst.not, (p) => dst.types.includes(typeOf(p, p.skb.packet.dst))));
  return tests;
}
