/** The command line of conntrack 1.4.7 (conntrack-tools, src/conntrack.c). */
import { parseIpv4 } from '../../base/ipv4';
import { TCP_CONN_STATES } from '../../kernel/netfilter/track/tcp-conn.machine';
import { Complaint } from '../complaint';

export type Action = 'L' | 'D' | 'F' | 'C' | 'S' | 'E' | 'G' | 'I' | 'U' | 'V' | 'h';

export interface Masked {
  readonly address: number;
  readonly mask: number;
}

/** Which connections are meant; a field that is null leaves it open. */
export interface Filter {
  readonly addresses: Partial<Record<'s' | 'd' | 'r' | 'q', Masked>>;
  readonly ports: Partial<
    Record<'sport' | 'dport' | 'reply-sport' | 'reply-dport' | 'icmp-type' | 'icmp-code' | 'icmp-id', number>
  >;
  readonly protocol: number | null;
  readonly state: string | null;
  readonly statuses: readonly string[];
  readonly mark: number | null;
  /** -n, -g, -j: translated, perhaps to that very address. */
  readonly nat: { readonly which: 'n' | 'g' | 'j'; readonly address: number | null } | null;
  /** -f ipv6: there are none. */
  readonly none: boolean;
}

export interface Options {
  readonly action: Action;
  /** `expect`: a table that stays empty here. */
  readonly table: 'conntrack' | 'expect';
  readonly filter: Filter;
  readonly columns: { readonly extended: boolean; readonly id: boolean };
}

const VERSION = 'conntrack v1.4.7 (conntrack-tools)';
export const VERSION_LINE = `${VERSION}\n`;

/** What it says on standard error, a mistake or a count. */
export function said(message: string): string {
  return `${VERSION}: ${message}\n`;
}

function mistake(message: string): Complaint {
  return new Complaint(`${said(message)}Try \`conntrack -h' or 'conntrack --help' for more information.\n`, 2);
}

type Letter = keyof typeof LETTERS;

/** Whether a value follows: always, never, or if the next word is no option. */
const LETTERS = {
  L: 'action',
  D: 'action',
  F: 'action',
  C: 'action',
  S: 'action',
  E: 'action',
  G: 'action',
  I: 'action',
  U: 'action',
  V: 'none',
  h: 'none',
  s: 'one',
  d: 'one',
  r: 'one',
  q: 'one',
  p: 'one',
  f: 'one',
  u: 'one',
  m: 'one',
  t: 'one',
  o: 'one',
  e: 'one',
  w: 'one',
  b: 'one',
  l: 'one',
  n: 'maybe',
  g: 'maybe',
  j: 'maybe',
  z: 'none',
} as const;

const LONG: Readonly<Record<string, Letter>> = {
  dump: 'L',
  delete: 'D',
  flush: 'F',
  count: 'C',
  stats: 'S',
  event: 'E',
  get: 'G',
  create: 'I',
  update: 'U',
  version: 'V',
  help: 'h',
  src: 's',
  'orig-src': 's',
  dst: 'd',
  'orig-dst': 'd',
  'reply-src': 'r',
  'reply-dst': 'q',
  protonum: 'p',
  proto: 'p',
  family: 'f',
  status: 'u',
  mark: 'm',
  timeout: 't',
  output: 'o',
  'event-mask': 'e',
  zone: 'w',
  'buffer-size': 'b',
  label: 'l',
  'src-nat': 'n',
  'dst-nat': 'g',
  'any-nat': 'j',
  zero: 'z',
};

const PORTS: Readonly<Record<string, keyof Filter['ports']>> = {
  sport: 'sport',
  'orig-port-src': 'sport',
  dport: 'dport',
  'orig-port-dst': 'dport',
  'reply-port-src': 'reply-sport',
  'reply-port-dst': 'reply-dport',
};
const ICMP: Readonly<Record<string, keyof Filter['ports']>> = {
  'icmp-type': 'icmp-type',
  'icmp-code': 'icmp-code',
  'icmp-id': 'icmp-id',
};

const PROTOCOLS: Readonly<Record<string, number>> = {
  icmp: 1,
  tcp: 6,
  udp: 17,
  dccp: 33,
  gre: 47,
  icmpv6: 58,
  sctp: 132,
  udplite: 136,
};
const OUTPUTS = ['xml', 'extended', 'timestamp', 'id', 'ktimestamp', 'labels', 'userspace', 'save'];
const STATUSES = [
  'ASSURED',
  'SEEN_REPLY',
  'UNSET',
  'FIXED_TIMEOUT',
  'EXPECTED',
  'OFFLOAD',
  'HW_OFFLOAD',
  'UNREPLIED',
  'CONFIRMED',
  'SRC_NAT',
  'DST_NAT',
];
/** Options that these commands do without, by the name that the complaint gives them. */
const FILTERS: Readonly<Record<string, string>> = {
  s: 'src',
  d: 'dst',
  r: 'reply-src',
  q: 'reply-dst',
  p: 'proto',
  t: 'timeout',
  u: 'status',
  m: 'mark',
};
const ILLEGAL: Readonly<Partial<Record<Action, string>>> = {
  L: 't',
  D: 't',
  F: 'sdrqptum',
  C: 'sdrqptum',
  S: 'sdrqptum',
};

interface Reading {
  action: Action | null;
  table: Options['table'];
  addresses: Filter['addresses'];
  ports: Filter['ports'];
  protocol: number | null;
  state: string | null;
  statuses: string[];
  mark: number | null;
  nat: Filter['nat'];
  none: boolean;
  columns: { extended: boolean; id: boolean };
  given: Letter[];
}

