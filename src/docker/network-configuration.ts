/** Configuration networks: `--config-only` keeps settings, `--config-from` makes a network with them (libnetwork `network.validateConfiguration`, `applyConfigurationTo`). */
import { type Daemon, newId, nextOrder } from './daemon';
import { networksOf } from './engine';
import { Failure, type Outcome } from './failure';
import type { Network } from './network';
import type { NetworkRequest } from './network-request';
import { put } from '../sim/table';

const OPERATOR =
  'configuration network can only contain network specific fields. Network operator fields like [ ingress | internal | attachable | scope ] are not supported.';
const DEPENDS = 'user specified configurations are not supported if the network depends on a configuration network';

/** What does not go together in a request, or null. */
export function checkConfiguration(request: NetworkRequest): Failure | null {
  const { configOnly = false, configFrom = '', scope = '', ingress = false } = request;
  if (configOnly && (ingress || request.internal || request.attachable || scope !== ''))
    return new Failure('Forbidden', OPERATOR);
  if (configFrom === '') return null;
  if (configOnly)
    return new Failure('Forbidden', 'a configuration network cannot depend on another configuration network');
  const settings = [request.labels, request.ipamOptions ?? {}, request.config].flatMap(Object.keys);
  if (settings.length > 0 || request.ipamDriver !== 'default' || request.enableIpv6)
    return new Failure('Forbidden', DEPENDS);
  return Object.keys(request.options).length === 0
    ? null
    : new Failure(
        'Forbidden',
        'network driver options are not supported if the network depends on a configuration network',
      );
}

/** Keeps the settings under a name: nothing is allocated, nothing made. */
export function keepConfiguration(d: Daemon, request: NetworkRequest): Network {
  const network: Network = {
    id: newId(d),
    name: request.name,
    order: nextOrder(d),
    created: d.world.clock.now,
    origin: request.origin ?? `docker network create ${request.name}`,
    driver: 'null',
    scope: 'local',
    internal: false,
    attachable: false,
    ingress: false,
    configOnly: true,
    configFrom: '',
    enableIpv6: request.enableIpv6,
    labels: request.labels,
    options: request.options,
    ipam: {
      driver: request.ipamDriver,
      options: request.ipamOptions,
      config: request.config,
      userSubnet: false,
      pool: null,
      gateway: null,
      more: [],
      auxiliary: [],
    },
    device: null,
    ownsDevice: false,
    ports: 0,
  };
  put(d.engine.networks, network.id, network);
  return network;
}

/** The request with the settings that it leaves to a configuration network. */
export function withConfiguration(d: Daemon, request: NetworkRequest): Outcome<NetworkRequest> {
  const { configFrom = '' } = request;
  if (configFrom === '') return request;
  const kept = networksOf(d.engine).find(({ configOnly, name }) => configOnly && name === configFrom);
  if (kept === undefined) return new Failure('NotFound', `configuration network "${configFrom}" does not exist`);
  const { enableIpv6, labels, options, ipam } = kept;
  return { ...request, enableIpv6, labels, options, config: ipam.config, ipamOptions: ipam.options };
}

/** Whether networks have been made with the settings that it keeps. */
export function isConfigurationUsed(d: Daemon, { configOnly, name }: Network): boolean {
  return configOnly && networksOf(d.engine).some(({ configFrom }) => configFrom === name);
}
