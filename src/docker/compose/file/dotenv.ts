/** `.env` and `env_file` files: `NAME=value`, `export NAME=value`, quotes, comments, variables in values. */
import { type Lookup, substitute } from './template';

const ASSIGNMENT = /^[ \t]*(?:export[ \t]+)?([\w.-]+)[ \t]*(?:[=:][ \t]*|(?=\r?\n|$))/;
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

/** The variables of a file; a name without a value is taken from `lookup`, or left out. */
export function parseDotenv(text: string, lookup: Lookup): Record<string, string> {
  const variables: Record<string, string> = {};
  const known: Lookup = (name) => lookup(name) ?? variables[name];
  let rest = text.replaceAll('\r\n', '\n');
  while (rest !== '') {
    const line = rest.slice(0, (rest + '\n').indexOf('\n'));
    const found = /^\s*(#|$)/.test(line) ? null : ASSIGNMENT.exec(rest);
    if (found?.[1] === undefined) {
      rest = rest.slice(line.length + 1);
      continue;
    }
    const name = found[1];
    rest = rest.slice(found[0].length);
    if (!/[=:][ \t]*$/.test(found[0])) {
      const inherited = lookup(name);
      if (inherited !== undefined) variables[name] = inherited;
      continue;
    }
    const { value, length } = readValue(rest, known);
    variables[name] = value;
    rest = rest.slice(length);
    rest = rest.slice((rest + '\n').indexOf('\n') + 1);
  }
  return variables;
}

/** The value at the beginning of a text, and how many letters of it were read. */
function readValue(text: string, lookup: Lookup): { readonly value: string; readonly length: number } {
  const quote = text[0];
  if (quote === "'" || quote === '"') {
    const end = closingQuote(text, quote);
    if (end > 0) {
      const inner = text.slice(1, end);
      if (quote === "'") return { value: inner, length: end + 1 };
      const unescaped = inner.replace(/\\([nrt"\\$])/g, (_, letter: string) =>
        letter === '$' ? '$$' : (ESCAPES[letter] ?? letter),
      );
      return { value: expand(unescaped, lookup), length: end + 1 };
    }
  }
  const line = text.slice(0, (text + '\n').indexOf('\n'));
  const bare = line.replace(/(^|\s)#.*$/, '').trimEnd();
  return { value: expand(bare, lookup), length: line.length };
}

function closingQuote(text: string, quote: string): number {
  for (let at = 1; at < text.length; at++) {
    if (text[at] === '\\' && quote === '"') at++;
    else if (text[at] === quote) return at;
  }
  return -1;
}

function expand(text: string, lookup: Lookup): string {
  const substituted = substitute(text, lookup, () => undefined);
  return substituted.ok ? substituted.text : text;
}
