/** What a container's network settings may not say together (moby `runconfig/hostconfig_unix.go`, `daemon/container_operations.go`). */
import type { Daemon } from '../daemon';
import { Failure } from '../failure';
import { isUserDefined } from '../network';
import type { CreateRequest } from './request';
import { findContainer } from '../engine';

/** The first thing wrong, or null. */
export function checkNetworking(d: Daemon, request: CreateRequest): Failure | null {
  const { networkMode } = request.hostConfig;
  const shared = networkMode.startsWith('container:') ? checkShared(d, request, networkMode.slice('container:'.length)) : null;
  return shared ?? (d.profile.checksEndpointsAtCreate ? checkAddresses(d, request) : null);
}

const conflict = (what: string) => new Failure('InvalidParameter', `conflicting options: ${what} and the network mode`);

function checkShared(d: Daemon, request: CreateRequest, ref: string): Failure | null {
  const { config, hostConfig } = request;
  if (ref === '') return new Failure('InvalidParameter', d.messages.emptyContainerMode);
  if (config.hostname !== '') return conflict('hostname');
  if (hostConfig.links.length > 0) return new Failure('InvalidParameter', 'conflicting options: container type network can\'t be used with links. This would result in undefined behavior');
  if (hostConfig.dns.length > 0) return conflict('dns');
  if (hostConfig.extraHosts.length > 0) return conflict('custom host-to-IP mapping');
  if (config.macAddress !== '' && d.profile.name === '20.10') return conflict('mac-address');
  if (hostConfig.portBindings.length > 0 || hostConfig.publishAll) return new Failure('InvalidParameter', 'conflicting options: port publishing and the container type network mode');
  if (config.exposed.length > 0) return new Failure('InvalidParameter', 'conflicting options: port exposing and the container type network mode');
  return findContainer(d.engine, ref) === null ? new Failure('NotFound', d.messages.noContainerToJoin(ref)) : null;
}

/** 28 says at creation what 20.10 says at the start. */
function checkAddresses(_d: Daemon, request: CreateRequest): Failure | null {
  for (const [name, settings] of Object.entries(request.networks)) {
    if (settings.ipv4 !== null && !isUserDefined(name)) {
      return new Failure('InvalidParameter', `invalid config for network ${name}: invalid endpoint settings:\nuser specified IP address is supported on user defined networks only`);
    }
  }
  return null;
}
