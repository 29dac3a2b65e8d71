import { expect, test } from 'vitest';
import { parse } from '../parse';
import { ignoredBy } from './probed';

const IMAGE = { id: 'sha256:0', tag: 'latest', cmd: [], exposed: [], files: {} };
const GROUND = {
  images: { 'redis:latest': { ...IMAGE, repository: 'redis' } },
  has: (program: string) => ['nc', 'grep'].includes(program),
};

/** The services whose check is named as ignored. */
function ignored(image: string, healthcheck: string): readonly string[] {
  const text = `services:\n  db:\n    image: ${image}\n    healthcheck: ${healthcheck}\n`;
  const parsed = parse(text, { file: 'compose.yaml', environment: {}, profiles: [], read: () => null });
  if (!parsed.ok) throw new Error(parsed.problems[0]?.message);
  return ignoredBy(parsed.project, GROUND).flatMap(({ services }) => services);
}

test.each<[string, string, readonly string[]]>([
  ['redis', '{ test: [CMD, nc, -z, localhost, "6379"] }', []],
  ['redis', '{ test: "nc -z localhost 6379 || exit 1" }', []],
  ['redis', '{ test: [CMD, redis-cli, ping] }', ['db']],
  ['redis', '{ test: "redis-cli ping | grep PONG" }', ['db']],
  ['redis', '{ disable: true }', []],
  ['grafana/grafana', '{ test: [CMD, nc, -z, localhost, "3000"] }', ['db']],
])('%s with %s: a check is ignored where it cannot be run', (image, healthcheck, services) => {
  expect(ignored(image, healthcheck)).toEqual(services);
});
