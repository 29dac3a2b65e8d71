import { expect, test } from 'vitest';
import { createHosts, type Hosts, addHost, run } from '../../../tests/unit/hosts';
import { iptablesPrograms } from '../iptables/iptables';
import { ping } from '../ping/ping';
import { sysctlPrograms } from '../sysctl/sysctl';
import { ipPrograms } from './ip';

/** A machine `box` with 10.9.0.1 and 10.9.7.1, and beyond its eth0 a namespace with 10.50.0.1. */
function box(...lines: string[]): Hosts {
  const hosts = createHosts([...ipPrograms, ...iptablesPrograms, ...sysctlPrograms, ping]);
  addHost(hosts, 'box');
  for (const line of [
    'ip netns add blue',
    'ip link add eth0 type veth peer name eth0 netns blue',
    'ip addr add 10.9.0.1/24 dev eth0',
    'ip addr add 10.9.7.1/24 dev eth0',
    'ip link set eth0 up',
    'ip -n blue addr add 10.9.0.2/24 dev eth0',
    'ip -n blue addr add 10.50.0.1/32 dev lo',
    'ip -n blue link set lo up',
    'ip -n blue link set eth0 up',
    'ip -n blue route add 10.9.7.0/24 dev eth0',
    ...lines,
  ])
    expect({ line, ...run(hosts, 'box', line.split(' ')) }).toMatchObject({ err: '', status: 0 });
  return hosts;
}

const ask = (hosts: Hosts, line: string) => run(hosts, 'box', line.split(' '));

test('rules are listed by priority; one without a priority comes before the second of the list', () => {
  const hosts = box(
    'ip rule add from 10.9.7.0/24 table 100',
    'ip rule add fwmark 7/0xff lookup 200',
    'ip rule add to 10.60.0.0/16 prohibit pref 50',
  );
  expect(ask(hosts, 'ip rule').out).toBe(
    [
      '0:\tfrom all lookup local',
      '50:\tfrom all to 10.60.0.0/16 prohibit',
      '32764:\tfrom all fwmark 0x7/0xff lookup 200',
      '32765:\tfrom 10.9.7.0/24 lookup 100',
      '32766:\tfrom all lookup main',
      '32767:\tfrom all lookup default',
      '',
    ].join('\n'),
  );
  expect(ask(hosts, 'ip rule del fwmark 7/0xff lookup 200').status).toBe(0);
  expect(ask(hosts, 'ip rule del pref 999')).toMatchObject({
    err: 'RTNETLINK answers: No such file or directory\n',
    status: 2,
  });
  ask(hosts, 'ip rule flush');
  expect(ask(hosts, 'ip rule').out).toBe('0:\tfrom all lookup local\n');
});

test('a rule of a source leads to its table', () => {
  const hosts = box('ip rule add from 10.9.7.0/24 table 100', 'ip route add 10.50.0.0/16 via 10.9.0.2 table 100');
  expect(ask(hosts, 'ip route show table 100').out).toBe('10.50.0.0/16 via 10.9.0.2 dev eth0 \n');
  expect(ask(hosts, 'ip route show 10.50.0.0/16').out).toBe('');
  expect(ask(hosts, 'ip route get 10.50.0.1').err).toBe('RTNETLINK answers: Network is unreachable\n');
  expect(ask(hosts, 'ip route get 10.50.0.1 from 10.9.7.1').out).toBe(
    '10.50.0.1 from 10.9.7.1 via 10.9.0.2 dev eth0 table 100 uid 0 \n    cache \n',
  );
  expect(ask(hosts, 'ping -c 1 -I 10.9.7.1 10.50.0.1').status).toBe(0);
  expect(ask(hosts, 'ping -c 1 10.50.0.1').err).toBe('ping: connect: Network is unreachable\n');
});

test('a mark that mangle sets leads a packet of our own another way', () => {
  const hosts = box(
    'ip route add prohibit 10.50.0.0/16 table 100',
    'ip route add 10.50.0.0/16 via 10.9.0.2',
    'ip rule add fwmark 7 table 100',
  );
  expect(ask(hosts, 'ping -c 1 10.50.0.1').status).toBe(0);
  expect(ask(hosts, 'iptables -t mangle -A OUTPUT -p icmp -j MARK --set-mark 7').err).toBe('');
  expect(ask(hosts, 'ping -c 1 -W 1 10.50.0.1').status).toBe(1);
});

test('a rule refuses by itself, and a table that never had a route does not exist', () => {
  const hosts = box('ip rule add to 10.62.0.0/16 unreachable', 'ip rule add to 10.60.0.0/16 prohibit');
  expect(ask(hosts, 'ping -c 1 10.62.0.1').err).toBe('ping: connect: Network is unreachable\n');
  expect(ask(hosts, 'ip route get 10.60.0.1').err).toBe('RTNETLINK answers: Permission denied\n');
  expect(ask(hosts, 'ip route show table 300')).toMatchObject({
    err: 'Error: ipv4: FIB table does not exist.\nDump terminated\n',
    status: 2,
  });
});

test('the mtu of a route is that of the way', () => {
  const hosts = box('ip route add 10.50.0.0/16 via 10.9.0.2 mtu 1400');
  expect(ask(hosts, 'ip route show 10.50.0.0/16').out).toBe('10.50.0.0/16 via 10.9.0.2 dev eth0 mtu 1400 \n');
  expect(ask(hosts, 'ip route get 10.50.0.1').out).toContain('\n    cache mtu 1400 \n');
  expect(ask(hosts, 'ping -c 1 -M do -s 1373 10.50.0.1').err).toContain('message too long, mtu=1400');
});

test('routes by a gateway stay when the address of its subnet goes; a secondary address speaks with its primary', () => {
  const hosts = box('ip route add 10.50.0.0/16 via 10.9.0.2', 'ip addr add 10.9.0.11/24 dev eth0');
  expect(ask(hosts, 'ip route get 10.9.0.11').out).toContain('local 10.9.0.11 dev lo src 10.9.0.1 ');
  ask(hosts, 'ip rule add pref 7 lookup main');
  expect(ask(hosts, 'ip route get 10.9.0.11').out).toContain('local 10.9.0.11 dev lo table local src 10.9.0.1 ');
  ask(hosts, 'ip addr del 10.9.0.1/24 dev eth0');
  expect(ask(hosts, 'ip route').out).toContain('10.50.0.0/16 via 10.9.0.2 dev eth0 \n');
});

test('a loopback address leaves by no other link without route_localnet', () => {
  const hosts = box(
    'iptables -t nat -A OUTPUT -d 127.0.0.1 -p icmp -j DNAT --to-destination 10.9.0.2',
    'iptables -t nat -A POSTROUTING -o eth0 -j MASQUERADE',
  );
  expect(ask(hosts, 'ping -c 1 -W 1 127.0.0.1').status).toBe(1);
  ask(hosts, 'sysctl -w net.ipv4.conf.eth0.route_localnet=1');
  expect(ask(hosts, 'ping -c 1 -W 1 127.0.0.1').status).toBe(0);
});
