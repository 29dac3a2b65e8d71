/** Runs an awk program over lines (POSIX, awk). */
import { BadPattern, compileRegex, findMatch, type Regex } from '../regex';
import { formatted } from './format';
import { AwkError, type Expression, Jump, type Rule, type Statement } from './syntax';
import { comparable, compares, numberOf, textOf, type Value } from './value';

/** What a program may do before it is taken to never end. */
const LIMIT = 2_000_000;

export class Awk {
  output = '';
  private status = 0;
  private steps = 0;
  private fields: string[] = [];
  private line = '';
  private readonly variables: Record<string, Value>;
  private readonly arrays: Record<string, Map<string, Value>> = {};
  private readonly regexes = new Map<string, Regex>();
  private readonly inRange = new Set<Rule>();

  constructor(
    private readonly rules: readonly Rule[],
    variables: Readonly<Record<string, string>>,
  ) {
    this.variables = { FS: ' ', OFS: ' ', ORS: '\n', NR: 0, NF: 0, FNR: 0, SUBSEP: '\u001c', FILENAME: '' };
    for (const [name, value] of Object.entries(variables)) this.variables[name] = { read: value };
  }

  /** Whether it reads anything at all. */
  get reads(): boolean {
    return this.rules.some(({ when }) => when !== 'BEGIN');
  }

  /** The status after all lines; what it printed is in `output`. */
  run(files: readonly { readonly name: string; readonly lines: readonly string[] }[]): number {
    try {
      this.runRules('BEGIN');
      for (const { name, lines } of this.reads ? files : []) {
        Object.assign(this.variables, { FNR: 0, FILENAME: name });
        for (const line of lines) this.record(line);
      }
    } catch (error) {
      if (!(error instanceof Jump) || error.to !== 'exit') throw error;
    }
    try {
      this.runRules('END');
    } catch (error) {
      if (!(error instanceof Jump) || error.to !== 'exit') throw error;
    }
    return this.status;
  }

  private record(line: string): void {
    for (const count of ['NR', 'FNR']) this.variables[count] = numberOf(this.variables[count]) + 1;
    this.setLine(line);
    try {
      for (const rule of this.rules) if (this.chooses(rule)) this.act(rule);
    } catch (error) {
      if (!(error instanceof Jump) || error.to !== 'next') throw error;
    }
  }

  private runRules(when: 'BEGIN' | 'END'): void {
    for (const rule of this.rules) if (rule.when === when) this.act(rule);
  }

  private act({ action }: Rule): void {
    if (action === null) this.print([]);
    else this.execute(action);
  }

  private chooses(rule: Rule): boolean {
    if (typeof rule.when === 'string') return false;
    const [first, last] = rule.when;
    if (first === undefined) return true;
    if (last === undefined) return this.truth(first);
    if (!this.inRange.has(rule) && !this.truth(first)) return false;
    this.inRange.add(rule);
    if (this.truth(last)) this.inRange.delete(rule);
    return true;
  }

  private setLine(line: string): void {
    this.line = line;
    this.fields = this.split(line, this.variables['FS']);
    this.variables['NF'] = this.fields.length;
  }

  private split(text: string, separator: Value | undefined): string[] {
    const by = textOf(separator);
    if (by === ' ') return text.split(/[ \t\n]+/).filter((field) => field !== '');
    if (text === '') return [];
    if (by.length === 1 && by !== '\\') return text.split(by);
    const fields: string[] = [];
    const regex = this.regex(by);
    let from = 0;
    for (
      let match = findMatch(regex, text);
      match !== null && match.end > match.start;
      match = findMatch(regex, text, from)
    ) {
      fields.push(text.slice(from, match.start));
      from = match.end;
    }
    return [...fields, text.slice(from)];
  }

  private regex(source: string): Regex {
    const known = this.regexes.get(source);
    if (known !== undefined) return known;
    const made = compileRegex(source, true, false);
    if (made instanceof BadPattern)
      throw new AwkError(`awk: regular expression compile failed (${made.message})\n${source}`);
    this.regexes.set(source, made);
    return made;
  }

  private step(): void {
    if (++this.steps > LIMIT) throw new AwkError('awk: the program does not end');
  }

