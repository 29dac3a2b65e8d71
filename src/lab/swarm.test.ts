import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contains, formatIpv4, parsePrefix } from '../base/ipv4';
import { createRun } from './run';
import { scenarioOf } from './scenario';
import { get, values } from '../sim/table';
import type { World } from './world';
import { peersOn, type Cluster, type SwarmNetwork } from '../docker/swarm/cluster';
import { freeAddress, takeAddress } from '../docker/swarm/pool';
import { failed } from '../docker/failure';

const SWARM = [
  'docker swarm init --advertise-addr 10.0.0.10',
  '@host2 docker swarm join --token $WORKER_TOKEN 10.0.0.10:2377',
  '@host3 docker swarm join --token $WORKER_TOKEN 10.0.0.10:2377',
  'docker network create -d overlay --attachable mesh',
];

function worldAfter(lines: readonly string[]): World {
  const run = createRun(scenarioOf([...SWARM, ...lines], '20.10'));
  while (run.advance(2000));
  return run.world;
}

const clusterIn = (world: World): Cluster | undefined => [...values(world.clusters)][0];
const meshIn = (cluster: Cluster | undefined): SwarmNetwork | undefined =>
  cluster === undefined ? undefined : [...values(cluster.networks)].find(({ name }) => name === 'mesh');

/** The entries of vxlan0 in an overlay's namespace on a machine: address to node. */
function tunnels(world: World, machine: string): Record<string, string> {
  const ns = [...values(world.netns)].find(({ name }) => name === `${machine}-overlay-mesh`);
  const vxlan = ns === undefined ? undefined : [...values(ns.links)].find((link) => link.kind === 'vxlan');
  if (vxlan?.kind !== 'vxlan') return {};
  return Object.fromEntries([...values(vxlan.fdb)].map(({ mac, remotes }) => [mac, remotes.map(formatIpv4).join(' ')]));
}

test('every node is told of the endpoints of the others, and of no own one', () => {
  const world = worldAfter([
    'docker run -d --name east --network mesh alpine',
    '@host2 docker run -d --name west --network mesh alpine',
    '@host3 docker run -d --name north --network mesh alpine',
  ]);
  expect(tunnels(world, 'host')).toEqual({
    '02:42:0a:00:01:04': '10.0.0.11',
    '02:42:0a:00:01:05': '10.0.0.11',
    '02:42:0a:00:01:06': '10.0.0.12',
    '02:42:0a:00:01:07': '10.0.0.12',
  });
  expect(Object.values(tunnels(world, 'host3'))).toEqual(['10.0.0.10', '10.0.0.10', '10.0.0.11', '10.0.0.11']);
});

test('a network leaves the node with its last container, and takes what the others knew of it along', () => {
  const world = worldAfter([
    'docker run -d --name east --network mesh alpine',
    '@host2 docker run -d --name west --network mesh alpine',
    '@host2 docker rm -f west',
  ]);
  const cluster = clusterIn(world);
  const mesh = meshIn(cluster);
  expect(tunnels(world, 'host')).toEqual({});
  expect([...values(world.netns)].some(({ name }) => name.startsWith('host2-') && name.endsWith('-mesh'))).toBe(false);
  expect(cluster === undefined || mesh === undefined ? [] : peersOn(cluster, mesh.id)).toHaveLength(2);
  expect(Object.keys(mesh?.loadBalancers ?? {})).toHaveLength(1);
});

test('the last manager takes the swarm with it: no network, no peer, no namespace of it stays', () => {
  const world = worldAfter(['docker run -d --name east --network mesh alpine', 'docker swarm leave --force']);
  expect([...values(world.clusters)]).toEqual([]);
  expect(world.engines['host']?.swarm).toBeNull();
  expect([...values(world.netns)].filter(({ name }) => name.startsWith('host-'))).toEqual([]);
  expect(get(world.netns, 'host')?.vxlans).toEqual([]);
});

test('addresses are given one behind the other, never twice, and again when the subnet is through', () => {
  const subnet = parsePrefix('10.9.0.0/28');
  const mesh = meshIn(clusterIn(worldAfter([])));
  if (subnet === null || mesh === undefined) throw new Error('no network');
  fc.assert(
    fc.property(fc.array(fc.boolean(), { maxLength: 60 }), (steps) => {
      const pool = { subnet, range: null, taken: { size: 0, numeric: true, buckets: [] } };
      const network: SwarmNetwork = { ...mesh, ipam: { ...mesh.ipam, pool }, lastAddress: null };
      const given: number[] = [];
      for (const take of steps) {
        const [oldest] = given;
        if (!take && oldest !== undefined) {
          freeAddress(network, oldest);
          given.shift();
          continue;
        }
        const before = network.lastAddress;
        const got = takeAddress(network, null);
        if (failed(got)) {
          expect(given).toHaveLength(16);
          continue;
        }
        expect(contains(subnet, got.address)).toBe(true);
        expect(given).not.toContain(got.address);
        if (before !== null && !given.includes(before + 1) && before + 1 < subnet.address + 16)
          expect(got.address).toBe(before + 1);
        given.push(got.address);
      }
    }),
  );
});
