/** The complaints of the YAML reader in go-yaml's words, with the line that go-yaml would name. */
import type { LineCounter, YAMLParseError } from 'yaml';
import type { Problem } from './problem';

/** What of a complaint is looked at. */
type YamlComplaint = Pick<YAMLParseError, 'code' | 'message' | 'pos'>;

/** The first complaint about a text, at the place that is wrong. */
export function yamlProblem(file: string, text: string, error: YamlComplaint, lines: LineCounter): Problem {
  const [from] = error.pos;
  const { line, col } = lines.linePos(Math.min(from, text.trimEnd().length));
  const said = words(text, from, error, line);
  return {
    file,
    line,
    column: col,
    message: said.line === null ? `yaml: ${said.message}` : `yaml: line ${said.line}: ${said.message}`,
  };
}

interface Said {
  readonly message: string;
  readonly line: number | null;
}

function words(text: string, at: number, error: YamlComplaint, line: number): Said {
  const said = (message: string, where: number | null = line): Said => ({ message, line: where });
  switch (error.code) {
    case 'TAB_AS_INDENT':
      if ((text.split('\n')[line - 2] ?? ':').trimEnd().endsWith(':'))
        return said('found character that cannot start any token');
      return said('found a tab character that violates indentation', line - 1);
    case 'BAD_SCALAR_START':
      return said('found character that cannot start any token');
    case 'BAD_DQ_ESCAPE':
      return said('found unknown escape character');
    case 'BAD_ALIAS':
      return said('did not find expected alphabetic or numeric character');
    case 'BAD_DIRECTIVE':
      return said('found unknown directive name', null);
    case 'BLOCK_AS_IMPLICIT_KEY':
      if (error.message.includes('sequence')) return said('did not find expected key', mappingLine(text, line));
      return said('mapping values are not allowed in this context', mappingValueLine(text, at, line));
    case 'MISSING_CHAR':
      return missing(text, at, error.message, line);
    case 'MULTILINE_IMPLICIT_KEY':
      return said("could not find expected ':'");
    case 'BAD_INDENT':
      return badIndent(text, at, error.message, line);
    case 'UNEXPECTED_TOKEN':
      if (error.message.includes('flow-')) return said('did not find expected node content', Math.max(line - 1, 1));
      return said('did not find expected key', mappingLine(text, line, true));
    default:
      return said('did not find expected key', mappingLine(text, line));
  }
}

function missing(text: string, at: number, message: string, line: number): Said {
  const quote = /closing (.)quote/.exec(message)?.[1];
  if (quote !== undefined) return { message: 'found unexpected end of stream', line: quoteLine(text, quote, line) };
  const bracket = /end with a ([\]}])/.exec(message)?.[1];
  if (bracket !== undefined) return flow(text, at, bracket, line);
  return { message: "could not find expected ':'", line };
}

function badIndent(text: string, at: number, message: string, line: number): Said {
  const bracket = /end with a ([\]}])/.exec(message)?.[1];
  if (bracket !== undefined) return flow(text, at, bracket, line);
  const before = text.split('\n')[line - 2] ?? '';
  if (/^\s*- /.test(before) && indentation(before) === indentation(text.split('\n')[line - 1] ?? '')) {
    return { message: "did not find expected '-' indicator", line: mappingLine(text, line) };
  }
  return { message: 'did not find expected key', line: mappingLine(text, line) };
}

/** A bracket that is never closed: named by where it was opened, counted from 0. */
function flow(text: string, at: number, bracket: string, line: number): Said {
  const open = text.lastIndexOf(bracket === ']' ? '[' : '{', at);
  const opened = text.slice(0, Math.max(open, 0)).split('\n').length - 1;
  return { message: `did not find expected ',' or '${bracket}'`, line: opened === 0 ? Math.max(line - 1, 1) : opened };
}

function quoteLine(text: string, quote: string, line: number): number {
  let opened = line;
  text.split('\n').forEach((row, i) => {
    if (i < line && row.split(quote).length % 2 === 0) opened = i + 1;
  });
  return opened;
}

/** The colon that is one too many may stand on a later line than the value that it breaks. */
function mappingValueLine(text: string, at: number, line: number): number {
  const end = text.indexOf('\n', at);
  const rest = text.slice(at, end < 0 ? undefined : end);
  return /:(\s|$)/.test(rest) ? line : line + 1;
}

function indentation(row: string): number {
  return /^ */.exec(row)?.[0].length ?? 0;
}

/**
 * Where the mapping begins that the line at fault would belong to, counted from 0; where that is 0, the line itself.
 * The line is an entry of its mapping where the fault is not its indentation but something behind it.
 */
function mappingLine(text: string, line: number, isEntry = false): number {
  const rows = text.split('\n');
  const own = indentation(rows[line - 1] ?? '');
  let column = own;
  let first = line - 1;
  for (let i = line - 2; i >= 0; i--) {
    const row = rows[i] ?? '';
    if (row.trim() === '' || row.trimStart().startsWith('#')) continue;
    const depth = indentation(row);
    if (!isEntry && first === line - 1 && depth <= own) column = depth;
    else if (depth > column) continue;
    if (depth < column) break;
    first = i;
  }
  return first === 0 ? line - 1 : first;
}
