/** Rules as iptables-save writes them (iptables 1.8.9: iptables/nft-ipv4.c, the `save` of each extension). */
import { formatIpv4 } from '../../base/ipv4';
import type { CtTest, Match, NatRange, Ports, PortsTest, Rule, RuleSpec, Target } from './netfilter';
import { LogFlag } from './netfilter';
import { protocolText } from './spec/names';
import { rateText } from './spec/rate';

/** The rule without the chain it stands in: `-s 172.17.0.0/16 ! -o docker0 -j MASQUERADE`. */
export function formatRule(rule: Pick<Rule, 'spec'>): string {
  return formatSpec(rule.spec);
}

export function formatSpec(spec: RuleSpec): string {
  return [...spec.matches.flatMap(matchWords), ...targetWords(spec.target)].join(' ');
}

/** Matches and target apart, as `iptables -vS` puts the counters between them. */
export function formatParts(spec: RuleSpec): { readonly matches: string; readonly target: string } {
  return { matches: spec.matches.flatMap(matchWords).join(' '), target: targetWords(spec.target).join(' ') };
}

/** What the target column of `iptables -L` says; empty for a rule that only counts. */
export function targetName(target: Target): string {
  if (target.target === 'JUMP' || target.target === 'GOTO') return target.chain;
  return target.target === 'NONE' ? '' : target.target;
}

const bang = (not: boolean) => (not ? ['!'] : []);

/** How many bits a mask has, or null where they are not the first ones. */
export function maskLength(mask: number): number | null {
  const length = mask === 0 ? 0 : 32 - Math.log2((~mask >>> 0) + 1);
  return Number.isInteger(length) ? length : null;
}

/** `10.0.0.0/8`, `10.0.0.1/32`, `1.0.3.0/255.0.255.0`. */
function addressText(address: number, mask: number): string {
  return `${formatIpv4(address)}/${maskLength(mask) ?? formatIpv4(mask)}`;
}

function portsText({ from, to }: Ports): string {
  return from === to ? String(from) : `${from}:${to}`;
}

function portWords(option: string, ports: PortsTest | null): string[] {
  return ports === null ? [] : [...bang(ports.not), option, portsText(ports)];
}

function matchWords(match: Match): string[] {
  switch (match.match) {
    case 'source':
    case 'destination':
      return [...bang(match.not), match.match === 'source' ? '-s' : '-d', addressText(match.address, match.mask)];
    case 'in':
    case 'out':
      return [...bang(match.not), match.match === 'in' ? '-i' : '-o', match.dev];
    case 'protocol':
      return [...bang(match.not), '-p', protocolText(match.protocol)];
    case 'fragment':
      return [...bang(match.not), '-f'];
    case 'tcp':
      return [
        '-m',
        'tcp',
        ...portWords('--sport', match.sport),
        ...portWords('--dport', match.dport),
        ...(match.option === null ? [] : [...bang(match.option.not), '--tcp-option', String(match.option.kind)]),
        ...(match.flags === null
          ? []
          : [...bang(match.flags.not), '--tcp-flags', tcpFlagsText(match.flags.mask), tcpFlagsText(match.flags.set)]),
      ];
    case 'udp':
    case 'sctp':
      return ['-m', match.match, ...portWords('--sport', match.sport), ...portWords('--dport', match.dport)];
    case 'icmp':
      return ['-m', 'icmp', ...bang(match.not), '--icmp-type', icmpTypeText(match.type, match.code)];
    case 'multiport':
      return ['-m', 'multiport', ...bang(match.not), `--${match.which}`, match.list.map(portsText).join(',')];
    case 'conntrack':
      return [
        '-m',
        'conntrack',
        ...match.tests.flatMap((test) => [...bang(test.not), `--ct${test.ct}`, ctValue(test)]),
      ];
    case 'state':
      return ['-m', 'state', ...bang(match.not), '--state', match.states.join(',')];
    case 'addrtype': {
      const { src, dst, limit } = match;
      const sources = src === null ? [] : [...bang(src.not), '--src-type', src.types.join(',')];
      const destinations = dst === null ? [] : [...bang(dst.not), '--dst-type', dst.types.join(',')];
      return ['-m', 'addrtype', ...sources, ...destinations, ...(limit === null ? [] : [`--limit-iface-${limit}`])];
    }
    case 'mark':
      return ['-m', 'mark', ...bang(match.not), '--mark', markText(match.value, match.mask)];
    case 'ipvs':
      return ['-m', 'ipvs', ...bang(match.not), '--ipvs'];
    case 'comment':
      return ['-m', 'comment', '--comment', quoted(match.text)];
    case 'limit':
      return [
        '-m',
        'limit',
        '--limit',
        rateText(match.period),
        ...(match.burst === 5 ? [] : ['--limit-burst', String(match.burst)]),
      ];
  }
}

