/** Reads a template (text/template/parse/parse.go). */
import { lex, type Token } from './lex';
import type { Node, Operand, Pipe } from './syntax';

export type Template =
  { readonly ok: true; readonly nodes: readonly Node[] } | { readonly ok: false; readonly message: string };

/** The tree, or `template: :1: …` with what is wrong. */
export function parseTemplate(source: string, functions: ReadonlySet<string>): Template {
  const parser = new Parser(lex(source), functions);
  const { nodes, stop } = parser.list();
  if (parser.error === null && stop !== null) parser.fail(`unexpected {{${stop}}}`);
  return parser.error === null ? { ok: true, nodes } : { ok: false, message: parser.error };
}

type Stop = 'end' | 'else';

const CONTROL = ['if', 'with', 'range'] as const;

class Parser {
  error: string | null = null;
  private index = 0;
  /** The variables that there are here. */
  private readonly known: string[] = ['$'];

  constructor(
    private readonly tokens: readonly Token[],
    private readonly functions: ReadonlySet<string>,
  ) {}

  fail(message: string): void {
    this.error ??= `template: :${this.peek().line}: ${message}`;
  }

  private peek(): Token {
    return this.tokens[Math.min(this.index, this.tokens.length - 1)]!;
  }

  private take(): Token {
    const token = this.peek();
    this.index++;
    return token;
  }

  private skipSpace(): void {
    while (this.peek().kind === 'space') this.index++;
  }

  /** Nodes up to the end, or to the action that ends an inner list. */
  list(): { nodes: Node[]; stop: Stop | null } {
    const nodes: Node[] = [];
    while (this.error === null) {
      const token = this.take();
      if (token.kind === 'eof') return { nodes, stop: null };
      if (token.kind === 'error') {
        this.fail(token.text);
        break;
      }
      if (token.kind === 'text') nodes.push({ node: 'text', text: token.text });
      else if (token.kind === 'left') {
        const stop = this.action(nodes);
        if (stop !== null) return { nodes, stop };
      }
    }
    return { nodes, stop: null };
  }

  private action(nodes: Node[]): Stop | null {
    this.skipSpace();
    const word = this.peek();
    if (word.kind === 'word') {
      const control = CONTROL.find((name) => name === word.text);
      if (control !== undefined) {
        this.index++;
        nodes.push(this.control(control));
        return null;
      }
      if (word.text === 'end' || word.text === 'else') {
        this.index++;
        if (word.text === 'end') this.close('end');
        return word.text;
      }
    }
    nodes.push({ node: 'action', pipe: this.pipe('command', 'right') });
    return null;
  }

  private close(context: string): void {
    this.skipSpace();
    const token = this.take();
    if (token.kind === 'error') this.fail(token.text);
    else if (token.kind !== 'right') this.fail(`unexpected ${describe(token)} in ${context}`);
  }

  /** A block; what it declares ends with it. */
  private control(node: 'if' | 'with' | 'range'): Node {
    const before = this.known.length;
    const made = this.block(node);
    this.known.length = before;
    return made;
  }

  private block(node: 'if' | 'with' | 'range'): Node {
    const pipe = this.pipe(node, 'right');
    const { nodes: body, stop } = this.list();
    if (stop === null) this.fail('unexpected EOF');
    if (stop !== 'else') return { node, pipe, body, otherwise: [] };
    this.skipSpace();
    const next = this.peek();
    const chained = next.kind === 'word' && next.text === node && node !== 'range';
    if (chained) {
      this.index++;
      return { node, pipe, body, otherwise: [this.control(node)] };
    }
    this.close('else');
    const rest = this.list();
    if (rest.stop !== 'end') this.fail(rest.stop === null ? 'unexpected EOF' : 'expected end; found {{else}}');
    return { node, pipe, body, otherwise: rest.nodes };
  }

  private pipe(context: string, until: 'right' | ')'): Pipe {
    this.skipSpace();
    const { variables, assigns } = this.declaration();
    const commands: Operand[][] = [];
    while (this.error === null) {
      commands.push(this.command(context, until));
      const token = this.take();
      if (token.kind === 'right' || token.text === ')') break;
      if (token.text !== '|') this.fail(`unexpected ${describe(token)} in operand`);
    }
    if (this.error === null && commands.some((command) => command.length === 0))
      this.fail(`missing value for ${context}`);
    return { variables, assigns, commands };
  }

