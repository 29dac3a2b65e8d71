import { expect, test } from 'vitest';
import { run, start, twoHosts, wait } from '../../../tests/unit/hosts';
import { zoneDns } from '../../../tests/unit/zone-dns';
import { dig } from '../dns/dig/dig';
import { ping } from '../ping/ping';
import { tcpdump, tcpdumpTable } from './tcpdump';

/** tcpdump on the client while the client does something else; what it printed up to a few seconds later. */
function capture(line: string, traffic: string | null, options: { resolv?: string; signal?: boolean } = {}) {
  const hosts = twoHosts([tcpdump, ping, dig, zoneDns], options.resolv ?? 'nameserver 10.77.0.2\n');
  start(hosts, 'server', ['zone-dns', '10.77.0.2']);
  const started = start(hosts, 'client', ['tcpdump', ...line.split(' ').filter((word) => word !== '')]);
  wait(hosts, 300_000);
  if (traffic !== null) run(hosts, 'client', traffic.split(' '));
  const ended = hosts.status[started.pid];
  wait(hosts, 3_000_000);
  if (options.signal === true) {
    hosts.signal(started.pid, 'SIGINT');
    wait(hosts, 1000);
  }
  return { out: started.out(), err: started.err(), ended, status: hosts.status[started.pid], steps: hosts.net.steps };
}

const statistics = (captured: number, received: number) =>
  `${captured} packet${captured === 1 ? '' : 's'} captured\n${received} packet${received === 1 ? '' : 's'} received by filter\n0 packets dropped by kernel\n`;
const HEAD =
  'tcpdump: verbose output suppressed, use -v[v]... for full protocol decode\n' +
  'listening on eth0, link-type EN10MB (Ethernet), snapshot length 262144 bytes\n';

test('prints each packet as it passes, ends with the block in which the last one came', () => {
  const { out, err, ended, status } = capture('-tn -c 3', 'ping -c 1 10.77.0.2');
  expect(out).toMatch(
    /^ARP, Request who-has 10\.77\.0\.2 tell 10\.77\.0\.1, length 28\nARP, Reply 10\.77\.0\.2 is-at \S+, length 28\nIP 10\.77\.0\.1 > 10\.77\.0\.2: ICMP echo request, id \d+, seq 1, length 64\n$/,
  );
  expect(err).toBe(HEAD + statistics(3, 4));
  expect([ended, status]).toEqual([undefined, 0]);
});

test('counts what passes the filter alone', () => {
  const { out, err } = capture('-tn -c 1 icmp[icmptype] == icmp-echoreply', 'ping -c 1 10.77.0.2');
  expect(out).toMatch(/^IP 10\.77\.0\.2 > 10\.77\.0\.1: ICMP echo reply, id \d+, seq 1, length 64\n$/);
  expect(err).toBe(HEAD + statistics(1, 1));
});

test('an interrupt ends it with an empty line and the statistics', () => {
  const { out, err, status } = capture('-tn -i eth0', null, { signal: true });
  expect([out, err, status]).toEqual(['\n', HEAD + statistics(0, 0), 0]);
});

test('any names the interface and the way; what the loopback sends is seen as it comes in', () => {
  expect(capture('-tn -i any -c 2 icmp', 'ping -c 1 10.77.0.2').out).toMatch(
    /^eth0 {2}Out IP .* echo request.*\neth0 {2}In {2}IP .* echo reply.*\n$/,
  );
  const { out, err } = capture('-tn -i lo', 'ping -c 1 127.0.0.1', { signal: true });
  expect(out.split('\n').filter((line) => line !== '')).toHaveLength(2);
  expect(err).toContain(statistics(2, 4));
});

test('without -n addresses are looked up when a block is handed over, each once', () => {
  const { out, steps } = capture('-t -c 4', 'dig example.com');
  expect(out).toContain('IP 10.77.0.1.');
  expect(out).toContain(' > 10.77.0.2.domain: ');
  const asked = steps.flatMap(({ at, place, sent, frame: { payload } }) => {
    if (place !== 'client/eth0' || !sent || payload instanceof Uint8Array || payload.kind !== 'ipv4') return [];
    return payload.payload instanceof Uint8Array || payload.payload.kind !== 'udp' ? [] : [Math.round(at / 1e5)];
  });
  expect(asked).toEqual([3, 10, 10, 10]);
});

test('an address with a name is shown by it', () => {
  const hosts = twoHosts([tcpdump, ping], 'nameserver 10.77.0.9\n');
  hosts.files('client')['/etc/hosts'] = '10.77.0.1 me\n10.77.0.2 them\n';
  const started = start(hosts, 'client', ['tcpdump', '-t', '-c', '2', 'icmp', 'and', 'host', 'them']);
  wait(hosts, 300_000);
  run(hosts, 'client', ['ping', '-c', '1', '10.77.0.2']);
  wait(hosts, 2_000_000);
  expect(started.out()).toMatch(/^IP me > them: ICMP echo request.*\nIP them > me: ICMP echo reply.*\n$/);
});

test.each([
  ['-i nosuch', 'tcpdump: nosuch: No such device exists\n(No such device exists)\n'],
  ['-i 99', 'tcpdump: Invalid adapter index\n'],
  ['-c x', 'tcpdump: invalid packet count x\n'],
  ['-c 0', 'tcpdump: invalid packet count 0\n'],
  ['-s -5', 'tcpdump: invalid snaplen -5 (must be >= 0 and <= 262144)\n'],
  ['-Q x', "tcpdump: unknown capture direction `x'\n"],
  ['-n nonsense', "tcpdump: can't parse filter expression: syntax error\n"],
  ['-n host nosuch', "tcpdump: unknown host 'nosuch'\n"],
  ['-tttttt', 'tcpdump: only -t, -tt, -ttt, -tttt and -ttttt are supported\n'],
  [
    '-w out.pcap',
    'tcpdump: capture files are not written here: the workbench exports them, and so does `hopscope run`\n',
  ],
])('%s is refused', (line, err) => {
  const ran = capture(line, null);
  expect([ran.out, ran.err, ran.status]).toEqual(['', err, 1]);
});

test('-D lists what can be captured on', () => {
  expect(capture('-D', null).out.split('\n').slice(0, 3)).toEqual([
    '1.eth0 [Up, Running, Connected]',
    '2.any (Pseudo-device that captures on all interfaces) [Up, Running]',
    '3.lo [Up, Running, Loopback]',
  ]);
});

test('every transition of its machine', () => {
  const lines = Object.entries(tcpdumpTable).flatMap(([state, row]) =>
    Object.entries(row).map(([event, { to, effects }]) => `${state} ${event} → ${to}: ${effects.join(', ')}`.trim()),
  );
  expect(lines).toEqual([
    'starting named → resolving: resolve',
    'starting known → capturing: listen',
    'resolving named → resolving: resolve',
    'resolving known → capturing: listen',
    'resolving unknown → done:',
    'resolving interrupted → done:',
    'capturing counted → full: awaitBlock',
    'capturing interrupted → done: newline, statistics',
    'full block → done: statistics',
    'full interrupted → done: newline, statistics',
  ]);
});
