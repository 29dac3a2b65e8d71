import { expect, test } from 'vitest';
import { createRun } from '../lab/run';
import { scenarioOf } from '../lab/scenario';
import { SEEDS } from '../lab/seeds';
import { namespacesOf, topologyOf } from './topology';

const lines = SEEDS.find(({ id }) => id === 'overlay')?.lines ?? [];
const run = createRun(scenarioOf(lines, '28'));
while (run.advance(2000));
const topology = topologyOf(run.world);

test('both hosts show the sandbox of the overlay and its load balancer, tied to the containers and to the LAN', () => {
  for (const host of ['host', 'host2']) {
    const boxes = topology.nodes.filter(({ id }) => id.startsWith(`${host}/swarm/`));
    expect(boxes.map(({ title, kind }) => [title, kind])).toEqual([
      ['mesh', 'bridge'],
      ['lb-mesh', 'netns'],
    ]);
    expect(boxes[0]?.subtitle).toBe('overlay, VNI 4097');
    expect(boxes[0]?.ports.map(({ name }) => name)).toEqual(['vxlan0', 'veth0', 'veth1']);
    expect(boxes[0]?.origin).toBe('docker network create mesh');
    const tunnel = topology.edges.find(({ from, kind }) => kind === 'stacked' && from === boxes[0]?.ports[0]?.id);
    expect(tunnel?.to).toBe(`${host}/eth0`);
  }
  const east = topology.nodes.find(({ title }) => title === 'east');
  const cable = topology.edges.find(({ from, to }) => [from, to].includes(east?.ports[0]?.id ?? ''));
  const mesh = topology.nodes.find(({ title }) => title === 'mesh');
  expect(mesh?.ports.some(({ id }) => id === cable?.from || id === cable?.to)).toBe(true);
});

test('the box of an overlay stands for its namespace; the ingress network has none while nothing is published', () => {
  const mesh = topology.nodes.find(({ title }) => title === 'mesh');
  const [own = '', root = ''] = namespacesOf(run.world, mesh?.id ?? null);
  expect(own).toMatch(/^host:1-/);
  expect(root).toBe('host');
  expect(topology.nodes.some(({ title }) => title.startsWith('ingress'))).toBe(false);
});
