/** `environment`, `labels` and the like: lists of `NAME=value` or mappings, as mappings of strings. */
import { complain } from '../file/problem';
import { entry, list, map, type MapNode, scalar, type ScalarNode, scalarText, type TreeNode } from '../file/tree';

/** What a name without a value has: nothing (it is taken from the environment), or an empty string. */
export type WithoutValue = null | '';

export function canonicalSettings(node: TreeNode, path: readonly string[], without: WithoutValue): MapNode {
  if (node.kind === 'map') {
    return map(
      node.entries.map((each) => ({ ...each, value: asText(each.value, without) })),
      node.at,
    );
  }
  const settings = new Map<string, TreeNode>();
  const items = node.kind === 'list' ? node.items : [];
  items.forEach((item, i) => {
    if (item.kind !== 'scalar' || typeof item.value !== 'string')
      throw complain(item.at, `${path.join('.')}.[${i}]: unexpected type ${goType(item)}`);
    const equals = item.value.indexOf('=');
    const name = equals < 0 ? item.value : item.value.slice(0, equals);
    settings.set(name, scalar(equals < 0 ? without : item.value.slice(equals + 1), item.at));
  });
  return map(
    [...settings].map(([name, value]) => entry(name, value)),
    node.at,
  );
}

function asText(node: TreeNode, without: WithoutValue): TreeNode {
  if (node.kind !== 'scalar') return node;
  return scalar(node.value === null ? without : scalarText(node.value), node.at);
}

function goType(node: TreeNode): string {
  if (node.kind !== 'scalar') return node.kind === 'list' ? '[]interface {}' : 'map[string]interface {}';
  if (typeof node.value === 'number') return Number.isInteger(node.value) ? 'int' : 'float64';
  return node.value === null ? '<nil>' : 'bool';
}

/** A single value or a list of them, as a list of strings. */
export function canonicalList(node: TreeNode): TreeNode {
  if (node.kind === 'map') return node;
  const items: readonly TreeNode[] = node.kind === 'list' ? node.items : [node];
  return list(
    items.map((item) => (item.kind === 'scalar' ? stringNode(item) : item)),
    node.at,
  );
}

function stringNode(node: ScalarNode): ScalarNode {
  return node.value === null ? node : scalar(scalarText(node.value), node.at);
}

/** Names in a list, or as the keys of a mapping: a mapping whose values are null where nothing more is said. */
export function canonicalNames(node: TreeNode): TreeNode {
  if (node.kind !== 'list') return node;
  return map(
    node.items.map((item) => entry(item.kind === 'scalar' ? String(item.value) : '', scalar(null, item.at))),
    node.at,
  );
}
