import { expect, test } from 'vitest';
import { createHosts, addHost, run } from '../../../tests/unit/hosts';
import { ipPrograms } from '../ip/ip';
import { ping } from '../ping/ping';
import { sysctlPrograms } from './sysctl';

/** Whom a neighbour has heard of after a ping that speaks as 10.66.0.1, an address of the sender's lo. */
function heardOf(mode: string): string {
  const hosts = createHosts([...ipPrograms, ...sysctlPrograms, ping]);
  addHost(hosts, 'box');
  for (const line of [
    'ip netns add blue',
    'ip link add eth0 type veth peer name eth0 netns blue',
    'ip addr add 10.9.0.1/24 dev eth0',
    'ip addr add 10.66.0.1/32 dev lo',
    'ip link set eth0 up',
    'ip -n blue addr add 10.9.0.2/24 dev eth0',
    'ip -n blue link set eth0 up',
    `sysctl -w net.ipv4.conf.all.arp_announce=${mode}`,
  ])
    expect({ line, ...run(hosts, 'box', line.split(' ')) }).toMatchObject({ err: '', status: 0 });
  run(hosts, 'box', 'ping -c 1 -W 1 -I 10.66.0.1 10.9.0.2'.split(' '));
  return run(hosts, 'box', 'ip -n blue neigh'.split(' ')).out.replace(/ .*\n/g, ' ');
}

test('arp_announce says in whose name a host asks: 0 the packet speaks for itself, 1 and 2 keep to the subnet', () => {
  expect(heardOf('0')).toBe('10.66.0.1 ');
  expect(heardOf('1')).toBe('10.9.0.1 ');
  expect(heardOf('2')).toBe('10.9.0.1 ');
});
