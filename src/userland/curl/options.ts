/** The command line of curl 7.88.1: what is here of its options, under their short and long names. */
import { type Ipv4, parseIpv4 } from '../../base/ipv4';
import { Complaint } from '../complaint';

interface Option {
  readonly letter: string | null;
  readonly value: boolean;
}

/** Long names; those without effect in this world are taken and ignored. */
const OPTIONS: Readonly<Record<string, Option>> = {
  compressed: { letter: null, value: false },
  'connect-timeout': { letter: null, value: true },
  data: { letter: 'd', value: true },
  'data-ascii': { letter: null, value: true },
  'data-binary': { letter: null, value: true },
  'data-raw': { letter: null, value: true },
  fail: { letter: 'f', value: false },
  get: { letter: 'G', value: false },
  globoff: { letter: 'g', value: false },
  head: { letter: 'I', value: false },
  header: { letter: 'H', value: true },
  help: { letter: 'h', value: false },
  'http1.0': { letter: '0', value: false },
  'http1.1': { letter: null, value: false },
  include: { letter: 'i', value: false },
  insecure: { letter: 'k', value: false },
  interface: { letter: null, value: true },
  ipv4: { letter: '4', value: false },
  ipv6: { letter: '6', value: false },
  'local-port': { letter: null, value: true },
  location: { letter: 'L', value: false },
  'max-redirs': { letter: null, value: true },
  'max-time': { letter: 'm', value: true },
  'no-buffer': { letter: 'N', value: false },
  'no-keepalive': { letter: null, value: false },
  'no-progress-meter': { letter: null, value: false },
  noproxy: { letter: null, value: true },
  output: { letter: 'o', value: true },
  'progress-bar': { letter: '#', value: false },
  referer: { letter: 'e', value: true },
  request: { letter: 'X', value: true },
  resolve: { letter: null, value: true },
  retry: { letter: null, value: true },
  'show-error': { letter: 'S', value: false },
  silent: { letter: 's', value: false },
  sslv2: { letter: '2', value: false },
  sslv3: { letter: '3', value: false },
  'tcp-nodelay': { letter: null, value: false },
  tlsv1: { letter: '1', value: false },
  'remote-header-name': { letter: 'J', value: false },
  'remote-name': { letter: 'O', value: false },
  url: { letter: null, value: true },
  user: { letter: 'u', value: true },
  'user-agent': { letter: 'A', value: true },
  verbose: { letter: 'v', value: false },
  version: { letter: 'V', value: false },
  'write-out': { letter: 'w', value: true },
};

export interface CurlOptions {
  readonly urls: readonly string[];
  readonly outputs: readonly string[];
  readonly silent: boolean;
  readonly showError: boolean;
  readonly verbose: boolean;
  readonly head: boolean;
  readonly include: boolean;
  readonly fail: boolean;
  readonly location: boolean;
  readonly http10: boolean;
  readonly family: 4 | 6 | null;
  readonly method: string | null;
  readonly headers: readonly string[];
  readonly data: string | null;
  readonly dataInUrl: boolean;
  readonly user: string | null;
  readonly agent: string | null;
  readonly referer: string | null;
  readonly source: string | null;
  /** --local-port: the first and the last that will do. */
  readonly localPorts: readonly [number, number] | null;
  readonly writeOut: string | null;
  /** Seconds. */
  readonly maxTime: number | null;
  readonly connectTimeout: number | null;
  readonly maxRedirs: number;
  readonly resolve: readonly Resolve[];
  readonly remoteName: boolean;
  readonly warnings: string;
}

/** --resolve HOST:PORT:ADDRESS. */
export interface Resolve {
  readonly text: string;
  readonly host: string;
  readonly port: number;
  readonly ip: Ipv4;
}

const HINT = "curl: try 'curl --help' or 'curl --manual' for more information\n";
const refuse = (text: string): Complaint => new Complaint(`${text === '' ? '' : `curl: ${text}\n`}${HINT}`, 2);

interface Given {
  readonly name: string;
  readonly value: string;
  /** As it was written, for complaints. */
  readonly as: string;
}

