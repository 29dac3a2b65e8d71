/**
 * Where boxes and ports stand. ELK lays out each box that holds others by itself, tier by tier (containers, bridges, the tables of
 * the host), and the machines of the LAN beside each other below; then ports slide along their bridge until cables hang straight.
 */
import type { ELK, ElkExtendedEdge, ElkNode, LayoutOptions } from 'elkjs/lib/elk-api';
import type { NodeKind, NodeView, PortView, TopologyView } from '../../inspect/view';
import { boxSize, isSideways, pillWidth, portsOn, settle, spread, type Size } from './box';
import type { Point, Side } from './cable';
import { isOutside } from './sides';

/** A box relative to the one it stands in. */
export interface Box extends Point, Size {}

export interface Layout {
  readonly boxes: ReadonlyMap<string, Box>;
  /** How far along its side the middle of each port is. */
  readonly ports: ReadonlyMap<string, number>;
}

const LAN = 'the LAN';
const RAISED = 48;
const SIDES: readonly Side[] = ['top', 'bottom', 'left', 'right'];
const ELK_SIDE: Record<Side, string> = { top: 'NORTH', bottom: 'SOUTH', left: 'WEST', right: 'EAST' };

const TIER: Record<NodeKind, number> = {
  container: 0,
  netns: 0,
  host: 0,
  bridge: 1,
  network: 1,
  resolver: 2,
  place: 2,
  internet: 0,
  router: 1,
  machine: 2,
};

const COMMON: LayoutOptions = {
  'elk.algorithm': 'layered',
  'elk.separateConnectedComponents': 'false',
  'elk.partitioning.activate': 'true',
  'elk.spacing.nodeNode': '32',
  'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
  'elk.layered.crossingMinimization.forceNodeModelOrder': 'true',
  'elk.layered.nodePlacement.strategy': 'BRANDES_KOEPF',
  'elk.layered.nodePlacement.bk.fixedAlignment': 'BALANCED',
};
const DOWN: LayoutOptions = { ...COMMON, 'elk.direction': 'DOWN', 'elk.layered.spacing.nodeNodeBetweenLayers': '88' };
const BOX: LayoutOptions = { ...DOWN, 'elk.padding': '[top=48,left=32,bottom=36,right=32]' };
const RIGHT: LayoutOptions = {
  ...COMMON,
  'elk.direction': 'RIGHT',
  'elk.layered.spacing.nodeNodeBetweenLayers': '128',
  'elk.padding': '[top=0,left=0,bottom=0,right=0]',
};

/** What the layout depends on: while it stays the same, everything keeps its place. */
export function shapeOf({ nodes, edges }: TopologyView): string {
  return JSON.stringify([
    nodes.map((node) => [
      node.id,
      node.kind,
      node.parent,
      boxSize(node),
      node.ports.map((port) => [port.id, port.side, pillWidth(port)]),
    ]),
    edges.map(({ from, to }) => [from, to]),
  ]);
}

export async function layOut(elk: Pick<ELK, 'layout'>, topology: TopologyView): Promise<Layout> {
  const childrenOf = new Map<string | null, NodeView[]>();
  for (const node of topology.nodes) {
    const siblings = childrenOf.get(node.parent);
    if (siblings) siblings.push(node);
    else childrenOf.set(node.parent, [node]);
  }
  const boxes = new Map<string, Box>();
  const wired = wiring(topology);
  const sizes = new Map<string, Size>();

  /** Lays out what stands in a box, innermost boxes first, and gives the size that it comes to. */
  const arrange = async (id: string | null): Promise<Size> => {
    const children = childrenOf.get(id) ?? [];
    for (const child of children) {
      sizes.set(child.id, childrenOf.has(child.id) ? grown(child, await arrange(child.id)) : boxSize(child));
    }
    const graph = id === null ? outermost(children, sizes, wired) : level(id, BOX, children, sizes, wired);
    const done = await elk.layout(graph);
    collect(done, boxes);
    return id === null ? alignRows(children, boxes) : alignPlaces(children, done, boxes);
  };
  await arrange(null);
  return { boxes, ports: placePorts(topology, boxes) };
}

