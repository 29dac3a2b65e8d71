/** `grep` (GNU grep 3.8). */
import {
  type Enough,
  type Filter,
  getopt,
  type Input,
  isOutput,
  linesOf,
  type Options,
  type Output,
  printed,
  readAll,
} from './filter';
import { BadPattern, compileRegex, findMatch, literal, type Regex } from './regex';

const USAGE = "Usage: grep [OPTION]... PATTERNS [FILE]...\nTry 'grep --help' for more information.\n";
const LONG = {
  'invert-match': 'v',
  'ignore-case': 'i',
  count: 'c',
  'line-number': 'n',
  'only-matching': 'o',
  'word-regexp': 'w',
  'line-regexp': 'x',
  'extended-regexp': 'E',
  'fixed-strings': 'F',
  quiet: 'q',
  silent: 'q',
  regexp: 'e',
  'after-context': 'A',
  'before-context': 'B',
  context: 'C',
  'max-count': 'm',
  'with-filename': 'H',
  'no-filename': 'h',
  'files-with-matches': 'l',
  'files-without-match': 'L',
  'no-messages': 's',
  color: 'k',
  colour: 'k',
};

type Match = { readonly start: number; readonly end: number };

/** What a line is held against. */
interface Matcher {
  readonly find: (line: string, from: number) => Match | null;
  readonly options: Options;
}

export const grep: Filter = (args, input) => {
  const plain = args.filter((arg) => !/^--colou?r(=.*)?$/.test(arg));
  const options = getopt('grep', plain, 'vicnowxEFGPqe:A:B:C:m:HhlLsyaUrRIz', LONG, 2);
  if (isOutput(options)) return printed('', 2, options.errors.replace(/Try 'grep[^]*$/, USAGE));
  const operands = [...options.operands];
  const patterns = options.values.get('e') ?? operands.splice(0, 1);
  if (patterns.length === 0) return printed('', 2, USAGE);
  const regexes = compileAll(
    patterns.flatMap((pattern) => pattern.split('\n')),
    options,
  );
  if (regexes instanceof BadPattern) return printed('', 2, `grep: ${regexes.message}\n`);
  for (const letter of ['A', 'B', 'C', 'm']) {
    const value = options.values.get(letter)?.at(-1);
    if (value !== undefined && !/^\d+$/.test(value)) {
      return printed(
        '',
        2,
        letter === 'm' ? 'grep: invalid max count\n' : `grep: ${value}: invalid context length argument\n`,
      );
    }
  }
  return search({ find: (line, from) => earliest(regexes, options, line, from), options }, operands, input);
};

/** `grep -q` ends with the first line that it finds. */
export const grepEnough: Enough = (args, _text, { status }) =>
  status === 0 && args.some((arg) => /^-[a-z]*q/i.test(arg));

function compileAll(patterns: readonly string[], options: Options): Regex[] | BadPattern {
  const fold = options.flags.has('i') || options.flags.has('y');
  const extended = options.flags.has('E') || options.flags.has('P');
  const regexes: Regex[] = [];
  for (const pattern of patterns) {
    const regex = options.flags.has('F') ? literal(pattern, fold) : compileRegex(pattern, extended, fold);
    if (regex instanceof BadPattern) return regex;
    regexes.push(regex);
  }
  return regexes;
}

/** The leftmost match of any pattern, the longest of those, as a whole word or line where that is asked for. */
function earliest(regexes: readonly Regex[], options: Options, line: string, from: number): Match | null {
  let best: Match | null = null;
  for (const regex of regexes) {
    let match = findMatch(regex, line, from);
    while (match !== null && !fits(options, line, match))
      match = match.start < line.length ? findMatch(regex, line, match.start + 1) : null;
    if (match === null) continue;
    if (best === null || match.start < best.start || (match.start === best.start && match.end > best.end)) best = match;
  }
  return best;
}

function fits(options: Options, line: string, { start, end }: Match): boolean {
  if (options.flags.has('x')) return start === 0 && end === line.length;
  if (!options.flags.has('w')) return true;
  return !/\w/.test(line.slice(Math.max(0, start - 1), start)) && !/\w/.test(line.slice(end, end + 1)) && end > start;
}

function search(matcher: Matcher, operands: readonly string[], input: Input): Output {
  const { flags } = matcher.options;
  const { files, errors } = readAll(operands, input, (path) => `grep: ${path}: No such file or directory\n`);
  const named = (flags.has('H') || operands.length > 1) && !flags.has('h');
  let text = '';
  let found = false;
  for (const file of files) {
    const name = file.name === '-' ? '(standard input)' : file.name;
    const result = searchFile(matcher, file.text, named ? name : null);
    found ||= result.count > 0;
    if (flags.has('q')) continue;
    if (flags.has('l') || flags.has('L')) text += result.count > 0 === flags.has('l') ? `${name}\n` : '';
    else if (flags.has('c')) text += `${named ? `${name}:` : ''}${result.count}\n`;
    else text += result.text;
  }
  if (flags.has('q') && found) return printed('', 0);
  return printed(text, errors !== '' ? 2 : found ? 0 : 1, flags.has('s') ? '' : errors);
}

function searchFile(
  matcher: Matcher,
  text: string,
  name: string | null,
): { readonly count: number; readonly text: string } {
  const { flags, values } = matcher.options;
  const number = (letter: string) =>
    Number(
      values.get(letter)?.at(-1) ?? values.get(letter === 'm' ? 'm' : 'C')?.at(-1) ?? (letter === 'm' ? Infinity : 0),
    );
  const [after, before, most] = [number('A'), number('B'), number('m')];
  const lines = linesOf(text);
  let out = '';
  let count = 0;
  let shown = -1;
  let owed = 0;
  const show = (i: number, separator: string, line: string) => {
    out += `${name === null ? '' : name + separator}${flags.has('n') ? `${i + 1}${separator}` : ''}${line}\n`;
  };
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] ?? '';
    const match = count < most ? matcher.find(line, 0) : null;
    if (count < most && (match !== null) !== flags.has('v')) {
      count++;
      const first = Math.max(shown + 1, i - before);
      if (after + before > 0 && shown >= 0 && first > shown + 1) out += '--\n';
      if (!flags.has('o')) for (let j = first; j < i; j++) show(j, '-', lines[j] ?? '');
      if (!flags.has('o')) show(i, ':', line);
      else if (!flags.has('v')) for (const part of matchesOf(matcher, line)) show(i, ':', part);
      shown = i;
      owed = after;
    } else if (owed > 0) {
      if (!flags.has('o')) show(i, '-', line);
      shown = i;
      owed--;
    }
  }
  return { count, text: out };
}

function matchesOf(matcher: Matcher, line: string): string[] {
  const parts: string[] = [];
  for (let from = 0; from <= line.length;) {
    const match = matcher.find(line, from);
    if (match === null) break;
    if (match.end > match.start) parts.push(line.slice(match.start, match.end));
    from = Math.max(match.end, match.start + 1);
  }
  return parts;
}
