/** `ip route show` (ip/iproute.c, `print_route`). */
import { broadcast, contains, formatIpv4, formatPrefix, type Ipv4, isLoopback, type Prefix } from '../../../base/ipv4';
import type { Link } from '../../../kernel/link/link';
import { carrierOk } from '../../../kernel/link/operstate';
import { LOCAL_TABLE, tableOf } from '../../../kernel/fib-rule';
import { linkById, linksInOrder, MAIN_TABLE, type Netns, type Route } from '../../../kernel/netns';
import type { Ip } from '../context';
import { tableName } from '../table';
import { both, type JsonObject, listing, type Twin, twin } from '../twin';

/** What a listing is narrowed to; a field that is asked for exactly is not printed again. */
export interface RouteSelection {
  /** 0 for all. */
  table: number;
  dev: Link | null;
  via: Ipv4 | null;
  src: Ipv4 | null;
  protocol: string | null;
  scope: string | null;
  type: string | null;
  /** `exact`, `match` or `root` of a prefix. */
  prefix: { readonly how: 'exact' | 'match' | 'root'; readonly prefix: Prefix } | null;
  metric: number | null;
}

/** The number of a table that nothing is in. */
export const NO_TABLE = -1;

export function allRoutes(): RouteSelection {
  return {
    table: MAIN_TABLE,
    dev: null,
    via: null,
    src: null,
    protocol: null,
    scope: null,
    type: null,
    prefix: null,
    metric: null,
  };
}

/** A line of any table: a route, or an address of ours. */
interface Line {
  readonly table: number;
  readonly type: string;
  readonly prefix: Prefix;
  readonly via: Ipv4 | null;
  readonly link: Link | null;
  readonly src: Ipv4 | null;
  readonly metric: number;
  readonly protocol: string;
  readonly scope: string;
  readonly onlink: boolean;
  readonly mtu: number | null;
}

export function showRoutes(ip: Ip, selection: RouteSelection): string {
  if (ip.options.family === 'inet6' || ip.options.family === 'link') return listing([], ip.options);
  return listing(
    [
      ...tablesOf(ip.ns, selection).flatMap((table) =>
        walk(tableOf(ip.ns, table).map((route) => lineOf(ip, route, table))),
      ),
      ...(selection.table === LOCAL_TABLE || selection.table === 0 ? localLines(ip) : []),
    ]
      .filter((line) => isSelected(line, selection))
      .map((line) => printLine(ip, line, selection)),
    ip.options,
  );
}

/** The tables of routes that a listing walks: a table above the named ones comes first. */
function tablesOf(ns: Netns, selection: RouteSelection): readonly number[] {
  if (selection.table !== 0) return selection.table === LOCAL_TABLE ? [] : [selection.table];
  return [...Object.keys(ns.tables).map(Number), MAIN_TABLE];
}

/** The routes that a selection leaves, each with its table: what `flush` deletes. */
export function selectedRoutes(ip: Ip, selection: RouteSelection): { route: Route; table: number }[] {
  return tablesOf(ip.ns, selection).flatMap((table) =>
    tableOf(ip.ns, table)
      .filter((route) => isSelected(lineOf(ip, route, table), selection))
      .map((route) => ({ route, table })),
  );
}

function lineOf(ip: Ip, route: Route, table: number): Line {
  const { type, prefix, via, src, metric, protocol, scope, onlink, mtu } = route;
  return {
    table,
    type,
    prefix,
    via,
    link: route.link === null ? null : linkById(ip.ns, route.link),
    src,
    metric,
    protocol,
    scope,
    onlink,
    mtu,
  };
}

/** As the kernel walks its trie: by address, longest prefix first. */
function walk(lines: Line[]): Line[] {
  return lines.sort(
    (a, b) => a.prefix.address - b.prefix.address || b.prefix.length - a.prefix.length || a.metric - b.metric,
  );
}

