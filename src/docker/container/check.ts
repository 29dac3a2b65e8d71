/** What a container's network settings may not say (moby `runconfig/hostconfig_unix.go`, `daemon/container_operations.go`). */
import type { Daemon } from '../daemon';
import { findContainer, findNetwork } from '../engine';
import { Failure } from '../failure';
import { endpointReasons } from './endpoint-check';
import type { CreateRequest } from './request';

const CONTAINER = 'container';
const CONTAINER_MODE = `${CONTAINER}:`;

/** Whether the mode is that of a container that uses another's network. */
export function isShared(networkMode: string): boolean {
  return networkMode === CONTAINER || networkMode.startsWith(CONTAINER_MODE);
}

/** The first thing wrong, or null. */
export function checkNetworking(d: Daemon, request: CreateRequest): Failure | null {
  const { networkMode, links } = request.hostConfig;
  if (isShared(networkMode))
    return checkShared(d, request, networkMode.slice(CONTAINER_MODE.length)) ?? checkEndpoints(d, request);
  return checkLinks(d, links) ?? checkEndpoints(d, request);
}

const conflict = (what: string) => new Failure('InvalidParameter', `conflicting options: ${what} and the network mode`);

function checkShared(d: Daemon, request: CreateRequest, ref: string): Failure | null {
  const { config, hostConfig } = request;
  if (ref === '') return new Failure('InvalidParameter', d.messages.emptyContainerMode);
  if (config.hostname !== '') return conflict('hostname');
  if (hostConfig.links.length > 0)
    return new Failure(
      'InvalidParameter',
      "conflicting options: container type network can't be used with links. This would result in undefined behavior",
    );
  if (hostConfig.dns.length > 0) return conflict('dns');
  if (hostConfig.extraHosts.length > 0) return conflict('custom host-to-IP mapping');
  if (hostConfig.portBindings.length > 0 || hostConfig.publishAll)
    return new Failure('InvalidParameter', 'conflicting options: port publishing and the container type network mode');
  if (config.exposed.length > 0)
    return new Failure('InvalidParameter', 'conflicting options: port exposing and the container type network mode');
  return null;
}

/** Legacy links name a container that is there and on the default network. */
function checkLinks(d: Daemon, links: readonly string[]): Failure | null {
  for (const link of links) {
    const [ref = ''] = link.split(':');
    const other = findContainer(d.engine, ref);
    if (other === null)
      return new Failure('InvalidParameter', `could not get container for ${ref}: No such container: ${ref}`);
    if (other.hostConfig.networkMode === 'host')
      return new Failure(
        'InvalidParameter',
        "conflicting options: host type networking can't be used with links. This would result in undefined behavior",
      );
  }
  return null;
}

function checkEndpoints(d: Daemon, request: CreateRequest): Failure | null {
  const entries = Object.entries(request.networks);
  for (const [name, settings] of entries) {
    const reasons = endpointReasons(name, findNetwork(d.engine, name), settings);
    const now = d.profile.checksEndpointsAtCreate ? reasons : reasons.filter((reason) => reason.startsWith(MALFORMED));
    if (now.length > 0) return new Failure('InvalidParameter', d.messages.endpointRefused(name, now));
  }
  if (d.profile.severalNetworksAtCreate || entries.length < 2) return null;
  const names = entries.map(([name]) => name).sort();
  return new Failure('InvalidParameter', `Container cannot be connected to network endpoints: ${names.join(', ')}`);
}

/** What 20.10 looks at before a container starts. */
const MALFORMED = 'invalid IPv4 address';
