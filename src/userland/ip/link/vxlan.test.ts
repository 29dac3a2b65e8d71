import { expect, test } from 'vitest';
import { ipPrograms } from '../ip';
import { bridgePrograms } from '../../bridge/bridge';
import { ping } from '../../ping/ping';
import { formatIpv4 } from '../../../base/ipv4';
import { decodeFrame } from '../../../wire/frame';
import { decodeVxlan } from '../../../wire/vxlan';
import { createHosts, type Hosts, addHost, run } from '../../../../tests/unit/hosts';
import { cable, configure } from '../../../../tests/unit/net';
import { get } from '../../../sim/table';

/** Two machines on one cable, each with a namespace `box` behind a bridge and a tunnel to the other. */
function overlay(tunnel: (me: string, peer: string) => readonly string[]): Hosts {
  const hosts = createHosts([...ipPrograms, ...bridgePrograms, ping]);
  for (const name of ['a', 'b']) addHost(hosts, name);
  const { net } = hosts;
  const [a, b] = ['a', 'b'].map((name) => get(net.netns, name)!);
  const ends = cable(net, a!, 'eth0', b!, 'eth0');
  configure(a!, ends.a, '192.0.2.1/24');
  configure(b!, ends.b, '192.0.2.2/24');
  for (const [name, me, peer, own] of [
    ['a', '192.0.2.1', '192.0.2.2', '1'],
    ['b', '192.0.2.2', '192.0.2.1', '2'],
  ] as const) {
    const lines = [
      'ip netns add box',
      'ip link add br0 type bridge',
      'ip link add v0 type veth peer name eth0 netns box',
      `ip -n box link set eth0 address 02:00:00:00:00:0${own}`,
      `ip -n box addr add 10.0.1.${own}/24 dev eth0`,
      'ip -n box link set eth0 up',
      'ip link set v0 master br0 up',
      ...tunnel(me, peer),
      'ip link set vx0 master br0 up',
      'ip link set br0 up',
    ];
    for (const line of lines)
      expect({ line, ...run(hosts, name, line.split(' ')) }).toMatchObject({ err: '', status: 0 });
  }
  return hosts;
}

const shell = (hosts: Hosts, at: string, line: string) => run(hosts, at, line.split(' '));

test('a tunnel with a default destination learns where its frames come from', () => {
  const hosts = overlay((me, peer) => [`ip link add vx0 type vxlan id 42 local ${me} remote ${peer} dstport 4789`]);
  const { out, status } = shell(hosts, 'a', 'ip netns exec box ping -c 1 10.0.1.2');
  expect(status).toBe(0);
  expect(out).toContain('64 bytes from 10.0.1.2: icmp_seq=1 ttl=64');
  expect(shell(hosts, 'b', 'bridge fdb show dev vx0').out).toMatch(
    /^02:00:00:00:00:01 master br0 \n(..:){5}.. master br0 permanent\n02:00:00:00:00:01 dst 192\.0\.2\.1 self \n00:00:00:00:00:00 dst 192\.0\.2\.1 self permanent\n$/,
  );
});

test('what is on the cable is the inner frame in a UDP packet of the underlay', () => {
  const hosts = overlay((me, peer) => [`ip link add vx0 type vxlan id 42 local ${me} remote ${peer} dstport 4789`]);
  shell(hosts, 'a', 'ip netns exec box ping -c 1 10.0.1.2');
  const outer = hosts.net.steps.filter(({ place }) => place === 'a/eth0').map(({ frame }) => frame.payload);
  const inner = outer.flatMap((packet) => {
    if (packet instanceof Uint8Array || packet.kind !== 'ipv4') return [];
    const udp = packet.payload;
    if (udp instanceof Uint8Array || udp.kind !== 'udp') return [];
    expect(udp.dstPort).toBe(4789);
    const decoded = decodeVxlan(udp.payload);
    expect(decoded?.vni).toBe(42);
    const frame = decoded === null ? null : decodeFrame(decoded.frame);
    if (frame === null || frame.payload instanceof Uint8Array) return [];
    return [frame.payload.kind === 'arp' ? 'arp' : `${formatIpv4(frame.payload.src)}>${formatIpv4(frame.payload.dst)}`];
  });
  expect(inner).toEqual(['arp', 'arp', '10.0.1.1>10.0.1.2', '10.0.1.2>10.0.1.1']);
});

