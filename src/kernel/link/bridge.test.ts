import { expect, test } from 'vitest';
import { addNs, bridgeIn, createNet, drops, ip, lines, plug, run } from '../../../tests/unit/net';
import { get, values } from '../../sim/table';
import { openPing, sendPing } from '../socket/ping-socket';

function twoOnABridge() {
  const net = createNet();
  const host = addNs(net, 'host');
  const bridge = bridgeIn(net, host, 'br0', '10.0.0.1/24');
  const c1 = plug(net, host, bridge, 'c1', '10.0.0.2/24');
  const c2 = plug(net, host, bridge, 'c2', '10.0.0.3/24');
  return { net, host, bridge, c1, c2 };
}

const message = { sequence: 1, payload: new Uint8Array(56), confirm: false };

test('the first ping: the question floods, the answer and the echo go straight', () => {
  const { net, bridge, c1 } = twoOnABridge();
  const socket = openPing(net.k, c1, 1);
  sendPing(net.k, c1, socket, { dst: ip('10.0.0.3'), ...message });
  run(net, 1_000_000);
  expect(lines(net)).toEqual([
    'c1/eth0 > arp who-has 10.0.0.3',
    'host/veth-c1 < arp who-has 10.0.0.3',
    'host/br0 < arp who-has 10.0.0.3',
    'host/veth-c2 > arp who-has 10.0.0.3',
    'c2/eth0 < arp who-has 10.0.0.3',
    'c2/eth0 > arp 10.0.0.3 is-at',
    'host/veth-c2 < arp 10.0.0.3 is-at',
    'host/veth-c1 > arp 10.0.0.3 is-at',
    'c1/eth0 < arp 10.0.0.3 is-at',
    'c1/eth0 > icmp 8/0 10.0.0.2>10.0.0.3',
    'host/veth-c1 < icmp 8/0 10.0.0.2>10.0.0.3',
    'host/veth-c2 > icmp 8/0 10.0.0.2>10.0.0.3',
    'c2/eth0 < icmp 8/0 10.0.0.2>10.0.0.3',
    'c2/eth0 > icmp 0/0 10.0.0.3>10.0.0.2',
    'host/veth-c2 < icmp 0/0 10.0.0.3>10.0.0.2',
    'host/veth-c1 > icmp 0/0 10.0.0.3>10.0.0.2',
    'c1/eth0 < icmp 0/0 10.0.0.3>10.0.0.2',
  ]);
  expect([...values(bridge.fdb)].filter((entry) => !entry.local)).toHaveLength(2);
  expect(socket.received).toHaveLength(1);
});

test('the one that was asked checks back five seconds later, by unicast', () => {
  const { net, c1, c2 } = twoOnABridge();
  sendPing(net.k, c1, openPing(net.k, c1, 1), { dst: ip('10.0.0.3'), ...message });
  run(net, 1_000_000);
  const before = net.steps.length;
  const nud = () => [...values(c2.links)].flatMap((link) => [...values(link.neighbours)]).map((neigh) => neigh.nud);
  expect(nud()).toEqual(['DELAY']);
  run(net, 6_000_000);
  expect(lines(net).slice(before)).toEqual([
    'c2/eth0 > arp who-has 10.0.0.2',
    'host/veth-c2 < arp who-has 10.0.0.2',
    'host/veth-c1 > arp who-has 10.0.0.2',
    'c1/eth0 < arp who-has 10.0.0.2',
    'c1/eth0 > arp 10.0.0.2 is-at',
    'host/veth-c1 < arp 10.0.0.2 is-at',
    'host/veth-c2 > arp 10.0.0.2 is-at',
    'c2/eth0 < arp 10.0.0.2 is-at',
  ]);
  expect(nud()).toEqual(['REACHABLE']);
});

test('nobody answers: three questions, then our own kernel says that the host is unreachable', () => {
  const { net, c1 } = twoOnABridge();
  const socket = openPing(net.k, c1, 1);
  sendPing(net.k, c1, socket, { dst: ip('10.0.0.99'), ...message });
  run(net);
  expect(lines(net).filter((line) => line === 'c1/eth0 > arp who-has 10.0.0.99')).toHaveLength(3);
  expect(lines(net).slice(-2)).toEqual(['c1/lo > icmp 3/1 10.0.0.2>10.0.0.2', 'c1/lo < icmp 3/1 10.0.0.2>10.0.0.2']);
  expect(drops(net)).toContain('c1 NEIGH_FAILED');
  expect(socket.errors.map((error) => error.errno)).toEqual(['EHOSTUNREACH']);
});

test('an address that turns up behind another port is learned there', () => {
  const { net, host, bridge, c1, c2 } = twoOnABridge();
  sendPing(net.k, c1, openPing(net.k, c1, 1), { dst: ip('10.0.0.3'), ...message });
  run(net, 1_000_000);
  const [eth1, eth2] = [c1, c2].map((ns) => [...values(ns.links)].find((link) => link.name === 'eth0'));
  const port = [...values(host.links)].find((link) => link.name === 'veth-c2');
  if (eth1 === undefined || eth2 === undefined) throw new Error('no eth0');
  eth2.mac = eth1.mac;
  sendPing(net.k, c2, openPing(net.k, c2, 2), { dst: ip('10.0.0.1'), ...message });
  run(net, 1_001_000);
  expect(get(bridge.fdb, eth1.mac)?.port).toBe(port?.id);
  expect(net.why).toContainEqual(
    expect.objectContaining({ kind: 'bridge.learn', mac: eth1.mac, port: 'veth-c2', moved: 'veth-c1' }),
  );
});
