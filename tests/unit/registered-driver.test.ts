import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { routedDriver } from './routed-driver';
import { playLines } from './play';
import { registerDriver } from '../../src/docker/drivers/registry';

const SETUP = [
  'docker network create -d routed --subnet 10.7.0.0/24 net',
  'docker run -d --name c1 --network net alpine',
  'docker run -d --name c2 --network net alpine',
];

test('a driver that nobody registered is a plugin that is not found', () => {
  expect(playLines(['docker network create -d routed net']).transcript).toContain(
    'Error response from daemon: plugin "routed" not found',
  );
});

test("a registered driver serves networks as the engine's own do", () => {
  expect(registerDriver(routedDriver)).toBe(true);
  expect(registerDriver(routedDriver)).toBe(false);
  const { transcript, steps } = playLines([
    ...SETUP,
    'docker exec c1 ip route',
    'ping -c 1 10.7.0.2',
    'docker exec c1 ping -c 1 10.0.0.10',
    'docker network ls --format "{{.Name}} {{.Driver}}"',
    "docker info --format '{{json .Plugins.Network}}'",
    'docker network create -d routed -o mtu=9000 other',
    'docker rm -f c1 c2',
    'docker network rm net',
    'ip -br link',
  ]);
  expect(transcript).toContain('default via 10.7.0.1 dev eth0');
  expect(transcript.match(/1 received, 0% packet loss/g)).toHaveLength(2);
  expect(transcript).toContain('net routed');
  expect(transcript).toContain('["bridge","host","ipvlan","macvlan","null","overlay","routed"]');
  expect(transcript).toContain('Error response from daemon: routed networks take no mtu: 9000');
  expect(transcript.split('ip -br link')[1]).not.toContain('veth');
  const echoes = steps.filter(({ text }) => text.includes('Echo')).map(({ place }) => place);
  expect(echoes.some((place) => place.startsWith('c1:'))).toBe(true);
  expect(echoes.some((place) => place.includes('docker0'))).toBe(false);
});

test('the driver of the documentation is the one that is compiled and run here', () => {
  const code = readFileSync('tests/unit/routed-driver.ts', 'utf8');
  expect(readFileSync('docs/drivers.md', 'utf8')).toContain(`\`\`\`ts\n${code}\`\`\`\n`);
});
