import { expect, test } from 'vitest';
import { complete, type Known } from './completion';

const known: Known = {
  containers: ['web', 'db'],
  networks: ['bridge', 'my-net'],
  images: ['alpine', 'nginx'],
  machines: ['laptop', 'router'],
};
const inserted = (text: string): string => complete(text, known).insert;
const offered = (text: string): readonly string[] => complete(text, known).choices;

test.each([
  ['dock', 'er '],
  ['docker net', 'work '],
  ['docker network con', 'nect '],
  ['docker network connect my', '-net '],
  ['docker network connect my-net w', 'eb '],
  ['docker exec -it w', 'eb '],
  ['docker exec web trace', 'route '],
  ['docker exec web ip ro', 'ute '],
  ['docker run -d --name x ng', 'inx '],
  ['docker compose u', 'p '],
  ['@laptop cu', 'rl '],
  ['@la', 'ptop '],
  ['ip rou', 'te '],
  ['nonsense a', ''],
  ['docker st', ''],
])('%s goes on with %j', (text, insert) => {
  expect(inserted(text)).toBe(insert);
});

test('where it could go on with several words they are named, in their order', () => {
  expect(offered('docker st')).toEqual(['start', 'stop']);
  expect(offered('docker stop ')).toEqual(['db', 'web']);
  expect(offered('docker network connect ')).toEqual(['bridge', 'my-net']);
  expect(offered('docker')).toEqual([]);
});

test('names of the prototype are no words', () => {
  expect(complete('constructor x', known)).toEqual({ insert: '', choices: [] });
  expect(complete('docker __proto__ ', known)).toEqual({ insert: '', choices: [] });
});
