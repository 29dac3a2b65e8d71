/** From left to right in a Docker host: containers in their groups, and each bridge below those that are plugged into it. */
import type { NodeView } from '../../../inspect/view';
import {
  type Box,
  boxSize,
  isBridge,
  type Measure,
  PILLS,
  portsOn,
  rowWidth,
  type Size,
  smallSize,
  SOCKETS,
} from './box';
import { COLUMN_GAP, type Grid, gridOf, type Lane, ROW_GAP } from './grid';
import { bridgesOf, type Group, groupsOf } from './groups';
import type { Wire } from './wiring';

export interface Tiers extends Size {
  /** Of containers and bridges: sideways in place, containers counted down in rows. */
  readonly boxes: ReadonlyMap<string, Box>;
  readonly lanes: ReadonlyMap<string, Lane>;
  /** The numbers of each container's bridges. */
  readonly on: ReadonlyMap<NodeView, readonly number[]>;
  /** Ports of its bridges stand close. */
  readonly measures: ReadonlyMap<NodeView, Measure>;
  /** Containers are drawn small. */
  readonly small: boolean;
}

/** What a picture has to be seen in, beside everything around the containers. */
const WINDOW: Size = { width: 1040, height: 490 };
const AROUND: Size = { width: 64, height: 560 };
/** Another row has to be worth it. */
const WORTH = 1.08;
/** So many rows more that made nothing better are the last that are tried. */
const PATIENCE = 3;
/** A bridge of more ports than this has sockets where containers are small. */
const NAMED_PORTS = 3;
/** Between two bridges below one box that is on both. */
const SPLIT_GAP = 12;

/** Lays the tiers out in as many rows of containers as make the whole the largest in its window. */
export function tiersOf(children: readonly NodeView[], wires: readonly Wire[]): Tiers {
  const tops = children.filter(({ kind }) => kind === 'container' || kind === 'netns');
  const bridges = children.filter(isBridge);
  const on = bridgesOf(tops, bridges, wires);
  const groups = groupsOf(tops, bridges.length, on);
  const cabled = new Set(wires.flatMap(({ upper, lower }) => [upper.port.id, lower.port.id]));
  const sizes = new Map(tops.map((node) => [node, { whole: boxSize(node), small: smallSize(node) }] as const));
  const arranged = (rows: number) => arrange(groups, bridges, on, rows, cabled, sizes);
  let best = arranged(1);
  const most = Math.max(1, ...groups.map(({ nodes }) => nodes.length));
  for (let rows = 2, worse = 0; rows <= most && worse < PATIENCE; rows++) {
    const next = arranged(rows);
    const isBetter = zoom(next) > zoom(best) * (best.small ? 1 : WORTH);
    if (isBetter) best = next;
    worse = isBetter ? 0 : worse + 1;
  }
  return best;
}

const zoom = ({ width, height }: Size): number =>
  Math.min(WINDOW.width / (width + AROUND.width), WINDOW.height / (height + AROUND.height), 1);

function arrange(
  groups: readonly Group[],
  bridges: readonly NodeView[],
  on: ReadonlyMap<NodeView, readonly number[]>,
  rows: number,
  cabled: ReadonlySet<string>,
  sizes: ReadonlyMap<NodeView, { readonly whole: Size; readonly small: Size }>,
): Tiers {
  const small = rows > 1;
  const size = (node: NodeView): Size => sizes.get(node)?.[small ? 'small' : 'whole'] ?? smallSize(node);
  const measures = new Map(
    bridges.map((node) => [node, small && node.ports.length > NAMED_PORTS ? SOCKETS : PILLS] as const),
  );
  const grids = groups.map(({ nodes }) => gridOf(nodes, rows, size, ({ id }) => cabled.has(id)));
  const splits = groups.map((group, i) => splitOf(group, grids[i], on));
  const need = (i: number): number => {
    const bridge = bridges[i];
    if (!bridge) return 0;
    const measure = measures.get(bridge) ?? PILLS;
    return Math.max(boxSize(bridge, measure).width, rowWidth(portsOn(bridge, 'top'), measure));
  };

  const boxes = new Map<string, Box>();
  const lanes = new Map<string, Lane>();
  const height = Math.max(0, ...grids.map((grid) => grid.height));
  const rowsDown = (row: number) => row * (height + ROW_GAP);
  /** How far each bridge may reach, and how far the boxes above it do. */
  const reach = bridges.map(() => ({ left: Infinity, right: -Infinity, from: Infinity, to: -Infinity }));
  const stretch = (bridge: number | null, left: number, right: number, plugged: boolean): void => {
    const one = bridge === null ? undefined : reach[bridge];
    if (!one || right <= left) return;
    [one.left, one.right] = [Math.min(one.left, left), Math.max(one.right, right)];
    if (plugged) [one.from, one.to] = [Math.min(one.from, left), Math.max(one.to, right)];
  };
  let x = 0;
  groups.forEach((group, i) => {
    const [grid, split] = [grids[i], splits[i] ?? null];
    if (!grid) return;
    const [before, after] = [groups[i - 1], groups[i + 1]];
    let width = grid.width;
    if (group.bridge !== null && !group.shared) {
      const lent =
        (before?.reaches ? (grids[i - 1]?.width ?? 0) - (splits[i - 1] ?? 0) : 0) +
        (after?.shared ? (splits[i + 1] ?? grids[i + 1]?.width ?? 0) : 0);
      width = Math.max(width, need(group.bridge) - Math.max(0, lent - SPLIT_GAP));
    }
    if (width <= 0) return;
    const left = x + (width - grid.width) / 2;
    for (const [id, { row, ...box }] of grid.boxes) boxes.set(id, { ...box, x: left + box.x, y: rowsDown(row) });
    for (const [id, lane] of grid.lanes) lanes.set(id, { ...lane, x: left + lane.x });
    if (split !== null && group.bridge !== null) {
      stretch(group.bridge, x, x + split - SPLIT_GAP / 2, true);
      stretch(group.bridge + 1, x + split + SPLIT_GAP / 2, x + width, true);
    } else {
      stretch(group.bridge, x, x + width, false);
      stretch(group.bridge, left, left + grid.width, true);
    }
    x += width + COLUMN_GAP;
  });
  bridges.forEach((bridge, i) => {
    const one = reach[i];
    if (!one) return;
    const width = Math.max(need(i), one.to - one.from);
    const middle = one.to > one.from ? (one.from + one.to) / 2 : (one.left + one.right) / 2;
    const left = Math.max(one.left, Math.min(middle - width / 2, one.right - width));
    boxes.set(bridge.id, { x: left, y: 0, width, height: boxSize(bridge).height });
  });
  const rowsHigh = height === 0 ? 0 : rowsDown(rows) - ROW_GAP;
  return { boxes, lanes, on, measures, small, width: Math.max(0, x - COLUMN_GAP), height: rowsHigh };
}

/** Where the ground of a bridge ends and that of the next begins, under boxes that are on both; null where it does not. */
function splitOf(
  { bridge, shared, reaches, nodes }: Group,
  grid: Grid | undefined,
  on: ReadonlyMap<NodeView, readonly number[]>,
): number | null {
  const first = nodes[0];
  if (bridge === null || !shared || !reaches || !grid || !first) return null;
  const box = grid.boxes.get(first.id);
  if (nodes.length > 1 || !box) return grid.width / 2;
  const bridges = on.get(first) ?? [];
  return box.x + (box.width * bridges.filter((one) => one === bridge).length) / bridges.length;
}
