/** `netstat` of net-tools 2.10. */
import { formatIpv4, type Ipv4 } from '../../base/ipv4';
import type { TcpState } from '../../kernel/socket/tcp/tcp.machine';
import { linksInOrder } from '../../kernel/netns';
import { program, type Program, type Sys } from '../program';
import { serviceName } from '../services';
import { type SocketLine, socketLines } from '../sockets';
import { arp } from './arp';
import { ifconfig, linksByName, longTable, shortTable } from './ifconfig';
import { isNamed, type Naming, onNaming, startNaming } from './naming';
import { namesWanted, routeTable } from './routes';
import { route } from './route';
import { NETSTAT_USAGE } from './usage';

interface Options {
  readonly letters: ReadonlySet<string>;
  readonly families: ReadonlySet<'inet' | 'inet6'>;
}

interface NetstatData {
  readonly letters: readonly string[];
  readonly families: readonly ('inet' | 'inet6')[];
  readonly naming: Naming;
}

const LONG: Readonly<Record<string, string>> = {
  route: 'r',
  interfaces: 'i',
  groups: 'g',
  statistics: 's',
  numeric: 'n',
  programs: 'p',
  program: 'p',
  timers: 'o',
  all: 'a',
  listening: 'l',
  tcp: 't',
  udp: 'u',
  raw: 'w',
  unix: 'x',
  extend: 'e',
  wide: 'W',
};

const netstat = program<NetstatData>({
  name: 'netstat',
  start: (sys) => {
    const letters = new Set<string>();
    const families = new Set<'inet' | 'inet6'>();
    for (const arg of sys.args) {
      if (arg === '--help' || arg === '-h') {
        sys.out(NETSTAT_USAGE);
        return 0;
      }
      for (const letter of arg.startsWith('--') ? [LONG[arg.slice(2)] ?? '?'] : arg.replace(/^-/, '')) {
        if (letter === '4' || letter === '6') families.add(letter === '4' ? 'inet' : 'inet6');
        else if ('risgnpoaltuwxeWNFvcM'.includes(letter)) letters.add(letter);
        else {
          sys.err(`netstat: invalid option -- '${letter}'\n${NETSTAT_USAGE}`);
          return 3;
        }
      }
    }
    const options: Options = { letters, families };
    const naming = startNaming(sys, letters.has('n') ? [] : wantedNames(sys, options));
    if (isNamed(naming)) return print(sys, options, naming.names);
    return { letters: [...letters], families: [...families], naming };
  },
  on: (sys, data, event) => {
    const options: Options = { letters: new Set(data.letters), families: new Set(data.families) };
    if (onNaming(sys, data.naming, event)) sys.exit(print(sys, options, data.naming.names));
  },
});

type Names = Readonly<Record<number, string>>;

function wantedNames(sys: Sys, options: Options): Ipv4[] {
  if (options.letters.has('r')) return namesWanted(sys).map(({ ip }) => ip);
  if (options.letters.has('i') || options.letters.has('s') || options.letters.has('g')) return [];
  return shownLines(sys, options).flatMap((line) =>
    [line.localIp, line.peerIp].filter((ip) => ip !== 0 && line.family === 'none'),
  );
}

function print(sys: Sys, options: Options, names: Names): number {
  const { letters } = options;
  if (letters.has('r')) sys.out(routeTable(sys, letters.has('e') ? 'metric' : 'window', letters.has('n'), names));
  else if (letters.has('i')) sys.out(interfaces(sys, options));
  else if (letters.has('g')) sys.out(groups(sys));
  else if (letters.has('s')) sys.out('');
  else sys.out(socketTables(sys, options, names));
  return 0;
}

function interfaces(sys: Sys, options: Options): string {
  const links = linksByName(sys).filter((link) => link.up || options.letters.has('a'));
  const head = 'Kernel Interface table\n';
  if (options.letters.has('e')) return head + longTable(sys, links);
  return `${head}Iface             MTU    RX-OK RX-ERR RX-DRP RX-OVR    TX-OK TX-ERR TX-DRP TX-OVR Flg\n${shortTable(sys, links)}`;
}

/** Every link that is up hears all hosts. */
function groups(sys: Sys): string {
  const lines = linksInOrder(sys.ns)
    .filter((link) => link.up)
    .map((link) => `${link.name.padEnd(15)} 1      224.0.0.1\n`);
  return `IPv6/IPv4 Group Memberships\nInterface       RefCnt Group\n--------------- ------ ---------------------\n${lines.join('')}`;
}

