/** `bridge fdb` (bridge/fdb.c; net/core/rtnetlink.c, `rtnl_fdb_dump`). */
import { formatIpv4, type Ipv4, parseIpv4 } from '../../base/ipv4';
import { isGroupMac, MAC_ZERO, type Mac, parseMac } from '../../base/mac';
import { type Bridge, FdbEntry, type Link, type Vxlan, VxlanFdbEntry } from '../../kernel/link/link';
import type { Errno } from '../../kernel/errno';
import { linkById, linkByName, linksInOrder } from '../../kernel/netns';
import { SECOND } from '../../sim/clock';
import { get, put, remove, values } from '../../sim/table';
import { Complaint, complained, netlinkAnswers, statusOf, unprivileged } from '../complaint';
import type { Ip } from '../ip/context';
import { both, listing, type Twin, twin } from '../ip/twin';
import { abbreviates, garbage, needed, noDevice, notA, take, type Words } from '../ip/words';
import { FDB_USAGE } from './usage';

/** Runs it; its exit status. */
export function bridgeFdb(ip: Ip, words: Words): number {
  const verb = take(words) ?? 'show';
  const is = (...names: string[]) => names.some((name) => abbreviates(verb, name));
  if (is('add', 'append', 'replace'))
    return statusOf(ip.sys, modify(ip, words, is('add') ? 'add' : is('append') ? 'append' : 'replace'));
  if (is('delete')) return statusOf(ip.sys, modify(ip, words, 'delete'));
  if (is('get')) return getEntry(ip, words);
  if (is('show', 'lst', 'list')) return show(ip, words);
  if (is('flush')) return flush(ip, words);
  if (is('help')) return statusOf(ip.sys, FDB_USAGE);
  return statusOf(ip.sys, new Complaint(`Command "${verb}" is unknown, try "bridge fdb help".\n`, 255));
}

/** One line of the listing. */
interface Line {
  readonly mac: Mac;
  readonly dev: Link;
  readonly dst: Ipv4 | null;
  /** Name of the link that the outer packets leave by. */
  readonly via: string | null;
  readonly self: boolean;
  readonly master: string | null;
  readonly state: 'permanent' | 'static' | null;
  /** Seconds since it was used and changed. */
  readonly ages: readonly [number, number] | null;
}

interface Filter {
  dev: Link | null;
  bridge: Link | null;
}

function parseFilter(ip: Ip, words: Words): Filter | Complaint {
  const filter: Filter = { dev: null, bridge: null };
  for (let word = take(words); word !== null; word = take(words)) {
    if (word === 'help') return FDB_USAGE;
    if (!['brport', 'dev', 'br', 'state', 'vlan'].includes(word)) continue;
    const value = needed(words);
    if (complained(value)) return value;
    if (word === 'state' || word === 'vlan') continue;
    const link = linkByName(ip.ns, value);
    if (link === null) return new Complaint(`Cannot find ${word === 'br' ? 'bridge ' : ''}device "${value}"\n`, 255);
    if (word === 'br') filter.bridge = link;
    else filter.dev = link;
  }
  return filter;
}

function show(ip: Ip, words: Words): number {
  const filter = parseFilter(ip, words);
  if (complained(filter)) return statusOf(ip.sys, filter);
  const lines = linksInOrder(ip.ns)
    .filter((link) => filter.bridge === null || link.id === filter.bridge.id || link.master === filter.bridge.id)
    .filter((link) => filter.dev === null || link.id === filter.dev.id)
    .flatMap((link) => linesOf(ip, link));
  ip.sys.out(
    listing(
      lines.map((line) => printLine(ip, line, filter)),
      ip.options,
    ),
  );
  return 0;
}

/** What one device contributes: a port its bridge's entries first, then what the device itself listens to. */
function linesOf(ip: Ip, link: Link): Line[] {
  if (link.kind === 'loopback') return [];
  const master = link.master === null ? null : linkById(ip.ns, link.master);
  const learnt = master?.kind === 'bridge' ? bridgeLines(ip, master, link) : [];
  if (link.kind === 'vxlan') return [...learnt, ...vxlanLines(ip, link)];
  const own = groupsOf(link).map((mac): Line => ({
    mac,
    dev: link,
    dst: null,
    via: null,
    self: true,
    master: null,
    state: 'permanent',
    ages: null,
  }));
  return [...learnt, ...own, ...(link.kind === 'bridge' ? bridgeLines(ip, link, link) : [])];
}

