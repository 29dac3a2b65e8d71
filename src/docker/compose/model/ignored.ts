/** What a project asks for and this simulation has nothing for: it is named once and passed over. */
import type { Entry, Position } from '../file/tree';
import { entriesOf } from '../file/tree';
import type { Ignored } from './project';

/** Elements of a service that mean something here, or change nothing on the network. */
const HEEDED = new Set([
  'annotations',
  'attach',
  'cap_add',
  'cap_drop',
  'command',
  'container_name',
  'depends_on',
  'deploy',
  'dns',
  'dns_opt',
  'dns_search',
  'domainname',
  'entrypoint',
  'environment',
  'env_file',
  'expose',
  'external_links',
  'extends',
  'extra_hosts',
  'hostname',
  'image',
  'labels',
  'links',
  'mac_address',
  'network_mode',
  'networks',
  'platform',
  'ports',
  'privileged',
  'profiles',
  'pull_policy',
  'restart',
  'scale',
  'stdin_open',
  'stop_grace_period',
  'tty',
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
