/** A service with every short form written out (compose-go `transform`). */
import { complain } from '../file/problem';
import { shellWords } from '../file/shell-words';
import {
  type Entry,
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
} from '../file/tree';
import { resolvePath } from '../../../userland/path';
import { canonicalBytes, canonicalDeploy, canonicalShare } from './amounts';
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

/** `SOURCE:TARGET:rwm`; a name of a device of another kind stays as it is. */
function canonicalDevice(node: TreeNode): TreeNode {
  if (node.kind !== 'scalar') return node;
  const [source = '', target = source, permissions = 'rwm'] = (textOf(node) ?? '').split(':');
  const { at } = node;
  return map(
    [
      entry('source', scalar(source, at)),
      entry('target', scalar(target, at)),
      entry('permissions', scalar(permissions, at)),
    ],
    at,
  );
}

const FORMS: Readonly<Record<string, Form>> = {
  annotations: labels,
  build: (node, path, { directory }) =>
    mapField(canonicalBuild(node, directory), 'args', (args) =>
      settings(args, [...path, 'args'], { name: '', directory }),
    ),
  command,
  configs: each((item) => [canonicalReference(item, 'configs')]),
  cpus: canonicalShare,
  depends_on: dependsOn,
  deploy: canonicalDeploy,
  devices: each((item) => [canonicalDevice(item)]),
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
  logging: (node, path) =>
    node.kind === 'map'
      ? mapField(node, 'options', (options) => canonicalSettings(options, [...path, 'options'], ''))
      : node,
  mem_limit: canonicalBytes,
  mem_reservation: canonicalBytes,
  memswap_limit: canonicalBytes,
  networks,
  ports: each(canonicalPorts),
  secrets: each((item) => [canonicalReference(item, 'secrets')]),
  shm_size: canonicalBytes,
  stop_grace_period: (node) => scalar(goDuration(textOf(node) ?? ''), node.at),
  sysctls: labels,
  tmpfs: listed,
  volumes: each((item, path, { directory }) => [canonicalVolume(item, directory, path, canonicalBytes)]),
};

/** Keys whose empty value says something: that the image's command is not to run. */
const MEANT_EMPTY = ['command', 'entrypoint'];

/** Empty values are left out, as compose leaves them out. */
function saysNothing({ key, value }: Entry): boolean {
  if (value.tag !== undefined || MEANT_EMPTY.includes(key)) return false;
  if (value.kind === 'scalar') return value.value === null || value.value === '';
  return value.kind === 'list' && value.items.length === 0;
}

export function canonicalService(node: MapNode, name: string, directory: string): MapNode {
  const place = { name, directory };
  const entries = node.entries.flatMap((each) => {
    const form = each.value.tag === 'reset' ? undefined : FORMS[each.key];
    if (saysNothing(each)) return [];
    if (form === undefined) return [each];
    const value = form(each.value, ['services', name, each.key], place);
    return [{ ...each, value: each.value.tag === undefined ? value : { ...value, tag: each.value.tag } }];
  });
  return map(entries, node.at);
}
