/** Whether an address may be asked for on a network (moby `daemon/container_operations.go`, `validateNetworkingConfig`). */
import type { Daemon } from '../daemon';
import { Failure } from '../failure';
import { isUserDefined, type Network } from '../network';
import type { EndpointSettings } from './container';

export const ONLY_USER_NETWORKS = 'user specified IP address is supported on user defined networks only';
export const ONLY_USER_SUBNETS = 'user specified IP address is supported only when connecting to networks with user configured subnets';

/** The first thing against it, or null. */
export function checkAddress(d: Daemon, network: Network, settings: Pick<EndpointSettings, 'ipv4'>): Failure | null {
  if (settings.ipv4 === null) return null;
  if (!isUserDefined(network.name)) return new Failure('InvalidParameter', d.messages.endpointRefused(network.name, [ONLY_USER_NETWORKS]));
  return network.ipam.userSubnet ? null : new Failure('InvalidParameter', d.messages.endpointRefused(network.name, [ONLY_USER_SUBNETS]));
}