  /** `$v :=`, `$k, $v :=`, `$v =`. */
  private declaration(): { variables: string[]; assigns: boolean } {
    const start = this.index;
    const variables: string[] = [];
    while (this.peek().kind === 'variable') {
      variables.push(this.take().text);
      this.skipSpace();
      const token = this.take();
      if (token.text === ':=' || token.text === '=') {
        this.known.push(...variables);
        return { variables, assigns: token.text === '=' };
      }
      if (token.text !== ',') break;
      this.skipSpace();
    }
    this.index = start;
    return { variables: [], assigns: false };
  }

  private command(context: string, until: 'right' | ')'): Operand[] {
    const operands: Operand[] = [];
    for (;;) {
      this.skipSpace();
      const token = this.peek();
      if (token.text === '|' || token.kind === 'right' || (until === ')' && token.text === ')')) return operands;
      const operand = this.operand(context);
      if (operand === null) return operands;
      operands.push(operand);
    }
  }

  private operand(context: string): Operand | null {
    const token = this.take();
    const base = { at: token.at, source: token.text };
    switch (token.kind) {
      case 'string':
        return { ...base, operand: 'literal', value: unquote(token.text) };
      case 'number':
        return { ...base, operand: 'literal', value: Number(token.text) };
      case 'field': {
        const second = this.peek();
        const fields = [token.text.slice(1), ...this.fields()];
        return {
          at: fields.length > 1 ? second.at : token.at,
          source: `.${fields.join('.')}`,
          operand: 'field',
          fields,
        };
      }
      case 'variable': {
        if (!this.known.includes(token.text)) this.fail(`undefined variable "${token.text}"`);
        const second = this.peek();
        const fields = this.fields();
        return {
          at: fields.length > 0 ? second.at : token.at,
          source: [token.text, ...fields].join('.'),
          operand: 'variable',
          name: token.text,
          fields,
        };
      }
      case 'word':
        return this.word(token);
      case 'error':
        this.fail(token.text);
        return null;
      default:
        if (token.text === '.') return { ...base, operand: 'field', fields: [] };
        if (token.text === '(') {
          const pipe = this.pipe('parenthesized pipeline', ')');
          const fields = this.fields();
          return {
            at: token.at,
            source: `(${sourceOf(pipe)})${fields.map((field) => `.${field}`).join('')}`,
            operand: 'pipe',
            pipe,
            fields,
          };
        }
        this.fail(token.kind === 'eof' ? 'unclosed action' : `unexpected ${describe(token)} in ${context}`);
        return null;
    }
  }

  private fields(): string[] {
    const fields: string[] = [];
    while (this.peek().kind === 'field') fields.push(this.take().text.slice(1));
    return fields;
  }

  private word(token: Token): Operand | null {
    const base = { at: token.at, source: token.text };
    if (token.text === 'true' || token.text === 'false')
      return { ...base, operand: 'literal', value: token.text === 'true' };
    if (token.text === 'nil') return { ...base, operand: 'literal', value: null };
    if (this.functions.has(token.text)) return { ...base, operand: 'function', name: token.text };
    this.fail(`function "${token.text}" not defined`);
    return null;
  }
}

/** A pipeline as errors quote it. */
export function sourceOf(pipe: Pipe): string {
  const declared = pipe.variables.length === 0 ? '' : `${pipe.variables.join(', ')} ${pipe.assigns ? '=' : ':='} `;
  return declared + pipe.commands.map((command) => command.map((operand) => operand.source).join(' ')).join(' | ');
}

function describe(token: Token): string {
  return token.kind === 'eof' ? 'EOF' : `"${token.text}"`;
}

/** The value of a quoted string; backquotes keep everything as it is. */
function unquote(text: string): string {
  const inner = text.slice(1, -1);
  if (text.startsWith('`')) return inner;
  const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '\\': '\\', '"': '"', "'": "'" };
  return inner.replace(/\\(.)/g, (_, char: string) => escapes[char] ?? char);
}
