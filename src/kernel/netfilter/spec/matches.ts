/** Match extensions of iptables 1.8.9: their options, and the match that comes of them. */
import { CT_STATES, type CtState, type Match, type Ports, type PortsTest } from '../netfilter';
import { TCP_FLAG_NAMES } from '../spec';
import { addrtype } from './addrtype';
import { conntrack } from './conntrack-module';
import type { Module, Option, Surroundings } from './module';
import { ICMP_ALIASES, ICMP_NAMES } from './names';
import { RATE_SCALE } from './rate';
import { refuse } from './refusal';
import { type Names, parseInteger, parseMark, parseNames, parsePort, parsePorts } from './values';

/** A fresh one of the extension of that name, or null where there is none. */
export function matchModule(name: string): Module<Match | null> | null {
  return Object.hasOwn(MODULES, name) ? (MODULES[name]?.() ?? null) : null;
}

const MODULES: Readonly<Record<string, (() => Module<Match | null>) | undefined>> = {
  tcp,
  udp: () => ports('udp'),
  sctp: () => ports('sctp'),
  icmp,
  multiport,
  conntrack,
  state,
  addrtype,
  mark,
  comment,
  limit,
  ipvs,
};

/** The whole range says nothing. */
function narrow(range: Ports, not: boolean): PortsTest | null {
  return range.from === 0 && range.to === 0xffff && !not ? null : { not, ...range };
}

function portOption(
  name: string,
  also: string,
  protocol: 'tcp' | 'udp',
  set: (test: PortsTest | null) => void,
  twice?: string,
): Option {
  return {
    name,
    also: [also],
    words: 1,
    not: true,
    twice,
    read: ([text = ''], not, { names }) => set(narrow(parsePorts(text, protocol, names), not)),
  };
}

function tcp(): Module<Match> {
  let sport: PortsTest | null = null;
  let dport: PortsTest | null = null;
  let option: Extract<Match, { match: 'tcp' }>['option'] = null;
  let flags: Extract<Match, { match: 'tcp' }>['flags'] = null;
  const flagsTwice = "Only one of `--syn' or `--tcp-flags'  allowed";
  return {
    name: 'tcp',
    options: [
      portOption('source-port', 'sport', 'tcp', (test) => (sport = test), "Only one `--source-port' allowed"),
      portOption('destination-port', 'dport', 'tcp', (test) => (dport = test), "Only one `--destination-port' allowed"),
      {
        name: 'syn',
        words: 0,
        not: true,
        twice: flagsTwice,
        read: (_, not) => {
          if (flags !== null) refuse(flagsTwice);
          flags = { not, mask: 0x17, set: 0x02 };
        },
      },
      {
        name: 'tcp-flags',
        words: 2,
        not: true,
        twice: flagsTwice,
        read: ([mask, set], not) => {
          if (flags !== null) refuse(flagsTwice);
          if (mask === undefined || set === undefined) return refuse('--tcp-flags requires two args.');
          flags = { not, mask: parseFlags(mask), set: parseFlags(set) };
        },
      },
      {
        name: 'tcp-option',
        words: 1,
        not: true,
        twice: "Only one `--tcp-option' allowed",
        read: ([text = ''], not) => {
          const kind = parseInteger(text, 255);
          option = { not, kind: kind === null || kind === 0 ? refuse(`Bad TCP option "${text}"`) : kind };
        },
      },
    ],
    finish: (at) => {
      const used = sport !== null || dport !== null || option !== null || flags !== null;
      if (used && at.protocol?.protocol !== 6) refuse("TCP match requires '-p tcp'");
      return { match: 'tcp', sport, dport, option, flags };
    },
  };
}

function parseFlags(text: string): number {
  return text.split(',').reduce((flags, word) => {
    const name = word.toUpperCase();
    if (name === 'ALL') return flags | 0x3f;
    if (name === 'NONE') return flags;
    const known = TCP_FLAG_NAMES.find(([flag]) => flag === name);
    return flags | (known?.[1] ?? refuse(`Unknown TCP flag \`${word}'`));
  }, 0);
}

function ports(protocol: 'udp' | 'sctp'): Module<Match> {
  let sport: PortsTest | null = null;
  let dport: PortsTest | null = null;
  const number = protocol === 'udp' ? 17 : 132;
  return {
    name: protocol,
    options: [
      portOption('source-port', 'sport', 'udp', (test) => (sport = test)),
      portOption('destination-port', 'dport', 'udp', (test) => (dport = test)),
    ],
    finish: (at) => {
      const used = sport !== null || dport !== null;
      if (used && at.protocol?.protocol !== number) refuse(`${protocol.toUpperCase()} match requires '-p ${protocol}'`);
      return { match: protocol, sport, dport };
    },
  };
}

function icmp(): Module<Match | null> {
  let match: Match | null = null;
  return {
    name: 'icmp',
    options: [
      {
        name: 'icmp-type',
        words: 1,
        not: true,
        must: true,
        read: ([text = ''], not) => (match = { match: 'icmp', not, ...parseIcmpType(text) }),
      },
    ],
    finish: () => match,
  };
}

