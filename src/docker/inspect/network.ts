/** A network as `docker network inspect` shows it. */
import { formatIpv4, formatPrefix } from '../../base/ipv4';
import { sha256 } from '../../base/sha256';
import { get } from '../../sim/table';
import type { Daemon } from '../daemon';
import { endpointsOf } from '../engine';
import { GoMap, GoStruct, type GoValue, mapOf, NIL_MAP, NIL_SLICE } from '../gotemplate/value';
import type { IpamConfig, Network } from '../network';
import type { ProfileName } from '../profile';
import { nodesOf } from '../swarm/cluster';
import { clusterOf } from '../swarm/member';
import { isHere } from '../swarm/known';
import { ID_KEY, struct, timeOf } from './shape';

export function inspectNetwork(d: Daemon, network: Network, api: ProfileName): GoStruct {
  const ipv4: Record<string, GoValue> = api === '28' ? { EnableIPv4: d.profile.knowsEnableIpv4 } : {};
  const { ipam } = network;
  const config = ipam.config.map(configOf);
  const here = isHere(d, network);
  return struct(
    'network.Inspect',
    {
      Name: network.name,
      Id: network.id,
      Created: timeOf(network.created),
      Scope: network.scope,
      Driver: network.driver,
      ...ipv4,
      EnableIPv6: network.enableIpv6,
      IPAM: struct('network.IPAM', {
        Driver: ipam.driver,
        Options: ipam.options === null ? NIL_MAP : mapOf(ipam.options),
        Config: config.length === 0 && d.profile.knowsEnableIpv4 ? NIL_SLICE : config,
      }),
      Internal: network.internal,
      Attachable: network.attachable,
      Ingress: network.ingress,
      ConfigFrom: struct('network.ConfigReference', { Network: network.configFrom }),
      ConfigOnly: network.configOnly,
      Containers: here ? containersOn(d, network) : null,
      Options: mapOf(network.options),
      Labels: here || Object.keys(network.labels).length > 0 ? mapOf(network.labels) : null,
      Peers: network.scope === 'swarm' && here ? peersOf(d, network) : NIL_SLICE,
      Services: NIL_MAP,
    },
    ID_KEY,
    ['Peers', 'Services'],
  );
}

function configOf({ subnet, ipRange, gateway, auxAddresses }: IpamConfig): GoStruct {
  return new GoStruct(
    'network.IPAMConfig',
    { Subnet: subnet, IPRange: ipRange ?? '', Gateway: gateway ?? '', AuxiliaryAddresses: mapOf(auxAddresses) },
    {},
    ['IPRange', 'Gateway', 'AuxiliaryAddresses'],
    { AuxAddress: 'AuxiliaryAddresses' },
  );
}

/** The nodes that are on it, by the names they go by in their gossip. */
function peersOf(d: Daemon, network: Network): GoStruct[] {
  const cluster = clusterOf(d);
  const balancers = cluster === null ? undefined : get(cluster.networks, network.id)?.loadBalancers;
  return (cluster === null ? [] : nodesOf(cluster))
    .filter(({ id, left }) => left === null && balancers?.[id] !== undefined)
    .map(({ id, address }) => struct('network.PeerInfo', { Name: gossipName(id), IP: formatIpv4(address) }));
}

/** Twelve hexadecimal digits (`networkdb.Config.NodeID`). */
function gossipName(node: string): string {
  return sha256(new TextEncoder().encode(node)).slice(0, 12);
}

/** Running containers on it, by id. */
function containersOn(d: Daemon, network: Network): GoMap {
  const entries = endpointsOf(d.engine, network).map((endpoint): [string, GoValue] => [
    endpoint.container,
    struct('network.EndpointResource', {
      Name: endpoint.name,
      EndpointID: endpoint.id,
      MacAddress: endpoint.mac ?? '',
      IPv4Address: endpoint.address === null ? '' : formatPrefix(endpoint.address),
      IPv6Address: '',
    }),
  ]);
  return new GoMap(Object.fromEntries(entries));
}
