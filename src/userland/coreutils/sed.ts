/** `sed` (GNU sed 4.9), as far as one line at a time goes: addresses, `s`, `p`, `d`, `q` and `=`. */
import { type Filter, getopt, isOutput, linesOf, printed, readAll } from './filter';
import { BadPattern, compileRegex, findMatch, type Regex } from './regex';

type Address = { readonly line: number } | { readonly last: true } | { readonly regex: Regex };

interface Command {
  readonly from: Address | null;
  readonly to: Address | null;
  readonly negated: boolean;
  readonly does: 's' | 'p' | 'd' | 'q' | '=';
  readonly substitution: Substitution | null;
}

interface Substitution {
  readonly regex: Regex;
  /** Text, with null where the match itself goes. */
  readonly parts: readonly (string | null)[];
  readonly global: boolean;
  /** Which match is the first to be replaced. */
  readonly nth: number;
  readonly print: boolean;
}

interface Reader {
  readonly text: string;
  at: number;
  readonly extended: boolean;
}

class Complaint {
  constructor(readonly text: string) {}
}

const unterminated = (at: number): Complaint =>
  new Complaint(`-e expression #1, char ${at}: unterminated \`s' command`);

/** Text up to the delimiter, which a backslash makes ordinary; null where it does not come. */
function upTo(reader: Reader, delimiter: string): string | null {
  let text = '';
  while (reader.at < reader.text.length) {
    const char = reader.text[reader.at++] ?? '';
    if (char === delimiter) return text;
    if (char === '\\' && reader.at < reader.text.length) {
      const next = reader.text[reader.at++] ?? '';
      text += next === delimiter && delimiter !== '|' ? next : `\\${next}`;
    } else text += char;
  }
  return null;
}

function compile(reader: Reader, pattern: string, fold: boolean): Regex | Complaint {
  const regex = compileRegex(pattern, reader.extended, fold);
  return regex instanceof BadPattern ? new Complaint(`-e expression #1, char ${reader.at}: ${regex.message}`) : regex;
}

function readAddress(reader: Reader): Address | null | Complaint {
  const rest = reader.text.slice(reader.at);
  const number = /^\d+/.exec(rest)?.[0];
  if (number !== undefined) {
    reader.at += number.length;
    return { line: Number(number) };
  }
  if (rest.startsWith('$')) {
    reader.at++;
    return { last: true };
  }
  if (!rest.startsWith('/')) return null;
  reader.at++;
  const pattern = upTo(reader, '/');
  if (pattern === null)
    return new Complaint(`-e expression #1, char ${reader.text.length}: unterminated address regex`);
  const regex = compile(reader, pattern, false);
  return regex instanceof Complaint ? regex : { regex };
}

function readCommand(reader: Reader): Command | Complaint {
  const from = readAddress(reader);
  if (from instanceof Complaint) return from;
  let to: Address | null = null;
  if (from !== null && reader.text[reader.at] === ',') {
    reader.at++;
    const second = readAddress(reader);
    if (second instanceof Complaint) return second;
    to = second;
    if (to === null) return new Complaint(`-e expression #1, char ${reader.at}: unexpected \`,'`);
  }
  const negated = /^\s*!/.exec(reader.text.slice(reader.at))?.[0];
  reader.at += negated?.length ?? /^\s*/.exec(reader.text.slice(reader.at))?.[0].length ?? 0;
  const does = reader.text[reader.at++];
  if (does === undefined) return new Complaint(`-e expression #1, char ${reader.at - 1}: missing command`);
  if (does === 's') {
    const substitution = readSubstitution(reader);
    return substitution instanceof Complaint
      ? substitution
      : { from, to, negated: negated !== undefined, does, substitution };
  }
  if (does !== 'p' && does !== 'd' && does !== 'q' && does !== '=')
    return new Complaint(`-e expression #1, char ${reader.at}: unknown command: \`${does}'`);
  return { from, to, negated: negated !== undefined, does, substitution: null };
}

function readSubstitution(reader: Reader): Substitution | Complaint {
  const delimiter = reader.text[reader.at++];
  const pattern = delimiter === undefined ? null : upTo(reader, delimiter);
  const replacement = delimiter === undefined || pattern === null ? null : upTo(reader, delimiter);
  if (pattern === null || replacement === null) return unterminated(reader.text.length);
  const flags = /^[gpiI\d]*/.exec(reader.text.slice(reader.at))?.[0] ?? '';
  reader.at += flags.length;
  const regex = compile(reader, pattern, /i/i.test(flags));
  if (regex instanceof Complaint) return regex;
  const parts = readReplacement(reader, replacement);
  if (parts instanceof Complaint) return parts;
  return {
    regex,
    parts,
    global: flags.includes('g'),
    nth: Number(/\d+/.exec(flags)?.[0] ?? 1),
    print: flags.includes('p'),
  };
}

