import { expect, test } from 'vitest';
import { complete } from './completion';

const NAMES = ['c1', 'c2', 'goals-backend'];

test.each([
  ['doc', 'ker '],
  ['docker ne', 'twork '],
  ['docker network con', 'nect '],
  ['docker exec g', 'oals-backend '],
  ['docker exec c', ''],
  ['docker exec c1 trace', 'route '],
  ['iptables', ''],
  ['ip ro', 'ute '],
  ['ping c', ''],
  ['nothing like i', ''],
])('%s + %s', (text, added) => {
  expect(complete(text, NAMES)).toBe(added);
});
