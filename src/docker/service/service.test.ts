import { expect, test } from 'vitest';
import { playLines } from '../../../tests/unit/play';

const SWARM = [
  'docker swarm init --advertise-addr 10.0.0.10 --default-addr-pool 10.20.0.0/16 >/dev/null',
  '@host2 docker swarm join --token $WORKER_TOKEN 10.0.0.10:2377 >/dev/null',
  'docker network create -d overlay --attachable mesh >/dev/null',
];
const WEB = 'docker service create -d -q --no-resolve-image --name web --network mesh --stop-grace-period 1s';

/** What each command printed, by the command. */
function outputs(lines: readonly string[]): Record<string, string> {
  const said: Record<string, string> = {};
  for (const block of playLines(lines).transcript.split(/^\$ /m).slice(1)) {
    const [command = '', ...rest] = block.split('\n');
    said[command] = rest.join('\n').trim();
  }
  return said;
}

test('a virtual address leads to the tasks in turn, over the overlay where they are on another node', () => {
  const { why } = playLines([
    ...SWARM,
    `${WEB} --replicas 3 nginx`,
    'sleep 4',
    'docker run -d --name client --network mesh alpine',
    ...Array.from({ length: 3 }, () => 'docker exec client curl -s http://web/'),
  ]);
  const chosen = why.flatMap((decision) => (decision.kind === 'ipvs.schedule' ? [decision] : []));
  expect(chosen).toHaveLength(3);
  expect(new Set(chosen.map(({ server }) => server)).size).toBe(3);
  expect(new Set(chosen.map(({ ns }) => ns))).toEqual(new Set(['host-lb-mesh']));
  expect(why.some(({ kind }) => kind === 'vxlan.encap')).toBe(true);
});

test('the routing mesh: every node answers for a published port, also one without a task', () => {
  const said = outputs([
    ...SWARM,
    `${WEB} --constraint node.role==worker --publish 8080:80 nginx`,
    'sleep 4',
    '@laptop curl -s http://10.0.0.10:8080/',
    '@laptop curl -s http://10.0.0.11:8080/',
    'curl -s http://127.0.0.1:8080/',
    'docker service rm web',
    'sleep 8',
    'iptables -t nat -S DOCKER-INGRESS',
    '@laptop curl -s -m 1 http://10.0.0.11:8080/',
  ]);
  for (const url of ['10.0.0.10', '10.0.0.11'])
    expect(said[`@laptop curl -s http://${url}:8080/`]).toBe('Welcome to nginx!');
  expect(said['curl -s http://127.0.0.1:8080/']).toBe('Welcome to nginx!');
  expect(said['iptables -t nat -S DOCKER-INGRESS']).toBe('-N DOCKER-INGRESS\n-A DOCKER-INGRESS -j RETURN');
  expect(said['@laptop curl -s -m 1 http://10.0.0.11:8080/']).toContain('[exit ');
});

test('a drained node gives its tasks to the others, and gets none back by itself', () => {
  const said = outputs([
    ...SWARM,
    `${WEB} --replicas 2 nginx`,
    'sleep 4',
    '@host2 docker ps -q | wc -l',
    'docker node update --availability drain host2',
    'sleep 6',
    "docker service ps --filter desired-state=running --format '{{.Name}} {{.Node}}' web",
    '@host2 docker ps --format {{.Names}}',
  ]);
  expect(said['@host2 docker ps -q | wc -l']).toBe('1');
  expect(said["docker service ps --filter desired-state=running --format '{{.Name}} {{.Node}}' web"]).toBe(
    'web.1 host\nweb.2 host',
  );
  expect(said['@host2 docker ps --format {{.Names}}']).toBe('');
});

test('a node that leaves takes its containers with it; its tasks come again elsewhere once it is missed', () => {
  const said = outputs([
    ...SWARM,
    `${WEB} --replicas 2 nginx`,
    'sleep 4',
    '@host2 docker swarm leave',
    '@host2 docker ps -aq',
    'sleep 25',
    "docker service ls --format '{{.Replicas}}'",
  ]);
  expect(said['@host2 docker ps -aq']).toBe('');
  expect(said["docker service ls --format '{{.Replicas}}'"]).toBe('2/2');
});

test('docker ps tells the containers of tasks from others', () => {
  const said = outputs([
    'docker swarm init >/dev/null',
    'docker service create -d -q --no-resolve-image --name web nginx',
    'docker run -d --name own nginx',
    'sleep 3',
    "docker ps --filter is-task=true --format '{{.Image}} {{.Names}}'",
    "docker ps --filter is-task=false --format '{{.Names}}'",
  ]);
  expect(said["docker ps --filter is-task=true --format '{{.Image}} {{.Names}}'"]).toMatch(/web\.1\.\w+$/);
  expect(said["docker ps --filter is-task=false --format '{{.Names}}'"]).toBe('own');
});
