/** Where the frame on show rests on the canvas, and the way it took there from where it was a step before. */
import type { FrameRow, HopView } from '../../inspect/view';
import type { Canvas } from './canvas.svelte';
import { cutRoute, type Point, routeLength } from './cable';

/** Between a port and a frame beside it on the cable: half of each, and a little air. */
const BESIDE = 28;
/** Labels are wide: on a level cable half of one would lie on the port. */
const BESIDE_LEVEL = 84;
/** How deep inside its box a frame goes from one port to another. */
const INSIDE = 30;

const OUT = { top: [0, -1], bottom: [0, 1], left: [-1, 0], right: [1, 0] } as const;

export interface Passing {
  readonly hop: HopView;
  readonly row: FrameRow;
}

function besides(route: readonly Point[]): number {
  const [a, b] = [route[0], route[1]];
  const level = a !== undefined && b !== undefined && Math.abs(a.y - b.y) < 1;
  return Math.min(level ? BESIDE_LEVEL : BESIDE, routeLength(route) / 2);
}

/** The last point of a way. */
const end = (points: readonly Point[]): Point[] => points.slice(-1);

/** Beside the port that the frame passes, on its cable; inside the box where there is none. */
export function restOf(canvas: Canvas, { hop }: Pick<Passing, 'hop'>): Point | null {
  const route = hop.peer === null ? null : canvas.route(hop.port, hop.peer);
  if (route) return end(cutRoute(route, 0, besides(route)))[0] ?? null;
  return insideOf(canvas, hop.port) ?? canvas.dock(hop.node);
}

/** A point inside a port's box, just behind the port. */
function insideOf(canvas: Canvas, port: string): Point | null {
  const plug = canvas.plug(port);
  if (!plug) return null;
  const [x, y] = OUT[plug.side];
  return { x: plug.x - x * INSIDE, y: plug.y - y * INSIDE };
}

/** Along the links that are stacked on one another, from where the frame was to where it is now; null where it is no such way. */
function stackedWay(canvas: Canvas, before: Passing, now: Passing): Point[] | null {
  const [from, to] = [restOf(canvas, before), restOf(canvas, now)];
  if (before.hop.sent !== now.hop.sent || before.hop.port === now.hop.port || !from || !to) return null;
  const way = now.hop.sent
    ? canvas.descent(before.hop.port, now.hop.port)
    : (canvas.descent(now.hop.port, before.hop.port)?.toReversed() ?? null);
  if (!way || way.length === 0) return null;
  const inner = now.hop.sent ? cutRoute(way, BESIDE, routeLength(way)) : cutRoute(way, 0, routeLength(way) - BESIDE);
  return [from, ...inner, to];
}

/** The way to where the frame is now; one point where it did not travel. */
export function wayOf(canvas: Canvas, now: Passing, before: Passing | null): Point[] {
  const rest = restOf(canvas, now);
  if (!rest) return [];
  const { hop, row } = now;
  const stacked = before && stackedWay(canvas, before, now);
  if (stacked) return stacked;
  const route = hop.peer === null ? null : canvas.route(hop.peer, hop.port);
  if (!hop.sent && route) {
    const air = besides(route);
    const way = cutRoute(route, air, routeLength(route) - air);
    return way.length > 1 ? way : [rest];
  }
  const goesOn =
    before !== null && before.row.exchange === row.exchange && !before.hop.sent && before.row.port !== row.port;
  const from = goesOn ? restOf(canvas, before) : null;
  const inner = insideOf(canvas, hop.port);
  if (!from || !goesOn) return inner && hop.sent ? [inner, rest] : [rest];
  const lit = hop.lit.flatMap((id) => canvas.dock(id) ?? []);
  const behind = insideOf(canvas, before.hop.port);
  return [from, ...(behind ? [behind] : []), ...lit, ...(inner ? [inner] : []), rest];
}
