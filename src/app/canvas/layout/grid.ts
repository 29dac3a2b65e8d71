/** Boxes of one group in rows. What hangs under other boxes has its cables led down beside them, each in a lane of its own. */
import type { NodeView, PortView } from '../../../inspect/view';
import { type Box, portsOn, type Size } from './box';

export interface Grid extends Size {
  /** By the ids of the boxes, from the left of the grid; the row is counted from the top of all rows. */
  readonly boxes: ReadonlyMap<string, Omit<Box, 'y'> & { readonly row: number }>;
  /** How far from the left of the grid the cable of a port goes down, where it is not straight below the port. */
  readonly lanes: ReadonlyMap<string, Lane>;
}

export interface Lane {
  readonly x: number;
  /** How far below its box a cable turns aside. */
  readonly drop: number;
}

export const COLUMN_GAP = 32;
const LANE_GAP = 20;
const LANE = 14;
const BESIDE_BOX = 14;
/** Cables of one box turn aside so far below it, and so far below one another. */
const DROP = 18;
const DROP_STEP = 6;
/** Between two rows: room for the cables that turn aside. */
export const ROW_GAP = 34;

/** `rows` is how many rows there are for everyone: a smaller grid stands in the lowest of them. */
export function gridOf(
  nodes: readonly NodeView[],
  rows: number,
  size: (node: NodeView) => Size,
  cabled: (port: PortView) => boolean,
): Grid {
  const columns = Math.ceil(nodes.length / rows);
  const used = columns === 0 ? 0 : Math.ceil(nodes.length / columns);
  const boxes = new Map<string, Omit<Box, 'y'> & { row: number }>();
  const lanes = new Map<string, Lane>();
  let [left, height, right] = [0, 0, 0];
  for (let column = 0; column < columns; column++) {
    const stack = nodes.filter((_, i) => i % columns === column);
    const width = Math.max(...stack.map((node) => size(node).width));
    stack.forEach((node, i) => {
      boxes.set(node.id, { x: left + (width - size(node).width) / 2, ...size(node), row: rows - used + i });
      height = Math.max(height, size(node).height);
    });
    right = left + width;
    for (const node of stack.slice(0, -1).toReversed()) {
      const ports = portsOn(node, 'bottom').filter(cabled);
      ports.forEach((port, i) => {
        right += right === left + width ? BESIDE_BOX : LANE;
        lanes.set(port.id, { x: right, drop: DROP + DROP_STEP * (ports.length - 1 - i) });
      });
    }
    left = right + (lanes.size > 0 ? LANE_GAP : COLUMN_GAP);
  }
  return { width: right + (lanes.size > 0 ? LANE_GAP : 0), height, boxes, lanes };
}
