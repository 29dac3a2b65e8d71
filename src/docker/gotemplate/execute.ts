/** Runs a template on a value (text/template/exec.go). */
import { FUNCTIONS, miscounted } from './functions';
import { sourceOf } from './parse';
import type { Node, Operand, Pipe } from './syntax';
import { GoMap, GoStruct, GoTime, type GoValue, isList, isTrue, print, sortedKeys } from './value';

export type Executed =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly text: string; readonly message: string };

/** The text; or as much of it as was written before an error, and `template: :1:2: executing …`. `strict` makes a missing map key an error. */
export function execute(nodes: readonly Node[], dot: GoValue, strict = false): Executed {
  const run = new Execution(dot, strict);
  run.nodes(nodes, dot, { names: { $: dot }, outer: null });
  return run.error === null ? { ok: true, text: run.text } : { ok: false, text: run.text, message: run.error };
}

/** Variables, innermost block first. */
interface Scope {
  readonly names: Record<string, GoValue>;
  readonly outer: Scope | null;
}

const within = (outer: Scope): Scope => ({ names: {}, outer });

function scopeOf(scope: Scope, name: string): Scope | null {
  for (let at: Scope | null = scope; at !== null; at = at.outer) if (name in at.names) return at;
  return null;
}

class Execution {
  text = '';
  error: string | null = null;

  constructor(
    private readonly root: GoValue,
    private readonly strict: boolean,
  ) {}

  private fail(at: number, source: string, message: string): GoValue {
    this.error ??= `template: :1:${at}: executing "" at <${source}>: ${message}`;
    return undefined;
  }

  private failed(): boolean {
    return this.error !== null;
  }

  nodes(nodes: readonly Node[], dot: GoValue, scope: Scope): void {
    for (const node of nodes) {
      if (this.failed()) return;
      switch (node.node) {
        case 'text':
          this.text += node.text;
          break;
        case 'action': {
          const value = this.pipe(node.pipe, dot, scope);
          if (!this.failed() && node.pipe.variables.length === 0) this.text += print(value);
          break;
        }
        case 'if':
        case 'with': {
          const inner = within(scope);
          const value = this.pipe(node.pipe, dot, inner);
          if (this.failed()) return;
          if (isTrue(value)) this.nodes(node.body, node.node === 'with' ? value : dot, inner);
          else this.nodes(node.otherwise, dot, inner);
          break;
        }
        case 'range':
          this.range(node, dot, scope);
      }
    }
  }

  private range(node: Extract<Node, { pipe: Pipe; body: readonly Node[] }>, dot: GoValue, scope: Scope): void {
    const { variables } = node.pipe;
    const value = this.pipe({ ...node.pipe, variables: [] }, dot, scope);
    if (this.failed()) return;
    const items = itemsOf(value);
    if (items === null) {
      const first = node.pipe.commands[0]?.[0];
      this.fail(first?.at ?? 0, sourceOf({ ...node.pipe, variables: [] }), `range can't iterate over ${print(value)}`);
      return;
    }
    if (items.length === 0) this.nodes(node.otherwise, dot, scope);
    for (const [key, item] of items) {
      const inner = within(scope);
      const [first, second] = variables;
      if (second !== undefined && first !== undefined) {
        inner.names[first] = key;
        inner.names[second] = item;
      } else if (first !== undefined) inner.names[first] = item;
      this.nodes(node.body, item, inner);
      if (this.failed()) return;
    }
  }

  private pipe(pipe: Pipe, dot: GoValue, scope: Scope): GoValue {
    let value: GoValue;
    let piped = false;
    for (const command of pipe.commands) {
      value = this.command(command, dot, scope, piped ? [value] : []);
      piped = true;
      if (this.failed()) return undefined;
    }
    const [name] = pipe.variables;
    if (name !== undefined) (pipe.assigns ? (scopeOf(scope, name) ?? scope) : scope).names[name] = value;
    return value;
  }

  private command(command: readonly Operand[], dot: GoValue, scope: Scope, final: readonly GoValue[]): GoValue {
    const [first, ...rest] = command;
    if (first === undefined) return undefined;
    const source = command.map((operand) => operand.source).join(' ');
    if (first.operand === 'function') {
      const args = [...rest.map((operand) => this.operand(operand, dot, scope)), ...final];
      if (this.failed()) return undefined;
      const count = miscounted(first.name, args.length);
      if (count !== null) return this.fail(first.at, first.name, count);
      const called = FUNCTIONS[first.name]?.(...args) ?? { error: 'not a function' };
      return 'error' in called
        ? this.fail(first.at, source, `error calling ${first.name}: ${called.error}`)
        : called.value;
    }
    if (rest.length === 0 && final.length === 0) return this.operand(first, dot, scope);
    return this.method(
      first,
      [...rest.map((operand) => this.operand(operand, dot, scope)), ...final],
      dot,
      scope,
      source,
    );
  }

