/** A network as `docker network inspect` shows it. */
import { formatPrefix } from '../../base/ipv4';
import { formatTime } from '../../userland/time';
import type { Daemon } from '../daemon';
import { endpointsOf } from '../engine';
import { GoMap, type GoStruct, type GoValue, mapOf } from '../gotemplate/value';
import type { IpamConfig, Network } from '../network';
import type { ProfileName } from '../profile';
import { struct } from './shape';

export function inspectNetwork(d: Daemon, network: Network, api: ProfileName): GoStruct {
  const ipv4: Record<string, GoValue> = api === '28' ? { EnableIPv4: d.profile.knowsEnableIpv4 } : {};
  const { ipam } = network;
  const config = ipam.config.map(configOf);
  return struct('network.Inspect', {
    Name: network.name,
    Id: network.id,
    Created: formatTime(network.created),
    Scope: network.scope,
    Driver: network.driver,
    ...ipv4,
    EnableIPv6: network.enableIpv6,
    IPAM: struct('network.IPAM', {
      Driver: ipam.driver,
      Options: ipam.options === null ? null : mapOf(ipam.options),
      Config: config.length === 0 && d.profile.knowsEnableIpv4 ? null : config,
    }),
    Internal: network.internal,
    Attachable: network.attachable,
    Ingress: false,
    ConfigFrom: struct('network.ConfigReference', { Network: '' }),
    ConfigOnly: false,
    Containers: containersOn(d, network),
    Options: mapOf(network.options),
    Labels: mapOf(network.labels),
  });
}

function configOf({ subnet, ipRange, gateway, auxAddresses }: IpamConfig): GoStruct {
  return struct('network.IPAMConfig', {
    Subnet: subnet,
    ...(ipRange === null ? {} : { IPRange: ipRange }),
    ...(gateway === null ? {} : { Gateway: gateway }),
    ...(Object.keys(auxAddresses).length === 0 ? {} : { AuxiliaryAddresses: mapOf(auxAddresses) }),
  });
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
