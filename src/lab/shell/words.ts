/** Cuts a line into words and operators, as a POSIX shell does (Shell Command Language, section 2.3). */
import type { Part, Word } from './syntax';

export type Token =
  | { readonly token: 'word'; readonly word: Word; readonly text: string; readonly start: number; readonly end: number }
  /** A here-document or here-string, where its operator stands. */
  | { readonly token: 'here'; readonly word: Word; readonly text: string; readonly start: number; readonly end: number }
  | { readonly token: 'operator'; readonly text: string; readonly start: number; readonly end: number };

export class ShellSyntaxError extends Error {}

const OPERATORS = [
  '1>&2',
  '1>>',
  '1>',
  '2>&1',
  '2>>',
  '2>',
  '&>>',
  '&>',
  '>&2',
  '>>',
  '<<<',
  '<<-',
  '<<',
  '&&',
  '||',
  '|&',
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
  const pending: Pending[] = [];
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
    if (operator?.startsWith('<<') === true) {
      at = readHere(line, at, operator, tokens, pending);
      continue;
    }
    if (operator !== undefined) {
      tokens.push({ token: 'operator', text: operator, start: at, end: at + operator.length });
      at += operator.length;
      if (operator === '\n') at = readBodies(line, at, tokens, pending);
      continue;
    }
    const { word, end } = readWord(line, at);
    tokens.push({ token: 'word', word, text: line.slice(at, end), start: at, end });
    at = end;
  }
  return tokens;
}

/** A here-document whose text begins on the next line. */
interface Pending {
  /** Index of its token. */
  readonly token: number;
  readonly delimiter: string;
  /** A quoted delimiter keeps variables as they are written. */
  readonly quoted: boolean;
  /** `<<-`: leading tabs are taken off. */
  readonly tabs: boolean;
}

/** A here-string has its text at once; a here-document waits for the end of the line. */
function readHere(line: string, start: number, operator: string, tokens: Token[], pending: Pending[]): number {
  let at = start + operator.length;
  while (line[at] === ' ' || line[at] === '\t') at++;
  const { word, end } = readWord(line, at);
  if (end === at)
    throw new ShellSyntaxError(
      `syntax error near unexpected token \`${line[at] === undefined || line[at] === '\n' ? 'newline' : (line[at] ?? '')}'`,
    );
  const text = line.slice(start, end);
  if (operator === '<<<') {
    const quoted = word.map((part) => ({ ...part, quoted: true }));
    tokens.push({ token: 'here', word: [...quoted, { part: 'text', text: '\n', quoted: true }], text, start, end });
    return end;
  }
  const delimiter = word.map((part) => (part.part === 'text' ? part.text : '')).join('');
  pending.push({ token: tokens.length, delimiter, quoted: word.some((part) => part.quoted), tabs: operator === '<<-' });
  tokens.push({ token: 'here', word: [], text, start, end });
  return end;
}

/** The texts of the here-documents of the line that has just ended; where the next line begins. */
function readBodies(line: string, start: number, tokens: Token[], pending: Pending[]): number {
  let at = start;
  for (const { token, delimiter, quoted, tabs } of pending.splice(0)) {
    let body = '';
    for (;;) {
      const end = (line + '\n').indexOf('\n', at);
      const row = tabs ? line.slice(at, end).replace(/^\t+/, '') : line.slice(at, end);
      const last = end >= line.length;
      at = Math.min(end + 1, line.length);
      if (row === delimiter) break;
      if (!last || row !== '') body += `${row}\n`;
      if (last) break;
    }
    const known = tokens[token];
    if (known !== undefined)
      tokens[token] = {
        ...known,
        token: 'here',
        word: quoted ? [{ part: 'text', text: body, quoted: true }] : hereWord(body),
      };
  }
  return at;
}