  private execute(statement: Statement): void {
    this.step();
    switch (statement.kind) {
      case 'print':
        this.print(statement.args);
        return;
      case 'printf': {
        const [format, ...args] = statement.args.map((arg) => this.value(arg) ?? '');
        this.output += formatted(textOf(format), args, numberOf, textOf);
        return;
      }
      case 'expression':
        this.value(statement.expression);
        return;
      case 'if':
        if (this.truth(statement.condition)) this.execute(statement.yes);
        else if (statement.no !== null) this.execute(statement.no);
        return;
      case 'while':
        this.loop(() => this.truth(statement.condition), statement.body, null);
        return;
      case 'for':
        if (statement.first !== null) this.execute(statement.first);
        this.loop(
          () => statement.condition === null || this.truth(statement.condition),
          statement.body,
          statement.step,
        );
        return;
      case 'each': {
        const keys = [...this.array(statement.array).keys()];
        this.loop(
          () => {
            const key = keys.shift();
            if (key !== undefined) this.variables[statement.name] = { read: key };
            return key !== undefined;
          },
          statement.body,
          null,
        );
        return;
      }
      case 'block':
        for (const one of statement.body) this.execute(one);
        return;
      case 'delete':
        if (statement.key === null) this.array(statement.array).clear();
        else this.array(statement.array).delete(textOf(this.value(statement.key)));
        return;
      case 'exit':
        if (statement.status !== null) this.status = numberOf(this.value(statement.status)) & 255;
        throw new Jump('exit');
      default:
        throw new Jump(statement.kind);
    }
  }

  private loop(goesOn: () => boolean, body: Statement, step: Statement | null): void {
    while (goesOn()) {
      try {
        this.execute(body);
      } catch (error) {
        if (!(error instanceof Jump) || (error.to !== 'break' && error.to !== 'continue')) throw error;
        if (error.to === 'break') return;
      }
      if (step !== null) this.execute(step);
    }
  }

  private print(args: readonly Expression[]): void {
    const texts = args.length === 0 ? [this.line] : args.map((arg) => textOf(this.value(arg)));
    this.output += texts.join(textOf(this.variables['OFS'])) + textOf(this.variables['ORS']);
  }

  private array(name: string): Map<string, Value> {
    return (this.arrays[name] ??= new Map<string, Value>());
  }

  private truth(expression: Expression): boolean {
    const value = comparable(this.value(expression));
    return typeof value === 'number' ? value !== 0 : value !== '';
  }

  private field(index: number): Value | undefined {
    if (index === 0) return { read: this.line };
    const field = this.fields[index - 1];
    return field === undefined ? undefined : { read: field };
  }

  private assign(to: Expression, value: Value): Value {
    switch (to.kind) {
      case 'variable':
        this.variables[to.name] = value;
        if (to.name === 'NF') this.rebuild(numberOf(value));
        return value;
      case 'element':
        this.array(to.array).set(textOf(this.value(to.key)), value);
        return value;
      case 'field': {
        const index = numberOf(this.value(to.index));
        if (index === 0) this.setLine(textOf(value));
        else {
          while (this.fields.length < index) this.fields.push('');
          this.fields[index - 1] = textOf(value);
          this.rebuild(this.fields.length);
        }
        return value;
      }
      default:
        throw new AwkError('awk: line 1: syntax error at or near =');
    }
  }

  /** `$0` is put together again from its fields. */
  private rebuild(count: number): void {
    this.fields = Array.from({ length: Math.min(count, 10_000) }, (_, i) => this.fields[i] ?? '');
    this.variables['NF'] = this.fields.length;
    this.line = this.fields.join(textOf(this.variables['OFS']));
  }

  private value(expression: Expression): Value | undefined {
    this.step();
    switch (expression.kind) {
      case 'number':
      case 'string':
        return expression.value;
      case 'regex':
        return findMatch(this.regex(expression.source), this.line) === null ? 0 : 1;
      case 'variable':
        return this.variables[expression.name];
      case 'field':
        return this.field(numberOf(this.value(expression.index)));
      case 'element':
        return this.array(expression.array).get(textOf(this.value(expression.key)));
      case 'in':
        return this.array(expression.array).has(textOf(this.value(expression.key))) ? 1 : 0;
      case 'assign': {
        const right = this.value(expression.value) ?? '';
        if (expression.operator === '') return this.assign(expression.to, right);
        return this.assign(expression.to, this.apply(expression.operator, this.value(expression.to), right));
      }
      case 'step': {
        const before = numberOf(this.value(expression.to));
        this.assign(expression.to, before + expression.by);
        return expression.before ? before + expression.by : before;
      }
      case 'unary': {
        if (expression.operator === '!') return this.truth(expression.of) ? 0 : 1;
        const value = numberOf(this.value(expression.of));
        return expression.operator === '-' ? -value : value;
      }
      case 'choice':
        return this.value(this.truth(expression.condition) ? expression.yes : expression.no);
      case 'binary':
        return this.binary(expression);
      case 'call':
        return this.call(expression.name, expression.args);
    }
  }

