/** A service with every short form written out (compose-go `transform`). */
import { complain } from '../file/problem';
import { shellWords } from '../file/shell-words';
import {
  entry,
  itemsOf,
  list,
  map,
  mapField,
  type MapNode,
  type Position,
  scalar,
  textOf,
  type TreeNode,
  withoutField,
} from '../file/tree';
import { resolvePath } from '../file/paths';
import { canonicalHosts } from './hosts';
import { canonicalPorts } from './ports';
import { canonicalList, canonicalNames, canonicalSettings } from './settings';
import { canonicalBuild, canonicalHealthcheck, canonicalReference, canonicalVolume, goDuration } from './volumes';

/** The service's name, and where relative paths of its file begin. */
interface Place {
  readonly name: string;
  readonly directory: string;
}

type Form = (node: TreeNode, path: readonly string[], place: Place) => TreeNode;

const settings: Form = (node, path) => canonicalSettings(node, path, null);
const labels: Form = (node, path) => canonicalSettings(node, path, '');
const listed: Form = (node) => canonicalList(node);

const command: Form = (node, path, { name }) => {
  if (node.kind !== 'scalar' || typeof node.value !== 'string') return node;
  const words = shellWords(node.value);
  if (words !== null)
    return list(
      words.map((word) => scalar(word, node.at)),
      node.at,
    );
  const key = path[path.length - 1] ?? '';
  throw complain(
    node.at,
    `decoding failed due to the following error(s):\n\n'services[${name}].${key}' invalid command line string`,
  );
};

/** One item at a time, with its index in the path. */
function each(form: (item: TreeNode, path: readonly string[], place: Place) => readonly TreeNode[]): Form {
  return (node, path, place) =>
    list(
      itemsOf(node).flatMap((item, i) => form(item, [...path, `[${i}]`], place)),
      node.at,
    );
}

const truth = (key: string, value: boolean, at: Position) => entry(key, scalar(value, at));

const dependsOn: Form = (node) => {
  const named = canonicalNames(node);
  if (named.kind !== 'map') return node;
  const entries = named.entries.map((dependency) => {
    const { value } = dependency;
    const own = value.kind === 'map' ? value.entries : [];
    const has = (key: string) => own.some((field) => field.key === key);
    const condition = has('condition') ? [] : [entry('condition', scalar('service_started', value.at))];
    const required = has('required') ? [] : [truth('required', true, value.at)];
    return { ...dependency, value: map([...condition, ...own, ...required], value.at) };
  });
  return map(entries, named.at);
};

const networks: Form = (node) => {
  const named = canonicalNames(node);
  if (named.kind !== 'map') return node;
  return map(
    named.entries.map((network) => {
      const options =
        network.value.kind === 'map'
          ? mapField(network.value, 'driver_opts', (given) => canonicalSettings(given, [], ''))
          : network.value;
      return { ...network, value: options };
    }),
    named.at,
  );
};

const envFile: Form = (node, _path, { directory }) => {
  const items: readonly TreeNode[] = node.kind === 'list' ? node.items : [node];
  const files = items.map((item) => {
    const long = item.kind === 'map' ? item : map([entry('path', item), truth('required', true, item.at)], item.at);
    return mapField(long, 'path', (path) => scalar(resolvePath(directory, textOf(path) ?? ''), path.at));
  });
  return list(files, node.at);
};

const FORMS: Readonly<Record<string, Form>> = {
  annotations: labels,
  build: (node, path, { directory }) =>
    mapField(canonicalBuild(node, directory), 'args', (args) =>
      settings(args, [...path, 'args'], { name: '', directory }),
    ),
  command,
  configs: each((item) => [canonicalReference(item, 'configs')]),
  depends_on: dependsOn,
  dns: listed,
  dns_search: listed,
  entrypoint: command,
  env_file: envFile,
  environment: settings,
  expose: listed,
  extra_hosts: (node, _path, { name }) => canonicalHosts(node, name),
  healthcheck: canonicalHealthcheck,
  label_file: listed,
  labels,
  networks,
  ports: each(canonicalPorts),
  secrets: each((item) => [canonicalReference(item, 'secrets')]),
  stop_grace_period: (node) => scalar(goDuration(textOf(node) ?? ''), node.at),
  sysctls: labels,
  tmpfs: listed,
  volumes: each((item, path, { directory }) => [canonicalVolume(item, directory, path)]),
};

/** Empty values are left out, as compose leaves them out, where they do not say that a command is to be emptied. */
const MEANT_EMPTY = ['command', 'entrypoint', 'ports', 'environment'];

export function canonicalService(node: MapNode, name: string, directory: string): MapNode {
  let service = node;
  for (const { key, value } of node.entries) {
    if (value.tag === 'reset') continue;
    if (value.kind === 'scalar' && value.value === null && !MEANT_EMPTY.includes(key)) {
      service = withoutField(service, key);
      continue;
    }
    const form = FORMS[key];
    const place = { name, directory };
    if (form !== undefined)
      service = mapField(service, key, (old) => ({
        ...form(old, ['services', name, key], place),
        ...(old.tag === undefined ? {} : { tag: old.tag }),
      }));
  }
  return service;
}