function localLines(ip: Ip): Line[] {
  const line = (type: string, prefix: Prefix, link: Link, scope: string, src: Ipv4): Line => ({
    table: LOCAL_TABLE,
    type,
    prefix,
    link,
    scope,
    src,
    via: null,
    metric: 0,
    protocol: 'kernel',
    onlink: false,
    mtu: null,
  });
  const lines: Line[] = [];
  for (const link of linksInOrder(ip.ns)) {
    if (!link.up) continue;
    for (const own of link.addresses) {
      const primary =
        link.addresses.find(
          (other) => !other.secondary && other.length === own.length && contains(other, own.address),
        ) ?? own;
      lines.push(line('local', { address: own.address, length: 32 }, link, 'host', primary.address));
      if (isLoopback(own.address) && own.length < 32)
        lines.push(
          line('local', { address: (own.address & 0xff000000) >>> 0, length: own.length }, link, 'host', own.address),
        );
      if (own.length < 31 && !own.secondary)
        lines.push(line('broadcast', { address: broadcast(own), length: 32 }, link, 'link', own.address));
    }
  }
  return walk(lines);
}

function isSelected(line: Line, selection: RouteSelection): boolean {
  const { prefix } = selection;
  return (
    (selection.dev === null || line.link?.id === selection.dev.id) &&
    (selection.via === null || line.via === selection.via) &&
    (selection.src === null || line.src === selection.src) &&
    (selection.protocol === null || line.protocol === selection.protocol) &&
    (selection.scope === null || line.scope === selection.scope) &&
    (selection.type === null || line.type === selection.type) &&
    (selection.metric === null || line.metric === selection.metric) &&
    (prefix === null || isWithin(line.prefix, prefix.how, prefix.prefix))
  );
}

function isWithin(own: Prefix, how: 'exact' | 'match' | 'root', asked: Prefix): boolean {
  switch (how) {
    case 'exact':
      return own.address === asked.address && own.length === asked.length;
    case 'match':
      return own.length <= asked.length && contains(own, asked.address);
    case 'root':
      return own.length >= asked.length && contains(asked, own.address);
  }
}

/** A destination as iproute2 prints it: `default`, a bare address, or a prefix. */
function destinationText(prefix: Prefix): string {
  if (prefix.length === 0 && prefix.address === 0) return 'default';
  return prefix.length === 32 ? formatIpv4(prefix.address) : formatPrefix(prefix);
}

function printLine(ip: Ip, line: Line, selection: RouteSelection): Twin {
  const { details } = ip.options;
  const record = twin();
  if (line.type !== 'unicast' || details) both(record, 'type', line.type, `${line.type} `);
  both(record, 'dst', destinationText(line.prefix), `${destinationText(line.prefix)} `);
  if (line.via !== null && selection.via === null)
    both(record, 'gateway', formatIpv4(line.via), `via ${formatIpv4(line.via)} `);
  if (line.link !== null && selection.dev === null) both(record, 'dev', line.link.name, `dev ${line.link.name} `);
  if (selection.table === 0 && line.table !== MAIN_TABLE)
    both(record, 'table', tableName(line.table), `table ${tableName(line.table)} `);
  if ((line.protocol !== 'boot' || details) && selection.protocol === null)
    both(record, 'protocol', line.protocol, `proto ${line.protocol} `);
  if ((line.scope !== 'global' || details) && selection.scope === null)
    both(record, 'scope', line.scope, `scope ${line.scope} `);
  if (line.src !== null && selection.src === null)
    both(record, 'prefsrc', formatIpv4(line.src), `src ${formatIpv4(line.src)} `);
  if (line.metric !== 0) both(record, 'metric', line.metric, `metric ${line.metric} `);
  const flags: string[] = [];
  if (line.onlink) flags.push('onlink');
  if (line.table !== LOCAL_TABLE && line.link !== null && !carrierOk(ip.sys.world.netns, ip.ns, line.link))
    flags.push('linkdown');
  both(record, 'flags', flags, flags.map((flag) => `${flag} `).join(''));
  if (line.mtu !== null) {
    const metrics: JsonObject = { mtu: line.mtu };
    both(record, 'metrics', [metrics], `mtu ${line.mtu} `);
  }
  record.text += '\n';
  return record;
}
