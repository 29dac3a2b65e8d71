/** The machines outside: the Internet, the router and the rest of the LAN in columns beside each other. */
import type { NodeView } from '../../../inspect/view';
import { type Box, boxSize, isSideways, LEVEL, portsOn, settle, type Size, spread } from './box';
import { otherEnd, TIER, type Wire } from './wiring';

/** Between two columns: room for a frame and its name on a level cable. */
const COLUMN_GAP = 176;
const ROW_GAP = 32;
const COLUMNS = [TIER.internet, TIER.router, TIER.machine];

export interface Lan extends Size {
  readonly boxes: Map<string, Box>;
}

export function lanOf(outside: readonly NodeView[]): Lan {
  const columns = COLUMNS.map((tier) =>
    outside
      .filter((node) => TIER[node.kind] === tier)
      .toSorted((a, b) => portsOn(b, 'top').length - portsOn(a, 'top').length),
  ).filter((column) => column.length > 0);
  const heightOf = (column: readonly NodeView[]) =>
    column.reduce((sum, node) => sum + boxSize(node).height + ROW_GAP, -ROW_GAP);
  const height = Math.max(0, ...columns.map(heightOf));
  const boxes = new Map<string, Box>();
  let left = 0;
  for (const column of columns) {
    const width = Math.max(...column.map((node) => boxSize(node).width));
    let top = (height - heightOf(column)) / 2;
    for (const node of column) {
      boxes.set(node.id, { ...boxSize(node), x: left, y: top });
      top += boxSize(node).height + ROW_GAP;
    }
    left += width + COLUMN_GAP;
  }
  return { boxes, width: Math.max(0, left - COLUMN_GAP), height };
}

/** Ports of the machines outside: each level with the port at the other end of its cable, or straight below it. */
export function lanPorts(
  outside: readonly NodeView[],
  boxes: ReadonlyMap<string, Box>,
  wires: readonly Wire[],
  known: ReadonlyMap<string, number>,
): Map<string, number> {
  const ports = new Map(known);
  for (const node of outside) {
    const box = boxes.get(node.id);
    for (const side of box ? (['top', 'bottom', 'left', 'right'] as const) : []) {
      const row = portsOn(node, side);
      const even = spread(row, (isSideways(side) ? box?.height : box?.width) ?? 0);
      row.forEach((port, i) => ports.set(port.id, even[i] ?? 0));
    }
  }
  for (const node of outside.toSorted((a, b) => b.ports.length - a.ports.length)) {
    const box = boxes.get(node.id);
    if (!box) continue;
    for (const side of ['top', 'left', 'right'] as const) {
      const level = isSideways(side);
      const row = portsOn(node, side);
      const wishes = row.map((port) => {
        const other = wires.flatMap((wire) => otherEnd(wire, port) ?? [])[0];
        const there = other && boxes.get(other.node.id);
        const at = other && ports.get(other.port.id);
        if (!there || at === undefined || isSideways(other.port.side) !== level) return ports.get(port.id) ?? 0;
        return level ? there.y + at - box.y : there.x + at - box.x;
      });
      const settled = level ? settle(row, wishes, box.height, LEVEL) : settle(row, wishes, box.width);
      for (const [id, at] of settled) ports.set(id, at);
    }
  }
  return ports;
}
