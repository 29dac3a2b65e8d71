/** Cuts a template into texts and the tokens of its actions (text/template/parse/lex.go). */

export type TokenKind =
  | 'text'
  | 'left'
  | 'right'
  | 'field'
  | 'variable'
  | 'word'
  | 'string'
  | 'number'
  | 'symbol'
  | 'space'
  | 'error'
  | 'eof';

export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  readonly at: number;
  readonly line: number;
}

const TOKEN =
  /\s+|\.[A-Za-z_]\w*|\$\w*|"(?:[^"\\\n]|\\.)*"|`[^`]*`|'(?:[^'\\]|\\.)+'|[+-]?\d[\w.]*|[A-Za-z_]\w*|:=|[.|(),=]/y;

/** Every token; the last is `eof`, or an `error` whose text is Go's. */
export function lex(source: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  const lineAt = (offset: number) => source.slice(0, offset).split('\n').length;
  const push = (kind: TokenKind, text: string) => tokens.push({ kind, text, at, line: lineAt(at) });
  while (at < source.length) {
    const open = source.indexOf('{{', at);
    const before = source.slice(at, open < 0 ? undefined : open);
    const trims = open >= 0 && /^-\s/.test(source.slice(open + 2));
    const text = trims ? before.trimEnd() : before;
    if (text !== '') push('text', text);
    if (open < 0) break;
    at = open + 2 + (trims ? 1 : 0);
    const comment = /^\s*\/\*[\s\S]*?\*\/\s*(-)?\}\}/.exec(source.slice(at));
    if (comment !== null) {
      at = afterClose(source, at + comment[0].length, comment[1] !== undefined);
      continue;
    }
    push('left', '{{');
    const end = lexAction(source, at, push, (next) => (at = next));
    if (end === null) return tokens;
    at = end;
  }
  at = source.length;
  push('eof', '');
  return tokens;
}

function afterClose(source: string, at: number, trims: boolean): number {
  return trims ? at + /^\s*/.exec(source.slice(at))![0].length : at;
}

/** Where the text goes on behind the action; null after an error. */
function lexAction(
  source: string,
  start: number,
  push: (kind: TokenKind, text: string) => unknown,
  move: (at: number) => void,
): number | null {
  let at = start;
  let depth = 0;
  for (;;) {
    move(at);
    const close = /^(\s+-)?\}\}/.exec(source.slice(at));
    if (close !== null) {
      if (depth > 0) return fail(push, 'unclosed left paren');
      push('right', '}}');
      return afterClose(source, at + close[0].length, close[1] !== undefined);
    }
    if (at >= source.length) return fail(push, 'unclosed action');
    TOKEN.lastIndex = at;
    const text = TOKEN.exec(source)?.[0];
    if (text === undefined) return fail(push, complaint(source, at));
    if (text === '(') depth++;
    if (text === ')' && --depth < 0) return fail(push, 'unexpected right paren');
    push(kindOf(text), text);
    at += text.length;
  }
}

function fail(push: (kind: TokenKind, text: string) => unknown, message: string): null {
  push('error', message);
  return null;
}

function complaint(source: string, at: number): string {
  const char = source[at] ?? '';
  if (char === '"') return 'unterminated quoted string';
  if (char === '`') return 'unterminated raw quoted string';
  if (char === "'") return 'unterminated character constant';
  return `unexpected "${char}" in operand`;
}

function kindOf(text: string): TokenKind {
  if (/^\s/.test(text)) return 'space';
  if (/^\.[A-Za-z_]/.test(text)) return 'field';
  if (text.startsWith('$')) return 'variable';
  if (/^["`']/.test(text)) return 'string';
  if (/^[+-]?\d/.test(text)) return 'number';
  return /^[A-Za-z_]/.test(text) ? 'word' : 'symbol';
}
