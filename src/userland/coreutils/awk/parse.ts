/** Reads an awk program. */
import { AwkError, type Expression, type Rule, type Statement } from './syntax';

interface Token {
  readonly kind: 'number' | 'string' | 'regex' | 'name' | 'call' | 'operator' | 'end';
  readonly text: string;
}

const OPERATOR = /\+\+|--|\+=|-=|\*=|\/=|%=|\^=|==|<=|>=|!=|!~|&&|\|\||[-+*/%^!<>=~?:,;(){}[\]$\n]/y;
const KEYWORDS = new Set('BEGIN END print printf if else while for in next break continue exit delete'.split(' '));
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', '"': '"', '\\': '\\', '/': '/', r: '\r' };

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  const take = (pattern: RegExp): string | null => {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match === null) return null;
    at += match[0].length;
    return match[0];
  };
  for (;;) {
    take(/(?:[ \t\r]|\\\n|#[^\n]*)*/y);
    if (at >= text.length) return [...tokens, { kind: 'end', text: '' }];
    const last = tokens[tokens.length - 1];
    const isOperand =
      last !== undefined && (last.kind !== 'operator' ? !KEYWORDS.has(last.text) : ')]$'.includes(last.text));
    const number = take(/(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?/y);
    const string = number === null ? take(/"(?:[^"\\\n]|\\[^])*"/y) : null;
    const regex = number === null && string === null && !isOperand ? take(/\/(?:[^/\\\n]|\\.)+\//y) : null;
    const name = (number ?? string ?? regex) === null ? take(/[A-Za-z_]\w*/y) : null;
    if (number !== null) tokens.push({ kind: 'number', text: number });
    else if (string !== null)
      tokens.push({
        kind: 'string',
        text: string.slice(1, -1).replace(/\\([^])/g, (all, c: string) => ESCAPES[c] ?? all),
      });
    else if (regex !== null) tokens.push({ kind: 'regex', text: regex.slice(1, -1).replace(/\\\//g, '/') });
    else if (name !== null)
      tokens.push({ kind: text[at] === '(' && !KEYWORDS.has(name) ? 'call' : 'name', text: name });
    else {
      const operator = take(OPERATOR);
      if (operator === null) throw new AwkError(`awk: line 1: syntax error at or near ${text[at] ?? ''}`);
      tokens.push({ kind: 'operator', text: operator });
    }
  }
}

/** The rules of a program; AwkError says what is wrong. */
export function parseAwk(text: string): Rule[] {
  return new Reader(tokensOf(text)).program();
}

/** By how strongly they bind, weakest first; concatenation comes after comparison. */
const LEVELS: readonly (readonly string[])[] = [['||'], ['&&'], ['~', '!~'], ['<', '<=', '>', '>=', '==', '!=']];
const STARTS_OPERAND = new Set(['$', '!', '(', '-', '+', '++', '--']);

class Reader {
  private at = 0;
  /** In `print` a bare `>` would redirect. */
  private inPrint = false;

  constructor(private readonly tokens: readonly Token[]) {}

  private get token(): Token {
    return this.tokens[this.at] ?? { kind: 'end', text: '' };
  }

  private is(...texts: string[]): boolean {
    const { kind, text } = this.token;
    return (kind === 'operator' || kind === 'name') && texts.includes(text);
  }

  private takes(...texts: string[]): boolean {
    if (!this.is(...texts)) return false;
    this.at++;
    return true;
  }

  private expect(text: string): void {
    if (!this.takes(text)) throw this.wrong();
  }

  private wrong(): AwkError {
    const { kind, text } = this.token;
    const near = kind === 'end' ? 'unexpected end of file' : text;
    return new AwkError(`awk: line 1: syntax error at or near ${near === '\n' ? 'end of line' : near}`);
  }

  private skip(...texts: string[]): void {
    while (this.takes(...texts));
  }

  program(): Rule[] {
    const rules: Rule[] = [];
    this.skip(';', '\n');
    while (this.token.kind !== 'end') {
      rules.push(this.rule());
      this.skip(';', '\n');
    }
    return rules;
  }

  private rule(): Rule {
    for (const when of ['BEGIN', 'END'] as const) if (this.takes(when)) return { when, action: this.block() };
    const when: Expression[] = [];
    if (!this.is('{')) {
      when.push(this.expression());
      if (this.takes(',')) when.push(this.expression());
    }
    return { when, action: this.is('{') ? this.block() : null };
  }

  private block(): Statement {
    this.expect('{');
    const body: Statement[] = [];
    this.skip(';', '\n');
    while (!this.takes('}')) {
      body.push(this.statement());
      this.skip(';', '\n');
    }
    return { kind: 'block', body };
  }

  private statement(): Statement {
    if (this.is('{')) return this.block();
    if (this.takes('if')) {
      const condition = this.inParentheses();
      const yes = this.body();
      const back = this.at;
      this.skip(';', '\n');
      if (this.takes('else')) return { kind: 'if', condition, yes, no: this.body() };
      this.at = back;
      return { kind: 'if', condition, yes, no: null };
    }
    if (this.takes('while')) return { kind: 'while', condition: this.inParentheses(), body: this.body() };
    if (this.takes('for')) return this.loop();
    const simple = this.simple();
    if (!this.is('}', ';', '\n') && this.token.kind !== 'end') throw this.wrong();
    return simple;
  }

  private body(): Statement {
    this.skip('\n');
    return this.takes(';') ? { kind: 'block', body: [] } : this.statement();
  }

  private inParentheses(): Expression {
    this.expect('(');
    const inside = this.expression();
    this.expect(')');
    return inside;
  }

  private loop(): Statement {
    this.expect('(');
    const [name, word, array, close] = this.tokens.slice(this.at, this.at + 4);
    if (name?.kind === 'name' && word?.text === 'in' && array?.kind === 'name' && close?.text === ')') {
      this.at += 4;
      return { kind: 'each', name: name.text, array: array.text, body: this.body() };
    }
    const first = this.is(';') ? null : this.simple();
    this.expect(';');
    const condition = this.is(';') ? null : this.expression();
    this.expect(';');
    const step = this.is(')') ? null : this.simple();
    this.expect(')');
    return { kind: 'for', first, condition, step, body: this.body() };
  }

  private simple(): Statement {
    for (const kind of ['next', 'break', 'continue'] as const) if (this.takes(kind)) return { kind };
    if (this.takes('exit')) return { kind: 'exit', status: this.isEnd() ? null : this.expression() };
    if (this.takes('delete')) {
      const array = this.token.text;
      this.at++;
      if (!this.takes('[')) return { kind: 'delete', array, key: null };
      const key = this.expression();
      this.expect(']');
      return { kind: 'delete', array, key };
    }
    for (const kind of ['print', 'printf'] as const)
      if (this.takes(kind)) {
        this.inPrint = true;
        const args = this.isEnd() ? [] : this.printed();
        this.inPrint = false;
        return { kind, args };
      }
    return { kind: 'expression', expression: this.expression() };
  }

  private isEnd(): boolean {
    return this.is(';', '}', '\n') || this.token.kind === 'end';
  }

  /** `print (a, b)` is `print a, b`. */
  private printed(): Expression[] {
    const back = this.at;
    if (this.takes('(')) {
      const args = this.list();
      if (this.takes(')') && this.isEnd()) return args;
      this.at = back;
    }
    return this.list();
  }

  private list(): Expression[] {
    const args = [this.expression()];
    while (this.takes(',')) {
      this.skip('\n');
      args.push(this.expression());
    }
    return args;
  }

  private expression(): Expression {
    const left = this.choice();
    const assignable = left.kind === 'variable' || left.kind === 'field' || left.kind === 'element';
    if (!assignable || !this.is('=', '+=', '-=', '*=', '/=', '%=', '^=')) return left;
    const operator = this.token.text.slice(0, -1);
    this.at++;
    return { kind: 'assign', to: left, operator, value: this.expression() };
  }

  private choice(): Expression {
    const condition = this.level(0);
    if (!this.takes('?')) return condition;
    const yes = this.expression();
    this.expect(':');
    return { kind: 'choice', condition, yes, no: this.expression() };
  }

  private level(depth: number): Expression {
    const operators = LEVELS[depth];
    if (operators === undefined) return this.joined();
    let left = this.level(depth + 1);
    for (;;) {
      const { text } = this.token;
      if (this.takes('in')) {
        left = { kind: 'in', array: this.token.text, key: left };
        this.at++;
      } else if (this.token.kind === 'operator' && operators.includes(text) && !(this.inPrint && text === '>')) {
        this.at++;
        this.skip('\n');
        left = { kind: 'binary', operator: text, left, right: this.level(depth + 1) };
      } else return left;
    }
  }

  /** What stands side by side is one string. */
  private joined(): Expression {
    let left = this.sum();
    while (this.startsOperand() && !this.is('-', '+'))
      left = { kind: 'binary', operator: ' ', left, right: this.sum() };
    return left;
  }

  private startsOperand(): boolean {
    const { kind, text } = this.token;
    if (kind === 'operator') return STARTS_OPERAND.has(text);
    return kind !== 'end' && kind !== 'regex' && !(kind === 'name' && KEYWORDS.has(text));
  }

  private sum(): Expression {
    return this.operators(['+', '-'], () => this.operators(['*', '/', '%'], () => this.unary()));
  }

  private operators(texts: readonly string[], operand: () => Expression): Expression {
    let left = operand();
    while (this.is(...texts)) {
      const operator = this.token.text;
      this.at++;
      left = { kind: 'binary', operator, left, right: operand() };
    }
    return left;
  }

  private unary(): Expression {
    for (const operator of ['!', '-', '+'] as const)
      if (this.takes(operator)) return { kind: 'unary', operator, of: this.unary() };
    const base = this.postfix();
    return this.takes('^') ? { kind: 'binary', operator: '^', left: base, right: this.unary() } : base;
  }

  private postfix(): Expression {
    for (const [text, by] of [
      ['++', 1],
      ['--', -1],
    ] as const)
      if (this.takes(text)) return { kind: 'step', to: this.primary(), by, before: true };
    const to = this.primary();
    if (to.kind !== 'variable' && to.kind !== 'field' && to.kind !== 'element') return to;
    if (this.takes('++')) return { kind: 'step', to, by: 1, before: false };
    return this.takes('--') ? { kind: 'step', to, by: -1, before: false } : to;
  }

  private primary(): Expression {
    const { kind, text } = this.token;
    if (this.takes('$')) return { kind: 'field', index: this.takes('-') ? this.unary() : this.stepless() };
    if (this.is('(')) {
      const outer = this.inPrint;
      this.inPrint = false;
      const inside = this.inParentheses();
      this.inPrint = outer;
      return inside;
    }
    this.at++;
    switch (kind) {
      case 'number':
        return { kind, value: Number(text) };
      case 'string':
        return { kind, value: text };
      case 'regex':
        return { kind, source: text };
      case 'call': {
        this.expect('(');
        const args = this.is(')') ? [] : this.list();
        this.expect(')');
        return { kind, name: text, args };
      }
      case 'name':
        if (!KEYWORDS.has(text)) return this.named(text);
        break;
      case 'operator':
      case 'end':
        break;
    }
    this.at--;
    throw this.wrong();
  }

  /** `$NF-1` is ($NF)-1, `$i++` steps the field. */
  private stepless(): Expression {
    for (const [text, by] of [
      ['++', 1],
      ['--', -1],
    ] as const)
      if (this.takes(text)) return { kind: 'step', to: this.primary(), by, before: true };
    return this.primary();
  }

  private named(name: string): Expression {
    if (name === 'length') return { kind: 'call', name, args: [] };
    if (!this.takes('[')) return { kind: 'variable', name };
    const key = this.expression();
    this.expect(']');
    return { kind: 'element', array: name, key };
  }
}
