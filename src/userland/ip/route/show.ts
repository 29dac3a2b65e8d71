/** `ip route show` (ip/iproute.c, `print_route`). */
import { broadcast, contains, formatIpv4, formatPrefix, type Ipv4, isLoopback, type Prefix } from '../../../base/ipv4';
import type { Link } from '../../../kernel/link/link';
import { carrierOk } from '../../../kernel/link/operstate';
import { linkById, linksInOrder, type Route } from '../../../kernel/netns';
import type { Ip } from '../context';
import { both, listing, type Twin, twin } from '../twin';

/** What a listing is narrowed to; a field that is asked for exactly is not printed again. */
export interface RouteSelection {
  table: 'main' | 'local' | 'all' | 'none';
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

export function allRoutes(): RouteSelection {
  return {
    table: 'main',
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

/** A line of any table: a route of the main table, or an address of ours. */
interface Line {
  readonly table: 'main' | 'local';
  readonly type: string;
  readonly prefix: Prefix;
  readonly via: Ipv4 | null;
  readonly link: Link | null;
  readonly src: Ipv4 | null;
  readonly metric: number;
  readonly protocol: string;
  readonly scope: string;
  readonly onlink: boolean;
}

export function showRoutes(ip: Ip, selection: RouteSelection): string {
  if (ip.options.family === 'inet6' || ip.options.family === 'link') return listing([], ip.options);
  return listing(
    [
      ...(selection.table === 'main' || selection.table === 'all' ? mainLines(ip) : []),
      ...(selection.table === 'local' || selection.table === 'all' ? localLines(ip) : []),
    ]
      .filter((line) => isSelected(line, selection))
      .map((line) => printLine(ip, line, selection)),
    ip.options,
  );
}

/** The routes of the main table that a selection leaves: what `flush` deletes. */
export function selectedRoutes(ip: Ip, selection: RouteSelection): Route[] {
  return ip.ns.routes.filter((route) => isSelected(lineOf(ip, route), selection));
}

function lineOf(ip: Ip, route: Route): Line {
  const { type, prefix, via, src, metric, protocol, scope, onlink } = route;
  return {
    table: 'main',
    type,
    prefix,
    via,
    link: route.link === null ? null : linkById(ip.ns, route.link),
    src,
    metric,
    protocol,
    scope,
    onlink,
  };
}

/** As the kernel walks its trie: by address, longest prefix first. */
function walk(lines: Line[]): Line[] {
  return lines.sort(
    (a, b) => a.prefix.address - b.prefix.address || b.prefix.length - a.prefix.length || a.metric - b.metric,
  );
}

function mainLines(ip: Ip): Line[] {
  return walk(ip.ns.routes.map((route) => lineOf(ip, route)));
}

function localLines(ip: Ip): Line[] {
  const line = (type: string, prefix: Prefix, link: Link, scope: string, src: Ipv4): Line => ({
    table: 'local',
    type,
    prefix,
    link,
    scope,
    src,
    via: null,
    metric: 0,
    protocol: 'kernel',
    onlink: false,
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
  if (selection.table === 'all' && line.table === 'local') both(record, 'table', 'local', 'table local ');
  if ((line.protocol !== 'boot' || details) && selection.protocol === null)
    both(record, 'protocol', line.protocol, `proto ${line.protocol} `);
  if ((line.scope !== 'global' || details) && selection.scope === null)
    both(record, 'scope', line.scope, `scope ${line.scope} `);
  if (line.src !== null && selection.src === null)
    both(record, 'prefsrc', formatIpv4(line.src), `src ${formatIpv4(line.src)} `);
  if (line.metric !== 0) both(record, 'metric', line.metric, `metric ${line.metric} `);
  const flags: string[] = [];
  if (line.onlink) flags.push('onlink');
  if (line.table === 'main' && line.link !== null && !carrierOk(ip.sys.world.netns, ip.ns, line.link))
    flags.push('linkdown');
  both(record, 'flags', flags, flags.map((flag) => `${flag} `).join(''));
  record.text += '\n';
  return record;
}
