/** A compose file with every short form written out, its version left out. */
import { complain } from '../file/problem';
import {
  entry,
  field,
  mapField,
  type MapNode,
  scalar,
  textOf,
  type TreeNode,
  withField,
  withoutField,
} from '../file/tree';
import { resolvePath } from '../../../userland/path';
import { canonicalService } from './service';
import { canonicalSettings } from './settings';

export interface Place {
  /** Where relative paths of the file begin. */
  readonly directory: string;
  readonly warn: (sentence: string) => void;
}

export function canonicalFile(file: MapNode, place: Place): MapNode {
  let tree = mapEach(file, 'services', (service, name) =>
    service.kind === 'map' ? canonicalService(service, name, place.directory) : service,
  );
  for (const kind of ['networks', 'volumes', 'secrets', 'configs']) {
    tree = mapEach(tree, kind, (resource, name) => canonicalResource(resource, `${kind}.${name}`, place));
  }
  return tree;
}

function mapEach(tree: MapNode, key: string, change: (value: TreeNode, name: string) => TreeNode): MapNode {
  return mapField(tree, key, (all) =>
    all.kind === 'map'
      ? { ...all, entries: all.entries.map((each) => ({ ...each, value: change(each.value, each.key) })) }
      : all,
  );
}

/** A network, volume, secret or config. */
function canonicalResource(node: TreeNode, where: string, { directory, warn }: Place): TreeNode {
  if (node.kind !== 'map') return node;
  let resource = mapField(node, 'labels', (labels) => canonicalSettings(labels, [...where.split('.'), 'labels'], ''));
  resource = mapField(resource, 'driver_opts', (options) =>
    canonicalSettings(options, [...where.split('.'), 'driver_opts'], ''),
  );
  resource = mapField(resource, 'file', (file) => scalar(resolvePath(directory, textOf(file) ?? ''), file.at));
  resource = mapField(resource, 'ipam', (ipam) => (ipam.kind === 'map' ? withoutField(ipam, 'options') : ipam));
  const external = field(resource, 'external');
  if (external?.kind !== 'map') return resource;
  warn(`${where}: external.name is deprecated. Please set name and external: true`);
  const name = field(external, 'name');
  if (name !== null && field(resource, 'name') !== null)
    throw complain(external.at, `${where}: name and external.name conflict; only use name`);
  const marked = withField(resource, 'external', scalar(true, external.at));
  return name === null ? marked : { ...marked, entries: [...marked.entries, entry('name', name)] };
}
