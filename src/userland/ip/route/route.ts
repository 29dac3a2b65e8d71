/** `ip route` (ip/iproute.c, `do_iproute`). */
import { LOCAL_TABLE } from '../../../kernel/fib-rule';
import { MAIN_TABLE, type Netns } from '../../../kernel/netns';
import { deleteRoute } from '../../../kernel/rtnetlink';
import { entries, remove } from '../../../sim/table';
import { Complaint, complained, statusOf, unprivileged } from '../../complaint';
import type { Ip } from '../context';
import { modifyRoute } from './change';
import { getRoute, showCache } from './get';
import { parseRouteSelection } from './selection';
import { allRoutes, NO_TABLE, selectedRoutes, showRoutes } from './show';
import { ROUTE_USAGE } from '../usage';
import { abbreviates, peek, take, type Words } from '../words';

/** Runs it; its exit status. */
export function ipRoute(ip: Ip, words: Words): number {
  const verb = take(words) ?? 'show';
  const is = (...names: string[]) => names.some((name) => abbreviates(verb, name));
  if (is('list', 'show', 'lst')) return show(ip, words);
  if (is('get')) return getRoute(ip, words);
  if (is('add')) return statusOf(ip.sys, modifyRoute(ip, words, 'add'));
  if (is('change', 'chg')) return statusOf(ip.sys, modifyRoute(ip, words, 'change'));
  if (is('replace')) return statusOf(ip.sys, modifyRoute(ip, words, 'replace'));
  if (is('prepend')) return statusOf(ip.sys, modifyRoute(ip, words, 'prepend'));
  if (is('append')) return statusOf(ip.sys, modifyRoute(ip, words, 'append'));
  if (is('delete')) return statusOf(ip.sys, modifyRoute(ip, words, 'delete'));
  if (is('flush')) return flush(ip, words);
  if (is('help')) return statusOf(ip.sys, ROUTE_USAGE);
  return statusOf(ip.sys, new Complaint(`Command "${verb}" is unknown, try "ip route help".\n`, 255));
}

function show(ip: Ip, words: Words): number {
  const first = peek(words);
  if (first !== null && first.length > 2 && (abbreviates(first, 'cached') || abbreviates(first, 'cloned'))) {
    ip.sys.out(showCache(ip));
    return 0;
  }
  const selection = first === null ? allRoutes() : parseRouteSelection(ip, words);
  if (complained(selection)) return statusOf(ip.sys, selection);
  if (!hasTable(ip.ns, selection.table)) return statusOf(ip.sys, noTable('Dump'));
  ip.sys.out(showRoutes(ip, selection));
  return 0;
}

/** A table comes to be with its first route. */
function hasTable(ns: Netns, table: number): boolean {
  return [0, MAIN_TABLE, LOCAL_TABLE, NO_TABLE].includes(table) || ns.tables[table] !== undefined;
}

function noTable(what: 'Dump' | 'Flush'): Complaint {
  return new Complaint(`Error: ipv4: FIB table does not exist.\n${what} terminated\n`, 2);
}

function flush(ip: Ip, words: Words): number {
  const { sys, ns } = ip;
  if (peek(words) === null) return statusOf(sys, new Complaint('"ip route flush" requires arguments.\n', 1));
  if (peek(words) === 'cache') {
    for (const [dst] of [...entries(ns.pmtu)]) remove(ns.pmtu, Number(dst));
    if (ip.options.statistics > 0) sys.out('*** IPv4 routing cache is flushed.\n');
    return 0;
  }
  const selection = parseRouteSelection(ip, words);
  if (complained(selection)) return statusOf(sys, selection);
  if (!hasTable(ns, selection.table)) return statusOf(sys, noTable('Flush'));
  const routes = selectedRoutes(ip, selection);
  if (routes.length > 0 && unprivileged(sys) !== null) {
    return statusOf(sys, new Complaint('Failed to send flush request: Operation not permitted\n', 2));
  }
  for (const { route, table } of routes) {
    const { prefix, metric, via, type } = route;
    deleteRoute(ns, { prefix, metric, via, type, table });
  }
  if (ip.options.statistics > 0) {
    const tally = `\n*** Round 1, deleting ${routes.length} entries ***\n*** Flush is complete after 1 round ***\n`;
    sys.out(routes.length === 0 ? 'Nothing to flush.\n' : tally);
  }
  return 0;
}
