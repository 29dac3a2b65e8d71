/** `ss` of iproute2 6.1. */
import type { TcpState } from '../../kernel/socket/tcp/tcp.machine';
import type { Netns } from '../../kernel/netns';
import { namespaceNamed } from '../ip/context';
import { command, type Program, type Sys } from '../program';
import { serviceName } from '../services';
import { addressText, type SocketLine, socketLines } from '../sockets';
import { type Row, renderColumns } from './columns';
import { type Match, parseExpression, statesNamed } from './filter';
import { SS_USAGE } from './usage';

interface Options {
  numeric: boolean;
  /** `-l`, `-a`, or neither. */
  scope: 'connected' | 'listening' | 'all';
  processes: boolean;
  timers: boolean;
  header: boolean;
  summary: boolean;
  families: Set<'inet' | 'inet6'>;
  netids: Set<SocketLine['netid']>;
  /** Families that hold no sockets here. */
  foreign: boolean;
  states: readonly TcpState[] | null;
  ns: Netns;
}

/** In the order that the kinds are listed. */
const NETIDS = ['icmp', 'raw', 'udp', 'tcp'] as const;

const LONG: Readonly<Record<string, string>> = {
  numeric: 'n',
  resolve: 'r',
  all: 'a',
  listening: 'l',
  options: 'o',
  extended: 'e',
  memory: 'm',
  processes: 'p',
  info: 'i',
  summary: 's',
  ipv4: '4',
  ipv6: '6',
  packet: '0',
  tcp: 't',
  udp: 'u',
  raw: 'w',
  unix: 'x',
  'no-header': 'H',
  oneline: 'O',
  help: 'h',
  version: 'V',
  family: 'f',
  query: 'A',
  socket: 'A',
  net: 'N',
};

const ss = command('ss', (sys) => {
  const options: Options = {
    numeric: false,
    scope: 'connected',
    processes: false,
    timers: false,
    header: true,
    summary: false,
    families: new Set(),
    netids: new Set(),
    foreign: false,
    states: null,
    ns: sys.ns,
  };
  const words: string[] = [];
  for (let i = 0; i < sys.args.length; i++) {
    const arg = sys.args[i] ?? '';
    if (!arg.startsWith('-') || arg === '-') {
      words.push(...sys.args.slice(i));
      break;
    }
    const [name = '', inline] = arg.slice(2).split('=');
    const letters = arg.startsWith('--') ? (LONG[name] ?? '?') : arg.slice(1);
    for (let at = 0; at < letters.length; at++) {
      const letter = letters[at] ?? '';
      if ('fAN'.includes(letter)) {
        const rest = arg.startsWith('--') ? inline : letters.slice(at + 1);
        const value = rest === undefined || rest === '' ? sys.args[++i] : rest;
        const problem =
          value === undefined
            ? `ss: option requires an argument -- '${letter}'\n`
            : setValue(sys, options, letter, value);
        if (problem !== null) return usage(sys, problem);
        break;
      }
      if (letter === 'h' || letter === 'V') {
        sys.out(letter === 'h' ? SS_USAGE : 'ss utility, iproute2-6.1.0\n');
        return 0;
      }
      if (!setFlag(options, letter))
        return usage(
          sys,
          arg.startsWith('--') ? `ss: unrecognized option '${arg}'\n` : `ss: invalid option -- '${letter}'\n`,
        );
    }
  }
  return list(sys, options, words);
});

function usage(sys: Sys, problem: string): number {
  sys.err(problem + SS_USAGE);
  return 255;
}