  /** `.Label "x"`: the last field is a method that takes an argument. */
  private method(first: Operand, args: readonly GoValue[], dot: GoValue, scope: Scope, source: string): GoValue {
    if (first.operand === 'field' || first.operand === 'variable') {
      const owner = this.fields(
        first,
        first.operand === 'field' ? dot : scopeOf(scope, first.name)?.names[first.name],
        first.fields.slice(0, -1),
      );
      const name = first.fields[first.fields.length - 1] ?? '';
      const method = owner instanceof GoStruct ? owner.methods[name] : undefined;
      if (method !== undefined) return method(print(args[0]));
      return this.fail(first.at, first.source, `${name} is not a method but has arguments`);
    }
    return this.fail(first.at, source, `can't give argument to non-function ${first.source}`);
  }

  private operand(operand: Operand, dot: GoValue, scope: Scope): GoValue {
    switch (operand.operand) {
      case 'literal':
        return operand.value;
      case 'field':
        return this.fields(operand, dot, operand.fields);
      case 'variable':
        return this.fields(
          operand,
          operand.name === '$' ? this.root : scopeOf(scope, operand.name)?.names[operand.name],
          operand.fields,
        );
      case 'function': {
        const count = miscounted(operand.name, 0);
        if (count !== null) return this.fail(operand.at, operand.name, count);
        const called = FUNCTIONS[operand.name]?.() ?? { error: 'not a function' };
        return 'error' in called ? this.fail(operand.at, operand.source, called.error) : called.value;
      }
      case 'pipe':
        return this.fields(
          lastOf(operand.pipe) ?? operand,
          this.pipe(operand.pipe, dot, within(scope)),
          operand.fields,
        );
    }
  }

  private fields(operand: Operand, from: GoValue, names: readonly string[]): GoValue {
    let value = from;
    for (const name of names) {
      if (this.failed()) return undefined;
      value = this.field(operand, value, name);
    }
    return value;
  }

  private field(operand: Operand, value: GoValue, name: string): GoValue {
    if (value === undefined)
      return this.strict ? this.fail(operand.at, operand.source, `nil data; no entry for key "${name}"`) : undefined;
    if (value === null) return this.fail(operand.at, operand.source, `nil pointer evaluating interface {}.${name}`);
    if (value instanceof GoMap) {
      if (name in value.entries) return value.entries[name];
      return this.strict ? this.fail(operand.at, operand.source, `map has no entry for key "${name}"`) : undefined;
    }
    if (value instanceof GoStruct) {
      const key = value.keys[name] ?? name;
      const known = key in value.fields && (key !== name || !Object.values(value.keys).includes(name));
      if (known) return value.fields[key];
      return this.fail(operand.at, operand.source, `can't evaluate field ${name} in type ${value.typeName}`);
    }
    if (value instanceof GoTime && name in value.methods) return value.methods[name];
    return this.fail(operand.at, operand.source, `can't evaluate field ${name} in type ${this.typeOf(value)}`);
  }

  /** As an error names it; whatever was decoded from JSON is an `interface {}`. */
  private typeOf(value: GoValue): string {
    if (this.strict) return 'interface {}';
    if (value instanceof GoTime) return 'time.Time';
    return isList(value) ? '[]interface {}' : typeof value;
  }
}

/** What was looked at last in a pipe: a field that its value lacks is told to be missing there. */
function lastOf({ commands }: Pipe): Operand | undefined {
  return commands[commands.length - 1]?.slice(-1)[0];
}

/** What a range goes over: list items, map entries by key; null for what cannot be gone over. */
function itemsOf(value: GoValue): readonly (readonly [GoValue, GoValue])[] | null {
  if (value === null || value === undefined) return [];
  if (isList(value)) return value.map((item, i) => [i, item]);
  if (value instanceof GoMap) return sortedKeys(value).map((key) => [key, value.entries[key]]);
  if (typeof value === 'number') return Array.from({ length: value }, (_, i) => [i, i]);
  return null;
}
