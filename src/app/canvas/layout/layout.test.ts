import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { EdgeView, NodeKind, NodeView, PortView, TopologyView } from '../../../inspect/view';
import { type Box, PILLS, SOCKETS } from './box';
import { cableRoute, type Plug, type Point, turnedRoute } from '../cable';
import { type Layout, layOut, shapeOf } from './layout';
import { facing } from './sides';
import { wayKey } from './wiring';

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

function expectTidy({ nodes }: TopologyView, { boxes, ports, close }: Layout): void {
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
    const { of } = close.has(view.id) ? SOCKETS : PILLS;
    for (const side of ['top', 'bottom'] as const) {
      const row = view.ports.filter((one) => one.side === side).sort((a, b) => ports.get(a.id)! - ports.get(b.id)!);
      row.forEach((one, i) => {
        const [from, to] = [ports.get(one.id)! - of(one) / 2, ports.get(one.id)! + of(one) / 2];
        const before = row[i - 1];
        expect(from).toBeGreaterThanOrEqual(before ? ports.get(before.id)! + of(before) / 2 : 0);
        expect(to).toBeLessThanOrEqual(width);
      });
    }
  }
}

test('whatever is plugged into what, boxes lie in their box beside each other, and ports on their side', () => {
  const plugged = fc.array(fc.uniqueArray(fc.nat(3), { maxLength: 3 }), { maxLength: 30 });
  fc.assert(
    fc.property(plugged, (on) => {
      const topology = network(4, on);
      expectTidy(topology, layOut(topology));
    }),
  );
});

/** The corners of every cable, on the canvas. */
function routes({ nodes, edges }: TopologyView, { boxes, ports, ways }: Layout): Map<string, Point[]> {
  const owners = new Map(nodes.flatMap((view) => view.ports.map((one) => [one.id, { view, one }] as const)));
  const origin = (id: string | null): Point => {
    const box = id === null ? undefined : boxes.get(id);
    const parent = id === null ? undefined : nodes.find((view) => view.id === id)!.parent;
    return { x: (box?.x ?? 0) + (parent ? origin(parent).x : 0), y: (box?.y ?? 0) + (parent ? origin(parent).y : 0) };
  };
  const plug = (id: string, other: string): Plug => {
    const { view, one } = owners.get(id)!;
    const [{ x, y }, { width, height }, at] = [origin(view.id), boxes.get(view.id)!, ports.get(id)!];
    if (one.side === 'left' || one.side === 'right')
      return { x: x + (one.side === 'right' ? width : 0), y: y + at, side: one.side };
    const side = owners.get(other)!.view.parent === view.id ? 'top' : one.side;
    return { x: x + at, y: y + (one.side === 'bottom' ? height : 0), side };
  };
  return new Map(
    edges.map(({ id, from, to }) => {
      const [upper, lower] = ways.has(wayKey(to, from)) ? [to, from] : [from, to];
      const way = ways.get(wayKey(upper, lower));
      const [a, b] = [plug(upper, lower), plug(lower, upper)];
      return [id, way ? turnedRoute(a, b, origin(way.parent), way.turns) : cableRoute(a, b)];
    }),
  );
}

