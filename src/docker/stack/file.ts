/** The files of a stack, read as `docker stack` reads them: compose's elements of version 3, what a swarm has no use for passed over (cli `cli/compose/loader`, `types`). */
import { readLayers } from '../compose/file/layer';
import { ComposeError } from '../compose/file/problem';
import { parsePorts } from '../cli/ports';
import {
  type Entry,
  entriesOf,
  field,
  itemsOf,
  mapField,
  type MapNode,
  scalar,
  textOf,
  type TreeNode,
} from '../compose/file/tree';
import { readYaml } from '../compose/file/yaml';

export interface StackRequest {
  /** Absolute paths; `-` for what is piped in. */
  readonly files: readonly string[];
  readonly directory: string;
  readonly environment: Readonly<Record<string, string>>;
  /** The text of a file; null where there is none. */
  readonly read: (path: string) => string | null;
}

export interface StackFile {
  readonly tree: MapNode;
  /** As the last file says it; '' where none does. */
  readonly version: string;
  /** Elements that services have and a swarm does nothing with, sorted. */
  readonly unsupported: readonly string[];
  /** What is wrong with it though it can be read: said after what is ignored. */
  readonly refusal: string | null;
  /** The sentence about each element that is not needed any more. */
  readonly deprecated: readonly string[];
}

const UNSUPPORTED = [
  'build',
  'cgroupns_mode',
  'cgroup_parent',
  'devices',
  'domainname',
  'external_links',
  'ipc',
  'links',
  'mac_address',
  'network_mode',
  'pid',
  'privileged',
  'restart',
  'security_opt',
  'shm_size',
  'userns_mode',
];

const DEPRECATED: Readonly<Record<string, string>> = {
  container_name: 'Setting the container name is not supported.',
  expose:
    "Exposing ports is unnecessary - services on the same network can access each other's containers on any port.",
};

const limits = 'Set resource limits using deploy.resources';

const FORBIDDEN: Readonly<Record<string, string>> = {
  extends: 'Support for `extends` is not implemented yet.',
  volume_driver:
    'Instead of setting the volume driver on the service, define a volume using the top-level `volumes` option and specify the driver there.',
  volumes_from:
    'To share a volume between services, define it using the top-level `volumes` option and reference it from each service that shares it using the service-level `volumes` option.',
  cpu_quota: limits,
  cpu_shares: limits,
  cpuset: limits,
  mem_limit: limits,
  memswap_limit: limits,
};

/** The files merged, or the sentence that refuses them. */
export function readStack(request: StackRequest): StackFile | string {
  const { files, directory, environment } = request;
  const texts = new Map<string, string | null>();
  const read = (path: string) => {
    const known = texts.get(path);
    if (known !== undefined) return known;
    const text = request.read(path);
    texts.set(path, text);
    return text;
  };
  const missing = files.find((file) => read(file) === null);
  if (missing !== undefined) return `open ${missing}: no such file or directory`;
  try {
    const documents = files.flatMap((file) => readYaml(file, read(file) ?? ''));
    const old = documents.map(versionOf).find((version) => /^[12](\.|$)/.test(version));
    if (old !== undefined) return `unsupported Compose file version: ${old}`;
    const refusal =
      wrongPort(documents) ?? forbiddenIn(documents.flatMap((document) => entriesOf(field(document, 'services'))));
    if (refusal !== null) return refusal;
    const tree = withShell(readLayers(files, directory, { read, environment, warn: () => undefined }), environment);
    const without = entriesOf(field(tree, 'services')).find(({ value }) => textOf(field(value, 'image')) === null);
    const services = documents.flatMap((document) => entriesOf(field(document, 'services')));
    const has = (key: string) => services.some(({ value }) => field(value, key) !== null);
    return {
      tree,
      refusal: without === undefined ? null : `invalid image reference for service ${without.key}: no image specified`,
      version: documents
        .map((document) => textOf(field(document, 'version')) ?? '')
        .reduce((a, b) => (b === '' ? a : b), ''),
      unsupported: UNSUPPORTED.filter(has).sort(),
      deprecated: Object.keys(DEPRECATED)
        .filter(has)
        .sort()
        .map((key) => `${key}: ${DEPRECATED[key] ?? ''}`),
    };
  } catch (error) {
    if (error instanceof ComposeError) return complaintOf(error);
    throw error;
  }
}

/** Variables without a value have the shell's. */
function withShell(tree: MapNode, environment: Readonly<Record<string, string>>): MapNode {
  const valued = (node: TreeNode): TreeNode =>
    node.kind === 'map'
      ? {
          ...node,
          entries: node.entries.map((each) => {
            const own = environment[each.key];
            return textOf(each.value) === null && own !== undefined
              ? { ...each, value: scalar(own, each.value.at) }
              : each;
          }),
        }
      : node;
  const service = (node: TreeNode): TreeNode => (node.kind === 'map' ? mapField(node, 'environment', valued) : node);
  return mapField(tree, 'services', (all) =>
    all.kind === 'map'
      ? { ...all, entries: all.entries.map((each) => ({ ...each, value: service(each.value) })) }
      : all,
  );
}

const versionOf = (document: TreeNode) => textOf(field(document, 'version')) ?? '';

/** A short form of `ports` that is none: only its place is told. */
function wrongPort(documents: readonly TreeNode[]): string | null {
  for (const { key, value } of documents.flatMap((document) => entriesOf(field(document, 'services')))) {
    const at = itemsOf(field(value, 'ports')).findIndex((port) => {
      const text = textOf(port) ?? '';
      return text !== '' && !text.includes('$') && typeof parsePorts([text]) === 'string';
    });
    if (at >= 0) return `services.${key}.ports.${at} Does not match format 'ports'`;
  }
  return null;
}

function forbiddenIn(services: readonly Entry[]): string | null {
  const found = Object.keys(FORBIDDEN).filter((key) => services.some(({ value }) => field(value, key) !== null));
  return found.length === 0
    ? null
    : `Compose file contains unsupported options:\n\n${found.map((key) => `${key}: ${FORBIDDEN[key] ?? ''}`).join('\n\n')}\n`;
}

/** The same complaint in the words of this older reader. */
function complaintOf({ problems }: ComposeError): string {
  const message = (problems[0]?.message ?? '').replace(/^validating \S+: /, '');
  for (const [pattern, told] of RETOLD) {
    const found = pattern.exec(message);
    if (found !== null) return told(found.slice(1));
  }
  return message;
}

const RETOLD: readonly (readonly [RegExp, (parts: readonly string[]) => string])[] = [
  [
    /^(\S*) ?additional properties '([^']*)'.* not allowed$/,
    ([path = '', key = '']) => `${path || '(root)'} Additional property ${key} is not allowed`,
  ],
  [
    /^error while interpolating (\S+): (required variable .*)$/,
    ([path = '', reason = '']) =>
      `invalid interpolation format for ${path}: ${JSON.stringify(reason)}; you may need to escape any $ with another $`,
  ],
  [/^error while interpolating (\S+): failed to cast .*Atoi/, ([path = '']) => `${path} must be a integer`],
];

/** The names of what a service is on; `default` where it says nothing. */
export function networksOfService({ value }: Entry): string[] {
  const named = entriesOf(field(value, 'networks')).map(({ key }) => key);
  return named.length === 0 ? ['default'] : named;
}

/** A list of texts. */
export function textsIn(node: Parameters<typeof itemsOf>[0]): string[] {
  return itemsOf(node).map((item) => textOf(item) ?? '');
}
