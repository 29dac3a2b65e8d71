/** Cuts a line into words and operators, as a POSIX shell does (Shell Command Language, section 2.3). */
import type { Part, Word } from './syntax';

export type Token =
  | { readonly token: 'word'; readonly word: Word; readonly text: string; readonly start: number; readonly end: number }
  | { readonly token: 'operator'; readonly text: string; readonly start: number; readonly end: number };

export class ShellSyntaxError extends Error {}

const OPERATORS = [
  '2>&1',
  '2>>',
  '2>',
  '&>>',
  '&>',
  '>&2',
  '1>&2',
  '>>',
  '<<',
  '&&',
  '||',
  ';;',
  '>',
  '<',
  '|',
  ';',
  '&',
  '(',
  ')',
  '\n',
];

/** The tokens of a line; ShellSyntaxError where a quote is left open. */
export function tokenize(line: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < line.length) {
    const char = line[at]!;
    if (char === ' ' || char === '\t' || (char === '\\' && line[at + 1] === '\n')) {
      at += char === '\\' ? 2 : 1;
      continue;
    }
    if (char === '#') {
      while (at < line.length && line[at] !== '\n') at++;
      continue;
    }
    const operator = OPERATORS.find((text) => line.startsWith(text, at));
    if (operator !== undefined) {
      tokens.push({ token: 'operator', text: operator, start: at, end: at + operator.length });
      at += operator.length;
      continue;
    }
    const { word, end } = readWord(line, at);
    tokens.push({ token: 'word', word, text: line.slice(at, end), start: at, end });
    at = end;
  }
  return tokens;
}

const ENDS_WORD = /[\s;&|<>()]/;

function readWord(line: string, start: number): { word: Word; end: number } {
  const parts: Part[] = [];
  const text = (value: string, quoted: boolean) => {
    const last = parts[parts.length - 1];
    if (last?.part === 'text' && last.quoted === quoted) parts[parts.length - 1] = { ...last, text: last.text + value };
    else parts.push({ part: 'text', text: value, quoted });
  };
  let at = start;
  while (at < line.length && !ENDS_WORD.test(line[at]!)) {
    const char = line[at]!;
    if (char === "'") {
      const end = line.indexOf("'", at + 1);
      if (end < 0) throw new ShellSyntaxError("unexpected EOF while looking for matching `''");
      text(line.slice(at + 1, end), true);
      at = end + 1;
    } else if (char === '"') at = readDoubleQuoted(line, at + 1, parts, text);
    else if (char === '\\') {
      text(line[at + 1] ?? '\\', true);
      at += 2;
    } else if (char === '$' || char === '`') at = readExpansion(line, at, false, parts, text);
    else {
      text(char, false);
      at++;
    }
  }
  return { word: parts, end: at };
}

type AddText = (value: string, quoted: boolean) => void;

function readDoubleQuoted(line: string, start: number, parts: Part[], text: AddText): number {
  let at = start;
  text('', true);
  for (;;) {
    const char = line[at];
    if (char === undefined) throw new ShellSyntaxError('unexpected EOF while looking for matching `"\'');
    if (char === '"') return at + 1;
    if (char === '\\' && /["\\$`\n]/.test(line[at + 1] ?? '')) {
      text(line[at + 1]!, true);
      at += 2;
    } else if (char === '$' || char === '`') at = readExpansion(line, at, true, parts, text);
    else {
      text(char, true);
      at++;
    }
  }
}

function readExpansion(line: string, at: number, quoted: boolean, parts: Part[], text: AddText): number {
  if (line[at] === '`') {
    const end = line.indexOf('`', at + 1);
    if (end < 0) throw new ShellSyntaxError("unexpected EOF while looking for matching ``'");
    parts.push({ part: 'command', source: line.slice(at + 1, end), quoted });
    return end + 1;
  }
  if (line[at + 1] === '(') {
    const end = closingParen(line, at + 2);
    parts.push({ part: 'command', source: line.slice(at + 2, end), quoted });
    return end + 1;
  }
  const name = /^\$(?:\{(\w+|\?)\}|(\?|\w+))/.exec(line.slice(at));
  if (name === null) {
    text('$', quoted);
    return at + 1;
  }
  parts.push({ part: 'variable', name: name[1] ?? name[2] ?? '', quoted });
  return at + name[0].length;
}

function closingParen(line: string, start: number): number {
  let depth = 1;
  let quote = '';
  for (let at = start; at < line.length; at++) {
    const char = line[at]!;
    if (quote !== '') {
      if (char === quote) quote = '';
    } else if (char === "'" || char === '"') quote = char;
    else if (char === '(') depth++;
    else if (char === ')' && --depth === 0) return at;
  }
  throw new ShellSyntaxError("unexpected EOF while looking for matching `)'");
}
