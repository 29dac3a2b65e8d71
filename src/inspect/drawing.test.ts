import { expect, test } from 'vitest';
import { Session } from './session';

function drawn(...lines: readonly string[]): Session {
  const session = new Session();
  session.open('');
  for (const line of lines) session.type('host', line);
  return session;
}

const host = (session: Session) => session.drawing().hosts[0]!;

test('what there is to draw with: images, networks with their boxes, containers with their networks', () => {
  const session = drawn('docker network create red', 'docker network connect red c1');
  const { images, networks, containers } = host(session);
  expect(images).toContainEqual({ name: 'nginx', exposed: ['80/tcp'] });
  const { nodes } = session.view(25).topology;
  expect(
    networks.map(({ name, box, containers: on }) => [name, nodes.find(({ id }) => id === box)?.title, on]),
  ).toEqual([
    ['none', undefined, []],
    ['host', undefined, []],
    ['bridge', 'docker0', ['c1', 'c2']],
    ['red', 'red', ['c1']],
  ]);
  expect(containers.map(({ name, networks: on }) => [name, on])).toEqual([
    ['c1', ['bridge', 'red']],
    ['c2', ['bridge']],
  ]);
});

test('a cable is named by the end that the host can reach, and tells what is done to its frames', () => {
  const session = drawn('docker network create red');
  const cable = session.drawing().cables.find(({ dev }) => dev.startsWith('veth'))!;
  expect(cable).toMatchObject({ machine: 'host', prefix: '', up: true, netem: null });
  session.type('host', `tc qdisc add dev ${cable.dev} root netem delay 50ms loss 30%`);
  session.type('host', `ip link set ${cable.dev} down`);
  const now = session.drawing().cables.find(({ edge }) => edge === cable.edge);
  expect(now).toMatchObject({ up: false, netem: 'delay 50ms loss 30%' });
  const { edges } = session.view(session.type('host', 'true').steps).topology;
  expect(edges.find(({ id }) => id === cable.edge)).toMatchObject({ up: false, netem: 'delay 50ms loss 30%' });
  expect(session.drawing().cables.find(({ dev }) => dev === 'wan')?.machine).toBe('router');
});

test('a container is made again with all that it was made with', () => {
  const run =
    "docker run -d --name web --network red --ip 172.20.0.9 --network-alias shop -e 'A=b c' --add-host x:10.0.0.1 -p 127.0.0.1:8080:80 -p 53:53/udp";
  const session = drawn(
    'docker network create --subnet 172.20.0.0/16 red',
    'docker network create blue',
    `${run} nginx httpd -f -p 81`,
    'docker network connect --alias w blue web',
  );
  const again = host(session).containers.find(({ name }) => name === 'web')?.again;
  expect(again).toEqual({ run, image: 'nginx httpd -f -p 81', then: ['docker network connect --alias w blue web'] });
  expect(host(session).published).toEqual([53, 8080]);
});

test('what somebody typed is told apart from the rules that Docker made', () => {
  const session = drawn('iptables -I FORWARD -s 172.17.0.2 -j DROP');
  expect(host(session).rules.filter(({ typed }) => typed)).toEqual([
    { table: 'filter', chain: 'FORWARD', spec: '-s 172.17.0.2/32 -j DROP', typed: true },
  ]);
  expect(session.drawing().addresses).toContainEqual({ name: 'c1', address: '172.17.0.2', machine: 'host' });
  expect(session.drawing().addresses).toContainEqual({ name: 'laptop', address: '10.0.0.20', machine: 'laptop' });
});