/** The options of an argument list, or what curl says instead. */
export function parseCurl(args: readonly string[]): CurlOptions | Complaint {
  if (args.length === 0) return refuse('');
  const read = readArguments(args);
  if (read instanceof Complaint) return read;
  const { given, urls } = read;
  const has = (name: string) => given.some((one) => one.name === name);
  const all = (...names: string[]) => given.flatMap(({ name, value }) => (names.includes(name) ? [value] : []));
  const last = (name: string) => all(name).at(-1) ?? null;
  for (const name of ['max-time', 'connect-timeout', 'max-redirs', 'retry']) {
    const bad = given.find((one) => one.name === name && !/^-?\d+(\.\d+)?$/.test(one.value));
    if (bad !== undefined) return refuse(`option ${bad.as}: expected a proper numerical parameter`);
  }
  const range = given.find((one) => one.name === 'local-port' && readPorts(one.value) === null);
  if (range !== undefined) return refuse(`option ${range.as}: is badly used here`);
  const seconds = (name: string) => (last(name) === null ? null : Number(last(name)));
  const warnings = has('sslv2') ? 'Warning: Ignores instruction to use SSLv2\n' : '';
  const addresses = [...urls, ...all('url')];
  if (addresses.length === 0 && !has('help') && !has('version')) {
    const hint = refuse('no URL specified!');
    return new Complaint(warnings + hint.text, hint.status);
  }
  const data = all('data', 'data-ascii', 'data-binary', 'data-raw');
  return {
    urls: addresses,
    outputs: all('output'),
    silent: has('silent'),
    showError: has('show-error') || !has('silent'),
    verbose: has('verbose'),
    head: has('head'),
    include: has('include'),
    fail: has('fail'),
    location: has('location'),
    http10: has('http1.0'),
    family: has('ipv6') ? 6 : has('ipv4') ? 4 : null,
    method: last('request'),
    headers: all('header'),
    data: data.length === 0 ? null : data.join('&'),
    dataInUrl: has('get'),
    user: last('user'),
    agent: last('user-agent'),
    referer: last('referer'),
    source: last('interface'),
    localPorts: readPorts(last('local-port')),
    writeOut: last('write-out'),
    maxTime: seconds('max-time'),
    connectTimeout: seconds('connect-timeout'),
    maxRedirs: seconds('max-redirs') ?? 50,
    resolve: all('resolve').flatMap(readResolve),
    remoteName: has('remote-name'),
    warnings,
  };
}

function readArguments(args: readonly string[]): { given: Given[]; urls: string[] } | Complaint {
  const given: Given[] = [];
  const urls: string[] = [];
  let onlyUrls = false;
  for (let i = 0; i < args.length; i++) {
    const arg = args[i]!;
    if (onlyUrls || !arg.startsWith('-') || arg === '-') {
      urls.push(arg);
      continue;
    }
    if (arg === '--') {
      onlyUrls = true;
      continue;
    }
    if (arg.startsWith('--')) {
      const name = longName(arg.slice(2));
      if (name === null) return refuse(`option ${arg}: is unknown`);
      const takes = OPTIONS[name]?.value === true;
      const value = takes ? args[++i] : '';
      if (value === undefined) return refuse(`option ${arg}: requires parameter`);
      given.push({ name, value, as: arg });
      continue;
    }
    for (let at = 1; at < arg.length; at++) {
      const letter = arg[at]!;
      const name = Object.keys(OPTIONS).find((one) => OPTIONS[one]?.letter === letter);
      if (name === undefined) return refuse(`option ${arg}: is unknown`);
      if (OPTIONS[name]?.value !== true) {
        given.push({ name, value: '', as: `-${letter}` });
        continue;
      }
      const value = at + 1 < arg.length ? arg.slice(at + 1) : args[++i];
      if (value === undefined) return refuse(`option -${letter}: requires parameter`);
      given.push({ name, value, as: `-${letter}` });
      break;
    }
  }
  return { given, urls };
}

/** A long name, or as much of it as is its own. */
function longName(text: string): string | null {
  if (text in OPTIONS) return text;
  const like = Object.keys(OPTIONS).filter((name) => name.startsWith(text));
  return like.length === 1 ? (like[0] ?? null) : null;
}

function readPorts(text: string | null): [number, number] | null {
  const [, first, last = first] = /^(\d+)(?:-(\d+))?$/.exec(text ?? '') ?? [];
  const ports: [number, number] = [Number(first), Number(last)];
  return first === undefined || ports[0] > ports[1] || ports[1] > 0xffff ? null : ports;
}

function readResolve(text: string): Resolve[] {
  const match = /^\+?([^:]+):(\d+):\[?([^,\]]+)\]?/.exec(text);
  const ip = parseIpv4(match?.[3] ?? '');
  return match === null || ip === null ? [] : [{ text, host: match[1] ?? '', port: Number(match[2]), ip }];
}
