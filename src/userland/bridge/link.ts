/** `bridge link` (bridge/link.c). */
import type { Bridge, Link, Veth } from '../../kernel/link/link';
import { isForwarding, lowerOf } from '../../kernel/link/operstate';
import { linkById, linkByName, linksInOrder } from '../../kernel/netns';
import { Complaint, complained, statusOf, unprivileged } from '../complaint';
import type { Ip } from '../ip/context';
import { shownFlags } from '../ip/link/print';
import { both, listing, type Twin, twin } from '../ip/twin';
import { abbreviates, needed, noDevice, take, type Words } from '../ip/words';
import { LINK_USAGE } from './usage';

/** Runs it; its exit status. */
export function bridgeLink(ip: Ip, words: Words): number {
  const verb = take(words) ?? 'show';
  if (abbreviates(verb, 'set') || abbreviates(verb, 'change')) return statusOf(ip.sys, set(ip, words));
  if (['show', 'lst', 'list'].some((name) => abbreviates(verb, name))) return show(ip, words);
  if (abbreviates(verb, 'help')) return statusOf(ip.sys, LINK_USAGE);
  return statusOf(ip.sys, new Complaint(`Command "${verb}" is unknown, try "bridge link help".\n`, 255));
}

function show(ip: Ip, words: Words): number {
  let dev: Link | null = null;
  let master: Link | null = null;
  for (let word = take(words); word !== null; word = take(words)) {
    if (word !== 'dev' && word !== 'master') continue;
    const value = needed(words);
    if (complained(value)) return statusOf(ip.sys, value);
    const link = linkByName(ip.ns, value);
    if (link === null) return statusOf(ip.sys, new Complaint(noDevice(value).text, 255));
    if (word === 'master') master = link;
    else dev = link;
  }
  const records = linksInOrder(ip.ns).flatMap((port) => {
    const bridge = port.master === null ? null : linkById(ip.ns, port.master);
    if (bridge?.kind !== 'bridge' || port.kind !== 'veth') return [];
    if ((dev !== null && port.id !== dev.id) || (master !== null && bridge.id !== master.id)) return [];
    return [printPort(ip, port, bridge)];
  });
  ip.sys.out(listing(records, ip.options));
  return 0;
}

/** This tool looks the other end's number up in its own namespace, wherever that end is. */
function otherEnd(ip: Ip, port: Veth): string | null {
  const lower = lowerOf(ip.sys.world.netns, port);
  if (lower === null) return null;
  return linksInOrder(ip.ns).find((link) => link.ifindex === lower.link.ifindex)?.name ?? `if${lower.link.ifindex}`;
}

function printPort(ip: Ip, port: Veth, bridge: Bridge): Twin {
  const record = twin();
  both(record, 'ifindex', port.ifindex, `${port.ifindex}: `);
  const other = otherEnd(ip, port);
  if (other !== null) record.json['link'] = other;
  both(record, 'ifname', port.name, `${port.name}${other === null ? '' : `@${other}`}: `);
  const flags = shownFlags(ip, port);
  both(record, 'flags', flags, `<${flags.join(',')}> `);
  both(record, 'mtu', port.mtu, `mtu ${port.mtu} `);
  both(record, 'master', bridge.name, `master ${bridge.name} `);
  const state = bridge.up && isForwarding(ip.sys.world.netns, ip.ns, port) ? 'forwarding' : 'disabled';
  both(record, 'state', state, `state ${state} `);
  both(record, 'priority', 32, 'priority 32 ');
  both(record, 'cost', 2, 'cost 2 ');
  if (ip.options.details) {
    record.text += `${ip.options.oneline ? '\\' : '\n'}    `;
    for (const [key, value] of detailsOf(port))
      both(record, key, value, `${key} ${typeof value === 'number' ? value : value ? 'on' : 'off'} `);
  }
  record.text += '\n';
  return record;
}

function detailsOf({ port }: Veth): readonly (readonly [string, boolean | number])[] {
  return [
    ['hairpin', port.hairpin],
    ['guard', false],
    ['root_block', false],
    ['fastleave', false],
    ['learning', port.learning],
    ['flood', port.flood],
    ['mcast_flood', true],
    ['bcast_flood', true],
    ['mcast_router', 1],
    ['mcast_to_unicast', false],
    ['neigh_suppress', false],
    ['vlan_tunnel', false],
    ['isolated', port.isolated],
    ['locked', false],
  ];
}

const TOGGLES = ['hairpin', 'learning', 'flood', 'isolated'] as const;
const OTHERS = [
  'guard',
  'fastleave',
  'root_block',
  'mcast_flood',
  'bcast_flood',
  'mcast_to_unicast',
  'neigh_suppress',
  'vlan_tunnel',
  'locked',
  'learning_sync',
];

function set(ip: Ip, words: Words): Complaint | null {
  let dev: string | null = null;
  const changes: [(typeof TOGGLES)[number], boolean][] = [];
  for (let word = take(words); word !== null; word = take(words)) {
    if (word === 'self' || word === 'master') continue;
    if (abbreviates(word, 'help')) return LINK_USAGE;
    const known = ['dev', 'cost', 'priority', 'state', 'mcast_router', ...TOGGLES, ...OTHERS].includes(word);
    if (!known) return LINK_USAGE;
    const value = needed(words);
    if (complained(value)) return value;
    const toggle = TOGGLES.find((name) => name === word);
    if ((toggle !== undefined || OTHERS.includes(word)) && value !== 'on' && value !== 'off') {
      return new Complaint(`Error: argument of "${word}" must be one of "off", "on", not "${value}"\n`, 234);
    }
    if (word === 'dev') dev = value;
    if (toggle !== undefined) changes.push([toggle, value === 'on']);
  }
  if (dev === null) return new Complaint('Device is a required argument.\n', 255);
  const link = linkByName(ip.ns, dev);
  if (link === null) return new Complaint(`Cannot find bridge device "${dev}"\n`, 255);
  const refused = unprivileged(ip.sys, 255);
  if (refused !== null) return refused;
  if (link.kind !== 'veth' || link.master === null)
    return new Complaint('RTNETLINK answers: Operation not supported\n', 255);
  for (const [toggle, on] of changes) link.port[toggle] = on;
  return null;
}