function icmpTypeText(type: number, code: number | null): string {
  if (type === 255) return 'any';
  return code === null ? String(type) : `${type}/${code}`;
}

/** What stands behind an option of `-m conntrack`. */
export function ctValue(test: CtTest): string {
  switch (test.ct) {
    case 'state':
      return test.states.join(',');
    case 'proto':
      return String(test.protocol);
    case 'origsrc':
    case 'origdst':
    case 'replsrc':
    case 'repldst': {
      const length = maskLength(test.mask);
      return length === 32 ? formatIpv4(test.address) : addressText(test.address, test.mask);
    }
    case 'origsrcport':
    case 'origdstport':
    case 'replsrcport':
    case 'repldstport':
      return portsText(test.ports);
    case 'status':
      return test.statuses.join(',');
    case 'expire':
      return test.from === test.to ? String(test.from) : `${test.from}:${test.to}`;
    case 'dir':
      return test.reply ? 'REPLY' : 'ORIGINAL';
  }
}

/** The six flags that iptables knows, as the header has them. */
export const TCP_FLAG_NAMES: readonly (readonly [string, number])[] = [
  ['FIN', 1],
  ['SYN', 2],
  ['RST', 4],
  ['PSH', 8],
  ['ACK', 16],
  ['URG', 32],
];

export function tcpFlagsText(flags: number): string {
  const names = TCP_FLAG_NAMES.filter(([, flag]) => (flags & flag) !== 0).map(([name]) => name);
  return names.length === 0 ? 'NONE' : names.join(',');
}

export function hexText(value: number): string {
  return `0x${value.toString(16)}`;
}

/** `0x7`, or with a mask that leaves bits out `0x7/0xff`. */
export function markText(value: number, mask: number): string {
  return mask === 0xffffffff ? hexText(value) : `${hexText(value)}/${hexText(mask)}`;
}

/** As `xtables_save_string` quotes: where something but letters, digits, `-` and `_` is in it. */
function quoted(text: string): string {
  return /^[-\w]+$/.test(text) ? text : `"${text.replace(/["\\']/g, (sign) => `\\${sign}`)}"`;
}

function targetWords(target: Target): string[] {
  switch (target.target) {
    case 'NONE':
      return [];
    case 'ACCEPT':
    case 'DROP':
    case 'RETURN':
      return ['-j', target.target];
    case 'JUMP':
      return ['-j', target.chain];
    case 'GOTO':
      return ['-g', target.chain];
    case 'REJECT':
      return ['-j', 'REJECT', '--reject-with', target.with];
    case 'LOG':
      return ['-j', 'LOG', ...logWords(target)];
    case 'MARK':
      return ['-j', 'MARK', '--set-xmark', `${hexText(target.value)}/${hexText(target.mask)}`];
    case 'DNAT':
    case 'SNAT':
      return [
        '-j',
        target.target,
        target.target === 'DNAT' ? '--to-destination' : '--to-source',
        rangeText(target.range),
        ...rangeFlags(target.range),
      ];
    case 'MASQUERADE':
    case 'REDIRECT': {
      const { ports } = target.range;
      return [
        '-j',
        target.target,
        ...(ports === null ? [] : ['--to-ports', portRangeText(ports)]),
        ...rangeFlags(target.range),
      ];
    }
  }
}

function logWords({ prefix, level, flags }: Extract<Target, { target: 'LOG' }>): string[] {
  return [
    ...(prefix === '' ? [] : ['--log-prefix', quoted(prefix)]),
    ...(level === 4 ? [] : ['--log-level', String(level)]),
    ...((flags & LogFlag.TcpSequence) === 0 ? [] : ['--log-tcp-sequence']),
    ...((flags & LogFlag.TcpOptions) === 0 ? [] : ['--log-tcp-options']),
    ...((flags & LogFlag.IpOptions) === 0 ? [] : ['--log-ip-options']),
    ...((flags & LogFlag.Uid) === 0 ? [] : ['--log-uid']),
  ];
}

/** `80` or `80-90`. */
export function portRangeText({ from, to }: Ports): string {
  return from === to ? String(from) : `${from}-${to}`;
}

/** `1.2.3.4-1.2.3.9:80-90/100`. */
export function rangeText({ min, max, ports, base }: NatRange): string {
  const addresses =
    min === null ? '' : max === null || max === min ? formatIpv4(min) : `${formatIpv4(min)}-${formatIpv4(max)}`;
  const list = ports === null ? '' : `:${portRangeText(ports)}`;
  return `${addresses}${list}${base === null ? '' : `/${base}`}`;
}

function rangeFlags({ random, randomFully, persistent }: NatRange): string[] {
  return [
    ...(random ? ['--random'] : []),
    ...(randomFully ? ['--random-fully'] : []),
    ...(persistent ? ['--persistent'] : []),
  ];
}
