/** `arp` of net-tools 2.10. */
import { contains, formatIpv4, type Ipv4 } from '../../base/ipv4';
import { parseMac } from '../../base/mac';
import type { Link } from '../../kernel/link/link';
import type { Neigh } from '../../kernel/neigh/neighbour';
import { neighAdd, neighDelete } from '../../kernel/neigh/neighbour';
import { linkById, linksInOrder } from '../../kernel/netns';
import { fibLookup } from '../../kernel/route';
import { get, values } from '../../sim/table';
import { capable } from '../capability';
import { program, type Sys } from '../program';
import { resolveHost } from './hosts';
import { isNamed, type Naming, onNaming, startNaming } from './naming';
import { ARP_USAGE } from './usage';

interface ArpOptions {
  bsd: boolean;
  numeric: boolean;
  verbose: boolean;
  dev: string | null;
  mode: 'show' | 'set' | 'delete';
}

/** While it looks names up: what it will print with them. */
interface ArpData {
  readonly options: ArpOptions;
  readonly host: string | null;
  readonly naming: Naming;
}

export const arp = program<ArpData>({
  name: 'arp',
  start: (sys) => {
    const options: ArpOptions = { bsd: false, numeric: false, verbose: false, dev: null, mode: 'show' };
    const operands: string[] = [];
    for (let i = 0; i < sys.args.length; i++) {
      const arg = sys.args[i] ?? '';
      if (!arg.startsWith('-') || arg === '-') {
        operands.push(arg);
        continue;
      }
      for (const letter of arg.startsWith('--') ? [LONG[arg.slice(2)] ?? '?'] : arg.slice(1)) {
        if (letter === 'V') {
          sys.out(VERSION);
          return 0;
        }
        if (letter === 'i' || letter === 'H') {
          const value = sys.args[++i];
          if (value === undefined) return usage(sys, `arp: option requires an argument -- '${letter}'\n`);
          if (letter === 'i') options.dev = value;
        } else if (!setFlag(options, letter))
          return usage(sys, letter === 'h' ? '' : `arp: invalid option -- '${letter}'\n`);
      }
    }
    switch (options.mode) {
      case 'show':
        return begin(sys, options, operands[0] ?? null);
      case 'set':
        return add(sys, options, operands);
      case 'delete':
        return remove(sys, options, operands[0]);
    }
  },
  on: (sys, data, event) => {
    if (onNaming(sys, data.naming, event)) sys.exit(show(sys, data));
  },
});

/** Looks the names up that the lines will show. */
function begin(sys: Sys, options: ArpOptions, host: string | null): ArpData | number {
  if (host !== null && resolveHost(sys, host) === null) return unknownHost(sys, host);
  const shown = options.numeric ? [] : foundOf(sys, options, host).map(({ neigh }) => neigh.ip);
  const data: ArpData = { options, host, naming: startNaming(sys, shown) };
  return isNamed(data.naming) ? show(sys, data) : data;
}

const VERSION = `net-tools 2.10
+I18N +SELINUX
AF: (inet) +UNIX +INET +INET6 +IPX +AX25 +NETROM +X25 +ATALK +ECONET +ROSE -BLUETOOTH
HW: (ether) +ETHER +ARC +SLIP +PPP +TUNNEL -TR +AX25 +NETROM +X25 +FR +ROSE +ASH +SIT +FDDI +HIPPI +HDLC/LAPB +EUI64 
`;

const LONG: Readonly<Record<string, string>> = {
  verbose: 'v',
  numeric: 'n',
  device: 'i',
  delete: 'd',
  set: 's',
  all: 'a',
};

function setFlag(options: ArpOptions, letter: string): boolean {
  switch (letter) {
    case 'a':
      options.bsd = true;
      return true;
    case 'e':
      options.bsd = false;
      return true;
    case 'n':
      options.numeric = true;
      return true;
    case 'v':
      options.verbose = true;
      return true;
    case 'd':
      options.mode = 'delete';
      return true;
    case 's':
      options.mode = 'set';
      return true;
    default:
      return false;
  }
}

function usage(sys: Sys, complaint: string): number {
  if (complaint === '') sys.out(ARP_USAGE);
  else sys.err(complaint + ARP_USAGE);
  return complaint === '' ? 0 : 3;
}

interface Entry {
  readonly link: Link;
  readonly neigh: Neigh;
}

/** What /proc/net/arp lists: every entry but those that came to nothing. */
function entriesOf(sys: Sys): Entry[] {
  return linksInOrder(sys.ns).flatMap((link) =>
    [...values(link.neighbours)]
      .filter((neigh) => neigh.nud !== 'NONE')
      .sort((a, b) => a.ip - b.ip)
      .map((neigh) => ({ link, neigh })),
  );
}

