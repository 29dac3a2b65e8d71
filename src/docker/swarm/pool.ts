/** Subnets and addresses of a swarm (swarmkit `manager/allocator`, libnetwork `ipam` with serial allocation): given by its managers, one behind the other. */
import {
  broadcast,
  contains,
  formatIpv4,
  type Ipv4,
  network as networkOf,
  overlaps,
  type Prefix,
} from '../../base/ipv4';
import { get, put, remove } from '../../sim/table';
import { Failure, type Outcome } from '../failure';
import type { EngineProfile } from '../profile';
import { type Cluster, type SwarmNetwork, swarmNetworksOf } from './cluster';

/** A piece of the swarm's pools that none of its networks overlaps: the lowest, or the next behind the one given last; null where none is left. */
export function freeSubnet(cluster: Cluster, order: EngineProfile['poolOrder']): Prefix | null {
  const taken = swarmNetworksOf(cluster).flatMap(({ ipam }) => (ipam.pool === null ? [] : [ipam.pool.subnet]));
  const last = order === 'ring' ? cluster.lastSubnet : null;
  let found: Prefix | null = null;
  for (const piece of pieces(cluster)) {
    if (taken.some((other) => overlaps(other, piece))) continue;
    found ??= piece;
    if (last !== null && piece.address <= last) continue;
    found = piece;
    break;
  }
  cluster.lastSubnet = found?.address ?? cluster.lastSubnet;
  return found;
}

function* pieces({ addressPools, subnetLength: length }: Cluster): Generator<Prefix> {
  for (const pool of addressPools)
    for (let address = networkOf(pool).address; address <= broadcast(pool); address += 2 ** (32 - length))
      yield { address, length };
}

/** Takes the address behind the one that was given last, or the one that is asked for. */
export function takeAddress(network: SwarmNetwork, wanted: Ipv4 | null): Outcome<Prefix> {
  const { pool } = network.ipam;
  if (pool === null) return new Failure('System', `network ${network.id} has no subnet`);
  const ip = wanted ?? nextFree(network);
  if (ip === null) return new Failure('System', 'no available IPv4 addresses on this network');
  if (!contains(pool.subnet, ip))
    return new Failure(
      'InvalidParameter',
      `Invalid address ${formatIpv4(ip)}: It does not belong to any of this network's subnets`,
    );
  if (get(pool.taken, ip) !== undefined) return new Failure('System', 'Address already in use');
  put(pool.taken, ip, true);
  if (wanted === null) network.lastAddress = ip;
  return { address: ip, length: pool.subnet.length };
}

function nextFree({ ipam, lastAddress }: SwarmNetwork): Ipv4 | null {
  if (ipam.pool === null) return null;
  const { pool } = ipam;
  const range = networkOf(pool.range ?? pool.subnet);
  const size = 2 ** (32 - range.length);
  const from = lastAddress !== null && contains(range, lastAddress) ? lastAddress - range.address : -1;
  for (let step = 1; step <= size; step++) {
    const ip = range.address + ((from + step) % size);
    if (get(pool.taken, ip) === undefined) return ip;
  }
  return null;
}

export function freeAddress(network: SwarmNetwork, ip: Ipv4): void {
  if (network.ipam.pool !== null) remove(network.ipam.pool.taken, ip);
}
