/** The command line of traceroute 2.1.2 (traceroute.c, libsupp/clif.c). */
import { type Ipv4, parseIpv4 } from '../../base/ipv4';
import { type Micros, SECOND } from '../../sim/clock';
import { TRACEROUTE_USAGE, TRACEROUTE_VERSION } from './usage';

export type Method = 'default' | 'udp' | 'icmp' | 'tcp';

export interface TracerouteOptions {
  readonly host: string;
  /** Where the host stands among the arguments, for complaints. */
  readonly position: number;
  readonly length: number;
  readonly method: Method;
  readonly numeric: boolean;
  readonly queries: number;
  /** Probes under way at once. */
  readonly parallel: number;
  readonly firstHop: number;
  readonly maxHops: number;
  /** Null: what the method begins with. */
  readonly port: number | null;
  /** -w: at most so long, and so many times longer than others took; 0 leaves a rule out. */
  readonly wait: Micros;
  readonly here: number;
  readonly near: number;
  readonly pause: Micros;
  readonly dontFragment: boolean;
  readonly device: string | null;
  readonly source: Ipv4 | null;
}

export interface TracerouteRefusal {
  readonly out: string;
  readonly err: string;
  readonly status: number;
}

/** Letter, long name, and what its value is called; null without one. */
const OPTIONS = [
  ['4', '', null],
  ['6', '', null],
  ['d', 'debug', null],
  ['F', 'dont-fragment', null],
  ['f', 'first', 'first_ttl'],
  ['g', 'gateway', 'gate,...'],
  ['I', 'icmp', null],
  ['T', 'tcp', null],
  ['i', 'interface', 'device'],
  ['m', 'max-hops', 'max_ttl'],
  ['N', 'sim-queries', 'squeries'],
  ['n', '', null],
  ['p', 'port', 'port'],
  ['t', 'tos', 'tos'],
  ['l', 'flowlabel', 'flow_label'],
  ['w', 'wait', 'MAX,HERE,NEAR'],
  ['q', 'queries', 'nqueries'],
  ['r', '', null],
  ['s', 'source', 'src_addr'],
  ['z', 'sendwait', 'sendwait'],
  ['e', 'extensions', null],
  ['A', 'as-path-lookups', null],
  ['M', 'module', 'name'],
  ['O', 'options', 'OPTS,...'],
  ['U', 'udp', null],
  ['D', 'dccp', null],
  ['P', 'protocol', 'prot'],
  ['V', 'version', null],
  ['', 'sport', 'num'],
  ['', 'fwmark', 'num'],
  ['', 'mtu', null],
  ['', 'back', null],
  ['', 'help', null],
] as const;
type Option = (typeof OPTIONS)[number];

/** Options that would need what is not simulated. */
const LEFT_OUT = new Set(['6', 'g', 'A', 'M', 'O', 'D', 'P', 'sport', 'fwmark', 'mtu', 'back']);
const WHOLE = new Set(['f', 'm', 'N', 'p', 't', 'l', 'q']);
const HEADER_LENGTH = 28;
const USUAL_LENGTH = 60;
const LONGEST = 65000;

const refuse = (err: string): TracerouteRefusal => ({ out: '', err: `${err}\n`, status: 2 });

interface Given {
  readonly values: Map<string, string>;
  readonly words: { readonly text: string; readonly at: number }[];
}

/** What an argument list asks for, or what traceroute says instead. */
export function parseTraceroute(args: readonly string[]): TracerouteOptions | TracerouteRefusal {
  if (args.length === 0) return { out: '', err: TRACEROUTE_USAGE, status: 0 };
  const given: Given = { values: new Map(), words: [] };
  for (let i = 0; i < args.length; i++) {
    const arg = args[i]!;
    if (arg === '--') {
      args.slice(i + 1).forEach((text, behind) => given.words.push({ text, at: i + 2 + behind }));
      break;
    }
    if (!arg.startsWith('-') || arg === '-') {
      given.words.push({ text: arg, at: i + 1 });
      continue;
    }
    const taken = arg.startsWith('--')
      ? takeLong(given, arg, i + 1)
      : takeShort(given, arg.slice(1), args[i + 1], i + 1);
    if (typeof taken === 'object') return taken;
    i += taken;
  }
  if (given.values.has('V')) return { out: TRACEROUTE_VERSION, err: '', status: 0 };
  if (given.values.has('help')) return { out: TRACEROUTE_USAGE, err: '', status: 0 };
  return commandOf(given);
}

function keyOf([letter, name]: Option): string {
  return letter === '' ? name : letter;
}

function takeLong(given: Given, arg: string, at: number): number | TracerouteRefusal {
  const equals = arg.indexOf('=');
  const name = arg.slice(2, equals < 0 ? undefined : equals);
  const option = OPTIONS.find(([, long]) => long === name && long !== '');
  if (option === undefined) return refuse(`Bad option \`--${name}' (argc ${at})`);
  const [, , value] = option;
  if (value !== null && equals < 0) {
    return refuse(`Option \`--${name}' (argc ${at}) requires an argument: \`--${name}=${value}'`);
  }
  return setValue(given, option, `--${name}`, equals < 0 ? '' : arg.slice(equals + 1), at) ?? 0;
}

