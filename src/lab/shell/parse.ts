/** Reads a line into a list of pipelines. */
import type { Command, Item, List, Parsed, Pipeline, Redirect, Word } from './syntax';
import { ShellSyntaxError, type Token, tokenize } from './words';

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
    const negate = this.is('!');
    if (negate) this.take();
    const commands = [this.command()];
    while (this.is('|')) {
      this.take();
      commands.push(this.command());
    }
    return { negate, commands };
  }

  private command(): Command {
    const first = this.peek();
    if (first?.text === 'for') return this.loop();
    if (first?.text === '(' || first?.text === '{') return this.group(first.text === '(' ? ')' : '}');
    return this.simple();
  }

  private loop(): Command {
    const start = this.take().start;
    const name = this.take().text;
    this.expect('in');
    const words: Word[] = [];
    for (let token = this.peek(); token?.token === 'word'; token = this.peek()) {
      words.push(token.word);
      this.take();
    }
    if (!this.is(';') && !this.is('\n')) throw unexpected(this.peek());
    this.take();
    this.expect('do');
    const body = this.list(['done']);
    const end = this.expect('done').end;
    return { kind: 'for', name, words, body, source: this.line.slice(start, end) };
  }

  private group(close: string): Command {
    const start = this.take().end;
    const body = this.list([close]);
    const end = this.expect(close).start;
    return { kind: 'group', body, source: this.line.slice(start, end) };
  }

  private simple(): Command {
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
    return { kind: 'simple', assignments, words, redirects };
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

/** The value of `NAME=VALUE`: the word without its first characters, which are plain text. */
function withoutPrefix(word: Word, length: number): Word {
  const [first, ...rest] = word;
  return first?.part === 'text' ? [{ ...first, text: first.text.slice(length) }, ...rest] : word;
}
