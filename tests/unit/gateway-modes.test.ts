/** How containers are reached from beyond their bridge: gateway modes, trusted interfaces, a bridge without an address. */
import { expect, test } from 'vitest';
import type { EngineVersion } from '../../src/lab/scenario';
import { playLines } from './play';

const OPTION = 'com.docker.network.bridge';

/** What every line printed. */
function printed(lines: readonly string[], engine: EngineVersion = '28'): string[] {
  const blocks = `\n${playLines(lines, engine).transcript}`.split('\n$ ').slice(1);
  return blocks.map((block) => block.slice(block.indexOf('\n') + 1).trimEnd());
}

const network = (option: string) => `docker network create --subnet 10.40.0.0/24 -o ${OPTION}.${option} n`;
const ROUTE = '@laptop ip route add 10.40.0.0/24 via 10.0.0.10';

test('a routed network is reached by its own addresses and speaks with them', () => {
  const lines = [
    network('gateway_mode_ipv4=routed'),
    'docker run -d --name web --network n -p 8080:80 nginx',
    ROUTE,
    '@laptop curl -s http://10.40.0.2/',
    '@laptop ping -c 1 10.40.0.2',
    'curl -sS http://127.0.0.1:8080/',
    'docker exec web ping -c 1 10.0.0.20',
  ];
  const [, , , page, ping, published] = printed(lines);
  expect(page).toBe('Welcome to nginx!');
  expect(ping).toContain('1 received');
  expect(published).toContain('[exit 7]');
  const asked = playLines(lines).steps.filter(({ place, text }) => place === 'lap/eth0' && text.includes('request'));
  expect(asked.some(({ text }) => text.includes('10.0.0.10'))).toBe(false);
});

test('a routed network binds no port of the host, so that two containers may ask for one', () => {
  const shown = printed([
    network('gateway_mode_ipv4=routed'),
    'docker run -d --name app --network n -p 8080:80 nginx',
    'docker run -d --name two --network n -p 127.0.0.1:8080:80 nginx',
    'docker port two',
    "docker ps --filter name=two --format '{{.Ports}}'",
    "docker inspect -f '{{json .NetworkSettings.Ports}}' two",
  ]);
  expect(shown.slice(3)).toEqual([
    '80/tcp -> 0.0.0.0:',
    '0.0.0.0:0->80/tcp',
    '{"80/tcp":[{"HostIp":"0.0.0.0","HostPort":""}]}',
  ]);
});

test('other networks reach a routed one, but it does not reach theirs', () => {
  const shown = printed([
    network('gateway_mode_ipv4=routed'),
    'docker network create --subnet 10.41.0.0/24 other',
    'docker run -d --name here --network n alpine',
    'docker run -d --name there --network other alpine',
    'docker exec there ping -c 1 -W 1 10.40.0.2',
    'docker exec here ping -c 1 -W 1 10.41.0.2',
  ]);
  expect(shown[4]).toContain('1 received');
  expect(shown[5]).toContain('0 received');
});

test.each([
  ['gateway_mode_ipv4=nat', false, false],
  ['gateway_mode_ipv4=nat-unprotected', true, true],
  ['trusted_host_interfaces=lo:eth0', true, false],
  ['trusted_host_interfaces=lo', false, false],
])('with %s, what a laptop reaches of a published container by its own address', (option, published, others) => {
  const shown = printed([
    network(option),
    'docker run -d --name web --network n -p 8080:80 nginx',
    ROUTE,
    '@laptop curl -s -m 1 http://10.40.0.2/',
    '@laptop ping -c 1 -W 1 10.40.0.2',
    '@laptop curl -s http://10.0.0.10:8080/',
  ]);
  expect(shown[3]?.includes('Welcome')).toBe(published);
  expect(shown[4]?.includes('1 received')).toBe(others);
  expect(shown[5]).toBe('Welcome to nginx!');
});

test('an isolated network has no gateway, and its first address is a container’s', () => {
  const shown = printed([
    `${network('gateway_mode_ipv4=isolated')} --internal`,
    'docker run -d --name app --network n alpine',
    'docker exec app ip route',
    'ip -o -4 addr',
  ]);
  expect(shown[2]).toBe('10.40.0.0/24 dev eth0 proto kernel scope link src 10.40.0.1');
  expect(shown[3]).not.toContain('10.40.0');
});

test.each(['20.10', '28'] as const)(
  '%s: a bridge without an address leads nowhere, though the route is there',
  (engine) => {
    const shown = printed(
      [
        network('inhibit_ipv4=true'),
        'docker run -d --name app --network n alpine',
        'docker exec app ip route',
        'docker exec app ping -c 1 -W 1 10.0.0.20',
        'ip -o -4 addr',
      ],
      engine,
    );
    expect(shown[2]).toContain('default via 10.40.0.1');
    expect(shown[3]).toContain('0 received');
    expect(shown[4]).not.toContain('10.40.0');
  },
);

test('what is no mode is refused, and isolated where the network is not internal', () => {
  const [unknown, open] = printed([network('gateway_mode_ipv4=foo'), network('gateway_mode_ipv4=isolated')]);
  expect(unknown).toContain(`failed to parse ${OPTION}.gateway_mode_ipv4 value: foo (unknown gateway mode foo)`);
  expect(open).toContain("gateway mode 'isolated' can only be used for an internal network");
});

test('20.10 keeps an option that it does not know', () => {
  const shown = printed(
    [
      network('gateway_mode_ipv4=foo'),
      "docker network inspect -f '{{json .Options}}' n",
      'iptables -t nat -S POSTROUTING',
    ],
    '20.10',
  );
  expect(shown[1]).toBe(`{"${OPTION}.gateway_mode_ipv4":"foo"}`);
  expect(shown[2]).toContain('-s 10.40.0.0/24');
});

test('the rules of a routed network go with it', () => {
  const lists = ['iptables -S', 'iptables -t nat -S', 'iptables -t raw -S'];
  const shown = printed([
    ...lists,
    network('gateway_mode_ipv4=routed'),
    'docker run -d --name web --network n -p 8080:80 nginx',
    'docker rm -f web',
    'docker network rm n',
    ...lists,
  ]);
  expect(shown.slice(-3)).toEqual(shown.slice(0, 3));
});
