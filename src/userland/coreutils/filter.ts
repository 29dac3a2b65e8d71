/** A filter: a pure function from its arguments and what it reads to what it prints. */
import type { Program } from '../program';
import { reader } from '../reading';

/** What it was given: null for what could not be read. */
export interface Input {
  readonly stdin: string;
  readonly read: (path: string) => string | null;
}

export interface Output {
  readonly text: string;
  readonly errors: string;
  readonly status: number;
}

export type Filter = (args: readonly string[], input: Input) => Output;

export function printed(text: string, status = 0, errors = ''): Output {
  return { text, status, errors };
}

/** A usage error as coreutils end one. */
export function misused(name: string, message: string, status = 1): Output {
  return { text: '', errors: `${name}: ${message}\nTry '${name} --help' for more information.\n`, status };
}

/** The lines of a text; a last one without its newline counts too. */
export function linesOf(text: string): string[] {
  if (text === '') return [];
  return (text.endsWith('\n') ? text.slice(0, -1) : text).split('\n');
}

export function textOf(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}

/** Options of getopt's short form: flags, and letters that take a value; what is left are operands. */
export interface Options {
  readonly flags: ReadonlySet<string>;
  readonly values: ReadonlyMap<string, readonly string[]>;
  readonly operands: readonly string[];
}

/** Reads them; `known` names flags, a letter followed by `:` takes a value; a `+` before them ends them at the first operand. Long forms are given as `long` to letter. */
export function getopt(
  name: string,
  args: readonly string[],
  known: string,
  long: Readonly<Record<string, string>> = {},
  status = 1,
): Options | Output {
  const flags = new Set<string>();
  const values = new Map<string, string[]>();
  const operands: string[] = [];
  const takes = (letter: string) => known.includes(`${letter}:`);
  const add = (letter: string, value: string) => values.set(letter, [...(values.get(letter) ?? []), value]);
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? '';
    if (arg === '--') {
      operands.push(...args.slice(i + 1));
      break;
    }
    if (arg.startsWith('--')) {
      const [option = '', ...rest] = arg.slice(2).split('=');
      const letter = long[option];
      if (letter === undefined) return misused(name, `unrecognized option '--${option}'`, status);
      if (!takes(letter)) flags.add(letter);
      else {
        const value = rest.length > 0 ? rest.join('=') : args[++i];
        if (value === undefined) return misused(name, `option '--${option}' requires an argument`, status);
        add(letter, value);
      }
    } else if (arg.startsWith('-') && arg !== '-') {
      for (let at = 1; at < arg.length; at++) {
        const letter = arg[at] ?? '';
        if (letter === ':' || !known.includes(letter)) return misused(name, `invalid option -- '${letter}'`, status);
        if (!takes(letter)) {
          flags.add(letter);
          continue;
        }
        const value = at + 1 < arg.length ? arg.slice(at + 1) : args[++i];
        if (value === undefined) return misused(name, `option requires an argument -- '${letter}'`, status);
        add(letter, value);
        break;
      }
    } else if (known.startsWith('+')) {
      operands.push(...args.slice(i));
      break;
    } else operands.push(arg);
  }
  return { flags, values, operands };
}

export function isOutput(answer: Options | Output): answer is Output {
  return 'status' in answer;
}

/** Every file named, or the standard input; `complain` says what cannot be read. */
export function readAll(
  operands: readonly string[],
  input: Input,
  complain: (path: string) => string,
): { readonly files: { readonly name: string; readonly text: string }[]; readonly errors: string } {
  const files: { name: string; text: string }[] = [];
  let errors = '';
  for (const name of operands.length === 0 ? ['-'] : operands) {
    const text = name === '-' ? input.stdin : input.read(name);
    if (text === null) errors += complain(name);
    else files.push({ name, text });
  }
  return { files, errors };
}

/** Whether a filter that has read so far need not read on. */
export type Enough = (args: readonly string[], text: string, so: Output) => boolean;

/** The program of a filter: it reads to the end where it reads standard input at all, or until it has enough. */
export function filterProgram(name: string, filter: Filter, enough: Enough = () => false): Program {
  return reader(name, (sys, text, ended) => {
    const asked = { for: false };
    const input: Input = {
      get stdin() {
        asked.for = true;
        return text;
      },
      read: (path) => sys.readFile(path),
    };
    const output = filter(sys.args, input);
    if (asked.for && !ended && !enough(sys.args, text, output)) return null;
    sys.out(output.text);
    sys.err(output.errors);
    return output.status;
  });
}
