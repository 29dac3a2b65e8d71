/** Changing an interface with `ifconfig` of net-tools 2.10. */
import { broadcast, isLoopback, type Ipv4, netmask, parseIpv4, parsePrefix } from '../../base/ipv4';
import { parseMac } from '../../base/mac';
import type { Address, Link } from '../../kernel/link/link';
import { addAddress, deleteAddress, linkDown, linkUp, setMac, setMtu } from '../../kernel/rtnetlink';
import { capable } from '../capability';
import type { Sys } from '../program';
import { IFCONFIG_USAGE } from './usage';

/** What a class A, B or C address brings as its mask. */
function classLength(ip: Ipv4): number {
  return ip >>> 31 === 0 ? 8 : ip >>> 30 === 2 ? 16 : 24;
}

/** `ifconfig NAME WORDS…`; its exit status. */
export function configure(sys: Sys, link: Link | null, name: string, settings: readonly string[]): number {
  if (link === null) {
    const adds = parsePrefix(settings[0] ?? '', true) !== null;
    sys.err(
      `${adds ? 'SIOCSIFADDR: No such device\n' : ''}${name}: ERROR while getting interface flags: No such device\n`,
    );
    return 255;
  }
  if (!capable(sys, 'NET_ADMIN')) return forbidden(sys, settings[0] ?? '');
  let status = 0;
  for (let i = 0; i < settings.length; i++) {
    const word = settings[i] ?? '';
    const next = settings[i + 1];
    switch (word) {
      case 'up':
        linkUp(sys.ns, link);
        break;
      case 'down':
        linkDown(sys.world.netns, sys.ns, link);
        break;
      case 'promisc':
      case '-promisc':
        link.promisc = word === 'promisc';
        break;
      case 'arp':
      case '-arp':
        link.noArp = word === '-arp';
        break;
      case 'mtu':
      case 'netmask':
      case 'broadcast':
      case 'hw':
      case 'txqueuelen':
      case 'add':
      case 'del': {
        const value = word === 'hw' ? settings[i + 2] : next;
        if (value === undefined) return usage(sys);
        i += word === 'hw' ? 2 : 1;
        status ||= set(sys, link, name, word, value);
        break;
      }
      default:
        status ||= setAddress(sys, link, name, word);
    }
  }
  return status;
}

/** The system calls that fail, and what comes of each. */
const CALLS: Readonly<Record<string, readonly [call: string, status: number]>> = {
  mtu: ['SIOCSIFMTU', 1],
  hw: ['SIOCSIFHWADDR', 1],
  netmask: ['SIOCSIFNETMASK', 1],
  broadcast: ['SIOCSIFBRDADDR', 1],
  txqueuelen: ['SIOCSIFTXQLEN', 1],
};

function forbidden(sys: Sys, word: string): number {
  const [call, status] = CALLS[word] ?? ['SIOCSIFFLAGS', 255];
  if (parsePrefix(word, true) !== null) sys.err('SIOCSIFADDR: Operation not permitted\n');
  sys.err(`${call}: Operation not permitted\n`);
  return status;
}

function usage(sys: Sys): number {
  sys.err(IFCONFIG_USAGE);
  return 3;
}

function ownAddress(link: Link, name: string): Address | undefined {
  return link.addresses.find((own) => own.label === name);
}

function set(sys: Sys, link: Link, name: string, word: string, value: string): number {
  const own = ownAddress(link, name);
  switch (word) {
    case 'mtu':
      setMtu(sys.ns, link, Number(value));
      return 0;
    case 'txqueuelen':
      link.txQueueLen = Number(value);
      return 0;
    case 'hw': {
      const mac = parseMac(value);
      if (mac === null) {
        sys.err(`${value}: invalid ether address.\n`);
        return 1;
      }
      setMac(sys.world.netns, sys.ns, link, mac);
      return 0;
    }
    case 'netmask': {
      const mask = parseIpv4(value);
      if (mask === null) {
        sys.err(`${value}: Host name lookup failure\n`);
        return 1;
      }
      const length = lengthOf(mask);
      if (length === null || own === undefined) {
        sys.err(
          length === null ? `SIOCSIFNETMASK: Invalid argument\n` : 'SIOCSIFNETMASK: Cannot assign requested address\n',
        );
        return 1;
      }
      deleteAddress(sys.ns, link, own);
      const prefix = { address: own.address, length };
      addAddress(sys.ns, link, prefix, {
        label: name,
        scope: own.scope,
        broadcast: link.kind === 'loopback' ? null : broadcast(prefix),
      });
      return 0;
    }
    case 'broadcast': {
      const ip = parseIpv4(value);
      if (ip === null || own === undefined) return 1;
      deleteAddress(sys.ns, link, own);
      addAddress(sys.ns, link, own, { label: name, scope: own.scope, broadcast: ip });
      return 0;
    }
    default: {
      const prefix = parsePrefix(value, true);
      if (prefix === null) return 1;
      if (word === 'add') addAddress(sys.ns, link, prefix, { broadcast: true });
      else deleteAddress(sys.ns, link, prefix);
      return 0;
    }
  }
}

/** How many leading ones a netmask has; null where they are not all in front. */
export function lengthOf(mask: Ipv4): number | null {
  for (let length = 0; length <= 32; length++) if (netmask(length) === mask) return length;
  return null;
}

/** `ifconfig eth0 10.0.0.1`: takes the place of the address that the label has, with the mask of its class, and brings the link up. */
function setAddress(sys: Sys, link: Link, name: string, text: string): number {
  const prefix = parsePrefix(text, true);
  if (prefix === null) {
    sys.err(
      `${text}: ${text.startsWith('-') ? 'Unknown host' : 'Host name lookup failure'}\nifconfig: \`--help' gives usage information.\n`,
    );
    return 1;
  }
  const own = ownAddress(link, name);
  if (own !== undefined) deleteAddress(sys.ns, link, own);
  const length = text.includes('/') ? prefix.length : classLength(prefix.address);
  const scope = isLoopback(prefix.address) ? 'host' : 'global';
  const broadcastOf = link.kind === 'loopback' ? null : broadcast({ address: prefix.address, length });
  addAddress(sys.ns, link, { address: prefix.address, length }, { label: name, scope, broadcast: broadcastOf });
  linkUp(sys.ns, link);
  return 0;
}
