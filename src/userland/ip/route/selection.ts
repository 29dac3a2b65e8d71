/** What `ip route show` and `ip route flush` are narrowed to (ip/iproute.c, `iproute_list_flush_or_save`). */
import { parseIpv4, parsePrefix, type Prefix } from '../../../base/ipv4';
import { linkByName } from '../../../kernel/netns';
import { type Complaint, complained } from '../../complaint';
import type { Ip } from '../context';
import { allRoutes, NO_TABLE, type RouteSelection } from './show';
import { tableNumber } from '../table';
import { ROUTE_USAGE } from '../usage';
import { abbreviates, needed, noDevice, notA, take, type Words, wrong } from '../words';

/** `default`, `any`, `all`, an address or a prefix; null where it is none. */
export function parseDestination(text: string): Prefix | null {
  return text === 'default' || text === 'any' || text === 'all' ? { address: 0, length: 0 } : parsePrefix(text, true);
}

export function parseRouteSelection(ip: Ip, words: Words): RouteSelection | Complaint {
  const selection = allRoutes();
  for (let word = take(words); word !== null; word = take(words)) {
    const complaint = selectWord(ip, words, word, selection);
    if (complaint !== null) return complaint;
  }
  return selection;
}

const KEYWORDS = [
  'table',
  'protocol',
  'scope',
  'type',
  'dev',
  'oif',
  'iif',
  'via',
  'src',
  'root',
  'match',
  'exact',
  'to',
  'vrf',
  'metric',
];

function selectWord(ip: Ip, words: Words, word: string, selection: RouteSelection): Complaint | null {
  const keyword = KEYWORDS.find((known) => word === known || (known === 'protocol' && abbreviates(word, known)));
  if (keyword === undefined && abbreviates(word, 'help')) return ROUTE_USAGE;
  const value = keyword === undefined ? word : needed(words);
  if (complained(value)) return value;
  switch (keyword) {
    case 'table':
      return selectTable(value, selection);
    case 'protocol':
      selection.protocol = value === 'all' ? null : value;
      return null;
    case 'scope':
      selection.scope = value === 'all' ? null : value;
      return null;
    case 'type':
      selection.type = value;
      return null;
    case 'dev':
    case 'oif':
      selection.dev = linkByName(ip.ns, value);
      return selection.dev === null ? noDevice(value) : null;
    case 'via':
    case 'src': {
      const address = parseIpv4(value);
      if (address === null) return notA(keyword === 'via' ? 'inet prefix' : 'any valid prefix', value);
      selection[keyword] = address;
      return null;
    }
    case 'root':
    case 'match':
    case 'exact':
      return selectPrefix(selection, keyword, value);
    case 'to': {
      const more = value === 'root' || value === 'match' || value === 'exact' ? needed(words) : null;
      if (complained(more)) return more;
      return more === null
        ? selectPrefix(selection, 'exact', value)
        : selectPrefix(selection, value === 'root' ? 'root' : value === 'match' ? 'match' : 'exact', more);
    }
    case 'iif':
    case 'vrf':
    case 'metric':
      return null;
    default:
      return selectPrefix(selection, 'exact', value);
  }
}

function selectTable(value: string, selection: RouteSelection): Complaint | null {
  const table = value === 'all' ? 0 : value === 'cache' ? NO_TABLE : tableNumber(value);
  if (table === null) return wrong(value, 'table id value is invalid\n');
  selection.table = table;
  return null;
}

function selectPrefix(selection: RouteSelection, how: 'exact' | 'match' | 'root', value: string): Complaint | null {
  const prefix = parseDestination(value);
  if (prefix === null) return notA('any valid prefix', value);
  selection.prefix = { how, prefix };
  return null;
}
