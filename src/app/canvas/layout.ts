/**
 * Where boxes and ports stand. ELK lays out each box that holds others by itself, tier by tier (containers, bridges, the tables of
 * the host), and the machines of the LAN beside each other below; then ports slide along their bridge until cables hang straight.
 */
import type { ELK, ElkExtendedEdge, ElkNode, LayoutOptions } from 'elkjs/lib/elk-api';
import type { NodeView, TopologyView } from '../../inspect/view';
import { alignPlaces, alignRows, type Box, placePorts } from './align';
import { boxSize, pillWidth, type Size } from './box';
import type { Side } from './cable';
import { isOutside } from './sides';
import { TIER, type Wire, wiring } from './wiring';

export interface Layout {
  readonly boxes: ReadonlyMap<string, Box>;
  /** How far along its side the middle of each port is. */
  readonly ports: ReadonlyMap<string, number>;
}

const LAN = 'the LAN';
const ELK_SIDE: Record<Side, string> = { top: 'NORTH', bottom: 'SOUTH', left: 'WEST', right: 'EAST' };

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
  'elk.layered.spacing.nodeNodeBetweenLayers': '176',
  'elk.padding': '[top=0,left=0,bottom=0,right=0]',
};

const LOWEST: LayoutOptions = { 'elk.partitioning.partition': String(TIER.place) };

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
    const size = { width: done.width ?? 0, height: done.height ?? 0 };
    if (id !== null) return alignPlaces(children, size, boxes);
    alignRows(children, boxes);
    return size;
  };
  await arrange(null);
  return { boxes, ports: placePorts(topology, boxes) };
}

/** A box around others is as wide as its own ports need. */
function grown(node: NodeView, inside: Size): Size {
  const own = boxSize(node);
  return { width: Math.max(inside.width, own.width), height: Math.max(inside.height, own.height) };
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

/** What stands in one box, with the cables between, and a lane for each that leaves by a port of the box itself. */
function level(
  id: string,
  options: LayoutOptions,
  children: readonly NodeView[],
  sizes: ReadonlyMap<string, Size>,
  wires: readonly Wire[],
): ElkNode {
  const here = new Set(children);
  const between = wires.filter(({ upper, lower }) => here.has(upper.node) && here.has(lower.node));
  const leaving = wires.filter(({ upper, lower }) => here.has(upper.node) && lower.node.id === id);
  const lanes = leaving.map(({ upper }): ElkNode => ({
    id: `${upper.port.id} ${id}`,
    width: 1,
    height: 1,
    layoutOptions: LOWEST,
  }));
  const edges: ElkExtendedEdge[] = [
    ...between.map(({ upper, lower }, i) => ({ id: `${id} ${i}`, sources: [upper.port.id], targets: [lower.port.id] })),
    ...lanes.map((lane, i) => ({
      id: `${id} lane ${i}`,
      sources: [leaving[i]?.upper.port.id ?? ''],
      targets: [lane.id],
    })),
  ];
  return { id, layoutOptions: options, children: [...children.map((child) => elkNode(child, sizes)), ...lanes], edges };
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