/** Reads the arguments; null where there are none. */
export function parseOptions(args: readonly string[]): Options | Complaint | null {
  const reading: Reading = {
    action: null,
    table: 'conntrack',
    addresses: {},
    ports: {},
    protocol: null,
    state: null,
    statuses: [],
    mark: null,
    nat: null,
    none: false,
    columns: { extended: false, id: false },
    given: [],
  };
  for (let i = 0; i < args.length; i++) {
    const arg = args[i]!;
    const next = args[i + 1];
    const letter = letterOf(arg);
    if (letter === null) {
      const taken = readOwn(reading, arg, next);
      if (taken instanceof Complaint) return taken;
      if (taken) i++;
      continue;
    }
    const kind = LETTERS[letter];
    const hanging = arg.startsWith('--') || arg.length === 2 ? undefined : arg.slice(2);
    const free = next !== undefined && !next.startsWith('-');
    const value = hanging ?? (kind === 'one' || (kind !== 'none' && free) ? next : undefined);
    if (kind === 'one' && value === undefined) return mistake(`option \`${arg}' requires an argument`);
    if (value !== undefined && hanging === undefined) i++;
    const complaint = read(reading, letter, value ?? null);
    if (complaint !== null) return complaint;
  }
  const { action, given } = reading;
  if (action === null) return null;
  const illegal = given.find((letter) => ILLEGAL[action]?.includes(letter) === true);
  if (illegal !== undefined) return mistake(`Illegal option \`--${FILTERS[illegal] ?? illegal}' with this command`);
  const { table, addresses, ports, protocol, state, statuses, mark, nat, none, columns } = reading;
  return { action, table, filter: { addresses, ports, protocol, state, statuses, mark, nat, none }, columns };
}

function letterOf(arg: string): Letter | null {
  if (arg.startsWith('--')) return Object.hasOwn(LONG, arg.slice(2)) ? (LONG[arg.slice(2)] ?? null) : null;
  const letter = arg.startsWith('-') ? arg[1] : undefined;
  return letter !== undefined && isLetter(letter) ? letter : null;
}

function isLetter(letter: string): letter is Letter {
  return Object.hasOwn(LETTERS, letter);
}

/** An option of the protocol that was named before it; whether its value was the next word. */
function readOwn(reading: Reading, arg: string, next: string | undefined): boolean | Complaint {
  const name = arg.slice(2);
  const { protocol } = reading;
  const known = protocol === 1 ? ICMP : protocol === 6 || protocol === 17 ? PORTS : {};
  const field = Object.hasOwn(known, name) ? known[name] : undefined;
  const isState = name === 'state' && protocol === 6;
  if (!arg.startsWith('--') || (field === undefined && !isState)) return mistake(`unknown option \`${arg}'`);
  if (next === undefined) return mistake(`option \`${arg}' requires an argument`);
  if (field !== undefined) reading.ports[field] = parseInt(next, 10) & 0xffff;
  else if (TCP_CONN_STATES.some((state) => state === next)) reading.state = next;
  else return mistake(`unknown TCP state \`${next}'`);
  return true;
}

function read(reading: Reading, letter: Letter, value: string | null): Complaint | null {
  const text = value ?? '';
  switch (letter) {
    case 'L':
    case 'D':
    case 'F':
    case 'C':
    case 'S':
    case 'E':
    case 'G':
    case 'I':
    case 'U':
      if (reading.action !== null) return mistake('Invalid commands combination');
      reading.action = letter;
      if (value === null) return null;
      if (value !== 'conntrack' && value !== 'expect') return mistake(`unknown type \`${value}'`);
      reading.table = value;
      return null;
    case 'V':
    case 'h':
      reading.action = letter;
      return null;
    case 's':
    case 'd':
    case 'r':
    case 'q': {
      const masked = parseMasked(text);
      if (masked === null) return mistake(`Invalid IP address \`${text}'`);
      reading.addresses[letter] = masked;
      reading.given.push(letter);
      return null;
    }
    case 'p': {
      const number = /^\d+$/.test(text) ? Number(text) : PROTOCOLS[text];
      if (number === undefined) return mistake(`\`${text}' unsupported protocol`);
      reading.protocol = number;
      reading.given.push(letter);
      return null;
    }
    case 'f':
      if (text !== 'ipv4' && text !== 'ipv6') return mistake(`\`${text}' unsupported protocol`);
      reading.none = text === 'ipv6';
      return null;
    case 'u': {
      const wrong = text.split(',').find((word) => !STATUSES.includes(word));
      if (wrong !== undefined) return mistake(`Bad parameter \`${wrong}'`);
      reading.statuses.push(...text.split(','));
      reading.given.push(letter);
      return null;
    }
    case 'o': {
      const words = text.split(',');
      const wrong = words.find((word) => !OUTPUTS.includes(word));
      if (wrong !== undefined) return mistake(`Bad parameter \`${wrong}'`);
      reading.columns = {
        extended: reading.columns.extended || words.includes('extended'),
        id: reading.columns.id || words.includes('id'),
      };
      return null;
    }
    case 'm':
      reading.mark = parseInt(text, text.startsWith('0x') ? 16 : 10);
      reading.given.push(letter);
      return null;
    case 'n':
    case 'g':
    case 'j':
      reading.nat = { which: letter, address: parseIpv4(text) };
      return null;
    case 't':
      reading.given.push(letter);
      return null;
    case 'e':
    case 'w':
    case 'b':
    case 'l':
    case 'z':
      return null;
  }
}

function parseMasked(text: string): Masked | null {
  const [host = '', length = '32'] = text.split('/');
  const address = parseIpv4(host);
  if (address === null || !/^\d+$/.test(length) || Number(length) > 32) return null;
  return { address, mask: Number(length) === 0 ? 0 : (0xffffffff << (32 - Number(length))) >>> 0 };
}