/** `&` is the match; what a group matched is not kept. */
function readReplacement(reader: Reader, text: string): (string | null)[] | Complaint {
  const parts: (string | null)[] = [];
  for (const [, escaped, char = ''] of text.matchAll(/(\\?)([^])/g)) {
    if (escaped === '' && char === '&') parts.push(null);
    else if (escaped !== '' && /\d/.test(char))
      return new Complaint(`-e expression #1, char ${reader.at}: invalid reference \\${char} on \`s' command's RHS`);
    else parts.push(escaped !== '' && char === 'n' ? '\n' : escaped !== '' && char === 't' ? '\t' : char);
  }
  return parts;
}

function parse(script: string, extended: boolean): Command[] | Complaint {
  const reader: Reader = { text: script, at: 0, extended };
  const commands: Command[] = [];
  for (;;) {
    reader.at += /^[\s;]*/.exec(reader.text.slice(reader.at))?.[0].length ?? 0;
    if (reader.at >= reader.text.length) return commands;
    const command = readCommand(reader);
    if (command instanceof Complaint) return command;
    commands.push(command);
    const next = /^\s*(.)?/.exec(reader.text.slice(reader.at))?.[1];
    if (next !== undefined && next !== ';') {
      const what = command.does === 's' ? "unknown option to `s'" : 'extra characters after command';
      return new Complaint(`-e expression #1, char ${reader.at + 1}: ${what}`);
    }
  }
}

function substitute(
  line: string,
  { regex, parts, global, nth }: Substitution,
): { readonly text: string; readonly done: boolean } {
  let text = '';
  let from = 0;
  let count = 0;
  let done = false;
  for (let at = 0; at <= line.length;) {
    const match = findMatch(regex, line, at);
    if (match === null) break;
    count++;
    if (count >= nth && (global || !done)) {
      text += line.slice(from, match.start) + parts.map((part) => part ?? line.slice(match.start, match.end)).join('');
      from = match.end;
      done = true;
    }
    at = match.end > match.start ? match.end : match.end + 1;
    if (done && !global) break;
  }
  return { text: text + line.slice(from), done };
}

const LONG = { quiet: 'n', silent: 'n', expression: 'e', 'regexp-extended': 'E' };

export const sed: Filter = (args, input) => {
  const options = getopt('sed', args, 'nEre:su', LONG);
  if (isOutput(options)) return options;
  const operands = [...options.operands];
  const scripts = options.values.get('e') ?? operands.splice(0, 1);
  if (scripts.length === 0)
    return printed('', 1, 'Usage: sed [OPTION]... {script-only-if-no-other-script} [input-file]...\n');
  const commands = parse(scripts.join('\n'), options.flags.has('E') || options.flags.has('r'));
  if (commands instanceof Complaint) return printed('', 1, `sed: ${commands.text}\n`);
  const { files, errors } = readAll(operands, input, (path) => `sed: can't read ${path}: No such file or directory\n`);
  const lines = files.flatMap((file) => linesOf(file.text));
  const status = errors === '' ? 0 : 2;
  return printed(edit(commands, lines, options.flags.has('n')), status, errors);
};

/** Runs the script over every line. */
function edit(commands: readonly Command[], lines: readonly string[], quiet: boolean): string {
  const open = new Set<Command>();
  let out = '';
  for (let i = 0; i < lines.length; i++) {
    let line = lines[i] ?? '';
    const matches = (address: Address) =>
      'line' in address
        ? address.line === i + 1
        : 'last' in address
          ? i === lines.length - 1
          : findMatch(address.regex, line) !== null;
    let deleted = false;
    let last = false;
    for (const command of commands) {
      if (applies(command, open, i, matches) === command.negated) continue;
      if (command.does === 'p') out += `${line}\n`;
      else if (command.does === '=') out += `${i + 1}\n`;
      else if (command.substitution !== null) {
        const { text, done } = substitute(line, command.substitution);
        line = text;
        if (done && command.substitution.print) out += `${line}\n`;
      } else {
        deleted = command.does === 'd';
        last = command.does === 'q';
        break;
      }
    }
    if (!deleted && !quiet) out += `${line}\n`;
    if (last) break;
  }
  return out;
}

function applies(command: Command, open: Set<Command>, index: number, matches: (address: Address) => boolean): boolean {
  const { from, to } = command;
  if (from === null) return true;
  if (to === null) return matches(from);
  if (!open.has(command)) {
    if (!matches(from)) return false;
    if (!('line' in to) || to.line > index + 1) open.add(command);
    return true;
  }
  if (matches(to) || ('line' in to && to.line <= index + 1)) open.delete(command);
  return true;
}
