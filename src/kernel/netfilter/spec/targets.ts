/** Target extensions of iptables 1.8.9: their options, and the target that comes of them. */
import { parseIpv4 } from '../../../base/ipv4';
import { LogFlag, type NatRange, type Ports, REJECT_TYPES, type RejectType, type Target } from '../netfilter';
import type { Module, Option, Surroundings } from './module';
import { LOG_LEVELS } from './names';
import { refuse } from './refusal';
import { type Names, parseInteger, parseMark } from './values';

/** A fresh one of the extension of that name, or null where there is none: then it is a chain's. */
export function targetModule(name: string): Module<Target> | null {
  return Object.hasOwn(MODULES, name) ? (MODULES[name]?.() ?? null) : null;
}

export function isTarget(name: string): boolean {
  return Object.hasOwn(MODULES, name);
}

const plain = (target: 'ACCEPT' | 'DROP' | 'RETURN') => (): Module<Target> => ({
  name: 'standard',
  options: [],
  finish: () => ({ target }),
});

const MODULES: Readonly<Record<string, (() => Module<Target>) | undefined>> = {
  ACCEPT: plain('ACCEPT'),
  DROP: plain('DROP'),
  RETURN: plain('RETURN'),
  REJECT: reject,
  LOG: log,
  MARK: mark,
  DNAT: () => nat('DNAT'),
  SNAT: () => nat('SNAT'),
  MASQUERADE: () => ported('MASQUERADE'),
  REDIRECT: () => ported('REDIRECT'),
};

const REJECT_ALIASES: Readonly<Record<RejectType, string>> = {
  'icmp-net-unreachable': 'net-unreach',
  'icmp-host-unreachable': 'host-unreach',
  'icmp-proto-unreachable': 'proto-unreach',
  'icmp-port-unreachable': 'port-unreach',
  'icmp-net-prohibited': 'net-prohib',
  'icmp-host-prohibited': 'host-prohib',
  'icmp-admin-prohibited': 'admin-prohib',
  'tcp-reset': 'tcp-rst',
};

function reject(): Module<Target> {
  let type: RejectType = 'icmp-port-unreachable';
  return {
    name: 'REJECT',
    options: [
      {
        name: 'reject-with',
        words: 1,
        read: ([text = '']) => {
          const lower = text.toLowerCase();
          const found = REJECT_TYPES.find((one) => one.startsWith(lower) || REJECT_ALIASES[one].startsWith(lower));
          type = found ?? refuse(`unknown reject type "${text}"`);
        },
      },
    ],
    finish: () => ({ target: 'REJECT', with: type }),
  };
}

const PREFIX_LENGTH = 29;

function log(): Module<Target> {
  let prefix = '';
  let level = 4;
  let flags = 0;
  const flag = (name: string, bit: number): Option => ({ name, words: 0, read: () => (flags |= bit) });
  return {
    name: 'LOG',
    options: [
      {
        name: 'log-level',
        words: 1,
        read: ([text = '']) => {
          const named = text === 'panic' ? 0 : LOG_LEVELS.findIndex((name) => name === text);
          const number = named >= 0 ? named : parseInteger(text, 7);
          level = number ?? refuse(`log level "${text}" unknown\n`);
        },
      },
      { name: 'log-prefix', words: 1, read: ([text = '']) => (prefix = text.slice(0, PREFIX_LENGTH)) },
      flag('log-tcp-sequence', LogFlag.TcpSequence),
      flag('log-tcp-options', LogFlag.TcpOptions),
      flag('log-ip-options', LogFlag.IpOptions),
      flag('log-uid', LogFlag.Uid),
    ],
    finish: () => ({ target: 'LOG', prefix, level, flags }),
  };
}

const MARKS = ['set-xmark', 'set-mark', 'and-mark', 'or-mark', 'xor-mark'] as const;

