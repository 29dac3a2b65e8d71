/** The order in which compose writes the fields of its elements: that of its own structures, which is also what is hashed. */
import { type Entry, type MapNode, type TreeNode } from '../file/tree';

const FILE = ['name', 'services', 'networks', 'volumes', 'secrets', 'configs'];
const NETWORK = [
  'name',
  'driver',
  'driver_opts',
  'ipam',
  'external',
  'internal',
  'attachable',
  'labels',
  'enable_ipv4',
  'enable_ipv6',
];
const PORT = ['name', 'mode', 'host_ip', 'target', 'published', 'protocol', 'app_protocol'];
const SUBNET = ['subnet', 'gateway', 'ip_range', 'aux_addresses'];
const IPAM = ['driver', 'config'];
const DEPENDENCY = ['condition', 'restart', 'required'];
const BUILD = ['context', 'dockerfile', 'dockerfile_inline', 'entitlements', 'args'];
const VOLUME = ['type', 'source', 'target', 'read_only'];
const HEALTHCHECK = ['test', 'timeout', 'interval', 'retries', 'start_period', 'start_interval', 'disable'];
const SERVICE = [
  'profiles',
  'annotations',
  'attach',
  'build',
  'develop',
  'blkio_config',
  'cap_add',
  'cap_drop',
  'cgroup_parent',
  'cgroup',
  'cpu_count',
  'cpu_percent',
  'cpu_period',
  'cpu_quota',
  'cpu_rt_period',
  'cpu_rt_runtime',
  'cpus',
  'cpuset',
  'cpu_shares',
];
const DEPLOY = [
  'mode',
  'replicas',
  'labels',
  'update_config',
  'rollback_config',
  'resources',
  'restart_policy',
  'placement',
  'endpoint_mode',
];
const UPDATE = ['parallelism', 'delay', 'failure_action', 'monitor', 'max_failure_ratio', 'order'];
const NAMED = ['name'];
const DEVICE = ['source', 'target', 'permissions'];

/** Fields that come first, in their order; the others follow by name. */
const FIRST: Readonly<Record<string, readonly string[]>> = {
  '': FILE,
  'services.*': SERVICE,
  'services.*.build': BUILD,
  'services.*.configs.[]': DEVICE,
  'services.*.depends_on.*': DEPENDENCY,
  'services.*.deploy': DEPLOY,
  'services.*.deploy.rollback_config': UPDATE,
  'services.*.deploy.update_config': UPDATE,
  'services.*.devices.[]': DEVICE,
  'services.*.healthcheck': HEALTHCHECK,
  'services.*.ports.[]': PORT,
  'services.*.secrets.[]': DEVICE,
  'services.*.ulimits.*': ['soft', 'hard'],
  'services.*.volumes.[]': VOLUME,
  'networks.*': NETWORK,
  'networks.*.ipam': IPAM,
  'networks.*.ipam.config.[]': SUBNET,
  'volumes.*': NAMED,
  'secrets.*': NAMED,
  'configs.*': NAMED,
};

const PATTERNS = Object.entries(FIRST).map(([pattern, names]) => ({
  parts: pattern === '' ? [] : pattern.split('.'),
  names,
}));

/** The tree with its fields in that order. */
function ordered(node: TreeNode, path: readonly string[]): TreeNode {
  switch (node.kind) {
    case 'scalar':
      return node;
    case 'list':
      return { ...node, items: node.items.map((item) => ordered(item, [...path, '[]'])) };
    case 'map':
      return orderedMap(node, path);
  }
}

export function orderedMap(node: MapNode, path: readonly string[] = []): MapNode {
  const found = PATTERNS.find(
    ({ parts }) => parts.length === path.length && parts.every((part, i) => part === '*' || part === path[i]),
  );
  const rank = ({ key }: Entry): string => {
    const at = found?.names.indexOf(key) ?? -1;
    const extension = key.startsWith('x-') && found !== undefined;
    return `${extension ? 2 : at < 0 ? 1 : 0}${at < 0 ? key : String(at).padStart(3, '0')}`;
  };
  const entries = node.entries.map((each) => ({ ...each, value: ordered(each.value, [...path, each.key]) }));
  return { ...node, entries: entries.sort((a, b) => (rank(a) < rank(b) ? -1 : 1)) };
}
