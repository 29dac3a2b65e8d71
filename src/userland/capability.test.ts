import { expect, test } from 'vitest';
import { addHost, createHosts, type Hosts, type Ran, run } from '../../tests/unit/hosts';
import { bridgePrograms } from './bridge/bridge';
import { conntrackPrograms } from './conntrack/conntrack';
import { ipPrograms } from './ip/ip';
import { iptablesPrograms } from './iptables/iptables';
import { nettoolsPrograms } from './nettools/netstat';
import { type Capability } from './process';
import { program } from './program';
import { tcPrograms } from './tc/tc';

/** Runs its arguments with the capabilities that its first one lists. */
const limited = program<object>({
  name: 'limited',
  start: (sys) => {
    const [list = '', ...argv] = sys.args;
    const capabilities = list
      .split(',')
      .filter((name): name is Capability => name === 'NET_ADMIN' || name === 'NET_RAW');
    sys.spawn(argv, { capabilities });
    return {};
  },
  on: (sys, _data, event) => {
    if (event.type === 'child') sys.exit(event.status);
  },
});

function host(): Hosts {
  const hosts = createHosts([
    ...ipPrograms,
    ...nettoolsPrograms,
    ...bridgePrograms,
    ...tcPrograms,
    ...iptablesPrograms,
    ...conntrackPrograms,
    limited,
  ]);
  addHost(hosts, 'host');
  for (const line of ['ip link add v0 type veth peer name v1', 'ip link set v0 up', 'ip addr add 10.0.0.1/24 dev v0'])
    run(hosts, 'host', line.split(' '));
  return hosts;
}

const as = (hosts: Hosts, list: string, line: string): Ran => run(hosts, 'host', ['limited', list, ...line.split(' ')]);

test.each([
  ['ip link set v0 down', 'RTNETLINK answers: Operation not permitted\n', 2],
  ['ip link add br0 type bridge', 'RTNETLINK answers: Operation not permitted\n', 2],
  ['ip link del v0', 'RTNETLINK answers: Operation not permitted\n', 2],
  ['ip addr add 10.9.0.1/24 dev v0', 'RTNETLINK answers: Operation not permitted\n', 2],
  ['ip addr flush dev v0', 'Failed to send flush request: Operation not permitted\n', 255],
  ['ip route add 10.0.0.0/8 via 10.0.0.2', 'RTNETLINK answers: Operation not permitted\n', 2],
  ['ip route flush table main', 'Failed to send flush request: Operation not permitted\n', 2],
  ['ip neigh add 10.0.0.9 lladdr 02:00:00:00:00:09 dev v0', 'RTNETLINK answers: Operation not permitted\n', 2],
  ['arp -s 10.0.0.9 02:00:00:00:00:09', 'SIOCSARP: Operation not permitted\n', 255],
  ['arp -d 10.0.0.1', 'SIOCDARP(dontpub): Operation not permitted\n', 255],
  ['ifconfig v0 down', 'SIOCSIFFLAGS: Operation not permitted\n', 255],
  ['ifconfig v0 10.9.0.1', 'SIOCSIFADDR: Operation not permitted\nSIOCSIFFLAGS: Operation not permitted\n', 255],
  ['ifconfig v0 mtu 1400', 'SIOCSIFMTU: Operation not permitted\n', 1],
  ['route add default gw 10.0.0.2', 'SIOCADDRT: Operation not permitted\n', 7],
  ['bridge fdb add 02:00:00:00:00:09 dev v0 master', 'RTNETLINK answers: Operation not permitted\n', 255],
  ['tc qdisc add dev v0 root netem delay 1ms', 'RTNETLINK answers: Operation not permitted\n', 2],
])('%s needs CAP_NET_ADMIN', (line, err, status) => {
  const hosts = host();
  expect(as(hosts, 'NET_RAW', line)).toMatchObject({ out: '', err, status });
  expect(as(hosts, 'NET_ADMIN', line).err).not.toContain('not permitted');
});

const NO_RULES = 'Could not fetch rule set generation id: Permission denied (you must be root)\n';

test.each([
  ['iptables -L FOO', `iptables v1.8.9 (nf_tables): ${NO_RULES}`, 4],
  ['iptables-save', `iptables-save v1.8.9 (nf_tables): ${NO_RULES}`, 4],
  [
    'conntrack -L',
    'conntrack v1.4.7 (conntrack-tools): Operation failed: sorry, you must be root or get CAP_NET_ADMIN capability to do this\n',
    1,
  ],
])('%s needs CAP_NET_ADMIN to look', (line, err, status) => {
  expect(as(host(), 'NET_RAW', line)).toMatchObject({ out: '', err, status });
});

test('children have what their parent has, and who looks on needs nothing', () => {
  const hosts = host();
  expect(as(hosts, 'NET_RAW', 'limited NET_RAW ip link set v0 down').status).toBe(2);
  expect(as(hosts, 'NET_RAW', 'ip -br addr')).toMatchObject({ err: '', status: 0 });
});
