/** A compose file as a tree: YAML's values, each with the place it was written at. */

export interface Position {
  /** Path of the file. */
  readonly file: string;
  /** Both count from 1. */
  readonly line: number;
  readonly column: number;
}

export type Scalar = string | number | boolean | null;

/** `!reset` takes away what an earlier file said; `!override` replaces where files are merged otherwise. */
export type MergeTag = 'reset' | 'override';

interface Placed {
  readonly at: Position;
  readonly tag?: MergeTag;
}

export interface ScalarNode extends Placed {
  readonly kind: 'scalar';
  readonly value: Scalar;
}

export interface ListNode extends Placed {
  readonly kind: 'list';
  readonly items: readonly TreeNode[];
}

export interface MapNode extends Placed {
  readonly kind: 'map';
  readonly entries: readonly Entry[];
}

export interface Entry {
  readonly key: string;
  readonly keyAt: Position;
  readonly value: TreeNode;
}

export type TreeNode = ScalarNode | ListNode | MapNode;

export function scalar(value: Scalar, at: Position): ScalarNode {
  return { kind: 'scalar', value, at };
}

export function list(items: readonly TreeNode[], at: Position): ListNode {
  return { kind: 'list', items, at };
}

export function map(entries: readonly Entry[], at: Position): MapNode {
  return { kind: 'map', entries, at };
}

/** An entry whose key was written where its value is. */
export function entry(key: string, value: TreeNode, keyAt: Position = value.at): Entry {
  return { key, keyAt, value };
}

/** The value under a key, or null where there is none. */
export function field(node: TreeNode | null, key: string): TreeNode | null {
  return node?.kind === 'map' ? (node.entries.find((candidate) => candidate.key === key)?.value ?? null) : null;
}

/** The entries of a mapping; none for anything else. */
export function entriesOf(node: TreeNode | null): readonly Entry[] {
  return node?.kind === 'map' ? node.entries : [];
}

/** The items of a list; none for anything else. */
export function itemsOf(node: TreeNode | null): readonly TreeNode[] {
  return node?.kind === 'list' ? node.items : [];
}

/** A scalar as a string, as Go's `%v` prints it; null for what is none, or null itself. */
export function textOf(node: TreeNode | null): string | null {
  return node?.kind === 'scalar' && node.value !== null ? scalarText(node.value) : null;
}

/** `1e+22` and `+Inf` as Go writes them; whole numbers plainly. */
export function scalarText(value: string | number | boolean): string {
  if (typeof value !== 'number') return String(value);
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf';
  return Object.is(value, -0) ? '0' : String(value).replace(/e([+-])(\d)$/, 'e$10$2');
}

/** The mapping with another value under a key: in its place, or behind the others. */
export function withField(node: MapNode, key: string, value: TreeNode): MapNode {
  const known = node.entries.some((candidate) => candidate.key === key);
  const entries = known
    ? node.entries.map((old) => (old.key === key ? { ...old, value } : old))
    : [...node.entries, entry(key, value)];
  return { ...node, entries };
}

export function withoutField(node: MapNode, key: string): MapNode {
  return { ...node, entries: node.entries.filter((old) => old.key !== key) };
}

/** The mapping with one value passed through a function, where it is there. */
export function mapField(node: MapNode, key: string, change: (value: TreeNode) => TreeNode): MapNode {
  const value = field(node, key);
  return value === null ? node : withField(node, key, change(value));
}
