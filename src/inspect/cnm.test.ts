import { expect, test } from 'vitest';
import { scenarioOf, type EngineVersion } from '../lab/scenario';
import { createRun } from '../lab/run';
import type { World } from '../lab/world';
import { cnmOf } from './cnm';

function worldAfter(lines: readonly string[], engine: EngineVersion = '20.10'): World {
  const run = createRun(scenarioOf(lines, engine));
  while (run.advance(2000));
  return run.world;
}

test('an endpoint has its sandbox, its network, both ends of its cable and its names', () => {
  const world = worldAfter([
    'docker network create --subnet 172.30.0.0/16 net1',
    'docker run -d --name web --network net1 --network-alias www nginx',
  ]);
  const { endpoints } = cnmOf(world);
  expect(endpoints).toHaveLength(1);
  const [web] = endpoints;
  expect(web).toMatchObject({
    container: 'web',
    inside: 'eth0',
    address: '172.30.0.2/16',
    gateway: '172.30.0.1',
    network: { name: 'net1', driver: 'bridge', subnet: '172.30.0.0/16', gateway: '172.30.0.1', internal: false },
    sandbox: { netns: 'web', resolver: true },
  });
  expect(web?.outside).toMatch(/^veth[0-9a-f]{7}$/);
  expect(web?.names).toEqual(expect.arrayContaining(['web', 'www']));
  expect(
    web?.rules.some(({ spec, origin }) => spec.includes('MASQUERADE') && origin === 'docker network create net1'),
  ).toBe(true);
  expect(web?.rules.some(({ ns, spec }) => ns === 'web' && spec.includes('127.0.0.11'))).toBe(true);
});

test('a published port belongs to its endpoint alone, and leads back to the command that made it', () => {
  const world = worldAfter(['docker run -d --name web -p 8080:80 nginx', 'docker run -d --name c1 alpine']);
  const { endpoints, commands } = cnmOf(world);
  const dnats = endpoints.map(({ container, rules, ports }) => ({
    container,
    ports,
    dnat: rules.filter(({ spec }) => spec.includes('DNAT')).map(({ origin }) => origin),
  }));
  expect(dnats).toEqual([
    { container: 'web', ports: ['0.0.0.0:8080 → 80/tcp'], dnat: ['docker run --name web'] },
    { container: 'c1', ports: [], dnat: [] },
  ]);
  const made = commands.find(({ origin }) => origin === 'docker run --name web');
  expect(made?.rules.map(({ chain }) => chain)).toEqual(expect.arrayContaining(['DOCKER', 'POSTROUTING']));
});

test('no names on the default bridge, no interface on none, a rule of the user is none of Docker', () => {
  const world = worldAfter([
    'docker run -d --name c1 alpine',
    'docker run -d --name lone --network none alpine',
    'iptables -A FORWARD -i docker0 -j DROP',
  ]);
  const { endpoints, commands } = cnmOf(world);
  const c1 = endpoints.find(({ container }) => container === 'c1');
  expect(c1?.names).toEqual([]);
  expect(c1?.rules.find(({ spec }) => spec.includes('MASQUERADE'))?.origin).toBe('dockerd');
  expect(c1?.rules.some(({ origin }) => origin?.startsWith('iptables') ?? true)).toBe(false);
  expect(endpoints.find(({ container }) => container === 'lone')).toMatchObject({
    inside: null,
    outside: null,
    address: null,
  });
  expect(commands.some(({ origin }) => origin === 'iptables -A FORWARD -i docker0 -j DROP')).toBe(true);
});

test('engine 28: an endpoint has its own rule in raw', () => {
  const { endpoints } = cnmOf(worldAfter(['docker run -d --name c1 alpine'], '28'));
  expect(endpoints[0]?.rules.some(({ table, spec }) => table === 'raw' && spec.includes('172.17.0.2/32'))).toBe(true);
});