test('a proxy answers ARP for neighbours that it was told of, and nothing of it is on the cable', () => {
  const hosts = overlay((me, peer) => {
    const other = peer.endsWith('2') ? '2' : '1';
    return [
      `ip link add vx0 type vxlan id 42 local ${me} dstport 4789 nolearning proxy`,
      `bridge fdb add 02:00:00:00:00:0${other} dev vx0 dst ${peer} self permanent`,
      `ip neigh add 10.0.1.${other} lladdr 02:00:00:00:00:0${other} dev vx0`,
    ];
  });
  expect(shell(hosts, 'a', 'ip netns exec box ping -c 1 10.0.1.2').status).toBe(0);
  const tunnelled = hosts.net.steps.filter(
    ({ place, frame }) => place === 'a/eth0' && !(frame.payload instanceof Uint8Array) && frame.payload.kind === 'ipv4',
  );
  expect(tunnelled).toHaveLength(2);
});

test('an address that no entry has is dropped, another VNI too', () => {
  const hosts = overlay((me) => [`ip link add vx0 type vxlan id ${me.endsWith('1') ? 1 : 2} local ${me} dstport 4789`]);
  const unanswered = shell(hosts, 'a', 'ip netns exec box ping -c 1 -W 1 10.0.1.2');
  expect(unanswered.status).toBe(1);
  expect(hosts.net.steps.some(({ place }) => place === 'a/eth0')).toBe(false);
  shell(hosts, 'a', 'bridge fdb append 00:00:00:00:00:00 dev vx0 dst 192.0.2.2');
  shell(hosts, 'a', 'ip netns exec box ping -c 1 -W 1 10.0.1.2');
  expect(hosts.net.steps.some(({ place }) => place === 'b/eth0')).toBe(true);
  expect(hosts.net.steps.some(({ place, sent }) => place === 'b/vx0' && !sent)).toBe(false);
});

test('a moved link keeps its tunnel in the namespace it was made in', () => {
  const hosts = overlay((me, peer) => [`ip link add vx0 type vxlan id 42 local ${me} remote ${peer} dstport 4789`]);
  for (const at of ['a', 'b']) {
    for (const line of [
      'ip netns add over',
      'ip link set vx0 netns over',
      `ip -n over addr add 10.0.2.${at === 'a' ? 1 : 2}/24 dev vx0`,
      'ip -n over link set vx0 up',
    ]) {
      expect(shell(hosts, at, line).status).toBe(0);
    }
  }
  expect(shell(hosts, 'a', 'ip netns exec over ping -c 1 10.0.2.2').status).toBe(0);
});

test('the destination that a tunnel was made with is bound to its device; a VNI is there once, and has to be said', () => {
  const hosts = createHosts([...ipPrograms, ...bridgePrograms]);
  addHost(hosts, 'a');
  const ask = (line: string) => run(hosts, 'a', line.split(' '));
  ask('ip link add u0 type veth peer name u1');
  ask('ip link add vx0 type vxlan id 10 dev u0 remote 10.9.0.2 dstport 4789');
  ask('bridge fdb append 00:00:00:00:00:00 dev vx0 dst 10.9.0.3');
  expect(ask('bridge fdb show dev vx0').out).toBe(
    '00:00:00:00:00:00 dst 10.9.0.2 via u0 self permanent\n00:00:00:00:00:00 dst 10.9.0.3 self permanent\n',
  );
  expect(ask('ip link add vx1 type vxlan id 10 dev u0 dstport 4789').err).toBe(
    'Error: A VXLAN device with the specified VNI already exists.\n',
  );
  expect(ask('ip link add vx1 type vxlan dev u0 dstport 4789')).toMatchObject({
    err: 'vxlan: missing virtual network identifier\n',
    status: 1,
  });
});