/** The text of a here-document: variables and substitutions hold, quotes are letters like others. */
export function hereWord(body: string): Word {
  const parts: Part[] = [];
  const text = (value: string) => {
    const last = parts[parts.length - 1];
    if (last?.part === 'text') parts[parts.length - 1] = { ...last, text: last.text + value };
    else parts.push({ part: 'text', text: value, quoted: true });
  };
  text('');
  for (let at = 0; at < body.length;) {
    const char = body[at]!;
    if (char === '\\' && /[\\$`\n]/.test(body[at + 1] ?? '')) {
      text(body[at + 1] === '\n' ? '' : body[at + 1]!);
      at += 2;
    } else if (char === '$' || char === '`') at = readExpansion(body, at, true, parts, text);
    else {
      text(char);
      at++;
    }
  }
  return parts;
}

const ENDS_WORD = /[\s;&|<>()]/;

function readWord(line: string, start: number, ends = ENDS_WORD): { word: Word; end: number } {
  const parts: Part[] = [];
  const text = (value: string, quoted: boolean) => {
    const last = parts[parts.length - 1];
    if (last?.part === 'text' && last.quoted === quoted) parts[parts.length - 1] = { ...last, text: last.text + value };
    else parts.push({ part: 'text', text: value, quoted });
  };
  let at = start;
  while (at < line.length && !ends.test(line[at]!)) {
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
  if (line.startsWith('$((', at)) {
    const end = closingParen(line, at + 2);
    if (line[end - 1] === ')') {
      parts.push({ part: 'arithmetic', source: hereWord(line.slice(at + 3, end - 1)), quoted });
      return end + 1;
    }
  }
  if (line[at + 1] === '(') {
    const end = closingParen(line, at + 2);
    parts.push({ part: 'command', source: line.slice(at + 2, end), quoted });
    return end + 1;
  }
  if (line[at + 1] === '{') return readParameter(line, at, quoted, parts);
  const name = /^\$([?#@*!$]|\d|[A-Za-z_]\w*)/.exec(line.slice(at));
  if (name === null) {
    text('$', quoted);
    return at + 1;
  }
  parts.push({ part: 'variable', name: name[1] ?? '', quoted });
  return at + name[0].length;
}

const PARAMETER = /^(#?)([?#@*!$]|\d+|[A-Za-z_]\w*)(?:(:?[-=+?]|##?|%%?|\/[/#%]?|\^\^?|,,?|:)([^]*))?$/;

/** `${NAME}` and its forms. */
function readParameter(line: string, start: number, quoted: boolean, parts: Part[]): number {
  const end = closingBrace(line, start + 2);
  const [, length = '', name, operator, word = ''] = PARAMETER.exec(line.slice(start + 2, end)) ?? [];
  if (name === undefined) throw new ShellSyntaxError(`${line.slice(start, end + 1)}: bad substitution`);
  if (operator?.startsWith('/') === true) {
    const [pattern = '', ...replacement] = word.split('/');
    const other = wordIn(replacement.join('/'), quoted);
    parts.push({ part: 'parameter', name, operator, word: wordIn(pattern, quoted), other, quoted });
  } else if (operator !== undefined)
    parts.push({ part: 'parameter', name, operator, word: wordIn(word, quoted), quoted });
  else if (length !== '') parts.push({ part: 'parameter', name, operator: 'length', word: [], quoted });
  else parts.push({ part: 'variable', name, quoted });
  return end + 1;
}

/** A word inside braces, where blanks are letters like others. */
function wordIn(source: string, quoted: boolean): Word {
  if (quoted)
    return hereWord(source)
      .filter((part) => part.part !== 'text' || part.text !== '')
      .map(unquoted);
  const { word } = readWord(source, 0, /(?!)/);
  return word;
}

/** In double quotes a pattern's characters keep their meaning. */
function unquoted(part: Part): Part {
  return part.part === 'text' ? { ...part, quoted: false } : part;
}

function closingBrace(line: string, start: number): number {
  let depth = 1;
  for (let at = start; at < line.length; at++) {
    const char = line[at]!;
    if (char === '\\') at++;
    else if (char === '{') depth++;
    else if (char === '}' && --depth === 0) return at;
  }
  throw new ShellSyntaxError("unexpected EOF while looking for matching `}'");
}

export function closingParen(line: string, start: number): number {
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
