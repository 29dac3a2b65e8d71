/** Networks, names and files of containers, as somebody at the terminal sees them. */
import { expect, test } from 'vitest';
import type { EngineVersion } from '../../src/lab/scenario';
import { playLines } from './play';

/** What the last of the lines printed. */
function last(lines: readonly string[], engine: EngineVersion = '28'): string {
  const { transcript } = playLines(lines, engine);
  const block = transcript.slice(transcript.lastIndexOf('\n$ ') + 1);
  return block.slice(block.indexOf('\n') + 1).trimEnd();
}

const THREE = [
  'docker network create --subnet 10.1.0.0/24 zeta',
  'docker network create --subnet 10.2.0.0/24 alpha',
  'docker network create --subnet 10.3.0.0/24 --internal mid',
  'docker create --name pre --network zeta alpine',
  'docker network connect mid pre',
  'docker network connect alpha pre',
  'docker start pre',
];

test('20.10 numbers the interfaces that come up together by precedence: internal networks last, the others by name', () => {
  const addresses = last([...THREE, 'docker exec pre ip -o -4 addr'], '20.10');
  expect(addresses).toMatch(/eth0 +inet 10\.2\.0\.2/);
  expect(addresses).toMatch(/eth1 +inet 10\.1\.0\.2/);
  expect(addresses).toMatch(/eth2 +inet 10\.3\.0\.2/);
});

test.each(['20.10', '28'] as const)(
  '%s: where ndots is set, a bare name that nobody has is not asked for outside',
  (engine) => {
    const { transcript, steps } = playLines(
      [
        'docker network create n',
        'docker run -d --name app --network n --dns-opt ndots:1 alpine',
        'docker exec app dig +noall +comments bare',
        'docker exec app dig +noall +comments bare.name',
      ],
      engine,
    );
    expect(transcript.match(/status: \w+/g)).toEqual(['status: NOERROR', 'status: NXDOMAIN']);
    const outside = steps.filter(({ place, text }) => place === 'www/eth0' && text.includes('query'));
    expect(outside.map(({ text }) => text).join()).toContain('bare.name');
    expect(outside.some(({ text }) => /bare(?!\.name)/.test(text))).toBe(false);
  },
);

test.each([
  ['20.10', /^127\.0\.0\.1\tlocalhost\n::1\t[^]*\n1\.2\.3\.4\ta$/],
  ['28', /^127\.0\.0\.1\tlocalhost\n1\.2\.3\.4\ta$/],
] as const)('%s: on the host network, a container with names of its own has a file of its own', (engine, text) => {
  const run = 'docker run -d --name hh --network host --add-host a:1.2.3.4 --dns 9.9.9.9 alpine';
  expect(last([run, 'docker exec hh cat /etc/hosts'], engine)).toMatch(text);
  expect(last([run, 'docker exec hh cat /etc/resolv.conf'], engine)).toContain('nameserver 9.9.9.9');
});

test('a template sees a slice or a map that nobody made as an empty one, JSON sees null', () => {
  const line =
    "docker inspect -f '{{.NetworkSettings.Networks.bridge.Aliases}} {{.Config.Volumes}} {{.HostConfig.DNS}} {{json .ExecIDs}} {{len .Config.OnBuild}}' cc";
  expect(last(['docker run -d --name cc alpine', line])).toBe('[] map[] [] null 0');
});

test("a template may use the client's own names for fields, and a time's methods", () => {
  const line = (format: string) => ['docker network create n', `docker network inspect -f '${format}' n`];
  expect(last(line('{{.ID}}'))).toMatch(/^[0-9a-f]{64}$/);
  expect(last(line('{{.Created.Year}} {{.Services}} {{.Peers}}'))).toBe('2026 map[] []');
  expect(last(line('{{.ID}} {{.Id}}'))).toContain('map has no entry for key "ID"');
});

test('an index behind the last of a list is one that reflect complains about', () => {
  expect(last(["docker network inspect -f '{{index .IPAM.Config 0}}' host"], '20.10')).toContain(
    'error calling index: reflect: slice index out of range',
  );
  expect(last(["docker network inspect -f '{{index .IPAM.Config 1}}' host"], '20.10')).toContain(
    'error calling index: index out of range: 1',
  );
});

test('/proc/net/route lists the routes with their addresses turned round', () => {
  const route = last(['docker run -d --name cc alpine', 'docker exec cc cat /proc/net/route']);
  expect(route.split('\n').map((line) => line.split('\t').slice(0, 4).join(' '))).toEqual([
    'Iface Destination Gateway  Flags',
    'eth0 00000000 010011AC 0003',
    'eth0 000011AC 00000000 0001',
  ]);
});

test("a container's hostname is busybox's, which has no -I", () => {
  expect(last(['docker run -d --name cc alpine', 'docker exec cc hostname -I'])).toMatch(
    /^hostname: invalid option -- 'I'\nBusyBox [^]*\[exit 1\]$/,
  );
});

test('what was put together again on the way through a bridge leaves whole where the next link has room for it', () => {
  const { steps } = playLines([
    'docker network create -o com.docker.network.driver.mtu=1300 small',
    'docker run -d --name cc --network small alpine',
    'docker exec cc ping -c 1 -s 1300 10.0.0.20',
  ]);
  const requests = steps.filter(({ place, sent, text }) => place === 'host/eth0' && sent && /ICMP|IPv4/.test(text));
  expect(requests).toHaveLength(1);
});

test('a bridge without a container has no carrier: nothing is sent through it', () => {
  const { steps } = playLines(['ping -c 1 -W 1 172.17.0.9']);
  expect(steps.some(({ place }) => place === 'host/docker0')).toBe(false);
});

test('a group is not answered for, nor a broadcast', () => {
  const run = 'docker run -d --name cc alpine';
  expect(last([run, 'docker exec cc ping -c 1 -W 1 224.0.0.1'])).toContain('0 received');
  expect(last([run, 'docker exec cc ping -c 1 -W 1 -b 172.17.255.255'])).toContain('0 received');
});

test('what -P sets begins to count what meets it', () => {
  const said = last(['iptables -P INPUT DROP', '@laptop ping -c 1 -W 1 10.0.0.10', 'iptables -nvL INPUT | head -n 1']);
  expect(said).toBe('Chain INPUT (policy DROP 1 packets, 84 bytes)');
});

test('a stopped container looks for its networks when it starts: one that was asked for twice keeps what it was asked first', () => {
  const lines = [
    'docker network create --subnet 10.20.0.0/24 n',
    'docker create --name cc --network bridge alpine',
    'docker network connect --ip 10.20.0.7 n cc',
    'docker network connect --ip 10.20.0.8 n cc',
    'docker start cc',
    "docker inspect -f '{{.NetworkSettings.Networks.n.IPAddress}}' cc",
  ];
  expect(last(lines)).toBe('10.20.0.7');
});

test('prune asks before it goes to work, and is content with no for an answer', () => {
  expect(last(['docker network create n', 'docker network prune'])).not.toContain('[exit');
});
