/** What the last column of `iptables -L` says of a rule (the `print` of each extension of iptables 1.8.9). */
import { LogFlag, type Match, type NatRange, type PortsTest, type Target } from '../../kernel/netfilter/netfilter';
import { ctValue, hexText, markText, portRangeText, rangeText, tcpFlagsText } from '../../kernel/netfilter/spec';
import { ICMP_NAMES, LOG_LEVELS_SHOWN } from '../../kernel/netfilter/spec/names';
import { rateText } from '../../kernel/netfilter/spec/rate';
import { serviceName } from '../services';

const bang = (not: boolean) => (not ? '!' : '');

/** A match in words, with a space before each; nothing for what has columns of its own. */
export function matchText(match: Match, numeric: boolean, protocol: 'tcp' | 'udp'): string {
  switch (match.match) {
    case 'source':
    case 'destination':
    case 'in':
    case 'out':
    case 'protocol':
    case 'fragment':
      return '';
    case 'tcp': {
      const option = match.option === null ? '' : ` option=${bang(match.option.not)}${match.option.kind}`;
      return ` tcp${portsText('spt', match.sport, numeric, 'tcp')}${portsText('dpt', match.dport, numeric, 'tcp')}${option}${flagsText(match.flags, numeric)}`;
    }
    case 'udp':
    case 'sctp': {
      const names = numeric || match.match === 'sctp';
      return ` ${match.match}${portsText('spt', match.sport, names, 'udp')}${portsText('dpt', match.dport, names, 'udp')}`;
    }
    case 'icmp':
      return icmpText(match, numeric);
    case 'multiport': {
      const list = match.list.map(({ from, to }) => {
        const first = portText(from, numeric, protocol);
        return from === to ? first : `${first}:${portText(to, numeric, protocol)}`;
      });
      return ` multiport ${match.which} ${match.not ? ' !' : ''}${list.join(',')}`;
    }
    case 'conntrack':
      return match.tests.map((test) => `${test.not ? ' !' : ''} ct${test.ct} ${ctValue(test)}`).join('');
    case 'state':
      return `${match.not ? ' !' : ''} state ${match.states.join(',')}`;
    case 'addrtype': {
      const { src, dst, limit } = match;
      const sources = src === null ? '' : ` src-type ${bang(src.not)}${src.types.join(',')}`;
      const destinations = dst === null ? '' : ` dst-type ${bang(dst.not)}${dst.types.join(',')}`;
      return ` ADDRTYPE match${sources}${destinations}${limit === null ? '' : ` limit-${limit}`}`;
    }
    case 'mark':
      return ` mark match${match.not ? ' !' : ''} ${markText(match.value, match.mask)}`;
    case 'ipvs':
      return match.not ? ' ! ipvs' : ' ipvs';
    case 'comment':
      return ` /* ${match.text} */`;
    case 'limit':
      return ` limit: avg ${rateText(match.period)} burst ${match.burst}`;
  }
}

function portText(port: number, numeric: boolean, protocol: 'tcp' | 'udp'): string {
  return numeric ? String(port) : (serviceName(port, protocol) ?? String(port));
}

function portsText(name: string, ports: PortsTest | null, numeric: boolean, protocol: 'tcp' | 'udp'): string {
  if (ports === null) return '';
  const { from, to, not } = ports;
  if (from === to) return ` ${name}:${bang(not)}${portText(from, numeric, protocol)}`;
  return ` ${name}s:${bang(not)}${portText(from, numeric, protocol)}:${portText(to, numeric, protocol)}`;
}

function flagsText(flags: Extract<Match, { match: 'tcp' }>['flags'], numeric: boolean): string {
  if (flags === null) return '';
  const hex = (value: number) => `0x${value.toString(16).toUpperCase().padStart(2, '0')}`;
  const text = numeric ? hex : tcpFlagsText;
  return ` flags:${bang(flags.not)}${text(flags.mask)}/${text(flags.set)}`;
}

function icmpText({ type, code, not }: Extract<Match, { match: 'icmp' }>, numeric: boolean): string {
  const named = numeric ? undefined : ICMP_NAMES.find((one) => one.type === type && one.code === code);
  if (named !== undefined) return ` icmp ${bang(not)}${named.name}`;
  return ` icmp${not ? ' !' : ''}type ${type}${code === null ? '' : ` code ${code}`}`;
}

/** A target in words, with a space before each. */
export function targetText(target: Target, numeric: boolean): string {
  switch (target.target) {
    case 'ACCEPT':
    case 'DROP':
    case 'RETURN':
    case 'NONE':
    case 'JUMP':
    case 'GOTO':
      return '';
    case 'REJECT':
      return ` reject-with ${target.with}`;
    case 'LOG': {
      const flags = numeric
        ? `flags ${target.flags} level ${target.level}`
        : `level ${LOG_LEVELS_SHOWN[target.level] ?? ''}${logFlags(target.flags)}`;
      return ` LOG ${flags}${target.prefix === '' ? '' : ` prefix "${target.prefix}"`}`;
    }
    case 'MARK':
      return ` MARK ${changeText(target.value, target.mask)}`;
    case 'DNAT':
    case 'SNAT':
      return ` to:${rangeText(target.range)}${rangeFlags(target.range)}`;
    case 'MASQUERADE':
    case 'REDIRECT': {
      const label = target.target === 'MASQUERADE' ? 'masq ports:' : 'redir ports';
      const { ports } = target.range;
      return `${ports === null ? '' : ` ${label} ${portRangeText(ports)}`}${rangeFlags(target.range)}`;
    }
  }
}

function logFlags(flags: number): string {
  const names = [
    [LogFlag.TcpSequence, ' tcp-sequence'],
    [LogFlag.TcpOptions, ' tcp-options'],
    [LogFlag.IpOptions, ' ip-options'],
    [LogFlag.Uid, ' uid'],
  ] as const;
  return names.map(([flag, name]) => ((flags & flag) === 0 ? '' : name)).join('');
}

/** `mark_tg_print`: the simplest operation that does the same. */
function changeText(value: number, mask: number): string {
  if (value === 0) return `and ${hexText(~mask >>> 0)}`;
  if (value === mask) return `or ${hexText(value)}`;
  if (mask === 0) return `xor ${hexText(value)}`;
  return mask === 0xffffffff ? `set ${hexText(value)}` : `xset ${hexText(value)}/${hexText(mask)}`;
}

function rangeFlags({ random, randomFully, persistent }: NatRange): string {
  return `${random ? ' random' : ''}${randomFully ? ' random-fully' : ''}${persistent ? ' persistent' : ''}`;
}