function mark(): Module<Target> {
  let target: Target | null = null;
  const read = (name: (typeof MARKS)[number], text: string): Target => {
    const { value, mask } = parseMark('MARK', name, text);
    switch (name) {
      case 'set-xmark':
        return { target: 'MARK', value, mask };
      case 'set-mark':
        return { target: 'MARK', value, mask: (value | mask) >>> 0 };
      case 'and-mark':
        return { target: 'MARK', value: 0, mask: ~value >>> 0 };
      case 'or-mark':
        return { target: 'MARK', value, mask: value };
      case 'xor-mark':
        return { target: 'MARK', value, mask: 0 };
    }
  };
  return {
    name: 'MARK',
    options: MARKS.map((name) => ({
      name,
      words: 1,
      excludes: MARKS.filter((other) => other !== name),
      read: ([text = '']) => (target = read(name, text)),
    })),
    finish: () => target ?? refuse('MARK: One of the --set-xmark, --{and,or,xor,set}-mark options is required'),
  };
}

const NO_RANGE: NatRange = {
  min: null,
  max: null,
  ports: null,
  base: null,
  random: false,
  randomFully: false,
  persistent: false,
};

/** Ports make sense to NAT for these: TCP, UDP, SCTP, DCCP and, as identifiers, ICMP. */
const PORT_PROTOCOLS = [6, 17, 132, 33, 1];

function needPorts({ protocol }: Surroundings): void {
  if (protocol === null || !PORT_PROTOCOLS.includes(protocol.protocol))
    refuse('Need TCP, UDP, SCTP or DCCP with port specification');
}

function nat(target: 'DNAT' | 'SNAT'): Module<Target> {
  let range = NO_RANGE;
  const flag = (name: string, field: Partial<NatRange>): Option => ({
    name,
    words: 0,
    read: () => (range = { ...range, ...field }),
  });
  return {
    name: target,
    options: [
      {
        name: target === 'DNAT' ? 'to-destination' : 'to-source',
        words: 1,
        must: true,
        read: ([text = ''], _, at) => (range = { ...range, ...parseNat(text, target, at) }),
      },
      flag('random', { random: true }),
      ...(target === 'SNAT' ? [flag('random-fully', { randomFully: true })] : []),
      flag('persistent', { persistent: true }),
    ],
    finish: () => ({ target, range }),
  };
}

/** `[ADDRESS[-ADDRESS]][:PORT[-PORT[/BASE]]]`. */
function parseNat(
  text: string,
  target: 'DNAT' | 'SNAT',
  at: Surroundings,
): Pick<NatRange, 'min' | 'max' | 'ports' | 'base'> {
  const colon = text.indexOf(':');
  const addresses = colon < 0 ? text : text.slice(0, colon);
  if (colon >= 0) needPorts(at);
  const [ports = '', base] = text.slice(colon + 1).split('/');
  const list = colon < 0 ? null : parseNatPorts(ports, at.names);
  const shift = base === undefined || target === 'SNAT' ? null : natPort(base, at.names);
  if (addresses === '' && colon >= 0) return { min: null, max: null, ports: list, base: shift };
  const [first = '', last = first] = addresses.split('-');
  const address = (word: string) => parseIpv4(word) ?? refuse(`Bad IP address "${word}"`);
  return { min: address(first), max: address(last), ports: list, base: shift };
}

function natPort(text: string, names: Names): number {
  return parseInteger(text, 0xffff) ?? names.portOf(text, 'tcp') ?? refuse(`Port \`${text}' not valid`);
}

function parseNatPorts(text: string, names: Names): Ports {
  const [first = '', last] = text.split('-');
  const from = natPort(first, names);
  const to = last === undefined ? from : natPort(last, names);
  if (from > to) refuse(`Port range \`${last ?? ''}' funky`);
  return { from, to };
}

function ported(target: 'MASQUERADE' | 'REDIRECT'): Module<Target> {
  let range = NO_RANGE;
  return {
    name: target,
    options: [
      {
        name: 'to-ports',
        words: 1,
        read: ([text = ''], _, at) => {
          needPorts(at);
          range = { ...range, ports: parseNatPorts(text, at.names) };
        },
      },
      { name: 'random', words: 0, read: () => (range = { ...range, random: true }) },
      ...(target === 'MASQUERADE'
        ? [{ name: 'random-fully', words: 0, read: () => (range = { ...range, randomFully: true }) } as const]
        : []),
    ],
    finish: () => ({ target, range }),
  };
}