  private binary({ operator, left, right }: Extract<Expression, { kind: 'binary' }>): Value {
    switch (operator) {
      case '&&':
        return this.truth(left) && this.truth(right) ? 1 : 0;
      case '||':
        return this.truth(left) || this.truth(right) ? 1 : 0;
      case '~':
      case '!~': {
        const fits = findMatch(this.regex(this.sourceOf(right)), textOf(this.value(left))) !== null;
        return fits === (operator === '~') ? 1 : 0;
      }
      default:
        return this.apply(operator, this.value(left), this.value(right));
    }
  }

  private sourceOf(expression: Expression): string {
    return expression.kind === 'regex' ? expression.source : textOf(this.value(expression));
  }

  private apply(operator: string, left: Value | undefined, right: Value | undefined): Value {
    if (operator === ' ') return textOf(left) + textOf(right);
    if (/^[<>=!]/.test(operator)) return compares(operator, left, right) ? 1 : 0;
    const [a, b] = [numberOf(left), numberOf(right)];
    if ((operator === '/' || operator === '%') && b === 0) throw new AwkError('awk: division by zero');
    switch (operator) {
      case '+':
        return a + b;
      case '-':
        return a - b;
      case '*':
        return a * b;
      case '/':
        return a / b;
      case '%':
        return a % b;
      default:
        return a ** b;
    }
  }

  private call(name: string, args: readonly Expression[]): Value {
    const text = (i: number) => textOf(args[i] === undefined ? undefined : this.value(args[i]));
    const number = (i: number) => numberOf(args[i] === undefined ? undefined : this.value(args[i]));
    switch (name) {
      case 'length':
        return args.length === 0 ? this.line.length : this.lengthOf(args[0]);
      case 'substr': {
        const from = Math.round(number(1));
        const to = args[2] === undefined ? Infinity : from + Math.round(number(2));
        return text(0).slice(Math.max(0, from - 1), Math.max(0, to - 1));
      }
      case 'index':
        return text(0).indexOf(text(1)) + 1;
      case 'tolower':
        return text(0).toLowerCase();
      case 'toupper':
        return text(0).toUpperCase();
      case 'int':
        return Math.trunc(number(0));
      case 'sprintf': {
        const [format, ...rest] = args.map((arg) => this.value(arg) ?? '');
        return formatted(textOf(format), rest, numberOf, textOf);
      }
      case 'split':
        return this.splitInto(text(0), args);
      case 'match': {
        const match = args[1] === undefined ? null : findMatch(this.regex(this.sourceOf(args[1])), text(0));
        this.variables['RSTART'] = match === null ? 0 : match.start + 1;
        this.variables['RLENGTH'] = match === null ? -1 : match.end - match.start;
        return this.variables['RSTART'];
      }
      case 'sub':
      case 'gsub':
        return this.substitute(args, name === 'gsub');
      default:
        throw new AwkError(`awk: line 1: function ${name} never defined`);
    }
  }

  private lengthOf(of: Expression | undefined): number {
    const array = of?.kind === 'variable' ? this.arrays[of.name] : undefined;
    return array?.size ?? textOf(of === undefined ? undefined : this.value(of)).length;
  }

  private splitInto(text: string, [, into, by]: readonly Expression[]): number {
    if (into?.kind !== 'variable') return 0;
    const pieces = this.split(text, by === undefined ? this.variables['FS'] : this.sourceOf(by));
    const array = this.array(into.name);
    array.clear();
    pieces.forEach((piece, i) => array.set(String(i + 1), { read: piece }));
    return pieces.length;
  }

  private substitute([pattern, by, target]: readonly Expression[], all: boolean): number {
    if (pattern === undefined || by === undefined) return 0;
    const to: Expression = target ?? { kind: 'field', index: { kind: 'number', value: 0 } };
    const regex = this.regex(this.sourceOf(pattern));
    const text = textOf(this.value(to));
    const replacement = textOf(this.value(by));
    let result = '';
    let from = 0;
    let count = 0;
    for (let match = findMatch(regex, text); match !== null; match = findMatch(regex, text, from)) {
      const found = text.slice(match.start, match.end);
      result += text.slice(from, match.start) + replacement.replace(/\\?&/g, (mark) => (mark === '&' ? found : '&'));
      from = match.end;
      count++;
      if (!all || from >= text.length) break;
      if (match.end === match.start) result += text[from++] ?? '';
    }
    if (count > 0) this.assign(to, result + text.slice(from));
    return count;
  }
}
