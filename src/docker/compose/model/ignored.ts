/** What a project asks for and this simulation has nothing for: it is named once and passed over. */
import type { Entry, Position } from '../file/tree';
import { entriesOf } from '../file/tree';
import type { Ignored } from './project';

/** Elements of a service that mean something here, or change nothing on the network. */
const HEEDED = new Set([
  'annotations',
  'attach',
  'blkio_config',
  'cap_add',
  'cap_drop',
  'cgroup_parent',
  'command',
  'container_name',
  'cpu_count',
  'cpu_percent',
  'cpu_period',
  'cpu_quota',
  'cpu_shares',
  'cpus',
  'cpuset',
  'depends_on',
  'deploy',
  'dns',
  'dns_opt',
  'dns_search',
  'domainname',
  'entrypoint',
  'env_file',
  'environment',
  'expose',
  'extends',
  'external_links',
  'extra_hosts',
  'group_add',
  'hostname',
  'image',
  'init',
  'isolation',
  'labels',
  'links',
  'logging',
  'mac_address',
  'mem_limit',
  'mem_reservation',
  'mem_swappiness',
  'memswap_limit',
  'network_mode',
  'networks',
  'oom_kill_disable',
  'oom_score_adj',
  'pids_limit',
  'platform',
  'ports',
  'privileged',
  'profiles',
  'pull_policy',
  'read_only',
  'restart',
  'scale',
  'security_opt',
  'shm_size',
  'stdin_open',
  'stop_grace_period',
  'storage_opt',
  'tty',
  'ulimits',
  'user',
  'working_dir',
]);

/** One entry an element, with the services that have it. */
export function ignoredIn(services: readonly Entry[]): Ignored[] {
  const found = new Map<string, { services: string[]; at: Position }>();
  for (const { key: name, value } of services) {
    for (const { key, keyAt } of entriesOf(value)) {
      if (HEEDED.has(key) || key.startsWith('x-')) continue;
      const known = found.get(key) ?? { services: [], at: keyAt };
      known.services.push(name);
      found.set(key, known);
    }
  }
  return [...found].map(([element, what]) => ({ element, ...what })).sort((a, b) => (a.element < b.element ? -1 : 1));
}

/** What happens instead. */
const INSTEAD: Readonly<Record<string, string>> = {
  build: 'a stand-in answers on the ports that are named',
  healthcheck: 'who runs counts as healthy',
};

/** `not simulated, and ignored: build (web: a stand-in …), volumes (db, web)`; null where nothing is. */
export function ignoredSentence(ignored: readonly Ignored[]): string | null {
  if (ignored.length === 0) return null;
  const named = ignored.map(({ element, services }) => {
    const instead = INSTEAD[element];
    return `${element} (${services.join(', ')}${instead === undefined ? '' : `: ${instead}`})`;
  });
  return `not simulated, and ignored: ${named.join(', ')}`;
}
