import Elk from 'elkjs/lib/elk.bundled.js';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { EdgeView, NodeKind, NodeView, PortView, TopologyView } from '../../inspect/view';
import { pillWidth } from './box';
import { cableRoute, type Plug } from './cable';
import type { Box } from './align';
import { type Layout, layOut, shapeOf } from './layout';
import { facing } from './sides';

const port = (id: string, side: PortView['side'], address: string | null = null): PortView => ({
  id,
  name: id.slice(id.indexOf('/') + 1),
  address,
  mac: '02:42:ac:11:00:02',
  up: true,
  side,
});
const node = (id: string, kind: NodeKind, parent: string | null, ports: PortView[] = []): NodeView => ({
  id,
  kind,
  parent,
  title: id,
  subtitle: '',
  lines: [],
  state: null,
  ports,
});
const cable = (from: string, to: string): EdgeView => ({ id: `${from} ${to}`, kind: 'cable', from, to, up: true });

/** A host with as many bridges, containers plugged into some of them, its tables, and the LAN outside. */
function network(bridges: number, plugged: readonly (readonly number[])[]): TopologyView {
  const cables = plugged.flatMap((on, c) =>
    [...new Set(on)].map((b) => ({ c, b, from: `c${c}/eth${b}`, to: `host/veth${c}on${b}` })),
  );
  return facing({
    nodes: [
      node('host', 'host', null, [port('host/eth0', 'bottom', '10.0.0.10')]),
      ...plugged.map((_, c) =>
        node(
          `c${c}`,
          'container',
          'host',
          cables.filter((one) => one.c === c).map(({ from }) => port(from, 'bottom', '172.17.0.2')),
        ),
      ),
      ...Array.from({ length: bridges }, (_, b) =>
        node(
          `br${b}`,
          'bridge',
          'host',
          cables.filter((one) => one.b === b).map(({ to }) => port(to, 'top')),
        ),
      ),
      ...['nat', 'filter', 'routes', 'conntrack'].map((name) => node(name, 'place', 'host')),
      node('laptop', 'machine', null, [port('laptop/eth0', 'top')]),
      node('router', 'router', null, [
        port('router/wan', 'top'),
        port('router/p-host', 'top'),
        port('router/p-lap', 'top'),
      ]),
      node('www', 'internet', null, [port('www/eth0', 'top')]),
    ],
    edges: [
      ...cables.map(({ from, to }) => cable(from, to)),
      cable('router/p-host', 'host/eth0'),
      cable('laptop/eth0', 'router/p-lap'),
      cable('router/wan', 'www/eth0'),
    ],
  });
}

const overlap = (a: Box, b: Box) =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

function expectTidy({ nodes }: TopologyView, { boxes, ports }: Layout): void {
  const box = (id: string): Box => boxes.get(id)!;
  for (const view of nodes) {
    const parent = view.parent === null ? null : box(view.parent);
    const { x, y, width, height } = box(view.id);
    if (parent) {
      expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
      expect(x + width).toBeLessThanOrEqual(parent.width);
      expect(y + height).toBeLessThanOrEqual(parent.height);
    }
    const siblings = nodes.filter((other) => other !== view && other.parent === view.parent);
    expect(
      siblings.filter((other) => overlap(box(view.id), box(other.id))).map(({ id }) => `${id} over ${view.id}`),
    ).toEqual([]);
    for (const side of ['top', 'bottom'] as const) {
      const row = view.ports.filter((one) => one.side === side).sort((a, b) => ports.get(a.id)! - ports.get(b.id)!);
      row.forEach((one, i) => {
        const [from, to] = [ports.get(one.id)! - pillWidth(one) / 2, ports.get(one.id)! + pillWidth(one) / 2];
        const before = row[i - 1];
        expect(from).toBeGreaterThanOrEqual(before ? ports.get(before.id)! + pillWidth(before) / 2 : 0);
        expect(to).toBeLessThanOrEqual(width);
      });
    }
  }
}

const elk = new Elk();

test('whatever is plugged into what, boxes lie in their box beside each other, and ports on their side', async () => {
  const plugged = fc.array(fc.uniqueArray(fc.nat(3), { maxLength: 3 }), { maxLength: 9 });
  await fc.assert(
    fc.asyncProperty(plugged, async (on) => {
      const topology = network(4, on);
      expectTidy(topology, await layOut(elk, topology));
    }),
    { numRuns: 15 },
  );
}, 30_000);

test('on one bridge every cable hangs straight', async () => {
  const topology = network(1, [[0], [0], [0], [0]]);
  const { boxes, ports } = await layOut(elk, topology);
  const plug = (id: string): Plug => {
    const owner = topology.nodes.find((view) => view.ports.some((one) => one.id === id))!;
    const { side } = owner.ports.find((one) => one.id === id)!;
    const { x, y, height } = boxes.get(owner.id)!;
    return { x: x + ports.get(id)!, y: side === 'bottom' ? y + height : y, side };
  };
  const inside = topology.edges.filter(({ from }) => from.startsWith('c'));
  expect(inside.map(({ from, to }) => cableRoute(plug(from), plug(to)).length)).toEqual([2, 2, 2, 2]);
});

test('a link stacked on the host’s own goes down beside the bridges, not behind one', async () => {
  const plain = network(1, []);
  const child = node('m1', 'container', 'host', [port('m1/eth0', 'bottom', '10.0.0.100')]);
  const stacked: EdgeView = { ...cable('m1/eth0', 'host/eth0'), kind: 'stacked' };
  const topology = { nodes: [...plain.nodes, child], edges: [...plain.edges, stacked] };
  const { boxes, ports } = await layOut(elk, topology);
  const x = boxes.get('m1')!.x + ports.get('m1/eth0')!;
  const { x: left, width } = boxes.get('br0')!;
  expect(x < left || x > left + width).toBe(true);
  expect(ports.get('host/eth0')).toBeCloseTo(x, 0);
});

test('containers stand from left to right in the order they were made, the router between the Internet and the LAN', async () => {
  const { boxes } = await layOut(elk, network(1, [[0], [0], [0]]));
  const left = (id: string) => boxes.get(id)!.x;
  expect([left('c0'), left('c1'), left('c2')]).toEqual([left('c0'), left('c1'), left('c2')].sort((a, b) => a - b));
  expect(left('www')).toBeLessThan(left('router'));
  expect(left('router')).toBeLessThan(left('laptop'));
});

test('what changes while stepping does not change the shape', () => {
  const before = network(1, [[0], [0]]);
  const after = {
    ...before,
    nodes: before.nodes.map((view) => ({ ...view, lines: ['learned 2 of 2 ports'], state: 'exited' })),
  };
  expect(shapeOf(after)).toBe(shapeOf(before));
  expect(shapeOf(network(1, [[0]]))).not.toBe(shapeOf(before));
});
