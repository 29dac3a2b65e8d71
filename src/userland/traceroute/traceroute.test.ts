import { expect, test } from 'vitest';
import { addHost, createHosts, type Hosts, run, start } from '../../../tests/unit/hosts';
import { cable, configure, ip } from '../../../tests/unit/net';
import { zoneDns } from '../../../tests/unit/zone-dns';
import { applyIptables } from '../../kernel/netfilter/rules';
import { addRoute } from '../../kernel/rtnetlink';
import { writeSysctl } from '../../kernel/sysctl';
import { get } from '../../sim/table';
import { traceroute, tracerouteTable } from './traceroute';

/** a 10.0.0.1 – r1 – 10.1.0.0/24 – r2 – b 10.2.0.2; b is the name server of a. */
function chain(): Hosts {
  const hosts = createHosts([traceroute, zoneDns]);
  const names = ['a', 'r1', 'r2', 'b'];
  for (const name of names) addHost(hosts, name, { '/etc/resolv.conf': 'nameserver 10.2.0.2\n' });
  const nss = names.map((name) => get(hosts.net.netns, name)!);
  for (let i = 0; i + 1 < names.length; i++) {
    const pair = cable(hosts.net, nss[i]!, `right${i}`, nss[i + 1]!, `left${i}`);
    configure(nss[i]!, pair.a, `10.${i}.0.1/24`);
    configure(nss[i + 1]!, pair.b, `10.${i}.0.2/24`);
  }
  for (const i of [1, 2]) writeSysctl(nss[i]!.sysctl, 'net.ipv4.ip_forward', '1');
  const route = (i: number, net: string, length: number, via: string) =>
    addRoute(nss[i]!, { prefix: { address: ip(net), length }, via: ip(via) });
  route(0, '0.0.0.0', 0, '10.0.0.2');
  route(1, '10.2.0.0', 24, '10.1.0.2');
  route(2, '10.0.0.0', 24, '10.1.0.1');
  route(3, '0.0.0.0', 0, '10.2.0.1');
  start(hosts, 'b', ['zone-dns', '10.2.0.2']);
  return hosts;
}

interface Sent {
  readonly ttl: number;
  readonly kind: string;
  readonly port: number;
}

function trace(line: string) {
  const hosts = chain();
  const ran = run(hosts, 'a', ['traceroute', ...line.split(' ').filter((word) => word !== '')]);
  const sent = hosts.net.steps.flatMap(({ place, sent: isSent, frame: { payload } }): Sent[] => {
    if (place !== 'a/right0' || !isSent || payload instanceof Uint8Array || payload.kind !== 'ipv4') return [];
    const inner = payload.payload;
    if (inner instanceof Uint8Array) return [];
    const port = inner.kind === 'icmp' ? inner.rest & 0xffff : inner.dstPort;
    return [{ ttl: payload.ttl, kind: inner.kind, port }];
  });
  const text = ran.out.replace(/\d+\.\d{3} ms/g, 'T ms');
  return { ...ran, text, times: Array.from(ran.out.matchAll(/(-?\d+\.\d{3}) ms/g), ([, time]) => Number(time)), sent };
}

const HEAD = 'traceroute to 10.2.0.2 (10.2.0.2), 30 hops max, 60 byte packets\n';
const HOPS = ' 1  10.0.0.2  T ms  T ms  T ms\n 2  10.1.0.2  T ms  T ms  T ms\n 3  10.2.0.2  T ms  T ms  T ms\n';

test.each(['-n 10.2.0.2', '-n -I 10.2.0.2', '-n -T 10.2.0.2', '-nT -p 81 10.2.0.2'])('%s prints the hops', (line) => {
  const { text, times, status } = trace(line);
  expect(text).toBe(HEAD + HOPS);
  expect(status).toBe(0);
  expect(times.every((time) => time > 0)).toBe(true);
});

test('UDP probes go to ports that count up, sixteen before an answer is read', () => {
  const { sent } = trace('-n 10.2.0.2');
  expect(sent.map(({ port }) => port)).toEqual(Array.from({ length: 16 }, (_, i) => 33434 + i));
  expect(sent.map(({ ttl }) => ttl)).toEqual(Array.from({ length: 16 }, (_, i) => Math.floor(i / 3) + 1));
});

test('-N 1 waits for each; ICMP counts sequence numbers; TCP and -U keep their port', () => {
  expect(trace('-n -q 1 -N 1 10.2.0.2').sent.map(({ ttl, port }) => [ttl, port])).toEqual([
    [1, 33434],
    [2, 33435],
    [3, 33436],
  ]);
  expect(trace('-n -q 1 -N 1 -I 10.2.0.2').sent.map(({ port }) => port)).toEqual([1, 2, 3]);
  const syns = trace('-n -q 1 -N 1 -T 10.2.0.2').sent.filter(({ kind }) => kind === 'tcp');
  expect(syns.slice(0, 3)).toEqual([1, 2, 3].map((ttl) => ({ ttl, kind: 'tcp', port: 80 })));
  expect(trace('-n -q 1 -N 1 -U -p 5000 10.2.0.2').sent.map(({ port }) => port)).toEqual([5000, 5000, 5000]);
});