/** A box around others is as wide as its own ports need. */
function grown(node: NodeView, inside: Size): Size {
  const own = boxSize(node);
  return { width: Math.max(inside.width, own.width), height: Math.max(inside.height, own.height) };
}

interface Wire {
  readonly from: NodeView;
  readonly to: NodeView;
  readonly fromPort: PortView;
  readonly toPort: PortView;
}

/** The cables with both their ends, led from the higher tier to the lower. */
function wiring({ nodes, edges }: TopologyView): Wire[] {
  const ends = new Map(nodes.flatMap((node) => node.ports.map((port) => [port.id, { node, port }] as const)));
  return edges.flatMap(({ from, to }) => {
    const [a, b] = [ends.get(from), ends.get(to)];
    if (!a || !b || a.node === b.node) return [];
    const [upper, lower] = TIER[a.node.kind] <= TIER[b.node.kind] ? [a, b] : [b, a];
    return [{ from: upper.node, fromPort: upper.port, to: lower.node, toPort: lower.port }];
  });
}

function elkNode(node: NodeView, sizes: ReadonlyMap<string, Size>): ElkNode {
  const size = sizes.get(node.id) ?? boxSize(node);
  return {
    id: node.id,
    ...size,
    ports: node.ports.map((port) => ({
      id: port.id,
      width: 1,
      height: 1,
      layoutOptions: { 'elk.port.side': ELK_SIDE[port.side] },
    })),
    layoutOptions: { 'elk.portConstraints': 'FIXED_SIDE', 'elk.partitioning.partition': String(TIER[node.kind]) },
  };
}

/** What stands side by side in one box, with the cables between. */
function level(
  id: string,
  options: LayoutOptions,
  children: readonly NodeView[],
  sizes: ReadonlyMap<string, Size>,
  wires: readonly Wire[],
): ElkNode {
  const here = new Set(children);
  const edges: ElkExtendedEdge[] = wires
    .filter(({ from, to }) => here.has(from) && here.has(to))
    .map(({ fromPort, toPort }, i) => ({ id: `${id} ${i}`, sources: [fromPort.id], targets: [toPort.id] }));
  return { id, layoutOptions: options, children: children.map((child) => elkNode(child, sizes)), edges };
}

/** Docker hosts in one row, and below them the machines of the LAN: the Internet, the router, the rest. */
function outermost(children: readonly NodeView[], sizes: ReadonlyMap<string, Size>, wires: readonly Wire[]): ElkNode {
  const outside = children.filter(isOutside);
  const inside = children.filter((child) => !isOutside(child));
  const graph = level('root', DOWN, inside, sizes, wires);
  if (outside.length === 0) return graph;
  const lan: ElkNode = { ...level(LAN, RIGHT, outside, sizes, wires) };
  lan.layoutOptions = { ...lan.layoutOptions, 'elk.partitioning.partition': '3' };
  const edges = inside.map(({ id }) => ({ id: `${id} ${LAN}`, sources: [id], targets: [LAN] }));
  return { ...graph, children: [...(graph.children ?? []), lan], edges: [...(graph.edges ?? []), ...edges] };
}

/** Centres the tables of a host below what else it holds, and nearer to it: no frame needs the room. */
function alignPlaces(children: readonly NodeView[], { width = 0, height = 0 }: ElkNode, boxes: Map<string, Box>): Size {
  const places = children.filter(({ kind }) => kind === 'place');
  const others = children.filter(({ kind }) => kind !== 'place');
  const raised = places.length > 0 && others.length > 0 ? RAISED : 0;
  centre(places, width / 2, -raised, boxes);
  centre(others, width / 2, 0, boxes);
  return { width, height: height - raised };
}