/** Multicast addresses that a device listens to: of IPv6 from the start, of IPv4 and the snooper's while it is up. */
function groupsOf(link: Link): Mac[] {
  if (link.kind === 'dummy' || link.kind === 'ipvlan') return ['33:33:00:00:00:01'];
  const groups: Mac[] = ['33:33:00:00:00:01'];
  if (link.up && link.kind === 'bridge') groups.push('01:00:5e:00:00:6a', '33:33:00:00:00:6a');
  if (link.up && link.multicast) groups.push('01:00:5e:00:00:01');
  return groups;
}

/** Entries of a bridge that lie behind a port, or are the bridge's own; the newest first. */
function bridgeLines(ip: Ip, bridge: Bridge, port: Link): Line[] {
  const now = ip.sys.k.clock.now;
  const own = port.id === bridge.id;
  const entries = [...values(bridge.fdb)].filter(
    (entry) => entry.port === (own ? null : port.id) && (entry.local || entry.updated + bridge.ageing > now),
  );
  if (
    own &&
    !entries.some((entry) => entry.mac === bridge.mac) &&
    bridge.mac !== MAC_ZERO &&
    get(bridge.fdb, bridge.mac)?.local !== true
  ) {
    entries.push(new FdbEntry(bridge.mac, null, true, 0, 0));
  }
  return entries
    .sort((a, b) => b.created - a.created)
    .map((entry) => {
      const age = Math.floor((now - entry.updated) / SECOND);
      return {
        mac: entry.mac,
        dev: port,
        dst: null,
        via: null,
        self: false,
        master: bridge.name,
        state: entry.local ? 'permanent' : null,
        ages: [age, entry.local ? 0 : age],
      };
    });
}

/** The default destinations go by the address of zeros, behind the others. */
function vxlanLines(ip: Ip, link: Vxlan): Line[] {
  const device = link.device === null ? null : linkById(ip.ns, link.device);
  return [...values(link.fdb)]
    .sort((a, b) => (a.mac < b.mac ? 1 : -1))
    .flatMap(({ mac, remotes, permanent, updated }) => {
      const age = Math.floor((ip.sys.k.clock.now - updated) / SECOND);
      return remotes.map((dst): Line => ({
        mac,
        dev: link,
        dst,
        // The destination that the link was made with is bound to its device.
        via: mac === MAC_ZERO && dst === link.remote && device !== null ? device.name : null,
        self: true,
        master: null,
        state: permanent ? 'permanent' : null,
        ages: [age, age],
      }));
    });
}

function printLine(ip: Ip, line: Line, filter: Filter): Twin {
  const record = twin();
  both(record, 'mac', line.mac, `${line.mac} `);
  if (filter.dev === null) both(record, 'ifname', line.dev.name, `dev ${line.dev.name} `);
  if (line.dst !== null) both(record, 'dst', formatIpv4(line.dst), `dst ${formatIpv4(line.dst)} `);
  if (line.via !== null) both(record, 'viaIf', line.via, `via ${line.via} `);
  if (ip.options.statistics > 0 && line.ages !== null) {
    Object.assign(record.json, { used: line.ages[0], updated: line.ages[1] });
    record.text += `used ${line.ages[0]}/${line.ages[1]} `;
  }
  both(record, 'flags', line.self ? ['self'] : [], line.self ? 'self ' : '');
  if (line.master !== null) both(record, 'master', line.master, `master ${line.master} `);
  const state = line.state ?? '';
  both(record, 'state', state, state);
  record.text += '\n';
  return record;
}

interface Change {
  mac: Mac | null;
  dev: string | null;
  dst: Ipv4 | null;
  self: boolean;
  master: boolean;
  state: 'permanent' | 'static' | 'dynamic';
}

function parseChange(words: Words): Change | Complaint {
  const change: Change = { mac: null, dev: null, dst: null, self: false, master: false, state: 'permanent' };
  for (let word = take(words); word !== null; word = take(words)) {
    if (word === 'self' || word === 'master') change[word] = true;
    else if (word === 'static' || word === 'temp' || word === 'dynamic')
      change.state = word === 'dynamic' ? 'dynamic' : 'static';
    else if (abbreviates(word, 'local') || abbreviates(word, 'permanent')) change.state = 'permanent';
    else if (['use', 'router', 'sticky', 'extern_learn'].includes(word)) continue;
    else if (['dev', 'dst', 'port', 'vni', 'via', 'vlan', 'to', 'src_vni', 'nhid'].includes(word)) {
      const value = needed(words);
      if (complained(value)) return value;
      if (word === 'dev') change.dev = value;
      if (word === 'dst') {
        change.dst = parseIpv4(value);
        if (change.dst === null) return notA('any valid address', value);
      }
      if (word === 'to') change.mac = parseMac(value);
    } else {
      if (abbreviates(word, 'help')) return FDB_USAGE;
      if (change.mac !== null) return garbage('to', word);
      change.mac = parseMac(word);
      if (change.mac === null) return new Complaint(`Invalid mac address ${word}\n`, 255);
    }
  }
  if (change.dev === null || change.mac === null)
    return new Complaint('Device and address are required arguments.\n', 255);
  return change;
}

