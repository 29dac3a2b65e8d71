/** The kernel's tables as State shows them, and what a step changed in them. */
import { formatIpv4, formatPrefix } from '../base/ipv4';
import { originsOfLinks } from '../docker/describe';
import type { Bridge, Link } from '../kernel/link/link';
import { linkById, linksInOrder, type Netns } from '../kernel/netns';
import { formatRule } from '../kernel/netfilter/spec';
import { get, values } from '../sim/table';
import type { World } from '../lab/world';
import { conntrackLine, socketRow } from './lines';
import type { StateRow, StateSection } from './view';

type Row = Pick<StateRow, 'id' | 'cells' | 'origin'>;
type Section = Omit<StateSection, 'rows'> & { readonly rows: readonly Row[] };

/** The sections of one namespace, with what differs from the world of the step before marked. */
export function stateOf(world: World, before: World | null, nsId: string): StateSection[] {
  const now = sectionsOf(world, nsId);
  if (before === null)
    return now.map((section) => ({
      ...section,
      rows: section.rows.map((row) => ({ ...row, change: null, changed: [] })),
    }));
  const earlier = new Map(sectionsOf(before, nsId).map((section) => [sectionId(section), section]));
  return now.map((section) => ({
    ...section,
    rows: marked(section.rows, earlier.get(sectionId(section))?.rows ?? []),
  }));
}

function sectionId(section: Section): string {
  return `${section.key} ${section.owner}`;
}

/** Rows with their change; a row that is gone stays on show, marked, for this one step. */
function marked(now: readonly Row[], before: readonly Row[]): StateRow[] {
  const old = new Map(before.map((row) => [row.id, row]));
  const kept: StateRow[] = now.map((row) => {
    const was = old.get(row.id);
    if (was === undefined) return { ...row, change: 'added', changed: [] };
    const changed = row.cells.flatMap((cell, i) => (cell === was.cells[i] ? [] : [i]));
    return { ...row, change: changed.length > 0 ? 'changed' : null, changed };
  });
  const ids = new Set(now.map((row) => row.id));
  const gone: StateRow[] = before
    .filter((row) => !ids.has(row.id))
    .map((row) => ({ ...row, change: 'removed', changed: [] }));
  return [...kept, ...gone];
}

function sectionsOf(world: World, nsId: string): Section[] {
  const ns = get(world.netns, nsId);
  if (ns === undefined) return [];
  const links = linksInOrder(ns);
  const bridges = links.filter((link) => link.kind === 'bridge');
  return [
    {
      key: 'state_neighbours',
      owner: ns.name,
      columns: ['col_address', 'col_dev', 'col_lladdr', 'col_nud'],
      rows: neighbours(links),
    },
    ...bridges.map((bridge) => fdb(ns, bridge)),
    { key: 'state_routes', owner: ns.name, columns: ['col_prefix', 'col_via', 'col_dev', 'col_src'], rows: routes(ns) },
    {
      key: 'state_conntrack',
      owner: ns.name,
      columns: ['col_connection', 'col_reply', 'col_state'],
      rows: connections(world, ns),
    },
    {
      key: 'state_sockets',
      owner: ns.name,
      columns: ['col_protocol', 'col_state', 'col_local', 'col_peer'],
      rows: sockets(ns),
    },
    { key: 'state_rules', owner: ns.name, columns: ['col_chain', 'col_rule', 'col_packets'], rows: rules(ns) },
    {
      key: 'state_counters',
      owner: ns.name,
      columns: ['col_dev', 'col_rx', 'col_tx', 'col_lost'],
      rows: counters(world, ns, links),
    },
  ].filter((section) => section.rows.length > 0);
}

function neighbours(links: readonly Link[]): Row[] {
  return links.flatMap((link) =>
    [...values(link.neighbours)]
      .sort((a, b) => a.ip - b.ip)
      .map((neigh) => ({
        id: `${link.id} ${neigh.ip}`,
        cells: [formatIpv4(neigh.ip), link.name, neigh.lladdr ?? '', neigh.nud],
      })),
  );
}

function fdb(ns: Netns, bridge: Bridge): Section {
  const rows = [...values(bridge.fdb)]
    .filter((entry) => !entry.local)
    .map((entry) => ({
      id: entry.mac,
      cells: [entry.mac, entry.port === null ? bridge.name : (linkById(ns, entry.port)?.name ?? '')],
    }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  return { key: 'state_fdb', owner: bridge.name, columns: ['col_lladdr', 'col_port'], rows };
}

function routes(ns: Netns): Row[] {
  return ns.routes.map((route) => {
    const prefix = route.prefix.length === 0 ? 'default' : formatPrefix(route.prefix);
    const dev = route.link === null ? route.type : (linkById(ns, route.link)?.name ?? '');
    const cells = [
      prefix,
      route.via === null ? '' : formatIpv4(route.via),
      dev,
      route.src === null ? '' : formatIpv4(route.src),
    ];
    return { id: cells.join(' '), cells };
  });
}

function connections(world: World, ns: Netns): Row[] {
  const seen = new Map<number, Row>();
  for (const conn of values(ns.netfilter.conns)) {
    if (conn.expires > world.clock.now) seen.set(conn.id, { id: String(conn.id), cells: conntrackLine(conn) });
  }
  return [...seen.values()];
}

function sockets(ns: Netns): Row[] {
  return [...values(ns.sockets)]
    .map((socket) => ({ id: socket.id, cells: socketRow(socket) }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

function rules(ns: Netns): Row[] {
  return Object.entries(ns.netfilter.tables).flatMap(([table, chains]) =>
    Object.values(chains).flatMap((chain) => {
      const policy =
        chain.policy === null
          ? []
          : [
              {
                id: `${table} ${chain.name} policy`,
                cells: [`${table} ${chain.name}`, `policy ${chain.policy}`, String(chain.packets)],
              },
            ];
      const listed = chain.rules.map((rule, i) => ({
        id: `${table} ${chain.name} ${i}`,
        cells: [`${table} ${chain.name}`, formatRule(rule), String(rule.packets)],
        ...(rule.origin === null ? {} : { origin: rule.origin }),
      }));
      return [...listed, ...policy];
    }),
  );
}

function counters(world: World, ns: Netns, links: readonly Link[]): Row[] {
  const origins = originsOfLinks(world, ns);
  return links.map((link) => {
    const origin = origins.get(link.id);
    const { rxPackets, rxBytes, txPackets, txBytes, rxDropped, txDropped } = link.stats;
    return {
      id: link.id,
      cells: [link.name, `${rxPackets} / ${rxBytes} B`, `${txPackets} / ${txBytes} B`, String(rxDropped + txDropped)],
      ...(origin === undefined ? {} : { origin }),
    };
  });
}
