import { expect, test } from 'vitest';
import { addHost, createHosts, type Hosts, run } from '../../../../tests/unit/hosts';
import { cable, configure } from '../../../../tests/unit/net';
import { get } from '../../../sim/table';
import { ipPrograms } from '../ip';
import { ping } from '../../ping/ping';

/** A host and another on one cable, 192.0.2.1 and .2; `make` gives the namespaces one and two a link each on the host's eth0. */
function stacked(make: (name: string) => string, prefix = '192.0.2'): Hosts {
  const hosts = createHosts([...ipPrograms, ping]);
  for (const name of ['host', 'other']) addHost(hosts, name);
  const { net } = hosts;
  const [host, other] = ['host', 'other'].map((name) => get(net.netns, name)!);
  const ends = cable(net, host!, 'eth0', other!, 'eth0');
  configure(host!, ends.a, '192.0.2.1/24');
  configure(other!, ends.b, '192.0.2.2/24');
  for (const [name, last] of [
    ['one', 11],
    ['two', 12],
  ] as const) {
    for (const line of [
      `ip netns add ${name}`,
      `ip link add link eth0 name ${name} netns ${name} ${make(name)}`,
      `ip -n ${name} addr add ${prefix}.${last}/24 dev ${name}`,
      `ip -n ${name} link set ${name} up`,
    ]) {
      expect({ line, ...run(hosts, 'host', line.split(' ')) }).toMatchObject({ err: '', status: 0 });
    }
  }
  return hosts;
}

/** Who is reached from namespace `one`: its sibling, the parent's own address, the machine at the other end. */
function reached(hosts: Hosts, sibling = '192.0.2.12'): string[] {
  const answers = (address: string) =>
    run(hosts, 'host', `ip netns exec one ping -c 1 -W 1 ${address}`.split(' ')).status === 0;
  return [
    ...(answers(sibling) ? ['sibling'] : []),
    ...(answers('192.0.2.1') ? ['parent'] : []),
    ...(answers('192.0.2.2') ? ['other'] : []),
  ];
}

test.each([
  ['macvlan mode bridge', ['sibling', 'other']],
  ['macvlan mode private', ['other']],
  ['macvlan mode vepa', ['other']],
  ['ipvlan mode l2', ['sibling', 'other']],
])('%s', (kind, expected) => {
  expect(reached(stacked(() => `type ${kind}`))).toEqual(expected);
});

test('siblings of an ipvlan in mode l3 reach each other without ARP, others only with a way back', () => {
  const hosts = stacked(() => 'type ipvlan mode l3', '10.9.0');
  run(hosts, 'host', 'ip -n one route add default dev one'.split(' '));
  expect(reached(hosts, '10.9.0.12')).toEqual(['sibling']);
  expect(
    hosts.net.steps.some(
      ({ place, frame }) =>
        place.endsWith('/one') && !(frame.payload instanceof Uint8Array) && frame.payload.kind === 'arp',
    ),
  ).toBe(false);
  expect(run(hosts, 'other', 'ip route add 10.9.0.0/24 via 192.0.2.1'.split(' ')).status).toBe(0);
  expect(run(hosts, 'host', 'ip netns exec one ping -c 1 -W 1 192.0.2.2'.split(' ')).status).toBe(0);
});

test('frames of a VLAN are tagged on the parent and bare on the link', () => {
  const hosts = stacked((name) => `type vlan id ${name === 'one' ? 10 : 20}`);
  for (const line of [
    'ip link add link eth0 name eth0.10 type vlan id 10',
    'ip addr add 192.0.2.99/24 dev eth0.10',
    'ip link set eth0.10 up',
    'ip addr del 192.0.2.2/24 dev eth0',
  ]) {
    expect(run(hosts, 'other', line.split(' '))).toMatchObject({ err: '', status: 0 });
  }
  expect(run(hosts, 'host', 'ip netns exec one ping -c 1 -W 1 192.0.2.99'.split(' ')).status).toBe(0);
  expect(run(hosts, 'host', 'ip netns exec two ping -c 1 -W 1 192.0.2.99'.split(' ')).status).toBe(1);
  const tags = (place: string) =>
    new Set(hosts.net.steps.filter((step) => step.place === place).map(({ frame }) => frame.vlan));
  expect(tags('host/eth0')).toEqual(new Set([10, 20]));
  expect(tags('one/one')).toEqual(new Set([null]));
});
