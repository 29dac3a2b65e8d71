/** A link as `ip link` and `ip addr` print it (ip/ipaddress.c, `print_linkinfo`). */
import { MAC_BROADCAST, MAC_ZERO } from '../../../base/mac';
import type { Link } from '../../../kernel/link/link';
import { linkFlags, lowerOf, operstate } from '../../../kernel/link/operstate';
import { linkById } from '../../../kernel/netns';
import { peernetId } from '../../../kernel/nsid';
import { type Ip, namespaceName, newline } from '../context';
import { linkDetails } from './details';
import { linkStatistics } from './statistics';
import { both, type Twin, twin } from '../twin';

/** `NAME@LOWER`, in text with `suffix` behind it. */
function printName(ip: Ip, record: Twin, link: Link, suffix: (name: string) => string): void {
  const lower = lowerOf(ip.sys.world.netns, link);
  let name = link.name;
  if (lower !== null && lower.ns.id === ip.ns.id) {
    record.json['link'] = lower.link.name;
    name += `@${lower.link.name}`;
  } else if (lower !== null) {
    record.json['link_index'] = lower.link.ifindex;
    name += `@if${lower.link.ifindex}`;
  }
  both(record, 'ifname', link.name, suffix(name));
}

/** Flags as a list: NO-CARRIER first where it is up and cannot run, M-DOWN last where its lower link is down. */
export function shownFlags(ip: Ip, link: Link): string[] {
  const all = ip.sys.world.netns;
  const flags = linkFlags(all, ip.ns, link);
  const state = operstate(all, ip.ns, link);
  if (link.up && state !== 'UP' && state !== 'UNKNOWN') flags.unshift('NO-CARRIER');
  const lower = lowerOf(all, link);
  if (lower !== null && lower.ns.id === ip.ns.id && !lower.link.up) flags.push('M-DOWN');
  return flags;
}

function masterName(ip: Ip, link: Link): string | null {
  return link.master === null ? null : (linkById(ip.ns, link.master)?.name ?? null);
}

/** The whole entry of a link; `ip link` adds what `ip addr` leaves out. */
export function printLink(ip: Ip, link: Link, isLinkCommand: boolean): Twin {
  const { options } = ip;
  const record = twin();
  both(record, 'ifindex', link.ifindex, `${link.ifindex}: `);
  printName(ip, record, link, (name) => `${name}: `);
  const flags = shownFlags(ip, link);
  both(record, 'flags', flags, `<${flags.join(',')}> `);
  both(record, 'mtu', link.mtu, `mtu ${link.mtu} `);
  const qdisc = link.netem === null ? link.qdisc : 'netem';
  both(record, 'qdisc', qdisc, `qdisc ${qdisc} `);
  const master = masterName(ip, link);
  if (master !== null) both(record, 'master', master, `master ${master} `);
  const state = operstate(ip.sys.world.netns, ip.ns, link);
  both(record, 'operstate', state, `state ${state} `);
  if (isLinkCommand) both(record, 'linkmode', 'DEFAULT', 'mode DEFAULT ');
  both(record, 'group', 'default', 'group default ');
  if (link.txQueueLen > 0) both(record, 'txqlen', link.txQueueLen, `qlen ${link.txQueueLen}`);
  if (options.family === null || options.family === 'link' || options.details) {
    const type = link.kind === 'loopback' ? 'loopback' : 'ether';
    both(record, 'link_type', type, `${newline(ip)}    link/${type} `);
    both(record, 'address', link.mac, link.mac);
    const brd = link.kind === 'loopback' ? MAC_ZERO : MAC_BROADCAST;
    both(record, 'broadcast', brd, ` brd ${brd}`);
  }
  printPeerNamespace(ip, record, link);
  if (options.details) linkDetails(ip, record, link, isLinkCommand);
  if ((isLinkCommand || options.details) && link.alias !== null)
    both(record, 'ifalias', link.alias, `${newline(ip)}    alias ${link.alias}`);
  if (isLinkCommand && options.statistics > 0) linkStatistics(ip, record, link);
  record.text += '\n';
  return record;
}

/** `link-netns NAME` or `link-netnsid N`. */
function printPeerNamespace(ip: Ip, record: Twin, link: Link): void {
  const lower = lowerOf(ip.sys.world.netns, link);
  if (lower === null || lower.ns.id === ip.ns.id) return;
  const id = peernetId(ip.sys.world.netns, ip.ns, lower.ns.id);
  const name = namespaceName(ip.sys, lower.ns.id);
  both(record, 'link_netnsid', id, name === null ? ` link-netnsid ${id}` : ` link-netns ${name}`);
}

/** `-br`: name and state, to which the caller adds the rest of the line. */
export function printBrief(ip: Ip, link: Link): Twin {
  const record = twin();
  printName(ip, record, link, (name) => `${name.padEnd(16)} `);
  const state = operstate(ip.sys.world.netns, ip.ns, link);
  both(record, 'operstate', state, `${state.padEnd(14)} `);
  return record;
}

export function printBriefLink(ip: Ip, link: Link): Twin {
  const record = printBrief(ip, link);
  both(record, 'address', link.mac, `${link.mac} `);
  const flags = shownFlags(ip, link);
  both(record, 'flags', flags, `<${flags.join(',')}> \n`);
  return record;
}
