/** What `ip link add` and `ip link set` say of a link (ip/iplink.c, `iplink_parse`). */
import { type Mac, parseMac } from '../../../base/mac';
import type { Link } from '../../../kernel/link/link';
import { linkByName, type Netns } from '../../../kernel/netns';
import { get } from '../../../sim/table';
import { Complaint, complained } from '../../complaint';
import { type Ip, namedNamespaces } from '../context';
import { LINK_USAGE } from '../usage';
import {
  abbreviates,
  duplicate,
  garbage,
  isInterfaceName,
  needed,
  noDevice,
  peek,
  take,
  unsigned,
  type Words,
  wrong,
} from '../words';

export interface LinkRequest {
  dev: string | null;
  name: string | null;
  lower: Link | null;
  up: boolean | null;
  mtu: number | null;
  mac: Mac | null;
  txQueueLen: number | null;
  index: number | null;
  netns: Netns | null;
  /** '' takes it out of the bridge it is in. */
  master: string | null;
  alias: string | null;
  promisc: boolean | null;
  multicast: boolean | null;
  allMulticast: boolean | null;
  arp: boolean | null;
  /** The kind, behind which the words are the kind's own. */
  type: string | null;
}

export function emptyRequest(): LinkRequest {
  return {
    dev: null,
    name: null,
    lower: null,
    up: null,
    mtu: null,
    mac: null,
    txQueueLen: null,
    index: null,
    netns: null,
    master: null,
    alias: null,
    promisc: null,
    multicast: null,
    allMulticast: null,
    arp: null,
    type: null,
  };
}

/** Reads words up to the kind, or the end. */
export function parseLinkRequest(ip: Ip, words: Words): LinkRequest | Complaint {
  const request = emptyRequest();
  for (let word = take(words); word !== null; word = take(words)) {
    const complaint = requestWord(ip, words, word, request);
    if (complaint !== null) return complaint;
    if (request.type !== null) break;
  }
  return request;
}

const TOGGLES = { promisc: 'promisc', multicast: 'multicast', allmulticast: 'allMulticast', arp: 'arp' } as const;

function requestWord(ip: Ip, words: Words, word: string, request: LinkRequest): Complaint | null {
  if (word === 'up' || word === 'down') {
    request.up = word === 'up';
    return null;
  }
  if (word === 'nomaster') {
    request.master = '';
    return null;
  }
  if (word in TOGGLES) return toggleWord(words, word, request);
  const keyword = keywordOf(word);
  if (keyword === 'help') return LINK_USAGE;
  const value = keyword === 'bare' ? word : needed(words);
  return complained(value) ? value : requestValue(ip, keyword, value, request);
}

/** The keyword that a word is or abbreviates; anything else names the device. */
function keywordOf(word: string): string {
  if (['mtu', 'netns', 'master', 'dev', 'index', 'txqueuelen', 'qlen'].includes(word))
    return word === 'qlen' ? 'txqueuelen' : word;
  return (
    ['link', 'name', 'address', 'broadcast', 'brd', 'txqlen', 'type', 'alias', 'group', 'help'].find((keyword) =>
      abbreviates(word, keyword),
    ) ?? 'bare'
  );
}

function toggleWord(words: Words, word: string, request: LinkRequest): Complaint | null {
  const value = needed(words);
  if (complained(value)) return value;
  if (value !== 'on' && value !== 'off')
    return new Complaint(`Error: argument of "${word}" must be "on" or "off", not "${value}"\n`, 1);
  for (const [keyword, field] of Object.entries(TOGGLES)) if (keyword === word) request[field] = value === 'on';
  return null;
}

function requestValue(ip: Ip, keyword: string, value: string, request: LinkRequest): Complaint | null {
  switch (keyword) {
    case 'mtu': {
      if (request.mtu !== null) return duplicate('mtu', value);
      request.mtu = unsigned(value, 31);
      return request.mtu === null ? wrong(value, 'Invalid "mtu" value\n') : null;
    }
    case 'txqueuelen':
    case 'txqlen':
      request.txQueueLen = unsigned(value, 31);
      return request.txQueueLen === null ? wrong(value, 'Invalid "txqueuelen" value\n') : null;
    case 'index':
      request.index = unsigned(value, 31);
      return request.index === null || request.index === 0 ? wrong(value, 'Invalid "index" value') : null;
    case 'address': {
      const mac = parseMac(value);
      if (mac === null) return badAddress(value);
      request.mac = mac;
      return null;
    }
    case 'netns': {
      const ns = namespaceOf(ip, value);
      if (complained(ns)) return ns;
      request.netns = ns;
      return null;
    }
    case 'master':
      if (linkByName(ip.ns, value) === null) return wrong(value, 'Device does not exist\n');
      request.master = value;
      return null;
    case 'name':
      if (!isInterfaceName(value)) return wrong(value, '"name" not a valid ifname');
      request.name = value;
      return null;
    case 'link':
      request.lower = linkByName(ip.ns, value);
      return request.lower === null ? noDevice(value) : null;
    case 'alias':
      request.alias = value;
      return null;
    case 'type':
      request.type = value;
      return null;
    case 'broadcast':
    case 'brd':
      return null;
    case 'group':
      return value === 'default' || value === '0' ? null : wrong(value, 'Invalid "group" value\n');
    default:
      if (request.dev !== null) return garbage('dev', value);
      if (value.length > 127 || /[/\s]/.test(value) || value === '') return wrong(value, '"dev" not a valid ifname');
      request.dev = value;
      return null;
  }
}

/** `ll_addr_a2n` and `nl_get_ll_addr_len` on a text that is no address of six bytes. */
function badAddress(text: string): Complaint {
  const parts = text.split(':');
  const bad = parts.find((part) => !/^[0-9a-f]{1,2}$/i.test(part));
  if (parts.length === 6 && bad !== undefined) return new Complaint(`"${bad}" is invalid lladdr.\n`, 1);
  return new Complaint(`Invalid address length ${parts.length} - must be 6 bytes\n`, 1);
}

/** The namespace of a name, or of a process. */
function namespaceOf(ip: Ip, value: string): Netns | Complaint {
  const { world } = ip.sys;
  const named = namedNamespaces(ip.sys)[value];
  if (named === undefined && !/^\d+$/.test(value)) return wrong(value, 'Invalid "netns" value\n');
  const process = named === undefined ? get(world.processes, Number(value)) : undefined;
  const ns = get(
    world.netns,
    named ?? (value === '1' ? (world.machines[ip.sys.process.machine]?.ns ?? '') : (process?.ns ?? '')),
  );
  return ns ?? new Complaint('RTNETLINK answers: No such process\n', 2);
}

/** Whether words are left: what follows a kind is the kind's. */
export function hasMore(words: Words): boolean {
  return peek(words) !== null;
}