/** A name or the beginning of one that fits nothing else, `TYPE`, or `TYPE/CODE`. */
function parseIcmpType(text: string): { readonly type: number; readonly code: number | null } {
  const lower = text.toLowerCase();
  const all = ICMP_NAMES.flatMap((entry) => [
    entry,
    ...Object.entries(ICMP_ALIASES).flatMap(([name, of]) => (of === entry.name ? [{ ...entry, name }] : [])),
  ]);
  const fits = all.filter(({ name }) => name.toLowerCase().startsWith(lower));
  const exact = fits.find(({ name }) => name.toLowerCase() === lower);
  const [first, second] = fits;
  if (exact !== undefined) return { type: exact.type, code: exact.code };
  if (text !== '' && first !== undefined) {
    if (second !== undefined) refuse(`Ambiguous ICMP type \`${text}': \`${first.name}' or \`${second.name}'?`);
    return { type: first.type, code: first.code };
  }
  const [type = '', code] = text.split('/');
  const number = parseInteger(type, 255) ?? refuse(`Unknown ICMP type \`${type}'`);
  if (code === undefined) return { type: number, code: null };
  return { type: number, code: parseInteger(code, 255) ?? refuse(`Unknown ICMP code \`${text}'`) };
}

const MULTIPORT_PROTOCOLS = [6, 17, 33, 132, 136];
const MAX_PORTS = 15;

function multiport(): Module<Match | null> {
  let match: Match | null = null;
  const option = (name: string, also: string[], which: 'sports' | 'dports' | 'ports', excludes: string[]): Option => ({
    name,
    also,
    words: 1,
    not: true,
    excludes,
    read: ([text = ''], not, at) => (match = { match: 'multiport', not, which, list: parseList(text, at) }),
  });
  return {
    name: 'multiport',
    options: [
      option('source-ports', ['sports'], 'sports', ['destination-ports', 'ports']),
      option('destination-ports', ['dports'], 'dports', ['source-ports', 'ports']),
      option('ports', [], 'ports', ['source-ports', 'destination-ports']),
    ],
    finish: () => match ?? refuse('multiport expection an option'),
  };
}

function parseList(text: string, { protocol, names }: Surroundings): Ports[] {
  if (protocol === null) return refuse("multiport needs `-p tcp', `-p udp', `-p udplite', `-p sctp' or `-p dccp'");
  if (protocol.not || !MULTIPORT_PROTOCOLS.includes(protocol.protocol))
    return refuse('multiport only works with TCP, UDP, UDPLITE, SCTP and DCCP');
  const kind = protocol.protocol === 17 ? 'udp' : 'tcp';
  const list = text.split(',').map((word) => parseRange(word, kind, names));
  const places = list.reduce((sum, { from, to }) => sum + (from === to ? 1 : 2), 0);
  return places > MAX_PORTS ? refuse('too many ports specified') : list;
}

function parseRange(word: string, kind: 'tcp' | 'udp', names: Names): Ports {
  const [first = '', last] = word.split(':');
  const from = parsePort(first, kind, names);
  const to = last === undefined ? from : parsePort(last, kind, names);
  if (last !== undefined && from >= to) refuse('invalid portrange specified');
  return { from, to };
}

function state(): Module<Match | null> {
  let match: Match | null = null;
  const known: readonly CtState[] = CT_STATES.slice(0, 5);
  return {
    name: 'state',
    options: [
      {
        name: 'state',
        words: 1,
        not: true,
        must: true,
        read: ([text = ''], not) =>
          (match = { match: 'state', not, states: parseNames(text, known, (word) => refuse(`Bad state "${word}"`)) }),
      },
    ],
    finish: () => match,
  };
}

function mark(): Module<Match | null> {
  let match: Match | null = null;
  return {
    name: 'mark',
    options: [
      {
        name: 'mark',
        words: 1,
        not: true,
        must: true,
        read: ([text = ''], not) => (match = { match: 'mark', not, ...parseMark('mark', 'mark', text) }),
      },
    ],
    finish: () => match,
  };
}

function comment(): Module<Match | null> {
  let match: Match | null = null;
  return {
    name: 'comment',
    options: [{ name: 'comment', words: 1, must: true, read: ([text = '']) => (match = { match: 'comment', text }) }],
    finish: () => match,
  };
}

/** Of its options the one without a value. */
function ipvs(): Module<Match | null> {
  let match: Match | null = null;
  return {
    name: 'ipvs',
    options: [{ name: 'ipvs', words: 0, not: true, must: true, read: (_, not) => (match = { match: 'ipvs', not }) }],
    finish: () => match,
  };
}

const UNITS: readonly (readonly [string, number])[] = [
  ['second', 1],
  ['minute', 60],
  ['hour', 60 * 60],
  ['day', 24 * 60 * 60],
];

function limit(): Module<Match> {
  let period = (RATE_SCALE * 60 * 60) / 3;
  let burst = 5;
  return {
    name: 'limit',
    options: [
      { name: 'limit', words: 1, read: ([text = '']) => (period = parseRate(text)) },
      {
        name: 'limit-burst',
        words: 1,
        read: ([text = '']) => {
          const value = parseInteger(text, 10_000);
          burst = value ?? refuse('limit: bad value for option "--limit-burst", or out of range (0-10000).\n');
          if (burst === 0) burst = 5;
        },
      },
    ],
    finish: () => ({ match: 'limit', period, burst }),
  };
}

/** `5/min`, or `5` a second. */
function parseRate(text: string): number {
  const [count = '', unit] = text.split('/');
  const rate = parseInt(count, 10);
  const seconds =
    unit === undefined ? 1 : unit === '' ? undefined : UNITS.find(([name]) => name.startsWith(unit.toLowerCase()))?.[1];
  if (seconds === undefined || !(rate > 0)) return refuse(`bad rate "${text}"'`);
  const period = Math.floor((RATE_SCALE * seconds) / rate);
  return period === 0 ? refuse(`Rate too fast "${text}"`) : period;
}
