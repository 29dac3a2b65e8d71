/** From the files of a stack to what a swarm is asked for: networks and services under the stack's name (cli `cli/compose/convert`). */
import { SECOND, type Micros } from '../../sim/clock';
import { milliseconds } from '../compose/canonical/volumes';
import { type Entry, entriesOf, field, itemsOf, type MapNode, textOf, type TreeNode } from '../compose/file/tree';
import { hostLine } from '../cli/service-flags';
import { withTag } from '../container/image';
import type { NetworkRequest } from '../network-request';
import {
  DEFAULT_RESTART,
  DEFAULT_UPDATE,
  type RestartSpec,
  type ServiceNetwork,
  type ServicePort,
  type ServiceSpec,
  type TaskSpec,
  type UpdateSpec,
} from '../service/service';
import { networksOfService, textsIn } from './file';

/** The label by which a stack knows what is its own. */
export const NAMESPACE = 'com.docker.stack.namespace';
const IMAGE = 'com.docker.stack.image';
const GRACE = 10 * SECOND;

const text = (node: TreeNode | null, key: string, otherwise = '') => textOf(field(node, key)) ?? otherwise;
const record = (node: TreeNode | null): Record<string, string> =>
  Object.fromEntries(entriesOf(node).map(({ key, value }) => [key, textOf(value) ?? '']));

/** Settings in either form, `a=b` or `a: b`. */
function settings(node: TreeNode | null): Record<string, string> {
  if (node?.kind !== 'list') return record(node);
  return Object.fromEntries(
    textsIn(node)
      .map((line) => line.split(/=(.*)/s).slice(0, 2))
      .map(([key = '', value = '']) => [key, value]),
  );
}

const span = (node: TreeNode | null, key: string, otherwise: Micros): Micros => {
  const found = milliseconds(text(node, key));
  return found === null ? otherwise : found * 1000;
};

const labelled = (stack: string, labels: Readonly<Record<string, string>>) => ({ ...labels, [NAMESPACE]: stack });

export interface StackNetworks {
  readonly made: readonly NetworkRequest[];
  readonly external: readonly string[];
  /** What each key of the file is called. */
  readonly names: Readonly<Record<string, string>>;
}

/** The networks that some service is on. */
export function networksOfStack(tree: MapNode, stack: string): StackNetworks {
  const declared = new Map(entriesOf(field(tree, 'networks')).map(({ key, value }) => [key, value]));
  const used = [...new Set(entriesOf(field(tree, 'services')).flatMap(networksOfService))].sort();
  const made: NetworkRequest[] = [];
  const external: string[] = [];
  const names: Record<string, string> = {};
  for (const key of used) {
    const node = declared.get(key) ?? null;
    const outside = field(node, 'external');
    const foreign = outside?.kind === 'scalar' && outside.value === true;
    const name = text(node, 'name') || (foreign ? key : `${stack}_${key}`);
    names[key] = name;
    if (foreign) external.push(name);
    else made.push(networkRequest(node, name, stack));
  }
  return { made, external, names };
}

function networkRequest(node: TreeNode | null, name: string, stack: string): NetworkRequest {
  const says = (key: string) => {
    const value = field(node, key);
    return value?.kind === 'scalar' && value.value === true;
  };
  const ipam = field(node, 'ipam');
  return {
    name,
    driver: text(node, 'driver') || 'overlay',
    config: itemsOf(field(ipam, 'config')).map((item) => ({
      subnet: text(item, 'subnet'),
      ipRange: null,
      gateway: null,
      auxAddresses: {},
    })),
    ipamDriver: text(ipam, 'driver') || 'default',
    ipamOptions: null,
    internal: says('internal'),
    attachable: says('attachable'),
    enableIpv4: true,
    enableIpv6: false,
    labels: labelled(stack, settings(field(node, 'labels'))),
    options: record(field(node, 'driver_opts')),
    origin: `docker stack deploy ${stack}: network ${name}`,
  };
}

/** What is found wrong when the networks are there already: the first service that cannot be. */
export function complaintAbout(tree: MapNode): string | null {
  const networks = entriesOf(field(tree, 'networks')).map(({ key }) => key);
  const secrets = entriesOf(field(tree, 'secrets'));
  for (const service of entriesOf(field(tree, 'services'))) {
    const { key, value } = service;
    const undefinedOne = networksOfService(service).find((name) => name !== 'default' && !networks.includes(name));
    if (undefinedOne !== undefined) return `service ${key}: undefined network ${JSON.stringify(undefinedOne)}`;
    const secret = itemsOf(field(value, 'secrets')).map((item) => text(item, 'source'));
    const lost = secret.find(
      (name) => text(secrets.find((each) => each.key === name)?.value ?? null, 'external') === 'true',
    );
    if (lost !== undefined) return `service ${key}: secret not found: ${lost}`;
    const mode = text(field(value, 'deploy'), 'mode', 'replicated');
    if (mode !== 'replicated' && mode !== 'global') return `service ${key}: Unknown mode: ${mode}`;
  }
  return null;
}

