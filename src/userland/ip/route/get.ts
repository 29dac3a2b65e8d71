/** `ip route get` (ip/iproute.c, `iproute_get`): the kernel's own decision. */
import { formatIpv4, type Ipv4, isMulticast } from '../../../base/ipv4';
import type { Link } from '../../../kernel/link/link';
import { linkById, linkByName, localType, type Netns, type Route } from '../../../kernel/netns';
import { fibLookup, ROUTE_ERRORS, routeOutput } from '../../../kernel/route';
import { sysctlNumber } from '../../../kernel/sysctl';
import { SECOND } from '../../../sim/clock';
import { entries, get } from '../../../sim/table';
import { Complaint, complained, netlinkAnswers, statusOf } from '../../complaint';
import { type Ip, newline } from '../context';
import { parseDestination } from './selection';
import { allRoutes, showRoutes } from './show';
import { tableName } from '../table';
import { ROUTE_USAGE } from '../usage';
import { abbreviates, needed, noDevice, notA, take, type Words } from '../words';
import { both, type JsonObject, listing, type Twin, twin } from '../twin';

interface Question {
  dst: Ipv4 | null;
  from: Ipv4 | null;
  iif: Link | null;
  oif: Link | null;
  mark: string | null;
  fibMatch: boolean;
}

/** Runs it; its exit status. */
export function getRoute(ip: Ip, words: Words): number {
  const question: Question = { dst: null, from: null, iif: null, oif: null, mark: null, fibMatch: false };
  for (let word = take(words); word !== null; word = take(words)) {
    const complaint = questionWord(ip, words, word, question);
    if (complaint !== null) return statusOf(ip.sys, complaint);
  }
  if (question.dst === null) return statusOf(ip.sys, new Complaint('need at least a destination address\n', 1));
  const answer =
    question.iif === null ? output(ip, question, question.dst) : input(ip, question, question.dst, question.iif);
  if (complained(answer)) return statusOf(ip.sys, answer);
  ip.sys.out(typeof answer === 'string' ? answer : listing([answer], ip.options));
  return 0;
}

function questionWord(ip: Ip, words: Words, word: string, question: Question): Complaint | null {
  if (word === 'fibmatch') {
    question.fibMatch = true;
    return null;
  }
  const keyword =
    ['from', 'iif', 'oif', 'dev', 'mark', 'uid', 'tos', 'ipproto', 'sport', 'dport', 'to'].find(
      (known) => known === word,
    ) ?? 'to';
  if (keyword === 'to' && word !== 'to' && abbreviates(word, 'help')) return ROUTE_USAGE;
  const value = word === keyword ? needed(words) : word;
  if (complained(value)) return value;
  switch (keyword) {
    case 'iif':
    case 'oif':
    case 'dev': {
      const link = linkByName(ip.ns, value);
      if (link === null) return noDevice(value);
      question[keyword === 'iif' ? 'iif' : 'oif'] = link;
      return null;
    }
    case 'from':
    case 'to':
      return questionAddress(ip, question, keyword, value);
    case 'mark':
      question.mark = value;
      return null;
    default:
      return null;
  }
}

function questionAddress(ip: Ip, question: Question, keyword: 'from' | 'to', value: string): Complaint | null {
  const prefix = parseDestination(value);
  if (prefix === null) return notA('any valid prefix', value);
  if (prefix.length !== 32)
    ip.sys.err(`Warning: /${prefix.length} as prefix is invalid, only /32 (or none) is supported.\n`);
  if (keyword === 'from') question.from = prefix.address;
  else question.dst = prefix.address;
  return null;
}

function output(ip: Ip, question: Question, dst: Ipv4): Twin | string | Complaint {
  const { sys, ns } = ip;
  if (question.from !== null && localType(ns, question.from) !== 'local') return netlinkAnswers('ENETUNREACH') ?? '';
  const silent = { ...sys.k, tap: { ...sys.k.tap, why: null } };
  const mark = question.mark === null ? 0 : Number(question.mark);
  const oif = question.oif?.id ?? null;
  const way = routeOutput(silent, ns, dst, question.from, oif, mark);
  const route = way?.local === true ? null : fibLookup(ns, dst, oif, { src: question.from ?? 0, iif: 'lo', mark });
  if (way === null) return netlinkAnswers(route === null ? 'ENETUNREACH' : ROUTE_ERRORS[route.type]) ?? '';
  if (question.fibMatch && route !== null)
    return showRoutes(ip, { ...allRoutes(), prefix: { how: 'exact', prefix: route.prefix }, metric: route.metric });
  const kind = way.local ? 'local' : way.broadcast ? 'broadcast' : isMulticast(dst) ? 'multicast' : 'unicast';
  const record = begin(ip, question, dst, kind);
  const via = kind === 'unicast' && way.nextHop !== dst ? way.nextHop : null;
  if (via !== null) both(record, 'gateway', formatIpv4(via), `via ${formatIpv4(via)} `);
  both(record, 'dev', way.link.name, `dev ${way.link.name} `);
  printTable(ns, record, kind === 'local' || kind === 'broadcast' ? 'local' : route);
  if (question.from === null) both(record, 'prefsrc', formatIpv4(way.src), `src ${formatIpv4(way.src)} `);
  if (kind === 'multicast') record.text += 'rt_offload_failed ';
  record.json['flags'] = kind === 'multicast' ? ['rt_offload_failed'] : [];
  if (question.mark !== null) both(record, 'mark', question.mark, `mark ${question.mark} `);
  both(record, 'uid', 0, 'uid 0 ');
  const cache = {
    local: ['local'],
    broadcast: ['local', 'brd'],
    multicast: dst === ALL_HOSTS ? ['local', 'mc'] : ['mc'],
    unicast: redirectLeft(ip, dst) > 0 ? ['redirected'] : [],
  }[kind];
  return finish(ip, record, cache, dst, '', route?.mtu);
}