const KINDS = [
  ['t', 'tcp'],
  ['u', 'udp'],
  ['w', 'raw'],
] as const;

function shownLines(sys: Sys, options: Options): SocketLine[] {
  const { letters, families } = options;
  const every = !KINDS.some(([letter]) => letters.has(letter)) && !letters.has('x');
  return KINDS.filter(([letter]) => every || letters.has(letter))
    .flatMap(([, netid]) => socketLines(sys, sys.ns, netid))
    .filter((line) => {
      const listening = line.state === 'LISTEN' || (line.netid !== 'tcp' && line.state === 'UNCONN');
      const family = line.family === 'none' ? 'inet' : 'inet6';
      return (letters.has('a') || listening === letters.has('l')) && (families.size === 0 || families.has(family));
    });
}

function socketTables(sys: Sys, options: Options, names: Names): string {
  const { letters } = options;
  const which = letters.has('a') ? 'servers and established' : letters.has('l') ? 'only servers' : 'w/o servers';
  const inet = ['t', 'u', 'w'].some((letter) => letters.has(letter));
  const columns = [
    letters.has('e') ? ' User       Inode     ' : '',
    letters.has('p') ? ' PID/Program name    ' : '',
    letters.has('o') ? ' Timer' : '',
  ].join('');
  const head = `Active Internet connections (${which})\nProto Recv-Q Send-Q Local Address           Foreign Address         State      ${columns}\n`;
  const lines = shownLines(sys, options).map((line) => socketLine(line, options, names));
  const unix =
    inet && !letters.has('x')
      ? ''
      : `Active UNIX domain sockets (${which})\nProto RefCnt Flags       Type       State         I-Node   Path\n`;
  return letters.has('x') && !inet ? unix : head + lines.join('') + unix;
}

const STATES: Readonly<Record<TcpState, string>> = {
  UNCONN: '',
  LISTEN: 'LISTEN',
  'SYN-SENT': 'SYN_SENT',
  'SYN-RECV': 'SYN_RECV',
  ESTAB: 'ESTABLISHED',
  'FIN-WAIT-1': 'FIN_WAIT1',
  'FIN-WAIT-2': 'FIN_WAIT2',
  'CLOSE-WAIT': 'CLOSE_WAIT',
  CLOSING: 'CLOSING',
  'LAST-ACK': 'LAST_ACK',
  'TIME-WAIT': 'TIME_WAIT',
};

function socketLine(line: SocketLine, options: Options, names: Names): string {
  const { letters } = options;
  const proto = `${line.netid}${line.family === 'none' ? '' : '6'}`.padEnd(4);
  const ends = [
    end(line.localIp, line.localPort, line, options, names),
    end(line.peerIp, line.peerPort, line, options, names),
  ].map((text) => text.padEnd(23));
  const state = line.netid === 'raw' ? '7' : STATES[line.state];
  const user = letters.has('e') ? ` ${'0'.padEnd(10)} ${'0'.padEnd(9)} ` : '';
  const owner = letters.has('p')
    ? ` ${(line.owner === null ? '-' : `${line.owner.pid}/${line.owner.name}`).slice(0, 20).padEnd(20)}`
    : '';
  const timer = letters.has('o')
    ? ` ${line.timer === null ? 'off (0.00/0/0)' : `${line.timer.name} (${(line.timer.left / 1000).toFixed(2)}/${line.timer.retransmits}/0)`}`
    : '';
  return `${proto}  ${String(line.recvQ).padStart(6)} ${String(line.state === 'LISTEN' ? 0 : line.sendQ).padStart(6)} ${ends.join(' ')} ${state.padEnd(11)}${user}${owner}${timer}\n`;
}

/** An address and a port, the address cut where both would not fit. */
function end(ip: Ipv4, number: number, line: SocketLine, options: Options, names: Names): string {
  const numeric = options.letters.has('n');
  const named = numeric || line.family !== 'none' ? undefined : names[ip];
  const any = line.family === 'none' ? '0.0.0.0' : numeric ? '::' : '[::]';
  const host = ip === 0 ? any : (named ?? formatIpv4(ip));
  const protocol = line.netid === 'udp' ? 'udp' : 'tcp';
  const port =
    number === 0
      ? '*'
      : numeric || line.netid === 'raw'
        ? String(number)
        : (serviceName(number, protocol) ?? String(number));
  return `${host.slice(0, Math.max(0, 22 - port.length))}:${port}`;
}

export const nettoolsPrograms: readonly Program[] = [arp, ifconfig, netstat, route];
