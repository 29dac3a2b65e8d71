/** How big a box is and where its ports sit, from what it is called and what it holds: never from what changes while stepping. */
import type { NodeView, PortView } from '../../inspect/view';
import type { Side } from './cable';

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Lines of a box's inside that are shown: a box keeps its size while they come and go. */
export const SHOWN_LINES = 3;
const PILL_HEIGHT = 22;
const PILL_GAP = 12;
const LINE = 18;
/** Of the monospaced face at 11 px. */
const CHARACTER = 6.7;
const TITLE_CHARACTER = 7.2;
/** What a bridge leaves for each port that a container's cable comes down to. */
const BRIDGE_PORT = 228;

/** What stands on a port: its address too where there is room beside the cable. */
export function portLabel(port: PortView): string {
  return port.address !== null && !isSideways(port.side) ? `${port.name} ${port.address}` : port.name;
}

export function pillWidth(port: PortView): number {
  return Math.ceil(portLabel(port).length * CHARACTER) + 18;
}

export const isSideways = (side: Side): boolean => side === 'left' || side === 'right';

export const portsOn = (node: NodeView, side: Side): readonly PortView[] =>
  node.ports.filter((port) => port.side === side);

/** The width that ports need side by side. */
function rowWidth(ports: readonly PortView[]): number {
  return ports.reduce((sum, port) => sum + pillWidth(port) + PILL_GAP, PILL_GAP);
}

/** The size of a box that holds no other. */
export function boxSize(node: NodeView): Size {
  const ports = Math.max(rowWidth(portsOn(node, 'top')), rowWidth(portsOn(node, 'bottom')));
  const text = Math.min((node.title.length + node.subtitle.length + 2) * TITLE_CHARACTER + 32, 300);
  const sideways = Math.max(portsOn(node, 'left').length, portsOn(node, 'right').length) * (PILL_HEIGHT + 8);
  switch (node.kind) {
    case 'bridge':
    case 'network': {
      const above = Math.max(portsOn(node, 'top').length, portsOn(node, 'bottom').length);
      return { width: Math.max(ports, text, above * BRIDGE_PORT, 200), height: 64 };
    }
    case 'place':
    case 'resolver':
      return { width: Math.max(text, 160), height: 64 };
    default:
      return { width: Math.max(ports, text, 196), height: Math.max(38 + SHOWN_LINES * LINE + 22, sideways + 48) };
  }
}

/** How far the middle of each port of a side is along it: spread evenly, in order. */
export function spread(ports: readonly PortView[], length: number): number[] {
  if (ports.length === 0) return [];
  const sideways = isSideways(ports[0]?.side ?? 'top');
  const needed = ports.map((port) => (sideways ? PILL_HEIGHT : pillWidth(port)));
  const gap = (length - needed.reduce((sum, size) => sum + size, 0)) / (ports.length + 1);
  let at = 0;
  return needed.map((size) => {
    const middle = at + gap + size / 2;
    at += gap + size;
    return middle;
  });
}

/** Moves ports to where they would like to be, in that order, but never over each other or over a corner. */
export function settle(ports: readonly PortView[], wishes: readonly number[], length: number): Map<string, number> {
  const order = ports
    .map((port, i) => ({ port, wish: wishes[i] ?? 0, half: pillWidth(port) / 2 }))
    .sort((a, b) => a.wish - b.wish);
  let edge = PILL_GAP;
  const placed = order.map(({ port, wish, half }) => {
    const at = Math.max(wish, edge + half);
    edge = at + half + PILL_GAP;
    return { port, at, half };
  });
  let limit = length - PILL_GAP;
  for (const item of placed.toReversed()) {
    item.at = Math.min(item.at, limit - item.half);
    limit = item.at - item.half - PILL_GAP;
  }
  return new Map(placed.map(({ port, at }) => [port.id, at]));
}