function setFlag(options: Options, letter: string): boolean {
  switch (letter) {
    case 'n':
      options.numeric = true;
      return true;
    case 'a':
      options.scope = 'all';
      return true;
    case 'l':
      options.scope = 'listening';
      return true;
    case 'p':
      options.processes = true;
      return true;
    case 'o':
      options.timers = true;
      return true;
    case 'H':
      options.header = false;
      return true;
    case 's':
      options.summary = true;
      return true;
    case '4':
      options.families.add('inet');
      return true;
    case '6':
      options.families.add('inet6');
      return true;
    case 't':
      options.netids.add('tcp');
      return true;
    case 'u':
      options.netids.add('udp');
      return true;
    case 'w':
      options.netids.add('raw').add('icmp');
      return true;
    case 'x':
    case '0':
    case 'd':
    case 'S':
    case 'M':
      options.foreign = true;
      return true;
    default:
      return 'reimOTEbZz'.includes(letter);
  }
}

function setValue(sys: Sys, options: Options, letter: string, value: string): string | null {
  if (letter === 'N') {
    const ns = namespaceNamed(sys, value);
    if (ns === null) return `Cannot open network namespace "${value}": No such file or directory\n`;
    options.ns = ns;
    return null;
  }
  for (const name of value.split(',')) {
    if (name === 'inet' || name === 'inet6') {
      if (letter === 'f') options.families.add(name);
      else for (const netid of NETIDS) options.netids.add(netid);
    } else if (name === 'tcp' || name === 'udp' || name === 'raw') options.netids.add(name);
    else if (name === 'all' && letter === 'A') for (const netid of NETIDS) options.netids.add(netid);
    else if (['unix', 'link', 'netlink', 'packet', 'vsock', 'tipc', 'xdp', 'dccp', 'sctp', 'mptcp'].includes(name))
      options.foreign = true;
    else return letter === 'f' ? `ss: "${name}" is invalid family\n` : `ss: "${name}" is illegal socket table id\n`;
  }
  return null;
}

function list(sys: Sys, options: Options, words: readonly string[]): number {
  const rest = [...words];
  while (rest[0] === 'state' || rest[0] === 'exclude') {
    const [keyword, name] = rest.splice(0, 2);
    const states = statesNamed(name ?? '');
    if (states === null) {
      sys.err(`ss: wrong state name: ${name ?? ''}\n`);
      return 255;
    }
    const before = options.states ?? [];
    const all = statesNamed('all') ?? [];
    options.states =
      keyword === 'state'
        ? [...before, ...states]
        : (before.length > 0 ? before : all).filter((state) => !states.includes(state));
  }
  const match = rest.length === 0 ? () => true : parseExpression(rest);
  if (match === null) {
    sys.err('ss: bison bellows (while parsing filter): "syntax error!" Sorry.\n');
    return usage(sys, '');
  }
  if (options.summary) {
    sys.out(summary(sys, options.ns));
    return 0;
  }
  sys.out(table(sys, options, match));
  return 0;
}

const CONNECTED: readonly TcpState[] = [
  'ESTAB',
  'SYN-SENT',
  'FIN-WAIT-1',
  'FIN-WAIT-2',
  'CLOSE-WAIT',
  'CLOSING',
  'LAST-ACK',
];

/** The states that a listing shows of a kind. */
function statesOf(options: Options, netid: SocketLine['netid']): readonly TcpState[] {
  if (options.states !== null) return options.states;
  switch (options.scope) {
    case 'all':
      return statesNamed('all') ?? [];
    case 'listening':
      return ['LISTEN', 'UNCONN'];
    case 'connected':
      return netid === 'tcp' ? CONNECTED : ['ESTAB'];
  }
}

function table(sys: Sys, options: Options, match: Match): string {
  const chosen =
    options.netids.size > 0 ? NETIDS.filter((netid) => options.netids.has(netid)) : options.foreign ? [] : NETIDS;
  const lines = chosen.flatMap((netid) =>
    socketLines(sys, options.ns, netid).filter((line) => {
      const family = line.family === 'none' ? 'inet' : 'inet6';
      return (
        statesOf(options, netid).includes(line.state) &&
        (options.families.size === 0 || options.families.has(family)) &&
        match(line)
      );
    }),
  );
  const hidden = new Set<keyof Row>();
  const kinds = chosen.filter((netid) => netid !== 'icmp' || !chosen.includes('raw'));
  if (kinds.length === 1) hidden.add('netid');
  if (new Set(chosen.flatMap((netid) => statesOf(options, netid))).size === 1) hidden.add('state');
  return renderColumns(
    lines.map((line) => rowOf(line, options)),
    hidden,
    options.header,
  );
}