/** Letters together, the last with a value in the next argument; or one letter and its value. */
function takeShort(given: Given, letters: string, next: string | undefined, at: number): number | TracerouteRefusal {
  for (let i = 0; i < letters.length; i++) {
    const option = OPTIONS.find(([one]) => one === letters[i]);
    if (option === undefined) return refuse(`Bad option \`-${letters[i]!}' (argc ${at})`);
    const [letter, , value] = option;
    if (value === null) {
      given.values.set(keyOf(option), '');
      continue;
    }
    const rest = letters.slice(i + 1);
    if (rest !== '' && i === 0) return setValue(given, option, `-${letter}`, rest, at) ?? 0;
    if (rest !== '' || next === undefined) {
      return refuse(`Option \`-${letter}' (argc ${at}) requires an argument: \`-${letter} ${value}'`);
    }
    return setValue(given, option, `-${letter}`, next, at + 1) ?? 1;
  }
  return 0;
}

function setValue(given: Given, option: Option, shown: string, text: string, at: number): TracerouteRefusal | null {
  const key = keyOf(option);
  const isRight = WHOLE.has(key)
    ? /^[+-]?(\d+|0x[0-9a-fA-F]+)$/.test(text)
    : key === 'w'
      ? parseWait(text) !== null
      : key === 'z'
        ? /^\d*\.?\d+$/.test(text)
        : true;
  if (key === 's' && parseIpv4(text) === null) {
    return refuse(
      `${text}: Name or service not known\nCannot handle \`${shown}' option with arg \`${text}' (argc ${at})`,
    );
  }
  if (!isRight) return refuse(`Cannot handle \`${shown}' option with arg \`${text}' (argc ${at})`);
  given.values.set(key, text);
  return null;
}

/** `MAX[,HERE[,NEAR]]`: factors that are not given are none. */
function parseWait(text: string): { wait: number; here: number; near: number } | null {
  const numbers = text.split(',').map((part) => (/^-?\d*\.?\d+$/.test(part) ? Number(part) : NaN));
  const [wait = NaN, here = 0, near = 0] = numbers;
  return numbers.length > 3 || numbers.some(Number.isNaN) ? null : { wait, here, near };
}

function commandOf({ values, words }: Given): TracerouteOptions | TracerouteRefusal {
  const leftOut = [...values.keys()].find((key) => LEFT_OUT.has(key));
  if (leftOut !== undefined) return refuse(`option ${leftOut.length > 1 ? '--' : '-'}${leftOut} is not simulated`);
  const number = (key: string) => (values.has(key) ? Number(values.get(key)) : null);
  const [host, length, extra] = words;
  if (host === undefined) return refuse('Specify "host" missing argument.');
  if (length !== undefined && !/^\d+$/.test(length.text)) {
    return refuse(`Cannot handle "packetlen" cmdline arg \`${length.text}' on position 2 (argc ${length.at})`);
  }
  if (extra !== undefined) return refuse(`Extra arg \`${extra.text}' (position 3, argc ${extra.at})`);
  const [firstHop, maxHops] = [number('f') ?? 1, number('m') ?? 30];
  const [queries, parallel] = [number('q') ?? 3, number('N') ?? 16];
  const patience = parseWait(values.get('w') ?? '') ?? { wait: 5, here: 3, near: 10 };
  const pause = number('z') ?? 0;
  const packet = Number(length?.text ?? USUAL_LENGTH);
  if (firstHop < 1 || firstHop > maxHops) return refuse('first hop out of range');
  if (maxHops > 255) return refuse('max hops cannot be more than 255');
  if (queries < 1 || queries > 10) return refuse('no more than 10 probes per hop');
  const { wait, here, near } = patience;
  if (wait < 0 || here < 0 || near < 0) return refuse(`bad wait specifications \`${wait},${here},${near}' used`);
  if (packet > LONGEST) return refuse(`too big packetlen ${packet} specified`);
  return {
    host: host.text,
    position: host.at,
    length: Math.max(HEADER_LENGTH, packet),
    method: values.has('I') ? 'icmp' : values.has('T') ? 'tcp' : values.has('U') ? 'udp' : 'default',
    numeric: values.has('n'),
    queries,
    parallel: Math.max(1, parallel),
    firstHop,
    maxHops,
    port: number('p') === null ? null : (number('p') ?? 0) & 0xffff,
    wait: Math.round(wait * SECOND),
    here,
    near,
    pause: Math.round(pause > 10 ? pause * 1000 : pause * SECOND),
    dontFragment: values.has('F'),
    device: values.get('i') ?? null,
    source: parseIpv4(values.get('s') ?? ''),
  };
}
