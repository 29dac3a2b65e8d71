/** One file laid over another (Compose Specification, 13-merge.md): mappings are merged, lists appended, values replaced. Both are canonical. */
import { entry, field, map, type MapNode, scalarText, type TreeNode } from './tree';

/** Lists that a later file replaces as a whole. */
const REPLACED = ['services.*.command', 'services.*.entrypoint', 'services.*.healthcheck.test'];

/** What an item of a list is known by: a later one of the same key takes its place. */
const KEYS: Readonly<Record<string, (item: TreeNode) => string>> = {
  'services.*.ports': (item) =>
    ['host_ip', 'target', 'published', 'protocol'].map((key) => text(field(item, key))).join(' '),
  'services.*.volumes': (item) => text(field(item, 'target')),
  'services.*.secrets': (item) => text(field(item, 'target')),
  'services.*.configs': (item) => text(field(item, 'target') ?? field(item, 'source')),
  'services.*.dns': text,
  'services.*.dns_search': text,
  'services.*.expose': text,
  'services.*.cap_add': text,
  'services.*.cap_drop': text,
  'services.*.extra_hosts': text,
  'services.*.links': text,
  'services.*.networks.*.aliases': text,
  'services.*.env_file': (item) => text(field(item, 'path')),
};

function text(node: TreeNode | null): string {
  return node?.kind === 'scalar' && node.value !== null ? scalarText(node.value) : '';
}

function matches(path: readonly string[], pattern: string): boolean {
  const parts = pattern.split('.');
  return parts.length === path.length && parts.every((part, i) => part === '*' || part === path[i]);
}

/** The base with the later file's values laid over it. */
export function merge(base: TreeNode, over: TreeNode, path: readonly string[] = []): TreeNode {
  if (over.tag === 'override' || REPLACED.some((pattern) => matches(path, pattern))) return over;
  if (base.kind === 'map' && over.kind === 'map') return mergeMaps(base, over, path);
  if (base.kind === 'list' && over.kind === 'list')
    return { ...base, items: unique([...base.items, ...over.items], path) };
  const nothing = over.kind === 'scalar' && over.value === null;
  return nothing && base.kind !== 'scalar' ? base : over;
}

export function mergeMaps(base: MapNode, over: MapNode, path: readonly string[]): MapNode {
  if (
    matches(path, 'services.*.logging') &&
    text(field(base, 'driver')) !== text(field(over, 'driver')) &&
    field(over, 'driver') !== null
  )
    return over;
  const merged = base.entries.flatMap((old) => {
    const later = over.entries.find(({ key }) => key === old.key);
    if (later === undefined) return [old];
    if (later.value.tag === 'reset') return [];
    return [
      { ...later, value: old.key.startsWith('x-') ? later.value : merge(old.value, later.value, [...path, old.key]) },
    ];
  });
  const added = over.entries.filter(
    ({ key, value }) => value.tag !== 'reset' && !base.entries.some((old) => old.key === key),
  );
  return map([...merged, ...added.map(({ key, value, keyAt }) => entry(key, value, keyAt))], base.at);
}

/** Of items with one key the last, in the place of the first; lists that have no key are as they are. */
function unique(items: readonly TreeNode[], path: readonly string[]): readonly TreeNode[] {
  const pattern = Object.keys(KEYS).find((candidate) => matches(path, candidate));
  const keyOf = pattern === undefined ? undefined : KEYS[pattern];
  if (keyOf === undefined) return items;
  const kept = new Map<string, TreeNode>();
  for (const item of items) kept.set(keyOf(item), item);
  return [...kept.values()];
}

/** Every list with what is said twice said once. */
export function withoutRepeats(node: TreeNode, path: readonly string[] = []): TreeNode {
  if (node.kind === 'scalar') return node;
  if (node.kind === 'list') return { ...node, items: unique(node.items, path) };
  return {
    ...node,
    entries: node.entries.map((each) => ({ ...each, value: withoutRepeats(each.value, [...path, each.key]) })),
  };
}

/** What `!reset` takes away where there is nothing earlier to take. */
export function withoutResets(node: TreeNode): TreeNode {
  if (node.kind === 'list')
    return { ...node, items: node.items.filter(({ tag }) => tag !== 'reset').map(withoutResets) };
  if (node.kind !== 'map') return node;
  return {
    ...node,
    entries: node.entries
      .filter(({ value }) => value.tag !== 'reset')
      .map((each) => ({ ...each, value: withoutResets(each.value) })),
  };
}
