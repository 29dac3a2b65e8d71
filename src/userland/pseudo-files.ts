/** Files that the kernel makes up when they are read: /proc/sys, /proc/net and /sys/class/net, as the namespace has them. */
import { formatIpv4, type Ipv4, netmask } from '../base/ipv4';
import { MAC_ZERO } from '../base/mac';
import type { Link } from '../kernel/link/link';
import { lowerOf, operstate } from '../kernel/link/operstate';
import { linkById, linkByName, linksInOrder, type Netns } from '../kernel/netns';
import { readSysctl, sysctlNames } from '../kernel/sysctl';
import { type Table, values } from '../sim/table';

/** The text of such a file, or null where there is none. */
export function pseudoFile(all: Table<Netns>, ns: Netns, path: string): string | null {
  if (path.startsWith('/proc/sys/')) {
    const value = readSysctl(ns.sysctl, path.slice('/proc/sys/'.length).replaceAll('/', '.'));
    return value === undefined ? null : `${value}\n`;
  }
  if (path === '/proc/net/dev') return procNetDev(ns);
  if (path === '/proc/net/arp') return procNetArp(ns);
  if (path === '/proc/net/route') return procNetRoute(ns);
  const [, device, attribute = ''] = /^\/sys\/class\/net\/([^/]+)\/(.+)$/.exec(path) ?? [];
  const link = device === undefined ? null : linkByName(ns, device);
  const value = link === null ? null : attributeOf(all, ns, link, attribute);
  return value === null ? null : `${value}\n`;
}

const ATTRIBUTES = ['address', 'ifindex', 'iflink', 'mtu', 'operstate', 'statistics', 'tx_queue_len'];
const COUNTERS = ['rx_bytes', 'rx_dropped', 'rx_packets', 'tx_bytes', 'tx_dropped', 'tx_packets'];

/** The names in a directory of such files, folders with a slash; null where there is no such directory. */
export function pseudoDirectory(ns: Netns, path: string): string[] | null {
  const [, device, below] = /^\/sys\/class\/net\/([^/]+)(\/statistics)?$/.exec(path) ?? [];
  if (device !== undefined) {
    if (linkByName(ns, device) === null) return null;
    return below === undefined ? ATTRIBUTES.map((name) => (name === 'statistics' ? `${name}/` : name)) : COUNTERS;
  }
  switch (path) {
    case '/dev':
      return ['null'];
    case '/proc':
      return ['net/', 'sys/'];
    case '/proc/net':
      return ['arp', 'dev', 'route'];
    case '/sys':
      return ['class/'];
    case '/sys/class':
      return ['net/'];
    case '/sys/class/net':
      return linksInOrder(ns).map((link) => `${link.name}/`);
    default:
      return path.startsWith('/proc/sys') ? sysctlDirectory(ns, path) : null;
  }
}

function sysctlDirectory(ns: Netns, path: string): string[] | null {
  const prefix = path.slice('/proc/sys/'.length).replaceAll('/', '.');
  const inside = prefix === '' ? '' : `${prefix}.`;
  const devices = linksInOrder(ns).map((link) => link.name);
  const names = sysctlNames(ns.sysctl, devices).filter((name) => name.startsWith(inside));
  const next = new Set(names.map((name) => name.slice(inside.length)).map((rest) => rest.replace(/\..*/, '/')));
  return next.size === 0 ? null : [...next].sort();
}

function attributeOf(all: Table<Netns>, ns: Netns, link: Link, attribute: string): string | number | null {
  const { stats } = link;
  switch (attribute) {
    case 'mtu':
      return link.mtu;
    case 'address':
      return link.mac;
    case 'ifindex':
      return link.ifindex;
    case 'iflink':
      return lowerOf(all, link)?.link.ifindex ?? link.ifindex;
    case 'tx_queue_len':
      return link.txQueueLen;
    case 'operstate':
      return operstate(all, ns, link).toLowerCase();
    case 'statistics/rx_packets':
      return stats.rxPackets;
    case 'statistics/rx_bytes':
      return stats.rxBytes;
    case 'statistics/rx_dropped':
      return stats.rxDropped;
    case 'statistics/tx_packets':
      return stats.txPackets;
    case 'statistics/tx_bytes':
      return stats.txBytes;
    case 'statistics/tx_dropped':
      return stats.txDropped;
    default:
      return null;
  }
}

/** `dev_seq_printf_stats`. */
function procNetDev(ns: Netns): string {
  const lines = linksInOrder(ns).map(({ name, stats }) => {
    const received = [stats.rxBytes, stats.rxPackets, 0, stats.rxDropped, 0, 0, 0, 0];
    const sent = [stats.txBytes, stats.txPackets, 0, stats.txDropped, 0, 0, 0, 0];
    const pad = (numbers: readonly number[], widths: readonly number[]) =>
      numbers.map((number, i) => String(number).padStart(widths[i] ?? 0)).join(' ');
    return `${name.padStart(6)}: ${pad(received, [7, 7, 4, 4, 4, 5, 10, 9])} ${pad(sent, [8, 7, 4, 4, 4, 5, 7, 10])}\n`;
  });
  const heads =
    'Inter-|   Receive                                                |  Transmit\n' +
    ' face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed\n';
  return heads + lines.join('');
}

const RTF_UP = 1;
const RTF_GATEWAY = 2;
const RTF_HOST = 4;

/** An address as a number of this machine's, its lowest octet in front. */
function swapped(ip: Ipv4): string {
  return [ip, ip >>> 8, ip >>> 16, ip >>> 24].map((octet) => (octet & 0xff).toString(16).padStart(2, '0')).join('');
}

/** `fib_route_seq_show`: by prefix, every line padded to 127 characters. */
function procNetRoute(ns: Netns): string {
  const line = (text: string) => `${text.padEnd(127)}\n`;
  const shown = [...ns.routes].filter(({ link }) => link !== null).sort((a, b) => a.prefix.address - b.prefix.address);
  const lines = shown.map(({ prefix, via, link, metric }) => {
    const flags = RTF_UP | (via === null ? 0 : RTF_GATEWAY) | (prefix.length === 32 ? RTF_HOST : 0);
    const device = link === null ? '*' : (linkById(ns, link)?.name ?? '*');
    const numbers = [flags.toString(16).toUpperCase().padStart(4, '0'), 0, 0, metric];
    return line(
      [device, swapped(prefix.address), swapped(via ?? 0), ...numbers, swapped(netmask(prefix.length)), 0, 0, 0]
        .join('\t')
        .toUpperCase()
        .replace(device.toUpperCase(), device),
    );
  });
  return line('Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT') + lines.join('');
}

/** `arp_format_neigh_entry`. */
function procNetArp(ns: Netns): string {
  const lines = linksInOrder(ns).flatMap((link) =>
    [...values(link.neighbours)]
      .filter(({ nud }) => nud !== 'NONE')
      .map((neigh) => {
        const known = neigh.lladdr !== null && neigh.nud !== 'FAILED' && neigh.nud !== 'INCOMPLETE';
        const flags = !known ? '0' : neigh.nud === 'PERMANENT' ? '6' : '2';
        return `${formatIpv4(neigh.ip).padEnd(16)} 0x${'1'.padEnd(10)}0x${flags.padEnd(10)}${known ? neigh.lladdr : MAC_ZERO}     *        ${link.name}\n`;
      }),
  );
  return `IP address       HW type     Flags       HW address            Mask     Device\n${lines.join('')}`;
}
