import { expect, test } from 'vitest';
import type { EdgeView, FrameRow } from '../../inspect/view';
import { inFlight } from './flight';

const cable = (from: string, to: string): EdgeView => ({ id: `${from} ${to}`, kind: 'cable', from, to, up: true });
const edges = [cable('c1', 'v1'), cable('c2', 'v2'), cable('c3', 'v3')];

/** `c1>` sends, `v1<` receives; time in microseconds behind it. */
function run(...steps: [string, number][]): FrameRow[] {
  return steps.map(([at, time], i) => ({
    step: i + 1,
    time,
    place: at.slice(0, -1),
    port: at.slice(0, -1),
    sent: at.endsWith('>'),
    protocol: 'ARP',
    summary: 'Who has 172.17.0.3? Tell 172.17.0.2',
    exchange: 1,
    dropped: false,
  }));
}

const flood = run(['c1>', 0], ['v1<', 1], ['v2>', 1], ['v3>', 1], ['c2<', 2], ['c3<', 2], ['c2>', 2], ['v2<', 3]);
const at = (step: number) =>
  inFlight(flood, step, edges)
    .map(({ row, peer }) => `${row.port}>${peer}`)
    .sort();

test('both copies of a flood leave with the first and go on until they arrive', () => {
  expect(at(2)).toEqual([]);
  expect(at(3)).toEqual(['v3>c3']);
  expect(at(4)).toEqual(['v2>c2']);
  expect(at(5)).toEqual(['v3>c3']);
  expect(at(6)).toEqual([]);
});

test('an answer is another flight than the question', () => {
  expect(at(7)).toEqual([]);
});

test('at step 0 nothing is under way', () => {
  expect(at(0)).toEqual([]);
});