function foundOf(sys: Sys, options: ArpOptions, host: string | null): Entry[] {
  const wanted = host === null ? null : resolveHost(sys, host);
  return entriesOf(sys).filter(
    ({ link, neigh }) =>
      (options.dev === null || link.name === options.dev) && (wanted === null || neigh.ip === wanted),
  );
}

function show(sys: Sys, { options, host, naming }: ArpData): number {
  const entries = entriesOf(sys);
  const found = foundOf(sys, options, host);
  const line = options.bsd ? bsdLine : linuxLine;
  if (found.length > 0) sys.out((options.bsd ? '' : HEADER) + found.map((entry) => line(naming.names, entry)).join(''));
  if (options.verbose)
    sys.out(`Entries: ${entries.length}\tSkipped: ${entries.length - found.length}\tFound: ${found.length}\n`);
  if (found.length > 0 || (host === null && options.dev === null)) return 0;
  if (host !== null && !options.bsd) sys.out(`${host} (${formatIpv4(resolveHost(sys, host) ?? 0)}) -- no entry\n`);
  else sys.out(`arp: in ${entries.length} entries no match found.\n`);
  return 0;
}

const HEADER = 'Address                  HWtype  HWaddress           Flags Mask            Iface\n';

function linuxLine(names: Readonly<Record<number, string>>, { link, neigh }: Entry): string {
  const host = (names[neigh.ip] ?? formatIpv4(neigh.ip)).slice(0, 23).padEnd(23);
  if (!isComplete(neigh)) return `${host}  ${''.padEnd(6)}  ${'(incomplete)'.padEnd(35)}${''.padEnd(7)}${link.name}\n`;
  const flags = neigh.nud === 'PERMANENT' ? 'CM' : 'C';
  return `${host}  ${'ether'.padEnd(6)}  ${(neigh.lladdr ?? '').padEnd(17)}   ${flags.padEnd(5)} ${''.padEnd(15)} ${link.name}\n`;
}

function isComplete(neigh: Neigh): boolean {
  return neigh.lladdr !== null && neigh.nud !== 'FAILED' && neigh.nud !== 'INCOMPLETE';
}

function bsdLine(names: Readonly<Record<number, string>>, { link, neigh }: Entry): string {
  const at = isComplete(neigh) ? `${neigh.lladdr ?? ''} [ether]` : '<incomplete>';
  return `${names[neigh.ip] ?? '?'} (${formatIpv4(neigh.ip)}) at ${at} ${neigh.nud === 'PERMANENT' ? 'PERM ' : ''}on ${link.name}\n`;
}

function unknownHost(sys: Sys, host: string): number {
  sys.err(`${host}: Host name lookup failure\n`);
  return 255;
}

function complain(sys: Sys, text: string): number {
  sys.err(text);
  return 255;
}

/** The link that an address is on: the one named, else the one that the route leads to. */
function linkFor(sys: Sys, options: ArpOptions, ip: Ipv4): Link | null {
  if (options.dev !== null) return linksInOrder(sys.ns).find((link) => link.name === options.dev) ?? null;
  const route = fibLookup(sys.ns, ip);
  if (route?.link == null || route.via !== null || !contains(route.prefix, ip)) return null;
  return linkById(sys.ns, route.link);
}

function add(sys: Sys, options: ArpOptions, operands: readonly string[]): number {
  const [host, hardware, ...rest] = operands;
  if (host === undefined) return complain(sys, 'arp: need host name\n');
  const ip = resolveHost(sys, host);
  if (ip === null) return unknownHost(sys, host);
  if (hardware === undefined) return complain(sys, 'arp: need hardware address\n');
  const mac = parseMac(hardware);
  if (mac === null) return complain(sys, 'arp: invalid hardware address\n');
  if (!capable(sys, 'NET_ADMIN')) return complain(sys, 'SIOCSARP: Operation not permitted\n');
  const link = linkFor(sys, options, ip);
  if (link === null)
    return complain(sys, `SIOCSARP: ${options.dev === null ? 'Network is unreachable' : 'No such device'}\n`);
  neighAdd(sys.k, sys.ns, link, ip, mac, rest.includes('temp') ? 'REACHABLE' : 'PERMANENT');
  return 0;
}

function remove(sys: Sys, options: ArpOptions, host: string | undefined): number {
  if (host === undefined) return complain(sys, 'arp: need host name\n');
  const ip = resolveHost(sys, host);
  if (ip === null) return unknownHost(sys, host);
  if (!capable(sys, 'NET_ADMIN')) return complain(sys, 'SIOCDARP(dontpub): Operation not permitted\n');
  for (const link of linksInOrder(sys.ns)) {
    if (options.dev !== null && link.name !== options.dev) continue;
    if (get(link.neighbours, ip) === undefined) continue;
    neighDelete(link, ip);
    return 0;
  }
  sys.out(`No ARP entry for ${host}\n`);
  return 255;
}
