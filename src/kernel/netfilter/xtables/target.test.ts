import { expect, test } from 'vitest';
import { addNs, bridgeIn, createNet, ip, lines, type Net, plug, run } from '../../../../tests/unit/net';
import { SECOND } from '../../../sim/clock';
import { type Ipv4Packet, NO_BYTES } from '../../../wire/packet';
import { ipPacket } from '../../ip/packet';
import { linkByName, type Netns } from '../../netns';
import { openPing, sendPing } from '../../socket/ping-socket';
import { createSkb } from '../../skb';
import { nfHook } from '../hook';
import { applyIptables } from '../rules';

interface Bridged {
  readonly net: Net;
  readonly host: Netns;
  readonly c1: Netns;
}

function bridged(...rules: string[]): Bridged {
  const net = createNet();
  const host = addNs(net, 'host');
  const bridge = bridgeIn(net, host, 'br0', '172.17.0.1/16');
  const c1 = plug(net, host, bridge, 'c1', '172.17.0.2/16', '172.17.0.1');
  plug(net, host, bridge, 'c2', '172.17.0.3/16', '172.17.0.1');
  for (const rule of rules) expect(applyIptables(host, rule, null)).toBeNull();
  return { net, host, c1 };
}

function ping({ net, c1 }: Bridged, dst: string, size = 56): string[] {
  const socket = openPing(net.k, c1, 1);
  socket.pmtuDiscover = 'dont';
  sendPing(net.k, c1, socket, { dst: ip(dst), sequence: 1, payload: new Uint8Array(size), confirm: false });
  run(net);
  return lines(net).filter((line) => / (icmp|ip) /.test(line));
}

function syn(dst: string, flags = 0x02, ack = 0): Ipv4Packet {
  const tcp = { kind: 'tcp', srcPort: 40000, dstPort: 80, seq: 7, ack, flags, window: 64240, checksum: null } as const;
  return ipPacket(ip('172.17.0.2'), ip(dst), { ...tcp, urgent: 0, options: NO_BYTES, payload: NO_BYTES }, 9, true);
}

test('REJECT of a bridged frame is answered by the host, back through the bridge', () => {
  const world = bridged('-A FORWARD -j REJECT --reject-with icmp-admin-prohibited');
  expect(ping(world, '172.17.0.3').filter((line) => line.includes('icmp 3/13'))).toEqual([
    'host/br0 > icmp 3/13 172.17.0.1>172.17.0.2',
    'host/veth-c1 > icmp 3/13 172.17.0.1>172.17.0.2',
    'c1/eth0 < icmp 3/13 172.17.0.1>172.17.0.2',
  ]);
});

test('an ICMP error is never rejected with another, nor is a fragment behind the first', () => {
  const { net, host } = bridged('-A FORWARD -j REJECT');
  const error = { kind: 'icmp', type: 3, code: 1, checksum: null, rest: 0, payload: new Uint8Array(28) } as const;
  const whole = ipPacket(ip('172.17.0.2'), ip('172.17.0.3'), error, 1, false);
  for (const packet of [whole, { ...syn('172.17.0.3'), fragmentOffset: 9, payload: new Uint8Array(8) }]) {
    const br0 = linkByName(host, 'br0');
    expect(nfHook(net.k, host, 'FORWARD', createSkb(packet, br0, null), br0, br0)).toBe(false);
  }
  expect(net.steps).toEqual([]);
});

test.each([
  ['a SYN', 0x02, 0, { seq: 0, ack: 8, flags: 0x14 }],
  ['an ACK', 0x10, 55, { seq: 55, ack: 0, flags: 0x04 }],
])('tcp-reset answers %s as RFC 9293 asks', (_, flags, ack, reset) => {
  const { net, host } = bridged('-A INPUT -p tcp -j REJECT --reject-with tcp-reset');
  const br0 = linkByName(host, 'br0')!;
  nfHook(net.k, host, 'INPUT', createSkb(syn('172.17.0.1', flags, ack), br0, null), br0, null);
  run(net);
  const sent = net.steps.find(
    ({ place, frame }) =>
      place === 'c1/eth0' && !(frame.payload instanceof Uint8Array) && frame.payload.kind === 'ipv4',
  );
  expect(sent?.frame.payload).toMatchObject({
    src: ip('172.17.0.1'),
    dst: ip('172.17.0.2'),
    identification: 0,
    payload: { srcPort: 80, dstPort: 40000, ...reset },
  });
});

