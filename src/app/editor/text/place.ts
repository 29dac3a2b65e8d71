/** Where a cursor stands in a YAML text, by its indentation alone: a file that is being written is seldom whole. */

export interface Place {
  /** Keys from the outermost in; an item of a list counts as `0`. */
  readonly path: readonly string[];
  /** A key may be written here, or a value. */
  readonly kind: 'key' | 'value';
  /** What is written of it. */
  readonly word: string;
  /** Where the word stands on its line, from 0; and the column of its mapping. */
  readonly from: number;
  readonly indent: number;
}

interface Token {
  readonly column: number;
  /** Null for the dash of an item. */
  readonly key: string | null;
}

const KEY = /^("[^"]*"|'[^']*'|[^\s#'"[\]{},&*!|>%@`-][^#:]*?|-[^\s#:][^#:]*?)\s*:(?=\s|$)/;
const unquoted = (text: string): string => text.replace(/^(["'])(.*)\1$/, '$2');

/** The dashes and the key that a line begins with. */
function tokensOf(line: string): Token[] {
  const tokens: Token[] = [];
  let column = line.length - line.trimStart().length;
  for (;;) {
    const rest = line.slice(column);
    const dash = /^-(\s+|$)/.exec(rest);
    if (dash === null) {
      const key = KEY.exec(rest)?.[1];
      if (key !== undefined) tokens.push({ column, key: unquoted(key) });
      return tokens;
    }
    tokens.push({ column, key: null });
    column += dash[0].length;
  }
}

const isBlank = (line: string): boolean => /^\s*(#|$)/.test(line);

/** What stands above a column of a line: the keys and items that it is inside of. */
function pathAbove(lines: readonly string[], row: number, column: number, own: readonly Token[]): string[] {
  const path: string[] = [];
  let [keys, dashes] = [column, column];
  const take = (tokens: readonly Token[]) => {
    for (const token of [...tokens].reverse()) {
      if (token.key === null ? token.column >= dashes : token.column >= keys) continue;
      path.unshift(token.key ?? '0');
      dashes = token.column;
      keys = token.key === null ? token.column + 1 : token.column;
    }
  };
  take(own);
  for (let at = row - 1; at >= 0 && (keys > 0 || dashes > 0); at--) {
    const line = lines[at] ?? '';
    if (!isBlank(line)) take(tokensOf(line));
  }
  return path;
}

/** Where the cursor stands that is `column` characters into line `row`, both from 0; null within a comment. */
export function placeAt(lines: readonly string[], row: number, column: number): Place | null {
  const before = (lines[row] ?? '').slice(0, column);
  if (/(^|\s)#/.test(before.replace(/"[^"]*"|'[^']*'/g, (quoted) => '_'.repeat(quoted.length)))) return null;
  const tokens = tokensOf(before);
  const last = tokens.at(-1);
  if (last?.key != null) {
    const above = [...pathAbove(lines, row, last.column, tokens.slice(0, -1)), last.key];
    const list = /^(.*:\s+\[(?:[^\]]*,)?\s*)([^\s,[\]]*)$/.exec(before);
    if (list) {
      const [, head = '', word = ''] = list;
      return { path: [...above, '0'], kind: 'value', word, from: head.length, indent: last.column };
    }
    const value = /:\s+(\S*)$/.exec(before);
    if (value === null) return null;
    const [, word = ''] = value;
    return { path: above, kind: 'value', word, from: column - word.length, indent: last.column };
  }
  const word = /\S*$/.exec(before)?.[0] ?? '';
  const from = column - word.length;
  if (before.slice(0, from).replace(/-\s/g, '').trim() !== '') return null;
  return { path: pathAbove(lines, row, from, tokens), kind: 'key', word, from, indent: from };
}

/** What a line break at a place of a line puts before the next one: as deep as the line, deeper behind a key or a lone dash that holds nothing yet. */
export function indentAfter(before: string): string {
  const depth = before.length - before.trimStart().length;
  const last = tokensOf(before).at(-1);
  const opens = /:\s*$/.test(before) && last?.key != null;
  return ' '.repeat(opens ? last.column + 2 : depth);
}

/** The path of a line's own key or item, from 0; null for a blank line or a comment. */
function pathOfLine(lines: readonly string[], row: number): string[] | null {
  const line = lines[row] ?? '';
  if (isBlank(line)) return null;
  const [first] = tokensOf(line);
  const column = line.length - line.trimStart().length;
  return first === undefined ? pathAbove(lines, row, column, []) : pathAbove(lines, row, column + 1, [first]);
}

/** Rows that stand below a row and belong to it, itself included. */
function blockOf(lines: readonly string[], row: number): { readonly from: number; readonly to: number } {
  const indentOf = (line: string) => line.length - line.trimStart().length;
  const [own, depth] = [lines[row] ?? '', indentOf(lines[row] ?? '')];
  let to = row;
  for (let at = row + 1; at < lines.length; at++) {
    const line = lines[at] ?? '';
    if (isBlank(line)) continue;
    const item = indentOf(line) === depth && /^\s*-\s/.test(line) && !/^\s*-\s/.test(own);
    if (indentOf(line) <= depth && !item) break;
    to = at;
  }
  return { from: row, to };
}

/**
 * The rows that make one thing around a row: a published port, all ports of a service, a service, a network, a whole section.
 * Null for what makes nothing by itself.
 */
export function elementAt(
  lines: readonly string[],
  row: number,
): { readonly from: number; readonly to: number } | null {
  for (let at = row; at >= 0; at--) {
    const path = pathOfLine(lines, at);
    if (path === null) {
      if (at === row) return null;
      continue;
    }
    const [section, , field, item] = path;
    if (section !== 'services' && section !== 'networks') return null;
    const whole = path.length <= 2 || (section === 'services' && field === 'ports' && path.length <= 4 && item !== '');
    const block = blockOf(lines, at);
    if (whole && block.to >= row && (path.length > 1 || at === row)) return block;
  }
  return null;
}

/** The keys below a section of the top level: the names of the services, the networks. */
export function namesIn(lines: readonly string[], section: string): string[] {
  return lines.flatMap((line, row) => {
    const token = tokensOf(line)[0];
    if (token?.key == null || token.column === 0 || isBlank(line)) return [];
    const path = pathAbove(lines, row, token.column, []);
    return path.length === 1 && path[0] === section ? [token.key] : [];
  });
}

/** The row of a service or a network by its name, from 0; -1 where there is none. */
export function rowOf(lines: readonly string[], section: string, name: string): number {
  return lines.findIndex((line, row) => {
    const token = tokensOf(line)[0];
    return token?.key === name && pathAbove(lines, row, token.column, []).join(' ') === section;
  });
}
