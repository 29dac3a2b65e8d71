/** `docker network connect` and `disconnect` as the daemon does them (moby `daemon/container_operations.go`). */
import { get } from '../sim/table';
import { type Container, type EndpointSettings, isRunning } from './container/container';
import { endpointReasons } from './container/endpoint-check';
import { connectEndpoint, disconnectEndpoint } from './controller';
import type { Daemon } from './daemon';
import { endpointsOf, sandboxOf } from './engine';
import { Failure, failed, type Outcome } from './failure';
import { isUserDefined, type Network } from './network';
import { attachContainer } from './swarm/attachment';

export interface ConnectRequest {
  readonly ipv4: string | null;
  readonly aliases: readonly string[];
  readonly links: readonly string[];
  readonly driverOptions: Readonly<Record<string, string>>;
  readonly gatewayPriority: number;
}

const PRIVATE = 'container cannot be connected to multiple networks with one of the networks in private (none) mode';
const SHARED =
  'container sharing network namespace with another container or host cannot be connected to any other network';

/** What speaks against putting a container on a network, or null. */
function forbidden(d: Daemon, container: Container, network: Network): Failure | null {
  const { networkMode } = container.hostConfig;
  const live = isRunning(container);
  if ((networkMode.startsWith('container:') && live) || (networkMode === 'host' && network.name !== 'host'))
    return new Failure('Forbidden', SHARED);
  if (network.name === 'host' && networkMode === 'host' && !live) return null;
  if (network.name === 'host') return new Failure('Forbidden', d.messages.connectHost);
  const private_ = network.name === 'none' || Object.keys(container.networks).includes('none');
  return private_ ? new Failure('Forbidden', PRIVATE) : null;
}

/** Puts a container on one more network: at once where it runs, else from its next start on. */
export function connectContainer(
  d: Daemon,
  container: Container,
  network: Network,
  request: ConnectRequest,
): Outcome<null> {
  const refused = forbidden(d, container, network);
  if (refused !== null) return refused;
  const settings = settingsOf(network.name, request);
  if (request.aliases.length > 0 && !isUserDefined(network.name))
    return new Failure(
      'InvalidParameter',
      d.messages.endpointRefusedLater([
        'network-scoped alias is supported only for containers in user defined networks',
      ]),
    );
  const reasons = endpointReasons(network.name, network, request);
  const now = d.profile.checksEndpointsAtCreate
    ? reasons
    : reasons.filter((reason) => reason.startsWith('user specified'));
  if (now.length > 0) return new Failure('InvalidParameter', d.messages.endpointRefusedLater(now));
  const sandbox = sandboxOf(d.engine, container);
  if (!isRunning(container) || sandbox === null) {
    container.networks[network.name] ??= settings;
    return null;
  }
  const before = container.networks[network.name];
  if (before?.endpoint != null && network.scope === 'swarm')
    return new Failure('Conflict', `${container.name} is already attached to network ${network.name}`);
  if (before?.endpoint != null)
    return new Failure('Forbidden', `endpoint with name ${container.name} already exists in network ${network.name}`);
  container.networks[network.name] = settings;
  const live = container.networks[network.name] ?? settings;
  const joined = network.scope === 'swarm' ? attachContainer(d, container, network.name, live) : network;
  if (failed(joined)) {
    delete container.networks[network.name];
    return joined;
  }
  const endpoint = connectEndpoint(
    d,
    container,
    sandbox,
    joined,
    live,
    `docker network connect ${network.name} ${container.name}`,
  );
  if (!failed(endpoint)) return null;
  delete container.networks[network.name];
  return endpoint;
}

/** What the request says of the endpoint; the network's id comes with the first start on it. */
function settingsOf(network: string, request: ConnectRequest): EndpointSettings {
  return {
    network,
    networkId: '',
    ipv4: request.ipv4,
    aliases: request.aliases,
    links: request.links,
    macAddress: '',
    gatewayPriority: request.gatewayPriority,
    driverOptions: request.driverOptions,
    byConnect: true,
    endpoint: null,
  };
}

/** A network that is not there (yet): a container that does not run looks for it when it starts. */
export function connectLater(container: Container, ref: string, request: ConnectRequest): Outcome<null> {
  if (isRunning(container)) return new Failure('NotFound', `network ${ref} not found`);
  container.networks[ref] = settingsOf(ref, request);
  return null;
}

/** Takes a container off a network; one that does not run only forgets it, as any does by force where the network is gone. */
export function disconnectContainer(
  d: Daemon,
  container: Container,
  ref: string,
  network: Network | null,
  force: boolean,
): Outcome<null> {
  const name = network?.name ?? ref;
  if (!isRunning(container) || (network === null && force)) {
    if (container.networks[name] === undefined)
      return new Failure('Forbidden', `container ${container.id} is not connected to the network ${name}`);
    delete container.networks[name];
    return null;
  }
  if (network === null) return new Failure('NotFound', `network ${ref} not found`);
  if (name === 'host' && container.hostConfig.networkMode === 'host')
    return new Failure('Forbidden', d.messages.disconnectHost);
  const settings = container.networks[name];
  if (settings === undefined)
    return new Failure('Forbidden', `container ${container.id} is not connected to network ${name}`);
  const sandbox = sandboxOf(d.engine, container);
  const endpoint = settings.endpoint === null ? undefined : get(d.engine.endpoints, settings.endpoint);
  if (sandbox !== null && endpoint !== undefined) disconnectEndpoint(d, container, sandbox, endpoint, true);
  delete container.networks[network.name];
  return null;
}

/** `disconnect -f` of a container that is gone: its endpoint is looked up by name. */
export function disconnectByName(d: Daemon, name: string, network: Network): Outcome<null> {
  const endpoint = endpointsOf(d.engine, network).find((candidate) => candidate.name === name);
  const container = endpoint === undefined ? undefined : get(d.engine.containers, endpoint.container);
  const sandbox = container === undefined ? null : sandboxOf(d.engine, container);
  if (endpoint === undefined || container === undefined || sandbox === null)
    return new Failure('NotFound', `endpoint ${name} not found`);
  disconnectEndpoint(d, container, sandbox, endpoint, true);
  return null;
}
