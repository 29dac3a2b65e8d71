/** What may be written at a place of a compose file, for the editor: keys of a mapping, values of a closed set. */
import { composeFile } from './file';
import type { Rule } from './rule';

export interface Completions {
  readonly keys: readonly string[];
  readonly values: readonly string[];
}

/** For the mapping or value at a path: `['services', 'web']` gives the elements of a service; list items count by their index. */
export function completionsAt(path: readonly string[]): Completions {
  const rules = path
    .reduce<readonly Rule[]>((at, key) => at.flatMap((rule) => below(rule, key)), [composeFile])
    .flatMap(branches);
  const keys = rules.flatMap((rule) => (rule.rule === 'map' ? Object.keys(rule.fields) : []));
  const values = rules.flatMap((rule) => {
    if (rule.rule !== 'plain') return [];
    return [...(rule.values ?? []), ...(rule.types.includes('boolean') ? ['true', 'false'] : [])];
  });
  return { keys: [...new Set(keys)].sort(), values: [...new Set(values)] };
}

/** What is written below a key first: a mapping, a list, or a value on the key's own line. */
export function shapeAt(path: readonly string[]): 'map' | 'list' | 'plain' {
  const [first] = path
    .reduce<readonly Rule[]>((at, key) => at.flatMap((rule) => below(rule, key)), [composeFile])
    .flatMap(branches);
  return first?.rule === 'map' || first?.rule === 'list' ? first.rule : 'plain';
}

/** The rules that a rule is one of. */
function branches(rule: Rule): readonly Rule[] {
  return rule.rule === 'oneOf' ? rule.of.flatMap(branches) : [rule];
}

function below(rule: Rule, key: string): readonly Rule[] {
  return branches(rule).flatMap((branch) => {
    if (branch.rule === 'list') return [branch.items];
    if (branch.rule !== 'map') return [];
    const own = Object.hasOwn(branch.fields, key) ? branch.fields[key] : undefined;
    if (own !== undefined) return [own];
    return branch.others?.keys.test(key) === true ? [branch.others.value] : [];
  });
}
