/** `--format` of the commands that list things (cli `formatter.go`): a table, a table of one's own, a template a row, JSON. */
import { execute } from '../gotemplate/execute';
import { FUNCTION_NAMES } from '../gotemplate/functions';
import { parseTemplate } from '../gotemplate/parse';
import { GoMap, GoStruct, type GoValue, print, toJson } from '../gotemplate/value';
import { tabulate } from './table';

export interface Listing {
  /** The type that an unknown field is missing in: `*network.networkContext`. */
  readonly typeName: string;
  /** Header of each column, by field. */
  readonly headers: Readonly<Record<string, string>>;
  /** Fields of the default table. */
  readonly columns: readonly string[];
  /** Field that `-q` prints. */
  readonly id: string;
  /** What `raw` shows a line each: its title, its field. */
  readonly raw?: readonly (readonly [title: string, field: string])[];
  /** Put before what is wrong with a template. */
  readonly syntaxPrefix: string;
  readonly executionPrefix: string;
  /** The template is tried on these fields first, so that a wrong one is refused though there are no rows. */
  readonly probe?: Row;
}

export interface Row {
  readonly fields: Readonly<Record<string, GoValue>>;
  readonly methods?: Readonly<Record<string, (argument: string) => string>>;
}

/** The text, or what is wrong with the template. */
export function formatRows(
  listing: Listing,
  format: string,
  quiet: boolean,
  rows: readonly Row[],
): { readonly text: string } | { readonly error: string } {
  const kind = format.split(/\s/)[0] ?? '';
  if (format === '' || format === 'table') {
    if (quiet) return { text: rows.map((row) => `${print(row.fields[listing.id])}\n`).join('') };
    const table = [
      listing.columns.map((name) => listing.headers[name] ?? ''),
      ...rows.map((row) => listing.columns.map((name) => print(row.fields[name]))),
    ];
    return { text: tabulate(table) };
  }
  const isTable = kind === 'table';
  if (format === 'raw' && listing.raw !== undefined) {
    const shown = quiet ? listing.raw.slice(0, 1) : listing.raw;
    const lines = (row: Row) => shown.map(([title, field]) => `${title}: ${print(row.fields[field])}\n`).join('');
    return { text: rows.map((row) => `${lines(row)}${quiet ? '' : '\n'}`).join('') };
  }
  const source = format === 'json' ? '{{json .}}' : isTable ? format.slice('table'.length).trim() : format;
  const template = parseTemplate(unescape(source), FUNCTION_NAMES);
  if (!template.ok) return { error: `${listing.syntaxPrefix}: ${template.message}` };
  const probe =
    listing.probe === undefined
      ? null
      : execute(template.nodes, new GoStruct(listing.typeName, listing.probe.fields, listing.probe.methods));
  if (probe?.ok === false) return { error: `${listing.executionPrefix}: ${probe.message}` };
  const lines: string[] = [];
  for (const row of rows) {
    const sorted = Object.fromEntries(Object.entries(row.fields).sort(([a], [b]) => (a < b ? -1 : 1)));
    const done = execute(template.nodes, new GoStruct(listing.typeName, sorted, row.methods));
    if (!done.ok) return { error: `${listing.executionPrefix}: ${done.message}` };
    lines.push(done.text);
  }
  if (!isTable) return { text: lines.map((line) => `${line}\n`).join('') };
  const named = execute(
    template.nodes,
    new GoStruct('formatter.SubHeaderContext', listing.headers, { Label: labelHeader }),
  );
  const header = named.ok ? named : execute(template.nodes, new GoMap(listing.headers));
  return { text: tabulate([header.text, ...lines].map((line) => line.split('\t'))) };
}

/** What stands above `{{.Label "com.example.some-thing"}}`: `some thing`. */
function labelHeader(label: string): string {
  return label.slice(label.lastIndexOf('.') + 1).replace(/[-_]/g, ' ');
}

/** `--format` of the commands that show one thing (cli `formatInfo`, `prettyPrintVersion`); the exit status. */
export function printValue(out: Output, format: string, value: GoStruct): number {
  if (format === 'json') {
    out.out(`${toJson(value)}\n`);
    return 0;
  }
  const template = parseTemplate(format, FUNCTION_NAMES);
  if (!template.ok) {
    out.err(`template parsing error: ${template.message}\n`);
    return 64;
  }
  const done = execute(template.nodes, value);
  out.out(`${done.text}\n`);
  if (!done.ok) out.err(`${done.message}\n`);
  return done.ok ? 0 : 1;
}

interface Output {
  out(text: string): void;
  err(text: string): void;
}

/** Backslash sequences that people type inside single quotes. */
function unescape(source: string): string {
  return source.replaceAll('\\t', '\t').replaceAll('\\n', '\n');
}