/** One service of the file, its networks by the names that they have. */
export function serviceOfStack(
  { key, value }: Entry,
  stack: string,
  names: Readonly<Record<string, string>>,
): ServiceSpec {
  const deploy = field(value, 'deploy');
  const image = text(value, 'image');
  const { mode, ports } = {
    mode: text(deploy, 'mode', 'replicated'),
    ports: itemsOf(field(value, 'ports')).map(portOf),
  };
  return {
    name: `${stack}_${key}`,
    labels: labelled(stack, { ...settings(field(deploy, 'labels')), [IMAGE]: image }),
    task: taskOf(key, value, stack, names),
    replicas: mode === 'global' ? null : Number(text(deploy, 'replicas', '1')),
    update: updateOf(field(deploy, 'update_config')),
    rollback: updateOf(field(deploy, 'rollback_config')),
    endpointMode: text(deploy, 'endpoint_mode') === 'dnsrr' ? 'dnsrr' : 'vip',
    ports: ports.sort((a, b) => a.published - b.published),
  };
}

function taskOf(key: string, value: TreeNode, stack: string, names: Readonly<Record<string, string>>): TaskSpec {
  const deploy = field(value, 'deploy');
  const placement = field(deploy, 'placement');
  const labels = labelled(stack, settings(field(value, 'labels')));
  return {
    image: withTag(text(value, 'image')),
    command: textsIn(field(value, 'entrypoint')),
    args: textsIn(field(value, 'command')),
    hostname: text(value, 'hostname'),
    env: environmentOf(field(value, 'environment')),
    dir: text(value, 'working_dir'),
    user: text(value, 'user'),
    tty: text(value, 'tty') === 'true',
    containerLabels: labels,
    hosts: textsIn(field(value, 'extra_hosts')).map((host) => hostLine(host.replace('=', ':'))),
    dns: textsIn(field(value, 'dns')),
    dnsSearch: textsIn(field(value, 'dns_search')),
    dnsOptions: textsIn(field(value, 'dns_opt')),
    capAdd: textsIn(field(value, 'cap_add')),
    capDrop: textsIn(field(value, 'cap_drop')),
    stopGracePeriod: span(value, 'stop_grace_period', GRACE),
    restart: restartOf(text(value, 'restart'), field(deploy, 'restart_policy')),
    constraints: textsIn(field(placement, 'constraints')),
    maxPerNode: Number(text(placement, 'max_replicas_per_node', '0')),
    networks: attachments(key, value, names),
    forceUpdate: 0,
    declared: true,
  };
}

function environmentOf(node: TreeNode | null): string[] {
  return entriesOf(node)
    .map(({ key, value }) => (textOf(value) === null ? key : `${key}=${textOf(value) ?? ''}`))
    .sort();
}

function attachments(key: string, value: TreeNode, names: Readonly<Record<string, string>>): ServiceNetwork[] {
  const given = entriesOf(field(value, 'networks'));
  const joined = given.length === 0 ? [{ key: 'default', value: null }] : given;
  return joined
    .map((one) => ({ target: names[one.key] ?? one.key, aliases: [...textsIn(field(one.value, 'aliases')), key] }))
    .sort((a, b) => (a.target < b.target ? -1 : 1));
}

function portOf(node: TreeNode): ServicePort {
  const protocol = text(node, 'protocol', 'tcp');
  return {
    protocol: protocol === 'udp' || protocol === 'sctp' ? protocol : 'tcp',
    target: Number(text(node, 'target', '0')),
    published: Number(text(node, 'published', '0').split('-')[0]),
    mode: text(node, 'mode') === 'host' ? 'host' : 'ingress',
  };
}

/** `restart` speaks where no policy is written. */
function restartOf(restart: string, policy: TreeNode | null): RestartSpec {
  if (policy === null) {
    const [, attempts] = /^on-failure(?::(\d+))?$/.exec(restart) ?? [null, undefined];
    return restart.startsWith('on-failure')
      ? { ...DEFAULT_RESTART, condition: 'on-failure', maxAttempts: Number(attempts ?? '0') }
      : DEFAULT_RESTART;
  }
  const condition = text(policy, 'condition');
  return {
    condition: condition === 'none' || condition === 'on-failure' ? condition : 'any',
    delay: span(policy, 'delay', DEFAULT_RESTART.delay),
    maxAttempts: Number(text(policy, 'max_attempts', '0')),
  };
}

function updateOf(node: TreeNode | null): UpdateSpec {
  return {
    parallelism: Number(text(node, 'parallelism', '1')),
    delay: span(node, 'delay', DEFAULT_UPDATE.delay),
    failureAction: text(node, 'failure_action', DEFAULT_UPDATE.failureAction),
    monitor: span(node, 'monitor', DEFAULT_UPDATE.monitor),
    order: text(node, 'order') === 'start-first' ? 'start-first' : 'stop-first',
  };
}
