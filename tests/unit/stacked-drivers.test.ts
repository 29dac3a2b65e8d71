import { expect, test } from 'vitest';
import { playLines } from './play';

const LAN = '--subnet 10.0.0.0/24 --gateway 10.0.0.1 --ip-range 10.0.0.128/25';
const two = (create: string) => [
  `docker network create ${create} lan`,
  'docker run -d --name c1 --network lan alpine',
  'docker run -d --name c2 --network lan alpine',
];

/** The status of a ping, by what is printed last for it. */
function answered(transcript: string, command: string): boolean {
  const said = transcript.split(`$ ${command}\n`)[1]?.split('\n$ ')[0];
  return said?.includes(' 0% packet loss') === true;
}

const sibling = 'docker exec c1 ping -c 1 -W 1 10.0.0.129';
const laptop = 'docker exec c1 ping -c 1 -W 1 10.0.0.20';
const host = 'docker exec c1 ping -c 1 -W 1 10.0.0.10';

test.each([
  ['-d macvlan -o parent=eth0', true],
  ['-d macvlan -o parent=eth0 -o macvlan_mode=private', false],
  ['-d macvlan -o parent=eth0 -o macvlan_mode=vepa', false],
  ['-d ipvlan -o parent=eth0', true],
  ['-d ipvlan -o parent=eth0 -o ipvlan_flag=private', false],
  ['-d ipvlan -o parent=eth0 -o ipvlan_flag=vepa', false],
])('%s: the LAN is reached, the own host never', (create, siblings) => {
  const { transcript } = playLines([...two(`${create} ${LAN}`), sibling, laptop, host]);
  expect([sibling, laptop, host].map((command) => answered(transcript, command))).toEqual([siblings, true, false]);
});

test('what a macvlan sends to its own host leaves by the parent, which never hears it', () => {
  const { why } = playLines([...two(`-d macvlan -o parent=eth0 ${LAN}`), host]);
  expect(why).toContainEqual({ ns: 'host', kind: 'stacked.parent', dev: 'eth0', parent: 'eth0' });
});

test('ipvlans have one address on the wire, macvlans one each', () => {
  const senders = (create: string) =>
    new Set(
      playLines([...two(`${create} ${LAN}`), laptop, laptop.replace('c1', 'c2')])
        .steps.filter(({ place, sent, text }) => place === 'host/eth0' && sent && text.includes('request'))
        .map(({ frame }) => frame.src),
    );
  expect(senders('-d ipvlan -o parent=eth0').size).toBe(1);
  expect(senders('-d macvlan -o parent=eth0').size).toBe(2);
});

test('in mode l3 nobody asks by ARP, the default route is the link, subnets of one parent meet in it', () => {
  const { transcript, steps } = playLines([
    'docker network create -d ipvlan -o parent=eth0 -o ipvlan_mode=l3 --subnet 10.7.0.0/24 --subnet 10.8.0.0/24 deep',
    'docker run -d --name c1 --network deep alpine',
    'docker run -d --name c2 --network deep --ip 10.8.0.9 alpine',
    'docker exec c1 ip route',
    'docker exec c1 ip addr show eth0',
    'docker exec c1 ping -c 1 10.8.0.9',
    'docker inspect -f "gateway [{{.NetworkSettings.Networks.deep.Gateway}}]" c1',
  ]);
  expect(transcript).toContain('default dev eth0 scope link');
  expect(transcript).toContain('NOARP');
  expect(transcript).toContain('inet 10.7.0.1/24');
  expect(transcript).toContain('gateway []');
  expect(answered(transcript, 'docker exec c1 ping -c 1 10.8.0.9')).toBe(true);
  expect(steps.filter(({ place, text }) => /^c\d:/.test(place) && text.startsWith('ARP'))).toEqual([]);
});

test('a VLAN is made for a network, tags its frames, and goes with it; one that was there stays', () => {
  const { transcript, steps } = playLines([
    ...two(`-d macvlan -o parent=eth0.10 ${LAN}`),
    sibling,
    laptop,
    'ip -d link show eth0.10',
    'docker rm -f c1 c2',
    'docker network rm lan',
    'ip link show eth0.10',
    'ip link add link eth0 name eth0.20 type vlan id 20',
    'docker network create -d ipvlan -o parent=eth0.20 mine',
    'docker network rm mine',
    'ip link show eth0.20',
  ]);
  expect(transcript).toContain('vlan protocol 802.1Q id 10 <REORDER_HDR>');
  expect(answered(transcript, sibling)).toBe(true);
  expect(answered(transcript, laptop)).toBe(false);
  expect(transcript).toContain('Device "eth0.10" does not exist.');
  expect(transcript).not.toContain('Device "eth0.20" does not exist.');
  const onParent = steps.filter(({ place, frame }) => place === 'host/eth0' && frame.vlan !== null);
  expect(onParent.length).toBeGreaterThan(0);
  expect(new Set(onParent.map(({ frame }) => frame.vlan))).toEqual(new Set([10]));
});

test.each(['macvlan', 'ipvlan'])('without a parent a dummy carries a %s network, and goes with it', (driver) => {
  const prefix = driver === 'macvlan' ? 'dm-' : 'di-';
  const { transcript } = playLines([
    ...two(`-d ${driver} --subnet 10.0.0.0/24 --ip-range 10.0.0.128/25`),
    'docker exec c1 ping -c 1 -W 1 10.0.0.129',
    laptop,
    'docker exec c1 ip route',
    'ip -br link',
    'docker rm -f c1 c2',
    'docker network rm lan',
    'ip -br link show type dummy',
  ]);
  expect(answered(transcript, sibling)).toBe(true);
  expect(answered(transcript, laptop)).toBe(false);
  expect(transcript).not.toContain('default via');
  expect(transcript.split('$ ip -br link\n')[1]).toContain(prefix);
  expect(transcript.split('show type dummy\n')[1]).not.toContain(prefix);
});
