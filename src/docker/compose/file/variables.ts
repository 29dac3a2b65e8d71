/** The variables that a compose file speaks of, and what it says of each (compose-go `template/variables.go`). */
import type { TreeNode } from './tree';

export interface Variable {
  readonly name: string;
  /** The file ends with a complaint where it has no value. */
  readonly required: boolean;
  readonly otherwise: string;
  /** What stands there where it has one. */
  readonly instead: string;
}

const MENTION = /\$\$|\$(?:\{([_a-z][_a-z0-9]*)(?:(:?[-+?])((?:\$\{[^}]*\}|[^}])*))?\}|([_a-z][_a-z0-9]*))/gi;

/** Every variable of the tree's values, by name; what is said of one in a value's default counts as well. */
export function variablesIn(...nodes: readonly TreeNode[]): Variable[] {
  const found = new Map<string, Variable>();
  const take = (text: string): void => {
    for (const [, braced, operator = '', word = '', bare] of text.matchAll(MENTION)) {
      const name = braced ?? bare;
      if (name === undefined) continue;
      const says = (sign: string) => (operator.endsWith(sign) ? word : '');
      found.set(name, { name, required: operator.endsWith('?'), otherwise: says('-'), instead: says('+') });
      take(word);
    }
  };
  const visit = (node: TreeNode): void => {
    if (node.kind === 'scalar') take(typeof node.value === 'string' ? node.value : '');
    else if (node.kind === 'list') node.items.forEach(visit);
    else node.entries.forEach(({ value }) => visit(value));
  };
  nodes.forEach(visit);
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}
