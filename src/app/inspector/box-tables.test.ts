import { expect, test } from 'vitest';
import type { NodeKind, NodeView, StateSection } from '../../inspect/view';
import { tablesOf } from './box-tables';

const section = (key: string, owner: string, ...rows: string[][]): StateSection => ({
  key,
  owner,
  columns: [],
  rows: rows.map((cells) => ({ id: cells.join(' '), cells, change: null, changed: [] })),
});

const box = (id: string, kind: NodeKind, title: string, address: string | null = null): NodeView => ({
  id,
  kind,
  title,
  parent: 'host',
  subtitle: '',
  lines: [],
  state: null,
  ports:
    address === null ? [] : [{ id: 'p', name: 'eth0', address, mac: '02:42:ac:11:00:02', up: true, side: 'bottom' }],
});

const host = [
  section('state_neighbours', 'host', ['172.17.0.2', 'docker0', '02:42:ac:11:00:02', 'STALE']),
  section('state_fdb', 'docker0', ['02:42:ac:11:00:02', 'veth1'], ['02:42:ac:11:00:14', 'veth2']),
  section(
    'state_rules',
    'host',
    ['nat DOCKER', '--dport 80 -j DNAT --to-destination 172.17.0.2:80', '0'],
    ['filter DOCKER', '-d 172.17.0.20/32 -j ACCEPT', '0'],
    ['filter FORWARD', '-i docker0 -j ACCEPT', '0'],
  ),
];
const own = section('state_routes', 'c1', ['default', '172.17.0.1', 'eth0', '']);

const rows = (tables: readonly StateSection[]) => tables.map(({ key, rows: kept }) => `${key} ${kept.length}`);

test('a container: its own tables, and of the host’s what names its address, not one that begins alike', () => {
  const tables = tablesOf([own, ...host], box('host/0f', 'container', 'c1', '172.17.0.2'));
  expect(rows(tables)).toEqual(['state_routes 1', 'state_fdb 1', 'state_rules 1']);
  expect(tables[2]?.rows[0]?.cells[0]).toBe('nat DOCKER');
});

test('a bridge: what it has learned, and the rules that name it', () => {
  expect(rows(tablesOf(host, box('host/bridge/docker0', 'bridge', 'docker0')))).toEqual([
    'state_fdb 2',
    'state_rules 1',
  ]);
});

test('a place of the host is its table, whatever comes first', () => {
  expect(rows(tablesOf(host.slice(1), box('host/place/filter', 'place', 'filter')))).toEqual(['state_rules 2']);
  expect(rows(tablesOf(host, box('host/place/filter', 'place', 'filter')))).toEqual(['state_rules 2']);
});
