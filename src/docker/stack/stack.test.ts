import { expect, test } from 'vitest';
import { playLines } from '../../../tests/unit/play';

/** What each command printed, one after the other. */
function outputs(lines: readonly string[]): string[] {
  return playLines(lines)
    .transcript.split(/^\$ /m)
    .slice(1)
    .map((block) => block.split('\n').slice(1).join('\n').trim());
}

const FILE = [
  'services:',
  '  web:',
  '    image: nginx',
  '    ports: ["8080:80"]',
  '    networks: [front]',
  '    deploy: {replicas: 2}',
  '  api:',
  '    image: goals-node',
  '    networks: {front: {aliases: [backend]}}',
  '    restart: always',
  'networks:',
  '  front: {attachable: true}',
];

const write = `printf '${FILE.join('\\n')}\\n' > /tmp/stack.yml`;
const SWARM = 'docker swarm init --advertise-addr 10.0.0.10 --default-addr-pool 10.20.0.0/16 >/dev/null';

test('a stack comes up under its name, answers by the names of its services, and goes with its network', () => {
  const [, , deployed, , listed, services, fetched, tasks, removed, , , left] = outputs([
    write,
    SWARM,
    'docker stack deploy -d --resolve-image never -c /tmp/stack.yml app',
    'sleep 4',
    'docker stack ls',
    "docker stack services app --format '{{.Name}} {{.Replicas}} {{.Ports}}'",
    'docker exec $(docker ps -q --filter name=app_web.1) curl -s http://backend/',
    'docker exec $(docker ps -q --filter name=app_api) getent ahostsv4 tasks.web',
    'docker stack rm app',
    'sleep 15',
    'docker stack ls',
    "docker network ls --filter driver=overlay --format '{{.Name}}'",
  ]);
  expect(deployed?.split('\n')).toEqual([
    'Ignoring unsupported options: restart',
    '',
    'Creating network app_front',
    'Creating service app_api',
    'Creating service app_web',
  ]);
  expect(listed).toBe('NAME      SERVICES\napp       2');
  expect(services).toBe('app_api 1/1 \napp_web 2/2 *:8080->80/tcp');
  expect(fetched).toBe('{"goals":[]}');
  expect(new Set(tasks?.split('\n').map((line) => line.split(' ')[0])).size).toBe(2);
  expect(removed?.split('\n')).toEqual([
    'Removing service app_api',
    'Removing service app_web',
    'Removing network app_front',
  ]);
  expect(left).toBe('ingress');
});

test('deployed again it is updated; what the file no longer has goes with --prune', () => {
  const [, , , , again, names] = outputs([
    write,
    SWARM,
    'docker stack deploy -d --resolve-image never -c /tmp/stack.yml app',
    "printf 'services:\\n  api: {image: goals-node, networks: [front]}\\nnetworks:\\n  front: {}\\n' > /tmp/less.yml",
    "docker stack deploy -d --resolve-image never --prune -c /tmp/less.yml app | sed 's/id: [a-z0-9]*/id: ID/'",
    "docker stack services app --format '{{.Name}}'",
  ]);
  expect(again?.split('\n')).toEqual(['Removing service app_web', 'Updating service app_api (id: ID)']);
  expect(names).toBe('app_api');
});

test('a network of the outside has to be one of the swarm', () => {
  const file = (name: string) =>
    `printf 'services:\\n  a: {image: nginx, networks: [out]}\\nnetworks:\\n  out: {external: true, name: ${name}}\\n' > /tmp/out.yml`;
  const [, , , missing, , local] = outputs([
    SWARM,
    'docker network create near >/dev/null',
    file('nowhere'),
    'docker stack deploy -d -c /tmp/out.yml app',
    file('near'),
    'docker stack deploy -d -c /tmp/out.yml app',
  ]);
  expect(missing).toContain('network "nowhere" is declared as external, but could not be found.');
  expect(local).toContain('it is not in the right scope: "local" instead of "swarm"');
});