interface Piece {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const pieces = (route: readonly Point[]): Piece[] =>
  route.slice(1).map((b, i) => {
    const a = route[i]!;
    return {
      left: Math.min(a.x, b.x),
      right: Math.max(a.x, b.x),
      top: Math.min(a.y, b.y),
      bottom: Math.max(a.y, b.y),
    };
  });

/** Whether two cables have an end in common. */
const joined = (a: string, b: string): boolean => a.split(' ').some((end) => b.split(' ').includes(end));

/** Cables that run through a box of the host, and cables that lie on one another. */
function tangles(topology: TopologyView, layout: Layout): string[] {
  const host = layout.boxes.get('host')!;
  const inner = topology.nodes.filter(({ parent }) => parent === 'host');
  const all = [...routes(topology, layout)].map(([id, route]) => ({ id, pieces: pieces(route) }));
  const through = all.flatMap(({ id, pieces }) =>
    inner
      .filter(({ id: view }) => {
        const { x, y, width, height } = layout.boxes.get(view)!;
        const [left, top] = [host.x + x + 1, host.y + y + 1];
        return pieces.some(
          (piece) =>
            piece.left < left + width - 2 && piece.right > left && piece.top < top + height - 2 && piece.bottom > top,
        );
      })
      .map(({ id: view }) => `${id} through ${view}`),
  );
  const upright = all.flatMap(({ id, pieces }) =>
    pieces.filter(({ left, right }) => right - left < 0.5).map((piece) => ({ id, ...piece })),
  );
  const over = upright.flatMap((a, i) =>
    upright
      .slice(i + 1)
      .filter(
        (b) => !joined(a.id, b.id) && Math.abs(a.left - b.left) < 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1,
      )
      .map((b) => `${a.id} on ${b.id}`),
  );
  return [...through, ...over];
}

test('no cable runs through a box, none lies on another, however many containers are on however many networks', () => {
  const plugged = fc.array(fc.uniqueArray(fc.nat(3), { maxLength: 3 }), { maxLength: 40 });
  fc.assert(
    fc.property(plugged, (on) => {
      const topology = network(4, on);
      expect(tangles(topology, layOut(topology))).toEqual([]);
    }),
    { numRuns: 100 },
  );
});

test('on one bridge every cable hangs straight', () => {
  const topology = network(1, [[0], [0], [0], [0]]);
  const corners = [...routes(topology, layOut(topology))].filter(([id]) => id.startsWith('c'));
  expect(corners.map(([, route]) => route.length)).toEqual([2, 2, 2, 2]);
});

test('a container between two networks hangs straight on both', () => {
  const topology = network(2, [[0], [0, 1], [1]]);
  const corners = [...routes(topology, layOut(topology))].filter(([id]) => id.startsWith('c'));
  expect(corners.map(([, route]) => route.length)).toEqual([2, 2, 2, 2]);
});

test('thirty containers of one network can be read at once; two hundred are laid out at once', () => {
  const zoom = (topology: TopologyView) => {
    const { width, height } = layOut(topology).boxes.get('host')!;
    return Math.min(1000 / width, 470 / (height + 212));
  };
  expect(
    zoom(
      network(
        1,
        Array.from({ length: 30 }, () => [0]),
      ),
    ),
  ).toBeGreaterThan(0.5);
  const many = network(
    1,
    Array.from({ length: 200 }, () => [0]),
  );
  const start = performance.now();
  expectTidy(many, layOut(many));
  expect(performance.now() - start).toBeLessThan(2000);
  expect(tangles(many, layOut(many))).toEqual([]);
});

test('a link stacked on the host’s own goes down between the boxes', () => {
  const plain = network(1, [[0]]);
  const child = node('m1', 'container', 'host', [port('m1/eth0', 'bottom', '10.0.0.100')]);
  const box = node('lan', 'network', 'host', [
    { ...port('lan-m1', 'top'), joint: true },
    { ...port('lan', 'bottom'), joint: true },
  ]);
  const lone = node('m2', 'netns', 'host', [port('m2/eth0', 'bottom', '10.0.0.101')]);
  const stacked = (from: string, to: string): EdgeView => ({ ...cable(from, to), kind: 'stacked' });
  const topology = {
    nodes: [...plain.nodes, child, box, lone],
    edges: [...plain.edges, stacked('m1/eth0', 'lan-m1'), stacked('lan', 'host/eth0'), stacked('m2/eth0', 'host/eth0')],
  };
  expect(tangles(topology, layOut(topology))).toEqual([]);
});

test('containers stand from left to right in the order they were made, the router between the Internet and the LAN', () => {
  const { boxes } = layOut(network(1, [[0], [0], [0]]));
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
