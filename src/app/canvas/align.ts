/** After ELK: rows are centred, and ports slide along their side until cables hang straight. */
import type { NodeView, PortView, TopologyView } from '../../inspect/view';
import { isSideways, portsOn, settle, type Size, spread } from './box';
import type { Point, Side } from './cable';
import { isOutside } from './sides';
import { otherEnd, type Wire, wiring } from './wiring';

/** A box relative to the one it stands in. */
export interface Box extends Point, Size {}

/** The tables of a host stand this much nearer to what is above them than ELK puts them: no frame needs the room. */
const RAISED = 48;
const SIDES: readonly Side[] = ['top', 'bottom', 'left', 'right'];

/** Centres the tables of a host below what else it holds; the size that the host then has inside. */
export function alignPlaces(children: readonly NodeView[], { width, height }: Size, boxes: Map<string, Box>): Size {
  const places = children.filter(({ kind }) => kind === 'place');
  const others = children.filter(({ kind }) => kind !== 'place');
  const raised = places.length > 0 && others.length > 0 ? RAISED : 0;
  centre(places, width / 2, -raised, boxes);
  centre(others, width / 2, 0, boxes);
  return { width, height: height - raised };
}

/** Centres the hosts above the LAN, whichever is the wider. */
export function alignRows(children: readonly NodeView[], boxes: Map<string, Box>): void {
  const rows = [children.filter((node) => !isOutside(node)), children.filter(isOutside)];
  const width = Math.max(...rows.map((row) => widthOf(row, boxes)));
  for (const row of rows) centre(row, width / 2, 0, boxes);
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

/** How far along its side each port is: spread evenly; those of wide boxes then below or above the port at the cable's other end. */
export function placePorts(topology: TopologyView, boxes: ReadonlyMap<string, Box>): Map<string, number> {
  const ports = new Map<string, number>();
  const nodes = new Map(topology.nodes.map((node) => [node.id, node]));
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
    const parent = node.parent === null ? undefined : nodes.get(node.parent);
    return (boxes.get(node.id)?.x ?? 0) + (parent ? left(parent) : 0);
  };
  const wires = wiring(topology);
  for (const node of SLIDES.flatMap((kind) => topology.nodes.filter((one) => one.kind === kind))) {
    const box = boxes.get(node.id);
    if (!box) continue;
    for (const side of ['top', 'bottom'] as const) {
      const row = portsOn(node, side);
      const wishes = row.map((port) => {
        const end = nearestEnd(wires, node, port);
        if (!end || isSideways(end.port.side)) return ports.get(port.id) ?? 0;
        return left(end.node) + (ports.get(end.port.id) ?? 0) - left(node);
      });
      for (const [id, at] of settle(row, wishes, box.width)) ports.set(id, at);
    }
  }
  return ports;
}

/** Whose ports slide, each after those that it looks to. */
const SLIDES: readonly NodeView['kind'][] = ['bridge', 'network', 'host', 'router'];

/** What a port is tied to: something inside its own box rather than something outside. */
function nearestEnd(wires: readonly Wire[], node: NodeView, port: PortView): { node: NodeView; port: PortView } | null {
  const ends = wires.flatMap((wire) => otherEnd(wire, port) ?? []);
  return ends.find((end) => end.node.parent === node.id) ?? ends[0] ?? null;
}
