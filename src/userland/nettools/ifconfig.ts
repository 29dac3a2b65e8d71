/** `ifconfig` of net-tools 2.10. */
import { formatIpv4, netmask } from '../../base/ipv4';
import type { Address, Link } from '../../kernel/link/link';
import { linkByName, linksInOrder } from '../../kernel/netns';
import { hasLoopbackIpv6 } from '../ipv6';
import { command, type Sys } from '../program';
import { configure } from './ifconfig-set';
import { flagsOf } from './link-flags';
import { IFCONFIG_USAGE } from './usage';

const USAGE_HINT = "ifconfig: option `%' not recognised.\nifconfig: `--help' gives usage information.\n";

export const ifconfig = command('ifconfig', (sys) => {
  const words = [...sys.args];
  let all = false;
  let short = false;
  while (words[0]?.startsWith('-') === true) {
    const option = words.shift() ?? '';
    if (option === '-h' || option === '--help') {
      sys.out(IFCONFIG_USAGE);
      return 0;
    }
    if (option === '-a') all = true;
    else if (option === '-s') short = true;
    else if (option !== '-v') {
      sys.err(USAGE_HINT.replace('%', option));
      return 1;
    }
  }
  const [name, ...settings] = words;
  if (name === undefined) {
    const links = linksByName(sys).filter((link) => all || link.up);
    sys.out(short ? SHORT_HEADER + shortTable(sys, links) : longTable(sys, links));
    return 0;
  }
  const [base = '', label] = name.split(':');
  const link = linkByName(sys.ns, base);
  if (settings.length > 0) return configure(sys, link, name, settings);
  if (link === null) {
    sys.err(`${name}: error fetching interface information: Device not found\n`);
    return 1;
  }
  sys.out(
    short
      ? SHORT_HEADER + shortTable(sys, [link])
      : label === undefined
        ? deviceEntry(sys, link)
        : aliasEntry(sys, link, name),
  );
  return 0;
});

const SHORT_HEADER = 'Iface      MTU    RX-OK RX-ERR RX-DRP RX-OVR    TX-OK TX-ERR TX-DRP TX-OVR Flg\n';

/** The entries of several links, as `netstat -ie` lists them too. */
export function longTable(sys: Sys, links: readonly Link[]): string {
  return links.map((link) => entry(sys, link)).join('');
}

/** Interfaces by name, a number in it by value. */
export function linksByName(sys: Sys): Link[] {
  return linksInOrder(sys.ns).sort((a, b) => compareNames(a.name, b.name));
}

/** `nstrcmp`: text first, then the number behind it. */
function compareNames(a: string, b: string): number {
  const [, textA = a, digitsA = ''] = /^(.*?)(\d*)$/.exec(a) ?? [];
  const [, textB = b, digitsB = ''] = /^(.*?)(\d*)$/.exec(b) ?? [];
  if (textA === textB) return Number(digitsA) - Number(digitsB);
  return a < b ? -1 : 1;
}

/** The labels that a link's addresses go by beside its own name. */
function aliasesOf(link: Link): string[] {
  return [...new Set(link.addresses.map((own) => own.label))].filter((label) => label !== link.name).sort();
}

function entry(sys: Sys, link: Link): string {
  return (
    deviceEntry(sys, link) +
    aliasesOf(link)
      .map((label) => aliasEntry(sys, link, label))
      .join('')
  );
}

function head(sys: Sys, link: Link, name: string, address: Address | undefined): string {
  const flags = flagsOf(sys, sys.ns, link);
  let text = `${name}: flags=${flags.bits}<${flags.names.join(',')}>  mtu ${link.mtu}\n`;
  if (address === undefined) return text;
  text += `        inet ${formatIpv4(address.address)}  netmask ${formatIpv4(netmask(address.length))}`;
  text += link.kind === 'loopback' ? '\n' : `  broadcast ${formatIpv4(address.broadcast ?? 0)}\n`;
  return hasLoopbackIpv6(sys.ns, link) ? `${text}        inet6 ::1  prefixlen 128  scopeid 0x10<host>\n` : text;
}

function hardware(link: Link): string {
  return link.kind === 'loopback'
    ? `        loop  txqueuelen ${link.txQueueLen}  (Local Loopback)\n`
    : `        ether ${link.mac}  txqueuelen ${link.txQueueLen}  (Ethernet)\n`;
}

function deviceEntry(sys: Sys, link: Link): string {
  const { rxPackets, rxBytes, rxDropped, txPackets, txBytes, txDropped } = link.stats;
  return [
    head(
      sys,
      link,
      link.name,
      link.addresses.find((own) => own.label === link.name),
    ) + hardware(link).trimEnd(),
    `        RX packets ${rxPackets}  bytes ${rxBytes} (${amount(rxBytes)})`,
    `        RX errors 0  dropped ${rxDropped}  overruns 0  frame 0`,
    `        TX packets ${txPackets}  bytes ${txBytes} (${amount(txBytes)})`,
    `        TX errors 0  dropped ${txDropped} overruns 0  carrier 0  collisions 0`,
    '\n',
  ].join('\n');
}

function aliasEntry(sys: Sys, link: Link, label: string): string {
  return `${head(
    sys,
    link,
    label,
    link.addresses.find((own) => own.label === label),
  )}${hardware(link)}\n`;
}

/** `676.0 B`, `1.4 KiB`: one decimal, cut off. */
function amount(bytes: number): string {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
  let power = 0;
  while (power < units.length - 1 && bytes >= 1024 ** (power + 1)) power++;
  return `${(Math.floor((bytes / 1024 ** power) * 10) / 10).toFixed(1)} ${units[power] ?? ''}`;
}

/** Letters of `Flg`, in their order. */
const LETTERS = {
  ALLMULTI: 'A',
  BROADCAST: 'B',
  LOOPBACK: 'L',
  MULTICAST: 'M',
  NOARP: 'O',
  PROMISC: 'P',
  RUNNING: 'R',
  UP: 'U',
} as const;

/** The lines of `ifconfig -s` and `netstat -i`, below their headers. */
export function shortTable(sys: Sys, links: readonly Link[]): string {
  return links.map((link) => shortLines(sys, link)).join('');
}

function shortLines(sys: Sys, link: Link): string {
  const { rxPackets, rxDropped, txPackets, txDropped } = link.stats;
  const { names } = flagsOf(sys, sys.ns, link);
  const flags = Object.entries(LETTERS)
    .filter(([flag]) => names.some((name) => name === flag))
    .map(([, letter]) => letter)
    .join('');
  const pad = (value: number, width: number) => String(value).padStart(width);
  const rx = `${pad(rxPackets, 8)} ${pad(0, 6)} ${pad(rxDropped, 6)} ${'0'.padEnd(6)}`;
  const tx = `${pad(txPackets, 8)} ${pad(0, 6)} ${pad(txDropped, 6)} ${pad(0, 6)}`;
  const own = `${link.name.padEnd(15)} ${pad(link.mtu, 5)} ${rx} ${tx} ${flags}\n`;
  const aliases = aliasesOf(link).map(
    (label) =>
      `${label.padEnd(15)} ${pad(link.mtu, 5)}      - no statistics available -                        ${flags}\n`,
  );
  return own + aliases.join('');
}
