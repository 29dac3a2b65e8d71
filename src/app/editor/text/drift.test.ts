import { expect, test } from 'vitest';
import { rowIn } from './drift';

const OLD = ['a', 'b', 'c', 'd'];

test.each([
  ['rows before a change keep their place', ['a', 'b', 'x', 'y', 'c', 'd'], 1, 1],
  ['rows behind what was put in move down', ['a', 'b', 'x', 'y', 'c', 'd'], 2, 4],
  ['rows behind what was taken out move up', ['a', 'd'], 3, 1],
  ['a changed row stays where it was', ['a', 'B', 'c', 'd'], 1, 1],
  ['a row that is gone gives the nearest', ['a', 'd'], 2, 1],
])('%s', (_what, now, row, expected) => {
  expect(rowIn(OLD, now, row)).toBe(expected);
});
