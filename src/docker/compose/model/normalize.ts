/** What compose adds to a merged file: names, the default network, dependencies that links and shared namespaces imply, the environment. */
import { withoutOff } from '../canonical/amounts';
import { complain } from '../file/problem';
import { parseDotenv } from '../file/dotenv';
import type { Reading } from '../file/layer';
import {
  entriesOf,
  type Entry,
  entry,
  field,
  itemsOf,
  map,
  type MapNode,
  mapField,
  type Position,
  scalar,
  textOf,
  type TreeNode,
  withField,
  withoutField,
} from '../file/tree';

/** Where what nobody wrote comes from: the beginning of the file. */
const nowhere = (file: string): Position => ({ file, line: 1, column: 1 });

export function normalize(tree: MapNode, name: string, reading: Reading): MapNode {
  const start = nowhere(tree.at.file);
  let whole = mapField(tree, 'services', (services) => eachEntry(services, (each) => normalizeService(each, reading)));
  const onDefault = entriesOf(field(whole, 'services')).some(
    ({ value }) => field(field(value, 'networks'), 'default') !== null,
  );
  if (onDefault && field(field(whole, 'networks'), 'default') === null) {
    const networks = field(whole, 'networks');
    whole = withField(
      whole,
      'networks',
      map([...entriesOf(networks), entry('default', map([], start))], networks?.at ?? start),
    );
  }
  for (const kind of ['networks', 'volumes', 'secrets', 'configs']) {
    whole = mapField(whole, kind, (all) => eachEntry(all, ({ key, value, keyAt }) => named(key, value, keyAt, name)));
  }
  return withField(whole, 'name', scalar(name, start));
}

function eachEntry(node: TreeNode, change: (each: Entry) => TreeNode): TreeNode {
  return node.kind === 'map'
    ? { ...node, entries: node.entries.map((each) => ({ ...each, value: change(each) })) }
    : node;
}

/** `back` of the project shop is `shop_back`, unless it is called otherwise or is not the project's own. */
function named(key: string, value: TreeNode, at: Position, project: string): TreeNode {
  const told = withoutOff(value, ['internal', 'attachable', 'external']);
  const own = told.kind === 'map' ? told : map([], at);
  if (field(own, 'name') !== null) return own;
  const external = field(own, 'external');
  const foreign = external?.kind === 'scalar' && external.value === true;
  return { ...own, entries: [entry('name', scalar(foreign ? key : `${project}_${key}`, at)), ...own.entries] };
}

const SWITCHES = ['read_only', 'privileged', 'tty', 'stdin_open', 'oom_kill_disable', 'use_api_socket'];

function normalizeService({ value, keyAt }: Entry, reading: Reading): TreeNode {
  if (value.kind !== 'map') return value;
  const told = withoutOff(value, SWITCHES);
  let service = told.kind === 'map' ? told : value;
  if (field(service, 'network_mode') === null && entriesOf(field(service, 'networks')).length === 0) {
    service = withField(service, 'networks', map([entry('default', scalar(null, keyAt))], keyAt));
  }
  for (const [dependency, restart, at] of impliedBy(service)) service = dependOn(service, dependency, restart, at);
  return resolveEnvironment(service, reading);
}

/** Services that a service cannot be without: the name, whether it restarts with them, where that was said. */
function impliedBy(service: MapNode): [string, boolean, Position][] {
  const implied: [string, boolean, Position][] = [];
  for (const link of itemsOf(field(service, 'links'))) implied.push([textOf(link)?.split(':')[0] ?? '', true, link.at]);
  for (const key of ['network_mode', 'ipc', 'pid', 'uts', 'cgroup']) {
    const node = field(service, key);
    const shared = /^service:(.+)$/.exec(textOf(node) ?? '')?.[1];
    if (node !== null && shared !== undefined) implied.push([shared, true, node.at]);
  }
  for (const source of itemsOf(field(service, 'volumes_from'))) {
    const text = textOf(source) ?? '';
    if (!text.startsWith('container:')) implied.push([text.split(':')[0] ?? '', false, source.at]);
  }
  return implied;
}

function dependOn(service: MapNode, name: string, restart: boolean, at: Position): MapNode {
  const known = field(service, 'depends_on');
  if (field(known, name) !== null) return service;
  const fields = [
    entry('condition', scalar('service_started', at)),
    ...(restart ? [entry('restart', scalar(true, at))] : []),
    entry('required', scalar(true, at)),
  ];
  return withField(service, 'depends_on', map([...entriesOf(known), entry(name, map(fields, at))], known?.at ?? at));
}

/** Files first, then the service's own; a name without a value takes it from the shell. */
function resolveEnvironment(service: MapNode, reading: Reading): MapNode {
  const files = itemsOf(field(service, 'env_file'));
  const given = field(service, 'environment');
  const variables = new Map<string, TreeNode>();
  for (const file of files) {
    for (const [name, value] of Object.entries(readEnvFile(file, reading))) variables.set(name, scalar(value, file.at));
  }
  for (const { key, value } of entriesOf(given)) {
    const inherited = reading.environment[key];
    const unset = value.kind === 'scalar' && value.value === null;
    variables.set(key, unset && inherited !== undefined ? scalar(inherited, value.at) : value);
  }
  const without = withoutField(withoutField(service, 'env_file'), 'environment');
  if (variables.size === 0) return without;
  const entries = [...variables].map(([name, value]) => entry(name, value));
  return withField(without, 'environment', map(entries, given?.at ?? files[0]?.at ?? service.at));
}

function readEnvFile(node: TreeNode, { read, environment }: Reading): Record<string, string> {
  const path = textOf(field(node, 'path')) ?? '';
  const text = read(path);
  if (text !== null) return parseDotenv(text, (name) => environment[name]);
  const required = field(node, 'required');
  if (required?.kind === 'scalar' && required.value === false) return {};
  throw complain(node.at, `env file ${path} not found: stat ${path}: no such file or directory`);
}
