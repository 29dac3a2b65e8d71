/** Reads the canonical tree into a project. */
import { MILLISECOND, type Micros } from '../../../sim/clock';
import type { Healthcheck } from '../../container/container';
import { IF_NAME } from '../../endpoint';
import { isTransport } from '../../port';
import { parseExpose } from '../../cli/ports';
import { type Entry, entriesOf, field, itemsOf, map, type MapNode, textOf, type TreeNode } from '../file/tree';
import { milliseconds } from '../canonical/volumes';
import type {
  Condition,
  Dependency,
  Link,
  ProjectNetwork,
  Service,
  ServiceNetwork,
  ServicePort,
  Subnet,
} from './project';
import { networkHash, serviceHash } from './hash';

const text = (node: TreeNode | null, key: string, otherwise = '') => textOf(field(node, key)) ?? otherwise;
const texts = (node: TreeNode | null) => itemsOf(node).map((item) => textOf(item) ?? '');

function truth(node: TreeNode | null, key: string, otherwise = false): boolean {
  const value = field(node, key);
  return value?.kind === 'scalar' && typeof value.value === 'boolean' ? value.value : otherwise;
}

function number(node: TreeNode | null, key: string): number | null {
  const value = field(node, key);
  return value?.kind === 'scalar' && typeof value.value === 'number' ? value.value : null;
}

function record(node: TreeNode | null): Record<string, string> {
  return Object.fromEntries(entriesOf(node).map(({ key, value }) => [key, textOf(value) ?? '']));
}

export function readService({ key: name, value, keyAt }: Entry): Service {
  const node: MapNode = value.kind === 'map' ? value : map([], keyAt);
  const get = (key: string) => field(node, key);
  const expose = parseExpose(texts(get('expose')));
  const grace = milliseconds(text(node, 'stop_grace_period'));
  return {
    name,
    at: keyAt,
    image: text(node, 'image'),
    builds: get('build') !== null,
    command: words(get('command')),
    entrypoint: words(get('entrypoint')),
    environment: entriesOf(get('environment')).map((each) =>
      textOf(each.value) === null ? each.key : `${each.key}=${textOf(each.value) ?? ''}`,
    ),
    ports: itemsOf(get('ports')).map(readPort),
    expose: typeof expose === 'string' ? [] : expose,
    links: texts(get('links')).map(readLink),
    externalLinks: texts(get('external_links')),
    dependsOn: entriesOf(get('depends_on')).map(readDependency),
    networks: entriesOf(get('networks')).map(readServiceNetwork).sort(byPriority),
    networkMode: textOf(get('network_mode')),
    extraHosts: texts(get('extra_hosts')).map((host) => host.replace('=', ':')),
    dns: texts(get('dns')),
    dnsSearch: texts(get('dns_search')),
    dnsOptions: texts(get('dns_opt')),
    hostname: text(node, 'hostname'),
    domainname: text(node, 'domainname'),
    containerName: textOf(get('container_name')),
    labels: record(get('labels')),
    restart: text(node, 'restart'),
    scale: number(node, 'scale') ?? number(get('deploy'), 'replicas') ?? 1,
    capAdd: texts(get('cap_add')),
    capDrop: texts(get('cap_drop')),
    privileged: truth(node, 'privileged'),
    stdinOpen: truth(node, 'stdin_open'),
    tty: truth(node, 'tty'),
    user: text(node, 'user'),
    workingDir: text(node, 'working_dir'),
    macAddress: text(node, 'mac_address'),
    stopGracePeriod: grace === null ? null : grace / 1000,
    healthcheck: readHealthcheck(get('healthcheck')),
    hash: serviceHash(node),
  };
}

function words(node: TreeNode | null): string[] | null {
  return node?.kind === 'list' ? texts(node) : null;
}

function readHealthcheck(node: TreeNode | null): Healthcheck | null {
  if (node === null) return null;
  if (truth(node, 'disable')) return { test: ['NONE'] };
  const span = (key: string): Micros | undefined => {
    const millis = milliseconds(text(node, key));
    return millis === null ? undefined : millis * MILLISECOND;
  };
  return {
    test: texts(field(node, 'test')),
    interval: span('interval'),
    timeout: span('timeout'),
    startPeriod: span('start_period'),
    retries: number(node, 'retries') ?? undefined,
  };
}

function readLink(link: string): Link {
  const [service = '', alias] = link.split(':');
  return { service, alias: alias ?? null };
}

const CONDITIONS: readonly Condition[] = ['service_started', 'service_healthy', 'service_completed_successfully'];

function readDependency({ key, value }: Entry): Dependency {
  const condition = CONDITIONS.find((known) => known === text(value, 'condition')) ?? 'service_started';
  return { service: key, condition, restart: truth(value, 'restart'), required: truth(value, 'required', true) };
}

function readPort(node: TreeNode): ServicePort {
  const [from = '', to] = text(node, 'published').split('-');
  const protocol = text(node, 'protocol', 'tcp');
  return {
    target: number(node, 'target') ?? 0,
    protocol: isTransport(protocol) ? protocol : 'tcp',
    hostIp: text(node, 'host_ip'),
    published: Number(from),
    publishedEnd: Number(to ?? from),
    at: node.at,
  };
}

function readServiceNetwork({ key, value, keyAt }: Entry): ServiceNetwork {
  return {
    network: key,
    aliases: texts(field(value, 'aliases')),
    ipv4: textOf(field(value, 'ipv4_address')),
    macAddress: text(value, 'mac_address'),
    priority: number(value, 'priority') ?? 0,
    gatewayPriority: number(value, 'gw_priority') ?? 0,
    driverOptions: {
      ...record(field(value, 'driver_opts')),
      ...interfaceOption(textOf(field(value, 'interface_name'))),
    },
    at: keyAt,
  };
}

/** The name of an interface is an option of its endpoint's. */
function interfaceOption(name: string | null): Record<string, string> {
  return name === null ? {} : { [IF_NAME]: name };
}

function byPriority(a: ServiceNetwork, b: ServiceNetwork): number {
  return b.priority - a.priority || (a.network < b.network ? -1 : 1);
}

export function readNetwork({ key, value, keyAt }: Entry): ProjectNetwork {
  const node: MapNode = value.kind === 'map' ? value : map([], keyAt);
  const ipam = field(node, 'ipam');
  return {
    key,
    at: keyAt,
    name: text(node, 'name', key),
    external: truth(node, 'external'),
    driver: textOf(field(node, 'driver')),
    driverOptions: record(field(node, 'driver_opts')),
    internal: truth(node, 'internal'),
    attachable: truth(node, 'attachable'),
    enableIpv4: truth(node, 'enable_ipv4', true),
    enableIpv6: truth(node, 'enable_ipv6'),
    labels: record(field(node, 'labels')),
    ipamDriver: textOf(field(ipam, 'driver')),
    ipam: itemsOf(field(ipam, 'config')).map(readSubnet),
    hash: networkHash(node),
  };
}

function readSubnet(node: TreeNode): Subnet {
  return {
    subnet: text(node, 'subnet'),
    ipRange: textOf(field(node, 'ip_range')),
    gateway: textOf(field(node, 'gateway')),
    auxAddresses: record(field(node, 'aux_addresses')),
  };
}
