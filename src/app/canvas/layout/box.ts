/** How big a box is and where its ports sit, from what it is called and what it holds: never from what changes while stepping. */
import type { NodeView, PortView } from '../../../inspect/view';
import type { Point, Side } from '../cable';

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A box relative to the one it stands in. */
export interface Box extends Point, Size {}

/** Lines of a box's inside that are shown: a box keeps its size while they come and go. */
export const SHOWN_LINES = 3;
const PILL_HEIGHT = 22;
const PILL_GAP = 12;
const LINE = 18;
/** Of the monospaced face at 11 px. */
const CHARACTER = 6.7;
const TITLE_CHARACTER = 7.2;
/** Where ports stand close they are as on a switch: sockets, named when a frame passes. */
const SOCKET = 10;
const SOCKET_GAP = 4;
/** A small box has its name and its address, in letters that can be read from afar. */
const SMALL = { height: 52, least: 124, most: 190, character: 8.6 } as const;

/** What stands on a port: its address too where there is room beside the cable. */
export function portLabel(port: PortView): string {
  return port.address !== null && !isSideways(port.side) ? `${port.name} ${port.address}` : port.name;
}

export function pillWidth(port: PortView): number {
  return port.joint === true ? SOCKET : Math.ceil(portLabel(port).length * CHARACTER) + 18;
}

export const isSideways = (side: Side): boolean => side === 'left' || side === 'right';

export const portsOn = (node: NodeView, side: Side): readonly PortView[] =>
  node.ports.filter((port) => port.side === side);

/** Whether a box is drawn as a bridge is: a title and its ports. */
export const isBridge = ({ kind }: NodeView): boolean => kind === 'bridge' || kind === 'network';

/** How much of its side each port takes, and the least that is left between two. */
export interface Measure {
  readonly of: (port: PortView) => number;
  readonly gap: number;
  /** What is kept free before the first and behind the last. */
  readonly ends: readonly [number, number];
}
export const PILLS: Measure = { of: pillWidth, gap: PILL_GAP, ends: [PILL_GAP, PILL_GAP] };
export const SOCKETS: Measure = { of: () => SOCKET, gap: SOCKET_GAP, ends: [PILL_GAP, PILL_GAP] };
/** Below one another on a side: the title stands above them. */
export const LEVEL: Measure = { of: () => PILL_HEIGHT, gap: 8, ends: [36, PILL_GAP] };

/** The width that ports need side by side. */
export function rowWidth(ports: readonly PortView[], { of, gap }: Measure): number {
  return ports.reduce((sum, port) => sum + of(port) + gap, gap);
}

/** The size of a box that holds no other. */
export function boxSize(node: NodeView, measure: Measure = PILLS): Size {
  const [top, bottom] = [portsOn(node, 'top'), portsOn(node, 'bottom')];
  const ports = Math.max(rowWidth(top, measure), rowWidth(bottom, measure));
  const text = Math.min((node.title.length + node.subtitle.length + 2) * TITLE_CHARACTER + 32, 360);
  if (isBridge(node)) return { width: Math.max(ports, text, 200), height: 64 };
  if (node.kind === 'place' || node.kind === 'resolver') return { width: Math.max(text, 160), height: 64 };
  const sideways = Math.max(portsOn(node, 'left').length, portsOn(node, 'right').length) * (PILL_HEIGHT + 8);
  const lines = (isUnderPorts(node) ? 12 : 0) + 38 + SHOWN_LINES * LINE + 22;
  return { width: Math.max(ports, Math.min(text, 300), 196), height: Math.max(lines, sideways + 48) };
}

/** Whether the title of a box has to stand below ports on its upper rim. */
export const isUnderPorts = (node: NodeView): boolean =>
  !isBridge(node) && node.ports.some(({ side }) => side === 'top');

/** The size of a container's box where many stand in rows: its name, its addresses. */
export function smallSize(node: NodeView): Size {
  const text = Math.max(node.title.length + 2, addressesOf(node).length) * SMALL.character + 24;
  return { width: Math.round(Math.min(Math.max(text, SMALL.least), SMALL.most)), height: SMALL.height };
}

export const addressesOf = ({ ports }: NodeView): string => ports.flatMap(({ address }) => address ?? []).join(' ');

/** How far the middle of each port of a side is along it: spread evenly, in order. */
export function spread(ports: readonly PortView[], length: number, measure: Measure = PILLS): number[] {
  if (ports.length === 0) return [];
  const sideways = isSideways(ports[0]?.side ?? 'top');
  const needed = ports.map((port) => (sideways ? PILL_HEIGHT : measure.of(port)));
  const gap = (length - needed.reduce((sum, size) => sum + size, 0)) / (ports.length + 1);
  let at = 0;
  return needed.map((size) => {
    const middle = at + gap + size / 2;
    at += gap + size;
    return middle;
  });
}

/** Moves ports to where they would like to be, in that order, but never over each other or over a corner. */
export function settle(
  ports: readonly PortView[],
  wishes: readonly number[],
  length: number,
  { of, gap, ends }: Measure = PILLS,
): Map<string, number> {
  const order = ports
    .map((port, i) => ({ port, wish: wishes[i] ?? 0, half: of(port) / 2 }))
    .sort((a, b) => a.wish - b.wish);
  let edge = ends[0];
  const placed = order.map(({ port, wish, half }) => {
    const at = Math.max(wish, edge + half);
    edge = at + half + gap;
    return { port, at, half };
  });
  let limit = length - ends[1];
  for (const item of placed.toReversed()) {
    item.at = Math.min(item.at, limit - item.half);
    limit = item.at - item.half - gap;
  }
  return new Map(placed.map(({ port, at }) => [port.id, at]));
}
