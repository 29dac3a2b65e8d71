/** The kernel's routing table as net-tools list it (/proc/net/route, lib/inet_gr.c). */
import { formatIpv4, type Ipv4, netmask } from '../../base/ipv4';
import { linkById, type Route } from '../../kernel/netns';
import type { Sys } from '../program';

/** `route` prints metrics, `netstat -r` windows, `route -ee` both. */
export type Form = 'metric' | 'window' | 'both';

/** The routes in the order of the kernel's trie; blackholes and the like are rejects. */
function routesInOrder(sys: Sys): Route[] {
  return sys.ns.routes
    .filter((route) => route.type !== 'blackhole')
    .sort((a, b) => a.prefix.address - b.prefix.address || b.prefix.length - a.prefix.length || a.metric - b.metric);
}

/** Addresses whose names the table shows where it is not numeric: what resolves them is asked in this order. */
export function namesWanted(sys: Sys): { readonly ip: Ipv4; readonly net: boolean }[] {
  return routesInOrder(sys).flatMap((route) => {
    const destination = route.prefix.length === 0 ? [] : [{ ip: route.prefix.address, net: route.prefix.length < 32 }];
    return route.via === null ? destination : [...destination, { ip: route.via, net: false }];
  });
}

/** The whole table; `names` has what addresses resolved to. */
export function routeTable(
  sys: Sys,
  form: Form,
  numeric: boolean,
  names: Readonly<Record<number, string>> = {},
): string {
  const heads = {
    metric: 'Flags Metric Ref    Use Iface',
    window: 'Flags   MSS Window  irtt Iface',
    both: 'Flags Metric Ref    Use Iface    MSS   Window irtt',
  };
  const lines = routesInOrder(sys).map((route) => routeLine(sys, route, form, numeric, names));
  return `Kernel IP routing table\nDestination     Gateway         Genmask         ${heads[form]}\n${lines.join('')}`;
}

function routeLine(
  sys: Sys,
  route: Route,
  form: Form,
  numeric: boolean,
  names: Readonly<Record<number, string>>,
): string {
  const text = (ip: Ipv4) => (numeric ? formatIpv4(ip) : (names[ip] ?? formatIpv4(ip)));
  const destination =
    route.prefix.length === 0 && !numeric
      ? 'default'
      : route.prefix.length === 0
        ? '0.0.0.0'
        : text(route.prefix.address);
  const reject = route.type !== 'unicast';
  const gateway = reject ? '-' : route.via === null ? '0.0.0.0' : text(route.via);
  const link = route.link === null ? null : linkById(sys.ns, route.link);
  const flags = reject ? '!' : `U${route.via === null ? '' : 'G'}${route.prefix.length === 32 ? 'H' : ''}`;
  const row = [destination, gateway, formatIpv4(netmask(route.prefix.length))]
    .map((cell) => cell.slice(0, 15).padEnd(15))
    .join(' ');
  const dev = reject ? '-' : (link?.name ?? '-');
  const metric = `${flags.padEnd(5)} ${String(route.metric).padEnd(6)} ${reject ? '-' : '0'}  ${'0'.padStart(7)} ${dev}`;
  switch (form) {
    case 'metric':
      return `${row} ${metric}\n`;
    case 'window':
      return `${row} ${flags.padEnd(5)} ${(reject ? '-' : '0').padStart(5)} ${(reject ? '-' : '0').padEnd(6)} ${(reject ? '-' : '0').padStart(5)} ${dev}\n`;
    case 'both':
      return `${row} ${flags.padEnd(5)} ${String(route.metric).padEnd(6)} ${reject ? '-' : '0'}  ${'0'.padStart(7)} ${dev.padEnd(8)} ${(reject ? '-' : '0').padEnd(5)} ${(reject ? '-' : '0').padEnd(6)} ${reject ? '-' : '0'}\n`;
  }
}
