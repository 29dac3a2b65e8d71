/** What compose asks the engine for: a container of a service, a network of a project (compose `pkg/compose/create.go`). */
import type { CreateRequest } from '../../container/request';
import { type HostConfig, NO_SETTINGS } from '../../container/container';
import type { NetworkRequest } from '../../network-request';
import { originText } from '../origin';
import type { Dependency, Project, ProjectNetwork, Service, ServiceNetwork } from '../model/project';
import { LABEL, VERSION } from './labels';

type Settings = CreateRequest['networks'][string];

/** `shop-web-1`, or what the service calls its only one. */
export function containerName(
  project: string,
  service: Pick<Service, 'name' | 'containerName'>,
  number: number,
): string {
  return service.containerName ?? `${project}-${service.name}-${number}`;
}

/** What differs between a service's own containers and those of `docker compose run`. */
export interface Variant {
  readonly number: number;
  readonly oneOff: boolean;
  readonly name: string;
  /** Whether the service's name and aliases lead to it. */
  readonly aliases: boolean;
  /** Whether the engine takes several networks, each with a MAC address, at once (API 1.44); others are connected one by one. */
  readonly together: boolean;
  /** Whether its health check is run. */
  readonly probed: boolean;
}

/** The request for a container; `network_mode: service:NAME` is kept for when that container is there. */
export function containerRequest(project: Project, service: Service, imageId: string, variant: Variant): CreateRequest {
  const { number, oneOff, name } = variant;
  const networks = service.networks.map(
    (joined) => [nameOf(project, joined), settingsOf(project, service, joined, variant)] as const,
  );
  const mode = service.networkMode ?? networks[0]?.[0] ?? 'none';
  const joined = service.networkMode === null ? Object.fromEntries(networks) : plainMode(mode);
  return {
    name,
    image: imageOf(project, service),
    cmd: service.command ?? [],
    entrypoint: service.entrypoint,
    config: {
      hostname: service.hostname,
      domainname: service.domainname,
      env: service.environment,
      labels: { ...service.labels, ...labelsOf(project, service, imageId, number, oneOff) },
      exposed: [...service.expose],
      detached: false,
      tty: service.tty,
      openStdin: service.stdinOpen,
      macAddress: variant.together
        ? ''
        : service.macAddress !== ''
          ? service.macAddress
          : (service.networks[0]?.macAddress ?? ''),
      workingDir: service.workingDir,
      user: service.user,
      ...(variant.probed && service.healthcheck !== null ? { healthcheck: service.healthcheck } : {}),
    },
    hostConfig: hostConfigOf(service, mode),
    restart: service.restart,
    networks: joined,
    origin: originText(service.at, `service ${service.name}`),
  };
}

/** A service that is built has an image of the project's name. */
export function imageOf(project: Pick<Project, 'name'>, service: Pick<Service, 'name' | 'image'>): string {
  return service.image === '' ? `${project.name}-${service.name}` : service.image;
}

/** What a network of a service's is called in the engine. */
export function nameOf(project: Pick<Project, 'networks'>, joined: ServiceNetwork): string {
  return project.networks.find(({ key }) => key === joined.network)?.name ?? joined.network;
}

/** The endpoint of a container that is on one of the engine's own networks. */
function plainMode(mode: string): CreateRequest['networks'] {
  const shared = mode.startsWith('service:') || mode.startsWith('container:');
  return shared ? {} : { [mode]: { ...NO_SETTINGS, network: mode } };
}

function settingsOf(
  project: Project,
  service: Service,
  joined: ServiceNetwork,
  { name, aliases, together }: Variant,
): Settings {
  const first = service.networks[0] === joined;
  return {
    network: nameOf(project, joined),
    ipv4: joined.ipv4,
    aliases: aliases ? [name, service.name, ...joined.aliases] : [name],
    links: [],
    macAddress: joined.macAddress !== '' ? joined.macAddress : first ? service.macAddress : '',
    gatewayPriority: joined.gatewayPriority,
    driverOptions: joined.driverOptions,
    byConnect: !first && !together,
  };
}

function hostConfigOf(service: Service, networkMode: string): HostConfig {
  return {
    networkMode,
    portBindings: service.ports.map(({ target, protocol, hostIp, published, publishedEnd, at }) => ({
      containerPort: target,
      protocol,
      hostIp,
      hostPort: published,
      hostPortEnd: publishedEnd,
      origin: originText(at, `service ${service.name}`),
    })),
    publishAll: false,
    autoRemove: false,
    dns: service.dns,
    dnsSearch: service.dnsSearch,
    dnsOptions: service.dnsOptions,
    extraHosts: service.extraHosts,
    links: [],
    capAdd: service.capAdd,
    capDrop: service.capDrop,
    privileged: service.privileged,
  };
}

function labelsOf(
  project: Project,
  service: Service,
  imageId: string,
  number: number,
  oneOff: boolean,
): Record<string, string> {
  return {
    [LABEL.hash]: service.hash,
    [LABEL.number]: `${number}`,
    [LABEL.dependsOn]: service.dependsOn.map(dependencyText).join(','),
    [LABEL.image]: imageId,
    [LABEL.oneoff]: oneOff ? 'True' : 'False',
    [LABEL.project]: project.name,
    [LABEL.files]: project.files.join(','),
    [LABEL.directory]: project.directory,
    [LABEL.service]: service.name,
    [LABEL.version]: VERSION,
  };
}

function dependencyText({ service, condition, restart }: Dependency): string {
  return `${service}:${condition}:${restart}`;
}

export function networkRequest(project: Project, network: ProjectNetwork): NetworkRequest {
  return {
    name: network.name,
    driver: network.driver ?? 'bridge',
    config: network.ipam.map(({ subnet, ipRange, gateway, auxAddresses }) => ({
      subnet,
      ipRange,
      gateway,
      auxAddresses,
    })),
    ipamDriver: network.ipamDriver ?? 'default',
    ipamOptions: null,
    internal: network.internal,
    attachable: network.attachable,
    enableIpv4: network.enableIpv4,
    enableIpv6: network.enableIpv6,
    labels: {
      ...network.labels,
      [LABEL.hash]: network.hash,
      [LABEL.network]: network.key,
      [LABEL.project]: project.name,
      [LABEL.version]: VERSION,
    },
    options: network.driverOptions,
    origin: originText(network.at, `network ${network.key}`),
  };
}
