import { expect, test } from 'vitest';
import {
  addNs,
  bridgeIn,
  cable,
  configure,
  createNet,
  drops,
  ip,
  lines,
  type Net,
  plug,
  run,
} from '../../../tests/unit/net';
import type { Netns } from '../netns';
import { addRoute } from '../rtnetlink';
import { openPing, sendPing } from '../socket/ping-socket';
import { writeSysctl } from '../sysctl';
import { applyIptables } from './rules';

/** `c1` and `c2` on a bridge of `host`, which leads to `web` (10.0.0.80) by its eth0 (10.0.0.10). */
function behindBridge(): { net: Net; host: Netns; c1: Netns; c2: Netns; web: Netns } {
  const net = createNet();
  const host = addNs(net, 'host');
  const web = addNs(net, 'web');
  const bridge = bridgeIn(net, host, 'br0', '172.17.0.1/16');
  const c1 = plug(net, host, bridge, 'c1', '172.17.0.2/16', '172.17.0.1');
  const c2 = plug(net, host, bridge, 'c2', '172.17.0.3/16', '172.17.0.1');
  const wire = cable(net, host, 'eth0', web, 'eth0');
  configure(host, wire.a, '10.0.0.10/24');
  configure(web, wire.b, '10.0.0.80/24');
  writeSysctl(host.sysctl, 'net.ipv4.ip_forward', '1');
  return { net, host, c1, c2, web };
}

function rules(ns: Netns, ...all: string[]): void {
  for (const line of all) {
    const error = applyIptables(ns, line, null);
    if (error !== null) throw new Error(`${line}: ${error.text}`);
  }
}

function ping(net: Net, ns: Netns, dst: string): void {
  const socket = openPing(net.k, ns, 1);
  sendPing(net.k, ns, socket, { dst: ip(dst), sequence: 1, payload: new Uint8Array(56), confirm: false });
  run(net);
}

function icmp(net: Net, place: string): string[] {
  return lines(net).filter((line) => line.startsWith(`${place} `) && line.includes('icmp'));
}

test('MASQUERADE gives the interface for the source and brings the answer back', () => {
  const { net, host, c1 } = behindBridge();
  rules(host, '-t nat -A POSTROUTING -s 172.17.0.0/16 ! -o br0 -j MASQUERADE');
  ping(net, c1, '10.0.0.80');
  expect(icmp(net, 'host/eth0')).toEqual([
    'host/eth0 > icmp 8/0 10.0.0.10>10.0.0.80',
    'host/eth0 < icmp 0/0 10.0.0.80>10.0.0.10',
  ]);
  expect(icmp(net, 'c1/eth0')).toEqual([
    'c1/eth0 > icmp 8/0 172.17.0.2>10.0.0.80',
    'c1/eth0 < icmp 0/0 10.0.0.80>172.17.0.2',
  ]);
  expect(net.why).toContainEqual(
    expect.objectContaining({ kind: 'nat', manip: 'src', before: '172.17.0.2', after: '10.0.0.10', by: 'rule' }),
  );
});

test('a bridged frame meets FORWARD, and a drop says why', () => {
  const { net, host, c1 } = behindBridge();
  rules(host, '-P FORWARD DROP', '-A FORWARD -i br0 -o eth0 -j ACCEPT');
  ping(net, c1, '172.17.0.3');
  expect(drops(net)).toEqual(['host NETFILTER_DROP']);
  expect(net.why).toContainEqual(
    expect.objectContaining({
      kind: 'nf.rule',
      chain: 'FORWARD',
      rule: 0,
      verdict: 'DROP',
      passed: [{ rule: 1, spec: '-i br0 -o eth0 -j ACCEPT', field: '-o' }],
    }),
  );
});

test('br_netfilter does nothing where its sysctl is 0', () => {
  const { net, host, c1 } = behindBridge();
  rules(host, '-P FORWARD DROP');
  writeSysctl(host.sysctl, 'net.bridge.bridge-nf-call-iptables', '0');
  ping(net, c1, '172.17.0.3');
  expect(drops(net)).toEqual([]);
});

test('DNAT leads to the container, and its answer comes from where it was asked', () => {
  const { net, host, web } = behindBridge();
  rules(host, '-t nat -A PREROUTING -d 10.0.0.10 -j DNAT --to-destination 172.17.0.2');
  ping(net, web, '10.0.0.10');
  expect(icmp(net, 'c1/eth0')).toEqual([
    'c1/eth0 < icmp 8/0 10.0.0.80>172.17.0.2',
    'c1/eth0 > icmp 0/0 172.17.0.2>10.0.0.80',
  ]);
  expect(icmp(net, 'web/eth0')).toEqual([
    'web/eth0 > icmp 8/0 10.0.0.80>10.0.0.10',
    'web/eth0 < icmp 0/0 10.0.0.10>10.0.0.80',
  ]);
});

test('DNAT of a bridged frame: to another port it keeps to the bridge, to ourselves it goes up', () => {
  const { net, host, c1 } = behindBridge();
  rules(
    host,
    '-t nat -A PREROUTING -d 10.9.9.9 -j DNAT --to-destination 172.17.0.3',
    '-t nat -A PREROUTING -d 10.9.9.8 -j DNAT --to-destination 10.0.0.10',
  );
  ping(net, c1, '172.17.0.1');
  ping(net, c1, '10.9.9.9');
  expect(icmp(net, 'c2/eth0')).toEqual([
    'c2/eth0 < icmp 8/0 172.17.0.2>172.17.0.3',
    'c2/eth0 > icmp 0/0 172.17.0.3>172.17.0.2',
  ]);
  ping(net, c1, '10.9.9.8');
  expect(icmp(net, 'c1/eth0').slice(-2)).toEqual([
    'c1/eth0 > icmp 8/0 172.17.0.2>10.9.9.8',
    'c1/eth0 < icmp 0/0 10.9.9.8>172.17.0.2',
  ]);
});

test('an ICMP error about a translated packet comes back as if nothing had been translated', () => {
  const { net, host, c1, web } = behindBridge();
  rules(host, '-t nat -A POSTROUTING -s 172.17.0.0/16 ! -o br0 -j MASQUERADE');
  addRoute(host, { prefix: { address: ip('203.0.113.0'), length: 24 }, via: ip('10.0.0.80') });
  writeSysctl(web.sysctl, 'net.ipv4.ip_forward', '1');
  ping(net, c1, '203.0.113.1');
  expect(icmp(net, 'host/eth0')).toEqual([
    'host/eth0 > icmp 8/0 10.0.0.10>203.0.113.1',
    'host/eth0 < icmp 3/0 10.0.0.80>10.0.0.10',
  ]);
  expect(icmp(net, 'c1/eth0')).toEqual([
    'c1/eth0 > icmp 8/0 172.17.0.2>203.0.113.1',
    'c1/eth0 < icmp 3/0 10.0.0.80>172.17.0.2',
  ]);
  expect(net.woken).toEqual([expect.stringContaining('1 ')]);
});