test('LOG writes the line that the kernel writes, a bridged packet with its ports', () => {
  const { net, host } = bridged(
    '-A FORWARD -j LOG --log-prefix "fwd: " --log-tcp-sequence',
    '-t mangle -A FORWARD -j MARK --set-mark 0x2a',
  );
  const skb = createSkb(syn('172.17.0.3'), linkByName(host, 'br0'), null);
  skb.physIn = linkByName(host, 'veth-c1');
  skb.physOut = linkByName(host, 'veth-c2');
  const br0 = linkByName(host, 'br0');
  nfHook(
    net.k,
    host,
    'FORWARD',
    {
      ...skb,
      frame: {
        dst: '02:42:ac:11:00:03',
        src: '02:42:ac:11:00:02',
        type: 0x800,
        vlan: null,
        payload: skb.packet,
        trailer: NO_BYTES,
      },
    },
    br0,
    br0,
  );
  expect(host.netfilter.log.map(({ text }) => text)).toEqual([
    'fwd: IN=br0 OUT=br0 PHYSIN=veth-c1 PHYSOUT=veth-c2 MAC=02:42:ac:11:00:03:02:42:ac:11:00:02:08:00 SRC=172.17.0.2 DST=172.17.0.3 LEN=40 TOS=0x00 PREC=0x00 TTL=64 ID=9 DF PROTO=TCP SPT=40000 DPT=80 SEQ=7 ACK=0 WINDOW=64240 RES=0x00 SYN URGP=0 MARK=0x2a ',
  ]);
});

test('limit lets a burst pass, then one in each period', () => {
  const { net, host } = bridged('-A FORWARD -m limit --limit 6/min --limit-burst 3 -j ACCEPT', '-P FORWARD DROP');
  const passes = () => nfHook(net.k, host, 'FORWARD', createSkb(syn('172.17.0.3'), null, null), null, null);
  expect([passes(), passes(), passes(), passes()]).toEqual([true, true, true, false]);
  net.clock.now += 9 * SECOND;
  expect(passes()).toBe(false);
  net.clock.now += SECOND;
  expect([passes(), passes()]).toEqual([true, false]);
  net.clock.now += 300 * SECOND;
  expect([passes(), passes(), passes(), passes()]).toEqual([true, true, true, false]);
});

test('tracking puts bridged fragments together, and the bridge takes them apart again', () => {
  const seen = ping(bridged('-A FORWARD -m conntrack --ctstate NEW'), '172.17.0.3', 2000);
  expect(seen.filter((line) => line.startsWith('host/veth-c'))).toEqual([
    'host/veth-c1 < ip 172.17.0.2>172.17.0.3',
    'host/veth-c1 < ip 172.17.0.2>172.17.0.3',
    'host/veth-c2 > ip 172.17.0.2>172.17.0.3',
    'host/veth-c2 > ip 172.17.0.2>172.17.0.3',
    'host/veth-c2 < ip 172.17.0.3>172.17.0.2',
    'host/veth-c2 < ip 172.17.0.3>172.17.0.2',
    'host/veth-c1 > ip 172.17.0.3>172.17.0.2',
    'host/veth-c1 > ip 172.17.0.3>172.17.0.2',
  ]);
});

test('what goes up to the host is whole when it passes the bridge', () => {
  const seen = ping(bridged('-A INPUT -m conntrack --ctstate NEW'), '172.17.0.1', 2000);
  expect(seen.filter((line) => line.startsWith('host/br0 <'))).toEqual(['host/br0 < icmp 8/0 172.17.0.2>172.17.0.1']);
});

test('a policy counts from the first -Z on, and only what no rule has decided on', () => {
  const { net, host } = bridged('-A FORWARD -d 172.17.0.9 -j ACCEPT');
  const ask = (dst: string) => nfHook(net.k, host, 'FORWARD', createSkb(syn(dst), null, null), null, null);
  const counted = () => host.netfilter.tables.filter?.FORWARD?.packets;
  ask('172.17.0.3');
  expect(counted()).toBe(0);
  applyIptables(host, '-Z', null);
  ask('172.17.0.3');
  ask('172.17.0.9');
  expect([counted(), host.netfilter.tables.filter?.FORWARD?.bytes]).toEqual([1, 40]);
  applyIptables(host, '-F FORWARD', null);
  ask('172.17.0.9');
  expect(counted()).toBe(2);
});
