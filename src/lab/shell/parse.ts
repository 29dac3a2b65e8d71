/** Reads a line into a list of pipelines. */
import { isConditionEnd, readCondition } from './condition';
import type {
  Branch,
  Command,
  Compound,
  CompoundBody,
  Item,
  List,
  Parsed,
  Pipeline,
  Redirect,
  Simple,
  Word,
} from './syntax';
import { closingParen, hereWord, ShellSyntaxError, type Token, tokenize } from './words';

/** The list of a line, or the shell's complaint about its syntax. */
export function parseLine(line: string): Parsed {
  try {
    const reader = new Reader(line, tokenize(line));
    const list = reader.list([]);
    if (reader.peek() !== null) throw unexpected(reader.peek());
    return { ok: true, list };
  } catch (error) {
    if (error instanceof ShellSyntaxError) return { ok: false, message: error.message };
    throw error;
  }
}

function unexpected(token: Token | null): ShellSyntaxError {
  if (token === null) return new ShellSyntaxError('syntax error: unexpected end of file');
  return new ShellSyntaxError(`syntax error near unexpected token \`${token.text === '\n' ? 'newline' : token.text}'`);
}

const REDIRECTS: Readonly<Record<string, Omit<Redirect, 'to'>>> = {
  '>': { fd: 'out', append: false },
  '1>': { fd: 'out', append: false },
  '1>>': { fd: 'out', append: true },
  '>>': { fd: 'out', append: true },
  '2>': { fd: 'err', append: false },
  '2>>': { fd: 'err', append: true },
  '&>': { fd: 'both', append: false },
  '&>>': { fd: 'both', append: true },
  '<': { fd: 'in', append: false },
};
const ASSIGNMENT = /^([A-Za-z_]\w*)=/;
const SEPARATORS = new Set([';', '\n', '&']);

class Reader {
  private at = 0;

  constructor(
    private readonly line: string,
    private readonly tokens: readonly Token[],
  ) {}

  peek(): Token | null {
    return this.tokens[this.at] ?? null;
  }

  private is(text: string): boolean {
    return this.peek()?.text === text;
  }

  private take(): Token {
    const token = this.peek();
    if (token === null) throw unexpected(null);
    this.at++;
    return token;
  }

  private expect(text: string): Token {
    if (!this.is(text)) throw unexpected(this.peek());
    return this.take();
  }

  /** Pipelines up to one of the words in `until`, or to the end. */
  list(until: readonly string[]): List {
    const items: Item[] = [];
    for (;;) {
      while (this.is('\n') || (items.length === 0 && until.length > 0 && this.is(';'))) this.take();
      const next = this.peek();
      if (next === null || until.includes(next.text)) return items;
      const pipeline = this.pipeline();
      const after = this.peek();
      if (after !== null && SEPARATORS.has(after.text)) {
        this.take();
        items.push({ pipeline, then: after.text === '&' ? '&' : ';' });
      } else if (after?.text === '&&' || after?.text === '||') {
        this.take();
        while (this.is('\n')) this.take();
        items.push({ pipeline, then: after.text });
        if (this.peek() === null) throw unexpected(null);
      } else items.push({ pipeline, then: ';' });
    }
  }

  private pipeline(): Pipeline {
    const start = this.peek()?.start ?? 0;
    const negate = this.is('!');
    if (negate) this.take();
    const commands = [this.command()];
    while (this.is('|') || this.is('|&')) {
      const last = commands.length - 1;
      if (this.take().text === '|&') commands[last] = withErrors(commands[last]!);
      while (this.is('\n')) this.take();
      commands.push(this.command());
    }
    return { negate, commands, source: this.since(start) };
  }

  /** What was read from there on. */
  private since(start: number): string {
    return this.line.slice(start, this.tokens[this.at - 1]?.end ?? start);
  }

  private command(): Command {
    const start = this.peek()?.start ?? 0;
    const body = this.compound();
    if (body === null) return this.simple(start);
    const redirects: Redirect[] = [];
    for (let token = this.peek(); token !== null; token = this.peek()) {
      const redirect = token.token === 'word' ? null : this.redirect(token);
      if (redirect === null) break;
      redirects.push(redirect);
    }
    const compound: Compound = { ...body, redirects, source: this.since(start) };
    return compound;
  }

  private compound(): CompoundBody | null {
    const first = this.peek();
    switch (first?.text) {
      case 'for':
        return this.counted() ?? this.loop();
      case 'while':
      case 'until':
        return this.repetition(first.text === 'until');
      case 'if':
        return this.condition();
      case 'case':
        return this.choice();
      case '{':
        return this.group();
      case '(': {
        const expression = this.expression();
        return expression === null ? this.subshell() : { kind: 'arithmetic', expression: hereWord(expression) };
      }
      case '[[':
        return this.test();
      default:
        return this.definition();
    }
  }

  /** What stands between `((` and `))`; null where they are no such pair. */
  private expression(): string | null {
    const [open, second] = this.tokens.slice(this.at, this.at + 2);
    if (open?.text !== '(' || second?.text !== '(' || second.start !== open.end) return null;
    const end = closingParen(this.line, open.end);
    if (this.line[end - 1] !== ')') return null;
    while ((this.peek()?.start ?? Infinity) <= end) this.take();
    return this.line.slice(second.end, end - 1);
  }

  /** `for ((FIRST; CONDITION; STEP))`; null for another loop. */
  private counted(): CompoundBody | null {
    this.take();
    const inside = this.expression();
    if (inside === null) {
      this.at--;
      return null;
    }
    const expressions = inside.split(';').map((part) => hereWord(part.trim()));
    if (expressions.length !== 3) throw new ShellSyntaxError(`syntax error: \`((${inside}))'`);
    if (this.is(';') || this.is('\n')) this.take();
    this.skipLines();
    this.expect('do');
    return { kind: 'count', expressions, body: this.body('done') };
  }

