/** Whether an endpoint may be as it is asked for on a network (moby `daemon/container_operations.go`, `api/types/network/endpoint.go`). */
import { contains, parseIpv4 } from '../../base/ipv4';
import { sysctlReasons } from '../endpoint-sysctls';
import { isUserDefined, type Network, subnetsOf } from '../network';
import type { EndpointSettings } from './container';

/** Everything that speaks against it on the network of that name, which need not exist. */
export function endpointReasons(
  name: string,
  network: Network | null,
  { ipv4, driverOptions }: Pick<EndpointSettings, 'ipv4' | 'driverOptions'>,
): string[] {
  return [...addressReasons(name, network, ipv4), ...sysctlReasons(driverOptions)];
}

function addressReasons(name: string, network: Network | null, text: string | null): string[] {
  if (text === null) return [];
  const ip = parseIpv4(text);
  const reasons = ip === null ? [`invalid IPv4 address: ${text}`] : [];
  if (!isUserDefined(name)) reasons.push('user specified IP address is supported on user defined networks only');
  if (network === null) return reasons;
  const subnets = subnetsOf(network);
  if (!network.ipam.userSubnet)
    reasons.push(
      'user specified IP address is supported only when connecting to networks with user configured subnets',
    );
  else if (subnets.length > 0 && (ip === null || !subnets.some(({ pool }) => contains(pool.subnet, ip))))
    reasons.push(`no configured subnet or ip-range contain the IP address ${text}`);
  return reasons;
}
