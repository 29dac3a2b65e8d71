/** The way of a cable on the canvas: straight pieces from one port to the other, each leaving its box by its own side. */

export interface Point {
  readonly x: number;
  readonly y: number;
}

export type Side = 'top' | 'bottom' | 'left' | 'right';

export interface Plug extends Point {
  readonly side: Side;
}

/** How far a cable runs straight out before it turns. */
const STUB = 20;
const CORNER = 8;

const OUT: Record<Side, Point> = {
  top: { x: 0, y: -1 },
  bottom: { x: 0, y: 1 },
  left: { x: -1, y: 0 },
  right: { x: 1, y: 0 },
};

const isVertical = (side: Side): boolean => side === 'top' || side === 'bottom';
const stub = ({ x, y, side }: Plug): Point => ({ x: x + OUT[side].x * STUB, y: y + OUT[side].y * STUB });

/** The corners of a cable, its two ends included. */
export function cableRoute(from: Plug, to: Plug): Point[] {
  const [a, b] = [stub(from), stub(to)];
  return withoutKinks([from, ...between(from.side, a, to.side, b), to].map(({ x, y }) => ({ x, y })));
}

/** The corners of a cable that turns where it is told to: down to a height, aside to a place, down again, and so on. */
export function turnedRoute(from: Point, to: Point, origin: Point, turns: readonly number[]): Point[] {
  const corners: Point[] = [];
  let at: Point = { x: from.x, y: from.y };
  turns.forEach((turn, i) => {
    at = i % 2 === 0 ? { x: at.x, y: origin.y + turn } : { x: origin.x + turn, y: at.y };
    corners.push(at);
  });
  if (turns.length % 2 === 1) corners.push({ x: to.x, y: at.y });
  return withoutKinks([from, ...corners, to].map(({ x, y }) => ({ x, y })));
}

function between(fromSide: Side, a: Point, toSide: Side, b: Point): Point[] {
  const [fromVertical, toVertical] = [isVertical(fromSide), isVertical(toSide)];
  if (fromVertical && toVertical) {
    if (fromSide === toSide) {
      const y = fromSide === 'bottom' ? Math.max(a.y, b.y) : Math.min(a.y, b.y);
      return [
        { x: a.x, y },
        { x: b.x, y },
      ];
    }
    const y = (a.y + b.y) / 2;
    return [
      { x: a.x, y },
      { x: b.x, y },
    ];
  }
  if (!fromVertical && !toVertical) {
    const x = fromSide === toSide ? (fromSide === 'right' ? Math.max(a.x, b.x) : Math.min(a.x, b.x)) : (a.x + b.x) / 2;
    return [
      { x, y: a.y },
      { x, y: b.y },
    ];
  }
  return fromVertical ? [a, { x: a.x, y: b.y }, b] : [a, { x: b.x, y: a.y }, b];
}

/** Leaves out points that lie on the line from the last one kept to the one after. */
function withoutKinks(points: readonly Point[]): Point[] {
  const kept: Point[] = [];
  points.forEach((point, i) => {
    const [before, after] = [kept.at(-1), points[i + 1]];
    if (!before || !after || !isStraight(before, point, after)) kept.push(point);
  });
  return kept;
}

const near = (a: number, b: number): boolean => Math.abs(a - b) < 0.5;
const isStraight = (a: Point, b: Point, c: Point): boolean =>
  (near(a.x, b.x) && near(b.x, c.x)) || (near(a.y, b.y) && near(b.y, c.y));

const distance = (a: Point, b: Point): number => Math.hypot(b.x - a.x, b.y - a.y);
const towards = (a: Point, b: Point, share: number): Point => ({
  x: a.x + (b.x - a.x) * share,
  y: a.y + (b.y - a.y) * share,
});

export function routeLength(points: readonly Point[]): number {
  return points.reduce((sum, point, i) => sum + (i > 0 ? distance(points[i - 1] ?? point, point) : 0), 0);
}

/** The middle of a route, on foot. */
export function middle(points: readonly Point[]): Point {
  const half = routeLength(points) / 2;
  return cutRoute(points, 0, half).at(-1) ?? points[0] ?? { x: 0, y: 0 };
}

/** The piece of a route between two distances from its beginning. */
export function cutRoute(points: readonly Point[], from: number, to: number): Point[] {
  const piece: Point[] = [];
  let walked = 0;
  for (let i = 1; i < points.length; i++) {
    const [a, b] = [points[i - 1], points[i]];
    if (!a || !b) continue;
    const length = distance(a, b);
    if (length === 0) continue;
    const [start, end] = [Math.max(from - walked, 0) / length, Math.min(to - walked, length) / length];
    if (start < 1 && piece.length === 0) piece.push(towards(a, b, start));
    if (piece.length > 0 && end > 0) piece.push(towards(a, b, end));
    walked += length;
    if (walked >= to) break;
  }
  return piece;
}

/** A route as the `d` of an SVG path, its corners rounded. */
export function routePath(points: readonly Point[]): string {
  const [first, ...rest] = points;
  if (!first) return '';
  let d = `M ${first.x} ${first.y}`;
  rest.forEach((point, i) => {
    const before = points[i];
    const after = points[i + 2];
    if (!before || !after) {
      d += ` L ${point.x} ${point.y}`;
      return;
    }
    const radius = Math.min(CORNER, distance(before, point) / 2, distance(point, after) / 2);
    const enter = towards(point, before, radius / Math.max(distance(before, point), 1));
    const leave = towards(point, after, radius / Math.max(distance(point, after), 1));
    d += ` L ${enter.x} ${enter.y} Q ${point.x} ${point.y} ${leave.x} ${leave.y}`;
  });
  return d;
}