function rowOf(line: SocketLine, options: Options): Row {
  const port = (number: number) =>
    number === 0
      ? '*'
      : options.numeric || line.netid === 'raw' || line.netid === 'icmp'
        ? String(number)
        : (serviceName(number, line.netid) ?? String(number));
  const device = line.device === null ? '' : `%${line.device}`;
  const listening = line.state === 'LISTEN';
  const owner =
    options.processes && line.owner !== null
      ? ` users:(("${line.owner.name}",pid=${line.owner.pid},fd=${line.owner.fd}))`
      : '';
  const timer =
    options.timers && line.timer !== null
      ? ` timer:(${line.timer.name},${timeText(line.timer.left)},${line.timer.retransmits})`
      : '';
  const anyPeer =
    line.family === 'dual' || line.family === 'only' ? (line.family === 'only' ? '[::]' : '*') : '0.0.0.0';
  return {
    netid: line.netid,
    state: line.state,
    recvQ: String(line.recvQ),
    sendQ: String(line.sendQ),
    localAddress: `${addressText(line.localIp, line.family, listening)}${device}:`,
    localPort: port(line.localPort),
    peerAddress: `${line.peerIp === 0 ? anyPeer : addressText(line.peerIp, line.family, false)}:`,
    peerPort: port(line.peerPort),
    process: owner + timer,
  };
}

/** `58sec`, `1.024ms`, `1min30sec`. */
function timeText(milliseconds: number): string {
  const total = Math.floor(milliseconds / 1000);
  const minutes = Math.floor(total / 60);
  const seconds = minutes > 9 ? 0 : total % 60;
  const rest = minutes > 0 || seconds > 9 ? 0 : Math.floor(milliseconds % 1000);
  const tail = rest > 0 ? `${String(rest).padStart(3, '0')}ms` : '';
  return `${minutes > 0 ? `${minutes}min` : ''}${seconds > 0 ? `${seconds}${rest > 0 ? '.' : 'sec'}` : ''}${tail}`;
}

function summary(sys: Sys, ns: Netns): string {
  const all = Object.fromEntries(NETIDS.map((netid) => [netid, socketLines(sys, ns, netid)] as const));
  const count = (lines: readonly SocketLine[] | undefined, family: 'all' | 'inet' | 'inet6') =>
    (lines ?? []).filter(
      (line) => line.state !== 'TIME-WAIT' && (family === 'all' || (line.family === 'none') === (family === 'inet')),
    ).length;
  const tcp = all['tcp'] ?? [];
  const inState = (state: TcpState) => tcp.filter((line) => line.state === state).length;
  const timewait = inState('TIME-WAIT');
  const raw = [...(all['raw'] ?? []), ...(all['icmp'] ?? [])];
  const row = (name: string, lines: readonly SocketLine[]) => {
    const cells = (['all', 'inet', 'inet6'] as const).map((family) => String(count(lines, family)).padEnd(9));
    return `${name}\t  ${cells.join(' ')}\n`;
  };
  const everything = [...raw, ...(all['udp'] ?? []), ...tcp];
  const heads = `Total: ${everything.length}\nTCP:   ${tcp.length} (estab ${inState('ESTAB')}, closed ${timewait}, orphaned 0, timewait ${timewait})\n\n`;
  const rows =
    row('RAW', raw) + row('UDP', all['udp'] ?? []) + row('TCP', tcp) + row('INET', everything) + row('FRAG', []);
  return `${heads}Transport Total     IP        IPv6\n${rows}\n`;
}

export const ssPrograms: readonly Program[] = [ss];