/** The table, where a rule led to another than main; the kernel names the local table once rules were changed. */
function printTable(ns: Netns, record: Twin, route: Route | 'local' | null): void {
  if (route === 'local') {
    if (ns.rules !== null) both(record, 'table', 'local', 'table local ');
    return;
  }
  const found = Object.entries(ns.tables).find(([, routes]) => route !== null && routes.includes(route));
  if (found === undefined) return;
  const name = tableName(Number(found[0]));
  both(record, 'table', name, `table ${name} `);
}

/** 224.0.0.1, the group that every interface is in. */
const ALL_HOSTS = 0xe0000001;

function begin(ip: Ip, question: Question, dst: Ipv4, kind: string): Twin {
  const record = twin();
  if (kind !== 'unicast' || ip.options.details) both(record, 'type', kind, `${kind} `);
  both(record, 'dst', formatIpv4(dst), `${formatIpv4(dst)} `);
  if (question.from !== null) both(record, 'from', formatIpv4(question.from), `from ${formatIpv4(question.from)} `);
  return record;
}

/** Seconds that a redirect for the destination still holds, or 0. */
function redirectLeft(ip: Ip, dst: Ipv4): number {
  const told = get(ip.ns.redirects, dst);
  return told === undefined ? 0 : Math.max(0, Math.floor((told.expires - ip.sys.k.clock.now) / SECOND));
}

/** `ip route show cache`: what ICMP has taught of the ways to single hosts. */
export function showCache(ip: Ip): string {
  const hosts = new Set([...entries(ip.ns.pmtu)].map(([dst]) => Number(dst)));
  const silent = { ...ip.sys.k, tap: { ...ip.sys.k.tap, why: null } };
  const records = [...hosts]
    .sort((a, b) => a - b)
    .flatMap((dst) => {
      const way = routeOutput(silent, ip.ns, dst, null, null);
      if (way === null || (get(ip.ns.pmtu, dst)?.expires ?? 0) <= ip.sys.k.clock.now) return [];
      const record = twin();
      both(record, 'dst', formatIpv4(dst), `${formatIpv4(dst)} `);
      if (way.nextHop !== dst) both(record, 'gateway', formatIpv4(way.nextHop), `via ${formatIpv4(way.nextHop)} `);
      both(record, 'dev', way.link.name, `dev ${way.link.name} `);
      record.json['flags'] = [];
      return [finish(ip, record, [], dst, '')];
    });
  return listing(records, ip.options);
}

function finish(
  ip: Ip,
  record: Twin,
  cache: readonly string[],
  dst: Ipv4,
  tail: string,
  mtu: number | null = null,
): Twin {
  both(record, 'cache', cache, `${newline(ip)}    cache ${cache.length > 0 ? `<${cache.join(',')}> ` : ''}`);
  const learnt = get(ip.ns.pmtu, dst);
  if (learnt !== undefined && learnt.expires > ip.sys.k.clock.now) {
    const seconds = Math.floor((learnt.expires - ip.sys.k.clock.now) / SECOND);
    const metrics: JsonObject = { mtu: learnt.mtu };
    record.json['expires'] = seconds;
    record.json['metrics'] = [metrics];
    record.text += `expires ${seconds}sec mtu ${learnt.mtu} `;
  } else if (mtu !== null) {
    const metrics: JsonObject = { mtu };
    both(record, 'metrics', [metrics], `mtu ${mtu} `);
  }
  const left = redirectLeft(ip, dst);
  if (learnt === undefined && left > 0) {
    record.json['expires'] = left;
    record.text += `expires ${left}sec `;
  }
  record.text += `${tail}\n`;
  return record;
}

/** What the kernel would do with such a packet from outside. */
function input(ip: Ip, question: Question, dst: Ipv4, iif: Link): Twin | Complaint {
  const { ns } = ip;
  const record = begin(ip, question, dst, localType(ns, dst) === 'local' ? 'local' : 'unicast');
  if (localType(ns, dst) === 'local') {
    both(record, 'dev', 'lo', 'dev lo ');
    return finish(ip, record, ['local'], dst, `iif ${iif.name} `);
  }
  const mark = question.mark === null ? 0 : Number(question.mark);
  const route = fibLookup(ns, dst, null, { src: question.from ?? 0, iif: iif.name, mark });
  const out = route?.link == null ? null : linkById(ns, route.link);
  if (route === null || out === null || sysctlNumber(ns.sysctl, 'net.ipv4.ip_forward') === 0)
    return netlinkAnswers('EHOSTUNREACH') ?? new Complaint('', 2);
  if (route.via !== null) both(record, 'gateway', formatIpv4(route.via), `via ${formatIpv4(route.via)} `);
  both(record, 'dev', out.name, `dev ${out.name} `);
  printTable(ns, record, route);
  return finish(ip, record, [], dst, `iif ${iif.name} `, route.mtu);
}
