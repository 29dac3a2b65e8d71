/** `[[ … ]]`: read into a condition (bash, parse.y `parse_cond_command`). */
import type { Condition, Word } from './syntax';
import { ShellSyntaxError, type Token } from './words';

/** Whether a token closes the condition. */
export function isConditionEnd(token: Token): boolean {
  return token.token === 'word' && token.text === ']]';
}

/** Reads what stands between the brackets. */
export function readCondition(line: string, tokens: readonly Token[]): Condition {
  const reader = new ConditionReader(
    line,
    tokens.filter((token) => token.text !== '\n'),
  );
  const condition = reader.either();
  reader.end();
  return condition;
}

const BINARY = new Set(['-eq', '-ne', '-lt', '-le', '-gt', '-ge', '<', '>']);
const MATCHES = { '=': '=', '==': '=', '!=': '!=', '=~': '=~' } as const;

function isMatch(text: string | undefined): text is keyof typeof MATCHES {
  return text !== undefined && Object.hasOwn(MATCHES, text);
}

class ConditionReader {
  private at = 0;

  constructor(
    private readonly line: string,
    private readonly tokens: readonly Token[],
  ) {}

  private is(text: string): boolean {
    return this.tokens[this.at]?.text === text;
  }

  private wrong(): ShellSyntaxError {
    return new ShellSyntaxError(`syntax error near \`${this.tokens[this.at]?.text ?? ']]'}'`);
  }

  end(): void {
    if (this.at < this.tokens.length) throw this.wrong();
  }

  either(): Condition {
    const left = this.both();
    if (!this.is('||')) return left;
    this.at++;
    return { test: 'or', left, right: this.either() };
  }

  private both(): Condition {
    const left = this.one();
    if (!this.is('&&')) return left;
    this.at++;
    return { test: 'and', left, right: this.both() };
  }

  private one(): Condition {
    if (this.is('!')) {
      this.at++;
      return { test: 'not', of: this.one() };
    }
    if (this.is('(')) {
      this.at++;
      const inside = this.either();
      if (!this.is(')')) throw this.wrong();
      this.at++;
      return inside;
    }
    const [first, second] = this.tokens.slice(this.at, this.at + 2);
    if (
      first?.token === 'word' &&
      /^-[a-zA-Z]$/.test(first.text) &&
      second?.token === 'word' &&
      !isMatch(second.text)
    ) {
      this.at += 2;
      return { test: 'plain', words: [first.text, second.word] };
    }
    const text = this.word();
    if (isMatch(second?.text)) {
      this.at++;
      const operator = MATCHES[second.text];
      return { test: 'match', operator, text, pattern: operator === '=~' ? this.expression() : this.word() };
    }
    if (second === undefined || !BINARY.has(second.text)) return { test: 'plain', words: ['-n', text] };
    this.at++;
    return { test: 'plain', words: [text, second.text, this.word()] };
  }

  private word(): Word {
    const token = this.tokens[this.at];
    if (token?.token !== 'word') throw this.wrong();
    this.at++;
    return token.word;
  }

  /** A regular expression goes on to the next blank, whatever operators are in it. */
  private expression(): Word {
    const first = this.tokens[this.at];
    if (first === undefined) throw this.wrong();
    this.at++;
    let end = first.end;
    for (let next = this.tokens[this.at]; next?.start === end; next = this.tokens[this.at]) {
      end = next.end;
      this.at++;
    }
    if (first.token === 'word' && end === first.end) return first.word;
    return [{ part: 'text', text: this.line.slice(first.start, end), quoted: false }];
  }
}
