/** The command line of OpenBSD netcat. */
import { Complaint } from '../complaint';
import { getopt } from '../getopt';
import { servicePort } from '../services';
import { NC_HELP, NC_USAGE } from './usage';

export interface NcOptions {
  readonly listen: boolean;
  readonly keep: boolean;
  readonly udp: boolean;
  readonly scan: boolean;
  readonly verbose: boolean;
  readonly numeric: boolean;
  readonly broadcast: boolean;
  readonly crlf: boolean;
  readonly detached: boolean;
  /** -N, and -q with its seconds. */
  readonly shutdown: boolean;
  readonly quitAfter: number | null;
  /** -w, in seconds. */
  readonly timeout: number | null;
  readonly ttl: number | null;
  readonly source: string | null;
  readonly sourcePort: number | null;
  readonly receiveLimit: number | null;
  /** What it connects to; the address to listen on. */
  readonly host: string | null;
  readonly ports: readonly number[];
}

const LETTERS = '46bCDdFhI:i:klM:m:NnO:P:p:q:rSs:T:tUuV:vW:w:X:x:Zz';

const refuse = (text: string): Complaint => new Complaint(`nc: ${text}\n`, 1);

/** The options of an argument list, or what nc says instead. */
export function parseNc(args: readonly string[]): NcOptions | Complaint {
  const parsed = getopt(args, LETTERS);
  if (!parsed.ok) {
    const what = parsed.error === 'unknown' ? 'invalid option' : 'option requires an argument';
    return refuse(`${what} -- '${parsed.letter}'\n${NC_USAGE.slice(0, -1)}`);
  }
  const given = new Map(parsed.options);
  if (given.has('h')) return new Complaint(NC_HELP, 1);
  const listen = given.has('l');
  const udp = given.has('u');
  const operands = [...parsed.operands];
  const numbers = readNumbers(given);
  if (numbers instanceof Complaint) return numbers;
  const sourcePort = given.get('p') ?? null;
  if (operands.length === 0 && !(listen && sourcePort !== null)) {
    return listen || given.size > 0 ? refuse('missing port number') : new Complaint(NC_USAGE, 1);
  }
  if (listen && given.has('z')) return refuse('cannot use -z and -l');
  if (listen && operands.length === 1 && sourcePort === null) operands.unshift('');
  const [host = '', ...rest] = operands;
  const wanted = listen && sourcePort !== null ? [sourcePort] : rest;
  if (wanted.length === 0) return refuse('missing port number');
  if (given.has('k') && !listen) return refuse('must use -l with -k');
  const ports = readPorts(listen ? wanted.slice(0, 1) : wanted, udp ? 'udp' : 'tcp');
  const own = sourcePort === null || listen ? [] : readPorts([sourcePort], udp ? 'udp' : 'tcp');
  if (ports instanceof Complaint) return ports;
  if (own instanceof Complaint) return own;
  return {
    listen,
    udp,
    keep: given.has('k'),
    scan: given.has('z'),
    verbose: given.has('v'),
    numeric: given.has('n'),
    broadcast: given.has('b'),
    crlf: given.has('C'),
    detached: given.has('d'),
    shutdown: given.has('N') || (numbers.quitAfter ?? -1) >= 0,
    ...numbers,
    source: given.get('s') ?? null,
    sourcePort: own[0] ?? null,
    host: host === '' ? null : host,
    ports,
  };
}

type Numbers = Pick<NcOptions, 'quitAfter' | 'timeout' | 'ttl' | 'receiveLimit'>;

function readNumbers(given: ReadonlyMap<string, string>): Numbers | Complaint {
  const rules = [
    ['w', 'timeout', 0, 0x7fffffff / 1000],
    ['q', 'quit timer', -0x80000000, 0x7fffffff],
    ['M', 'ttl', 0, 255],
    ['W', 'receive limit', 1, 0x7fffffff],
  ] as const;
  const values: (number | null)[] = [];
  for (const [letter, name, low, high] of rules) {
    const text = given.get(letter);
    if (text !== undefined && !/^-?\d+$/.test(text)) return refuse(`${name} invalid: ${text}`);
    const value = text === undefined ? null : Number(text);
    if (value !== null && value < low) return refuse(`${name} too small: ${text ?? ''}`);
    if (value !== null && value > high) return refuse(`${name} too large: ${text ?? ''}`);
    values.push(value);
  }
  const [timeout = null, quit = null, ttl = null, receiveLimit = null] = values;
  return { timeout, ttl, receiveLimit, quitAfter: quit !== null && quit >= 0 ? quit : null };
}

/** Ports and ranges, each range from its lower end (`build_ports`). */
function readPorts(words: readonly string[], protocol: 'tcp' | 'udp'): number[] | Complaint {
  const ports: number[] = [];
  for (const word of words) {
    const range = /^([^-]+)-(.+)$/.exec(word);
    const named = servicePort(word, protocol);
    const ends = range === null || named !== null ? [word] : [range[1]!, range[2]!];
    const read = ends.map((end) => readPort(end, protocol));
    for (const end of read) if (end instanceof Complaint) return end;
    const numbers = read.filter((end) => typeof end === 'number').sort((a, b) => a - b);
    const [low = 1, high = low] = numbers;
    for (let port = low; port <= high; port++) ports.push(port);
  }
  return ports;
}

function readPort(text: string, protocol: 'tcp' | 'udp'): number | Complaint {
  const named = servicePort(text, protocol);
  if (named !== null) return named;
  if (!/^-?\d+$/.test(text)) return refuse(`port number invalid: ${text}`);
  if (Number(text) > 65535) return refuse(`port number too large: ${text}`);
  return Number(text) < 1 ? refuse(`port number too small: ${text}`) : Number(text);
}