  private test(): CompoundBody {
    this.take();
    const end = this.tokens.findIndex((token, i) => i >= this.at && isConditionEnd(token));
    if (end < 0) throw unexpected(null);
    const condition = readCondition(this.line, this.tokens.slice(this.at, end));
    this.at = end + 1;
    return { kind: 'test', condition };
  }

  /** `NAME() COMMAND` or `function NAME COMMAND`; null where it is something else. */
  private definition(): CompoundBody | null {
    const [first, open, close] = this.tokens.slice(this.at, this.at + 3);
    const keyword = first?.text === 'function' && open?.token === 'word';
    const name = keyword ? open.text : first?.text;
    if (name === undefined || !/^[\w.-]+$/.test(name)) return null;
    if (!keyword && (first?.token !== 'word' || open?.text !== '(' || close?.text !== ')')) return null;
    this.at += keyword ? 2 : 3;
    if (keyword && this.is('(')) this.at += 2;
    this.skipLines();
    const body = this.command();
    if (body.kind === 'simple') throw unexpected(this.peek());
    return { kind: 'function', name, body };
  }

  private skipLines(): void {
    while (this.is('\n')) this.take();
  }

  private body(end: string): List {
    const list = this.list([end]);
    if (list.length === 0) throw unexpected(this.peek());
    this.expect(end);
    return list;
  }

  private loop(): CompoundBody {
    this.take();
    const name = this.take().text;
    this.skipLines();
    let words: Word[] | null = null;
    if (this.is('in')) {
      this.take();
      words = [];
      for (let token = this.peek(); token?.token === 'word'; token = this.peek()) {
        words.push(token.word);
        this.take();
      }
    }
    if (this.is(';') || this.is('\n')) this.take();
    else if (words !== null) throw unexpected(this.peek());
    this.skipLines();
    this.expect('do');
    return { kind: 'for', name, words, body: this.body('done') };
  }

  private repetition(until: boolean): CompoundBody {
    this.take();
    return { kind: 'while', until, condition: this.body('do'), body: this.body('done') };
  }

  private condition(): CompoundBody {
    const branches: Branch[] = [];
    let otherwise: List = [];
    do {
      this.take();
      const condition = this.body('then');
      branches.push({ condition, body: this.list(['elif', 'else', 'fi']) });
    } while (this.is('elif'));
    if (this.is('else')) {
      this.take();
      otherwise = this.list(['fi']);
    }
    this.expect('fi');
    return { kind: 'if', branches, otherwise };
  }

  private choice(): CompoundBody {
    this.take();
    const word = this.word();
    this.skipLines();
    this.expect('in');
    this.skipLines();
    const branches: { patterns: Word[]; body: List }[] = [];
    while (!this.is('esac')) {
      if (this.is('(')) this.take();
      const patterns = [this.word()];
      while (this.is('|')) {
        this.take();
        patterns.push(this.word());
      }
      this.expect(')');
      branches.push({ patterns, body: this.list([';;', 'esac']) });
      if (this.is(';;')) this.take();
      this.skipLines();
    }
    this.expect('esac');
    return { kind: 'case', word, branches };
  }

  private word(): Word {
    const token = this.take();
    if (token.token !== 'word') throw unexpected(token);
    return token.word;
  }

  private group(): CompoundBody {
    this.take();
    return { kind: 'group', body: this.body('}') };
  }

  private subshell(): CompoundBody {
    const start = this.take().end;
    this.list([')']);
    const end = this.expect(')').start;
    return { kind: 'subshell', inside: this.line.slice(start, end) };
  }

  private simple(start: number): Simple {
    const assignments: { name: string; value: Word }[] = [];
    const words: Word[] = [];
    const redirects: Redirect[] = [];
    for (let token = this.peek(); token !== null; token = this.peek()) {
      if (token.token === 'word') {
        this.take();
        const assigned = words.length === 0 ? ASSIGNMENT.exec(token.text) : null;
        if (assigned?.[1] === undefined) words.push(token.word);
        else assignments.push({ name: assigned[1], value: withoutPrefix(token.word, assigned[0].length) });
      } else {
        const redirect = this.redirect(token);
        if (redirect === null) break;
        redirects.push(redirect);
      }
    }
    if (words.length === 0 && assignments.length === 0 && redirects.length === 0) throw unexpected(this.peek());
    return { kind: 'simple', assignments, words, redirects, source: this.since(start) };
  }

  private redirect(token: Token): Redirect | null {
    if (token.token === 'here') {
      this.take();
      return { fd: 'here', append: false, to: token.word };
    }
    if (token.text === '2>&1') {
      this.take();
      return { fd: 'err', append: false, to: 'out' };
    }
    if (token.text === '>&2' || token.text === '1>&2') {
      this.take();
      return { fd: 'out', append: false, to: 'err' };
    }
    const kind = REDIRECTS[token.text];
    if (kind === undefined) return null;
    this.take();
    const target = this.take();
    if (target.token !== 'word') throw unexpected(target);
    return { ...kind, to: target.word };
  }
}

/** `|&`: errors go down the pipe, too. */
function withErrors(command: Command): Command {
  return { ...command, redirects: [...command.redirects, { fd: 'err', append: false, to: 'out' }] };
}

/** The value of `NAME=VALUE`: the word without its first characters, which are plain text. */
function withoutPrefix(word: Word, length: number): Word {
  const [first, ...rest] = word;
  return first?.part === 'text' ? [{ ...first, text: first.text.slice(length) }, ...rest] : word;
}
