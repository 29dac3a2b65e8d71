import { expect, test } from 'vitest';
import { createRun } from '../lab/run';
import { scenarioOf } from '../lab/scenario';
import { hopOf, topologyOf } from './topology';

function world(...lines: readonly string[]) {
  const run = createRun(scenarioOf(lines));
  while (run.advance(2000));
  return run.world;
}

const MACVLAN = 'docker network create -d macvlan --subnet 10.0.0.0/24 --gateway 10.0.0.1 -o parent=eth0 lan';

test('a macvlan network is a box that its containers meet, tied to the interface of the host they are stacked on', () => {
  const { nodes, edges } = topologyOf(world(MACVLAN, 'docker run -d --name m1 --network lan --ip 10.0.0.100 alpine'));
  const lan = nodes.find(({ title }) => title === 'lan');
  expect(lan).toMatchObject({ kind: 'network', parent: 'host', subtitle: 'macvlan parent=eth0 10.0.0.0/24' });
  expect(lan?.ports.map(({ side, joint }) => [side, joint])).toEqual([
    ['top', true],
    ['bottom', true],
  ]);
  const m1 = nodes.find(({ title }) => title === 'm1');
  expect(m1?.on).toEqual([lan?.id]);
  const tied = (from: string | undefined) => edges.find((edge) => edge.from === from)?.to;
  expect(tied(m1?.ports[0]?.id)).toBe(lan?.ports[0]?.id);
  expect(tied(lan?.ports[1]?.id)).toBe('host/eth0');
});

test('on a VLAN the interface of that VLAN is a port of the box, itself stacked on the host’s', () => {
  const { nodes, edges } = topologyOf(
    world('docker network create -d ipvlan -o parent=eth0.10 -o ipvlan_mode=l3 --subnet 10.7.0.0/24 ten'),
  );
  const ten = nodes.find(({ title }) => title === 'ten');
  expect(ten?.subtitle).toBe('ipvlan l3 parent=eth0.10 10.7.0.0/24');
  expect(ten?.ports).toMatchObject([{ id: 'host/eth0.10', name: 'eth0.10', side: 'bottom' }]);
  expect(edges.find(({ from }) => from === 'host/eth0.10')?.to).toBe('host/eth0');
});

test('a frame of a stacked link is on the way to the box of its network', () => {
  const after = world(MACVLAN, 'docker run -d --name m1 --network lan --ip 10.0.0.100 alpine');
  const topology = topologyOf(after);
  const [port] = topology.nodes.find(({ title }) => title === 'm1')?.ports ?? [];
  const joint = topology.nodes.find(({ title }) => title === 'lan')?.ports[0]?.id;
  expect(hopOf(after, topology, port?.id ?? '', true, [])).toMatchObject({ port: port?.id, peer: joint });
});

test('a container without a network of its own says how it was asked for, and keeps its network when it stops', () => {
  const { nodes } = topologyOf(
    world(
      'docker run -d --name web alpine',
      'docker run -d --name side --network container:web alpine',
      'docker run -d --name bare --network host nginx',
      'docker stop -t 0 web',
    ),
  );
  const box = (name: string) => nodes.find(({ title }) => title === name);
  expect(box('side')).toMatchObject({ ports: [], lines: ['--network container:web'] });
  expect(box('bare')?.lines).toEqual(['--network host']);
  expect(box('web')).toMatchObject({ ports: [], on: ['host/bridge/docker0'] });
});