test('an unreachable network and a silent host', () => {
  expect(trace('-n -q 1 10.9.0.1').text).toBe(
    'traceroute to 10.9.0.1 (10.9.0.1), 30 hops max, 60 byte packets\n 1  10.0.0.2  T ms !N\n',
  );
  const { text, times } = trace('-n -q 1 -m 1 10.0.0.99');
  expect(text).toBe('traceroute to 10.0.0.99 (10.0.0.99), 1 hops max, 60 byte packets\n 1  10.0.0.1  T ms !H\n');
  expect(Math.round((times[0] ?? 0) / 1000)).toBe(3);
});

test('a hop that says nothing is given up soon where later ones were quick, or after as long as -w says', () => {
  const pastSilent = (options: string) => {
    const hosts = chain();
    applyIptables(get(hosts.net.netns, 'r1')!, '-A OUTPUT -p icmp -j DROP', null);
    const ran = run(hosts, 'a', ['traceroute', ...options.split(' ')]);
    return { text: ran.out.replace(/\d+\.\d{3} ms/g, 'T ms'), took: ran.took };
  };
  const near = pastSilent('-n -q 1 10.2.0.2');
  expect(near.text).toBe(`${HEAD} 1  *\n 2  10.1.0.2  T ms\n 3  10.2.0.2  T ms\n`);
  expect(near.took).toBeLessThan(20_000);
  const patient = pastSilent('-n -q 1 -w 2 10.2.0.2');
  expect(patient.text).toBe(near.text);
  expect(Math.round(patient.took / 1e5)).toBe(20);
});

test('names of hops are looked up, each time anew', () => {
  const { text, sent } = trace('-q 1 -m 1 10.2.0.2');
  expect(text).toContain(' 1  10.0.0.2 (10.0.0.2)  T ms\n');
  expect(sent.filter(({ kind, port }) => kind === 'udp' && port === 53)).toHaveLength(1);
});

test('a host is found by its name', () => {
  expect(trace('-n -q 1 -m 1 ns.test').text).toBe(
    'traceroute to ns.test (10.77.0.2), 1 hops max, 60 byte packets\n 1  10.0.0.2  T ms !N\n',
  );
  const unknown = trace('-n nosuch.test');
  expect(unknown.err).toBe(
    'nosuch.test: Name or service not known\nCannot handle "host" cmdline arg `nosuch.test\' on position 1 (argc 2)\n',
  );
  expect(unknown.status).toBe(2);
});

test.each([
  ['-n -m 300 h', 'max hops cannot be more than 255\n', 2],
  ['-n -q 11 h', 'no more than 10 probes per hop\n', 2],
  ['-n -f 9 -m 3 h', 'first hop out of range\n', 2],
  ['-k h', "Bad option `-k' (argc 1)\n", 2],
  ['-nk h', "Bad option `-k' (argc 1)\n", 2],
  ['-w', "Option `-w' (argc 1) requires an argument: `-w MAX,HERE,NEAR'\n", 2],
  ['-nq', "Option `-q' (argc 1) requires an argument: `-q nqueries'\n", 2],
  ['-nm3 h', "Option `-m' (argc 1) requires an argument: `-m max_ttl'\n", 2],
  ['--queries', "Option `--queries' (argc 1) requires an argument: `--queries=nqueries'\n", 2],
  ['--queries=x h', "Cannot handle `--queries' option with arg `x' (argc 1)\n", 2],
  ['-n -q x h', "Cannot handle `-q' option with arg `x' (argc 3)\n", 2],
  ['-w -1 h', "bad wait specifications `-1,0,0' used\n", 2],
  ['h x', 'Cannot handle "packetlen" cmdline arg `x\' on position 2 (argc 2)\n', 2],
  ['h 60 x', "Extra arg `x' (position 3, argc 3)\n", 2],
  ['h 70000', 'too big packetlen 70000 specified\n', 2],
])('%s is refused', (line, err, status) => {
  const ran = trace(line);
  expect([ran.out, ran.err, ran.status]).toEqual(['', err, status]);
});

test('every transition of its machine', () => {
  const lines = Object.entries(tracerouteTable).flatMap(([state, row]) =>
    Object.entries(row).map(([event, { to, effects }]) => `${state} ${event} → ${to}: ${effects.join(', ')}`.trim()),
  );
  expect(lines).toEqual([
    'starting named → resolving: resolve',
    'resolving known → sending: begin, round',
    'resolving unknown → done:',
    'sending sent → pausing: pause',
    'sending round.over → waiting: wait',
    'sending name.wanted → naming: askName',
    'sending all.printed → done: finish',
    'sending refused → done:',
    'pausing paused → sending: goOn',
    'waiting woken → sending: round',
    'naming name.known → sending: goOn',
  ]);
});