/** Centres the hosts above the LAN, whichever is the wider. */
function alignRows(children: readonly NodeView[], boxes: Map<string, Box>): Size {
  const rows = [children.filter((node) => !isOutside(node)), children.filter(isOutside)];
  const width = Math.max(...rows.map((row) => widthOf(row, boxes)));
  for (const row of rows) centre(row, width / 2, 0, boxes);
  return { width, height: 0 };
}

const boxesOf = (row: readonly NodeView[], boxes: ReadonlyMap<string, Box>): Box[] =>
  row.flatMap(({ id }) => boxes.get(id) ?? []);
const leftOf = (placed: readonly Box[]): number => Math.min(...placed.map(({ x }) => x));
const rightOf = (placed: readonly Box[]): number => Math.max(...placed.map(({ x, width }) => x + width));

function widthOf(row: readonly NodeView[], boxes: ReadonlyMap<string, Box>): number {
  const placed = boxesOf(row, boxes);
  return placed.length === 0 ? 0 : rightOf(placed) - leftOf(placed);
}

/** Moves boxes as one, to have their middle at `middle`, and by `down`. */
function centre(row: readonly NodeView[], middle: number, down: number, boxes: Map<string, Box>): void {
  const placed = boxesOf(row, boxes);
  const aside = middle - (leftOf(placed) + rightOf(placed)) / 2;
  for (const { id } of row) {
    const box = boxes.get(id);
    if (box) boxes.set(id, { ...box, x: box.x + aside, y: box.y + down });
  }
}

/** Takes the places out of a finished graph; the LAN is no box, its machines stand on the canvas itself. */
function collect(graph: ElkNode, boxes: Map<string, Box>): void {
  for (const { id, x = 0, y = 0, width = 0, height = 0, children } of graph.children ?? []) {
    if (id !== LAN) boxes.set(id, { x, y, width, height });
    for (const inner of id === LAN ? (children ?? []) : []) {
      boxes.set(inner.id, {
        x: x + (inner.x ?? 0),
        y: y + (inner.y ?? 0),
        width: inner.width ?? 0,
        height: inner.height ?? 0,
      });
    }
  }
}

/** Ports spread over their side; those of wide boxes then slide to below or above the port at the cable's other end. */
function placePorts(topology: TopologyView, boxes: ReadonlyMap<string, Box>): Map<string, number> {
  const ports = new Map<string, number>();
  const parents = new Map(topology.nodes.map((node) => [node.id, node]));
  for (const node of topology.nodes) {
    const box = boxes.get(node.id);
    for (const side of box ? SIDES : []) {
      const row = portsOn(node, side);
      spread(row, (isSideways(side) ? box?.height : box?.width) ?? 0).forEach((at, i) => {
        const port = row[i];
        if (port) ports.set(port.id, at);
      });
    }
  }
  const left = (node: NodeView): number => {
    const parent = node.parent === null ? undefined : parents.get(node.parent);
    return (boxes.get(node.id)?.x ?? 0) + (parent ? left(parent) : 0);
  };
  const wires = wiring(topology);
  const slides = ({ kind }: NodeView) =>
    kind === 'bridge' || kind === 'network' || kind === 'host' || kind === 'router';
  for (const node of topology.nodes.filter(slides)) {
    const box = boxes.get(node.id);
    if (!box) continue;
    for (const side of ['top', 'bottom'] as const) {
      const row = portsOn(node, side);
      const wishes = row.map((port) => {
        const wire = wires.find(({ fromPort, toPort }) => fromPort === port || toPort === port);
        const [other, otherPort] = wire?.fromPort === port ? [wire.to, wire.toPort] : [wire?.from, wire?.fromPort];
        const own = ports.get(port.id) ?? 0;
        if (!other || !otherPort || isSideways(otherPort.side)) return own;
        return left(other) + (ports.get(otherPort.id) ?? 0) - left(node);
      });
      for (const [id, at] of settle(row, wishes, box.width)) ports.set(id, at);
    }
  }
  return ports;
}
