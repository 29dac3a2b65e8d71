import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cableRoute, cutRoute, type Plug, routeLength, routePath, type Side } from './cable';

const plug: fc.Arbitrary<Plug> = fc.record({
  x: fc.integer({ min: -500, max: 500 }),
  y: fc.integer({ min: -500, max: 500 }),
  side: fc.constantFrom<Side>('top', 'bottom', 'left', 'right'),
});

test('a cable between ports that face each other is one straight line', () => {
  expect(cableRoute({ x: 10, y: 0, side: 'bottom' }, { x: 10, y: 90, side: 'top' })).toEqual([
    { x: 10, y: 0 },
    { x: 10, y: 90 },
  ]);
});

test('every piece of a cable is level or upright, and it ends where its ports are', () => {
  fc.assert(
    fc.property(plug, plug, (from, to) => {
      const route = cableRoute(from, to);
      expect(route[0]).toEqual({ x: from.x, y: from.y });
      expect(route.at(-1)).toEqual({ x: to.x, y: to.y });
      route.slice(1).forEach((point, i) => {
        const before = route[i]!;
        expect(Math.min(Math.abs(before.x - point.x), Math.abs(before.y - point.y))).toBeLessThan(0.5);
      });
    }),
  );
});

test('a corner where a stub ends exactly on the line of the other is kept', () => {
  expect(cableRoute({ x: 0, y: -470, side: 'left' }, { x: -20, y: -490, side: 'bottom' })).toEqual([
    { x: 0, y: -470 },
    { x: -20, y: -470 },
    { x: -20, y: -490 },
  ]);
});

test('a cut is as long as what was asked for, as far as there is cable', () => {
  fc.assert(
    fc.property(
      plug,
      plug,
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (a, b, p, q) => {
        const route = cableRoute(a, b);
        const length = routeLength(route);
        const [from, to] = [Math.min(p, q) * length, Math.max(p, q) * length];
        expect(routeLength(cutRoute(route, from, to))).toBeCloseTo(to - from, 3);
      },
    ),
  );
});

test('corners are rounded', () => {
  expect(
    routePath([
      { x: 0, y: 0 },
      { x: 0, y: 40 },
      { x: 40, y: 40 },
    ]),
  ).toBe('M 0 0 L 0 32 Q 0 40 8 40 L 40 40');
});
