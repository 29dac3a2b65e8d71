/** Holds a tree against a rule; the complaints are worded as compose words those of its JSON schema. */
import type { Entry, ListNode, MapNode, Position, ScalarNode, TreeNode } from '../file/tree';
import type { JsonType, ListRule, MapRule, PlainRule, Rule } from './rule';

export interface Violation {
  /** `services`, `a`, `ports`, `0`. */
  readonly path: readonly string[];
  readonly at: Position;
  readonly message: string;
  /** The value is of another type altogether. */
  readonly type?: true;
}

/** Everything that is wrong with a value. */
export function check(rule: Rule, node: TreeNode, path: readonly string[], at: Position = node.at): Violation[] {
  switch (rule.rule) {
    case 'any':
      return [];
    case 'plain':
      return checkPlain(rule, node, path, at);
    case 'list':
      return node.kind === 'list' ? checkList(rule, node, path) : [wrongType(['array'], path, at)];
    case 'map':
      if (node.kind === 'map') return checkMap(rule, node, path);
      if (rule.nullable && isNull(node)) return [];
      return [wrongType(rule.nullable ? ['object', 'null'] : ['object'], path, at)];
    case 'oneOf': {
      const branches = rule.of.map((branch) => check(branch, node, path, at));
      if (branches.some((violations) => violations.length === 0)) return [];
      const violations = branches.flat();
      const meant = violations.filter(({ type }) => type !== true);
      const deepest = mostSpecific(violations);
      const inside = mostSpecific(meant);
      return [inside !== null && inside.path.length >= (deepest?.path.length ?? 0) ? inside : deepest].filter(
        (one) => one !== null,
      );
    }
  }
}

/** The violation that goes deepest, the first of several; null where there is none. */
export function mostSpecific(violations: readonly Violation[]): Violation | null {
  return violations.reduce<Violation | null>(
    (best, next) => (best === null || next.path.length > best.path.length ? next : best),
    null,
  );
}

/** `services.a.ports.0 must be a number`. */
export function sentence({ path, message }: Violation): string {
  return `${path.join('.')} ${message}`;
}

function isNull(node: TreeNode): boolean {
  return node.kind === 'scalar' && node.value === null;
}

const HUMAN: Partial<Record<JsonType, string>> = { object: 'mapping' };

function wrongType(types: readonly JsonType[], path: readonly string[], at: Position): Violation {
  const names = types.map((type) => HUMAN[type] ?? type).sort();
  const last = names.pop() ?? '';
  return { path, at, type: true, message: `must be a ${names.length === 0 ? last : `${names.join(', ')} or ${last}`}` };
}

function typesOf(node: TreeNode): readonly JsonType[] {
  if (node.kind === 'list') return ['array'];
  if (node.kind === 'map') return ['object'];
  const { value } = node;
  if (value === null) return ['null'];
  if (typeof value === 'number') return Number.isInteger(value) ? ['number', 'integer'] : ['number'];
  return [typeof value === 'boolean' ? 'boolean' : 'string'];
}

function checkPlain(rule: PlainRule, node: TreeNode, path: readonly string[], at: Position): Violation[] {
  const types = typesOf(node);
  if (!rule.types.some((type) => types.includes(type))) return [wrongType(rule.types, path, at)];
  if (node.kind !== 'scalar' || typeof node.value !== 'string') return [];
  const { value } = node;
  if (rule.values !== undefined && !rule.values.includes(value)) {
    return [{ path, at, message: `value must be one of ${rule.values.map((known) => `'${known}'`).join(', ')}` }];
  }
  if (rule.pattern === undefined || new RegExp(rule.pattern).test(value)) return [];
  return [{ path, at, message: `'${value}' does not match pattern '${rule.pattern}'` }];
}

function checkList(rule: ListRule, node: ListNode, path: readonly string[]): Violation[] {
  const violations = node.items.flatMap((item, i) => check(rule.items, item, [...path, `${i}`]));
  if (!rule.unique) return violations;
  const seen: ScalarNode[] = [];
  for (const item of node.items) {
    if (item.kind !== 'scalar') continue;
    const before = seen.findIndex((other) => other.value === item.value);
    if (before >= 0)
      return [...violations, { path, at: item.at, message: `items at ${before} and ${seen.length} are equal` }];
    seen.push(item);
  }
  return violations;
}

function checkMap(rule: MapRule, node: MapNode, path: readonly string[]): Violation[] {
  const violations: Violation[] = [];
  const unknown: Entry[] = [];
  for (const entry of node.entries) {
    const own = Object.hasOwn(rule.fields, entry.key) ? rule.fields[entry.key] : undefined;
    const value = own ?? (rule.others?.keys.test(entry.key) === true ? rule.others.value : undefined);
    if (value !== undefined)
      violations.push(
        ...check(value, entry.value, [...path, entry.key], isNull(entry.value) ? entry.keyAt : entry.value.at),
      );
    else if (!entry.key.startsWith('x-') && !rule.open) unknown.push(entry);
  }
  const [first] = unknown;
  if (first !== undefined) {
    violations.push({
      path,
      at: first.keyAt,
      message: `additional properties ${unknown.map(({ key }) => `'${key}'`).join(', ')} not allowed`,
    });
  }
  const missing = rule.required.filter((key) => !node.entries.some((entry) => entry.key === key));
  if (missing.length > 0) {
    const names = missing.map((key) => `'${key}'`).join(', ');
    violations.push({
      path,
      at: node.at,
      message: `missing ${missing.length === 1 ? 'property' : 'properties'} ${names}`,
    });
  }
  return violations;
}