function modify(ip: Ip, words: Words, verb: 'add' | 'append' | 'replace' | 'delete'): Complaint | null {
  const change = parseChange(words);
  if (complained(change)) return change;
  const link = linkByName(ip.ns, change.dev ?? '');
  const mac = change.mac ?? MAC_ZERO;
  if (link === null) return new Complaint(noDevice(change.dev ?? '').text, 255);
  const refused = unprivileged(ip.sys, 255);
  if (refused !== null) return refused;
  if (link.kind === 'vxlan' && !change.master) return failed(modifyVxlan(ip, link, mac, change, verb));
  const bridge = link.master === null ? null : linkById(ip.ns, link.master);
  if (bridge?.kind !== 'bridge' || (change.self && !change.master)) return failed('EOPNOTSUPP');
  const known = get(bridge.fdb, mac);
  if (verb === 'delete') {
    if (known?.port !== link.id) return failed('ENOENT');
    remove(bridge.fdb, mac);
    return null;
  }
  if (verb === 'add' && known !== undefined) return failed('EEXIST');
  const now = ip.sys.k.clock.now;
  put(bridge.fdb, mac, new FdbEntry(mac, link.id, change.state === 'permanent', now, known?.created ?? now));
  return null;
}

function failed(errno: Errno | null): Complaint | null {
  const complaint = netlinkAnswers(errno);
  return complaint === null ? null : new Complaint(complaint.text, 255);
}

function modifyVxlan(ip: Ip, link: Vxlan, mac: Mac, change: Change, verb: string): Errno | null {
  const known = get(link.fdb, mac);
  if (verb === 'delete') {
    if (known === undefined || (change.dst !== null && !known.remotes.includes(change.dst))) return 'ENOENT';
    const rest = known.remotes.filter((remote) => change.dst !== null && remote !== change.dst);
    if (rest.length === 0) remove(link.fdb, mac);
    else put(link.fdb, mac, new VxlanFdbEntry(mac, rest, known.permanent, known.updated));
    return null;
  }
  if (change.dst === null) return 'EINVAL';
  if (verb === 'add' && known !== undefined) return 'EEXIST';
  if (verb === 'append' && mac !== MAC_ZERO && !isGroupMac(mac)) return known === undefined ? 'EOPNOTSUPP' : null;
  const remotes =
    verb === 'append' && known !== undefined
      ? [...known.remotes.filter((remote) => remote !== change.dst), change.dst]
      : [change.dst];
  put(link.fdb, mac, new VxlanFdbEntry(mac, remotes, change.state === 'permanent', ip.sys.k.clock.now));
  return null;
}

function getEntry(ip: Ip, words: Words): number {
  const first = take(words);
  const mac = parseMac((first === 'to' ? take(words) : first) ?? '');
  if (mac === null)
    return statusOf(ip.sys, new Complaint('Device or master and address are required arguments.\n', 255));
  const lines = linksInOrder(ip.ns).flatMap((link) => linesOf(ip, link));
  const line = lines.find((one) => one.mac === mac && !one.self);
  if (line === undefined) return statusOf(ip.sys, new Complaint('Error: Fdb entry not found.\n', 254));
  ip.sys.out(listing([printLine(ip, line, { dev: null, bridge: null })], ip.options));
  return 0;
}

/** Forgets what a bridge knows, its ports' own addresses included. */
function flush(ip: Ip, words: Words): number {
  const filter = parseFilter(ip, words);
  if (complained(filter)) return statusOf(ip.sys, filter);
  const { dev } = filter;
  if (dev === null) return statusOf(ip.sys, new Complaint('Device is required\n', 255));
  const refused = unprivileged(ip.sys, 255);
  if (refused !== null) return statusOf(ip.sys, refused);
  const bridge = dev.kind === 'bridge' ? dev : dev.master === null ? null : linkById(ip.ns, dev.master);
  if (bridge?.kind !== 'bridge') return statusOf(ip.sys, failed('EOPNOTSUPP'));
  for (const entry of [...values(bridge.fdb)])
    if (dev.id === bridge.id || entry.port === dev.id) remove(bridge.fdb, entry.mac);
  return 0;
}
