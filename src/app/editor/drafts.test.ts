import fc from 'fast-check';
import { expect, test } from 'vitest';
import { draftsIn, scenarioKey, withDrafts } from './drafts';

const place = 'host/root/compose.yaml';
const draft = (text: string) => ({ place, text });

test('what is being written in a scenario is found there again, and in no other', () => {
  const [one, two] = [scenarioKey('v=1&s=abc&i=3'), scenarioKey('v=1&s=abd&i=3')];
  const stored = withDrafts(withDrafts(null, one, [draft('a')]), two, [draft('b')]);
  expect(draftsIn(stored, one)).toEqual([draft('a')]);
  expect(draftsIn(stored, two)).toEqual([draft('b')]);
  expect(scenarioKey('v=1&s=abc&i=9')).toBe(one);
  expect(draftsIn(withDrafts(stored, one, []), one)).toEqual([]);
});

test('the oldest go where there are too many, or too much of them', () => {
  const stored = Array.from({ length: 12 }, (_, i) => `k${i}`).reduce<string | null>(
    (before, key) => withDrafts(before, key, [draft('x'.repeat(29_000))]),
    null,
  );
  expect(stored?.length).toBeLessThan(200_000);
  expect(draftsIn(stored, 'k11')).toHaveLength(1);
  expect(draftsIn(stored, 'k6')).toHaveLength(1);
  expect(draftsIn(stored, 'k5')).toEqual([]);
});

test.each([
  ['nothing', null],
  ['no JSON', '{'],
  ['another version', '{"version":2,"scenarios":[]}'],
  ['a path elsewhere', '{"version":1,"scenarios":[{"key":"k","drafts":[{"place":"laptop/etc/passwd","text":""}]}]}'],
  ['a key of the prototype', '{"version":1,"scenarios":[{"key":"__proto__","drafts":[]}]}'],
  ['a long text', JSON.stringify({ version: 1, scenarios: [{ key: 'k', drafts: [draft('x'.repeat(30_001))] }] })],
])('of %s nothing is taken, and it is written over', (_, stored) => {
  expect(draftsIn(stored, 'k')).toEqual([]);
  expect(draftsIn(withDrafts(stored, 'k', [draft('mine')]), 'k')).toEqual([draft('mine')]);
});

test('whatever is stored, reading it throws nothing', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), fc.string(), (stored, key) => {
      draftsIn(withDrafts(stored, key, draftsIn(stored, key)), key);
    }),
  );
});
