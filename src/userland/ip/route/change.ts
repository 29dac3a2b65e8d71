/** `ip route add|change|replace|append|prepend|del` (ip/iproute.c, `iproute_modify`). */
import { formatPrefix, network, parseIpv4 } from '../../../base/ipv4';
import type { Errno } from '../../../kernel/errno';
import type { Link } from '../../../kernel/link/link';
import { LOCAL_TABLE } from '../../../kernel/fib-rule';
import { linkByName, MAIN_TABLE, type Route } from '../../../kernel/netns';
import { addRoute, deleteRoute, type RouteRequest, type RouteVerb } from '../../../kernel/rtnetlink';
import { type Complaint, complained, netlinkAnswers, netlinkError, unprivileged } from '../../complaint';
import type { Ip } from '../context';
import { parseDestination } from './selection';
import { parseScope } from '../link/selection';
import { tableNumber } from '../table';
import { ROUTE_USAGE } from '../usage';
import { abbreviates, garbage, needed, noDevice, notA, take, unsigned, type Words, wrong } from '../words';

type Request = { -readonly [K in keyof RouteRequest]: RouteRequest[K] } & { dev: string | null; given: boolean };

export function modifyRoute(ip: Ip, words: Words, verb: RouteVerb | 'delete'): Complaint | null {
  if (words.at >= words.list.length) return ROUTE_USAGE;
  const request: Request = { prefix: { address: 0, length: 0 }, dev: null, given: false };
  for (let word = take(words); word !== null; word = take(words)) {
    const complaint = requestWord(words, word, request);
    if (complaint !== null) return complaint;
  }
  let link: Link | null = null;
  if (request.dev !== null) {
    link = linkByName(ip.ns, request.dev);
    if (link === null) return noDevice(request.dev);
  }
  const refused = unprivileged(ip.sys);
  if (refused !== null) return refused;
  if (formatPrefix(network(request.prefix)) !== formatPrefix(request.prefix))
    return netlinkError('Invalid prefix for given prefix length.');
  const { dev: _dev, given: _given, ...wanted } = request;
  if (verb === 'delete') return netlinkAnswers(deleteRoute(ip.ns, { ...wanted, link }));
  return refusal(addRoute(ip.ns, { ...wanted, link }, verb));
}

/** The kernel's own words where it has some. */
function refusal(errno: Errno | null): Complaint | null {
  switch (errno) {
    case 'ENETUNREACH':
      return netlinkError('Nexthop has invalid gateway.');
    case 'ENETDOWN':
      return netlinkError('Device for nexthop is not up.');
    case 'EINVAL':
      return netlinkError('Invalid prefsrc address.');
    default:
      return netlinkAnswers(errno);
  }
}

const TYPES: readonly Route['type'][] = ['unicast', 'blackhole', 'unreachable', 'prohibit'];
const PROTOCOLS: Readonly<Record<string, Route['protocol']>> = {
  kernel: 'kernel',
  boot: 'boot',
  static: 'static',
  dhcp: 'dhcp',
  '2': 'kernel',
  '3': 'boot',
  '4': 'static',
  '16': 'dhcp',
};
const VALUES = [
  'via',
  'dev',
  'oif',
  'src',
  'metric',
  'priority',
  'preference',
  'scope',
  'protocol',
  'table',
  'to',
  'mtu',
  'advmss',
  'window',
  'weight',
  'tos',
  'dsfield',
  'from',
];
/** Kinds of route that the simulated kernel does not have. */
const FOREIGN = new Set(['throw', 'local', 'broadcast', 'multicast', 'anycast', 'nat', 'nexthop', 'encap', 'nhid']);

function requestWord(words: Words, word: string, request: Request): Complaint | null {
  if (word === 'onlink') {
    request.onlink = true;
    return null;
  }
  if (word === 'pervasive') return null;
  const keyword = VALUES.find(
    (known) => word === known || (known === 'protocol' && word.length > 3 && abbreviates(word, known)),
  );
  const value = keyword === undefined ? word : needed(words);
  if (complained(value)) return value;
  return requestValue(words, keyword ?? 'to', value, request);
}

function requestValue(words: Words, keyword: string, value: string, request: Request): Complaint | null {
  switch (keyword) {
    case 'via': {
      const gateway = value === 'inet' ? needed(words) : value;
      if (complained(gateway)) return gateway;
      const address = parseIpv4(gateway);
      if (address === null) return notA('inet address', gateway);
      request.via = address;
      return null;
    }
    case 'src': {
      const address = parseIpv4(value);
      if (address === null) return notA('inet address', value);
      request.src = address;
      return null;
    }
    case 'dev':
    case 'oif':
      request.dev = value;
      return null;
    case 'metric':
    case 'priority':
    case 'preference': {
      const metric = unsigned(value, 32);
      if (metric === null) return wrong(value, '"metric" value is invalid\n');
      request.metric = metric;
      return null;
    }
    case 'scope': {
      const scope = parseScope(value);
      if (scope === null) return wrong(value, 'invalid "scope" value\n');
      request.scope = scope;
      return null;
    }
    case 'protocol': {
      const protocol = PROTOCOLS[value];
      if (protocol === undefined) return wrong(value, '"protocol" value is invalid\n');
      request.protocol = protocol;
      return null;
    }
    case 'table': {
      const table = tableNumber(value);
      if (table === null) return wrong(value, '"table" value is invalid\n');
      request.table = table === 0 ? MAIN_TABLE : table;
      return table === LOCAL_TABLE ? netlinkAnswers('EOPNOTSUPP') : null;
    }
    case 'mtu': {
      const given = value === 'lock' ? needed(words) : value;
      if (complained(given)) return given;
      const mtu = unsigned(given, 32);
      if (mtu === null) return wrong(given, '"mtu" value is invalid\n');
      request.mtu = mtu === 0 ? null : mtu;
      return null;
    }
    case 'to':
      return destination(words, value, request);
    default:
      return null;
  }
}

function destination(words: Words, value: string, request: Request): Complaint | null {
  if (abbreviates(value, 'help')) return ROUTE_USAGE;
  const type = TYPES.find((known) => known === value);
  if (type !== undefined) {
    request.type = type;
    const next = needed(words);
    return complained(next) ? next : destination(words, next, request);
  }
  if (FOREIGN.has(value)) return netlinkAnswers('EOPNOTSUPP');
  if (request.given) return garbage('to', value);
  const prefix = parseDestination(value);
  if (prefix === null) return notA('any valid prefix', value);
  request.prefix = prefix;
  request.given = true;
  return null;
}
