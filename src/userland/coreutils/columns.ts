/** `cut` and `tr` of coreutils. */
import { type Filter, getopt, isOutput, linesOf, misused, printed, readAll, textOf } from './filter';

/** A list as `1,3-5,7-`; null where it is none, 0 where it names position 0. */
function parseList(text: string): ((position: number) => boolean) | null | 0 {
  const ranges: [number, number][] = [];
  for (const part of text.split(',')) {
    const match = /^(\d*)(-?)(\d*)$/.exec(part);
    if (match === null || part === '' || part === '-') return null;
    const from = match[1] === '' ? 1 : Number(match[1]);
    const to = match[2] === '' ? from : match[3] === '' ? Infinity : Number(match[3]);
    if (from === 0 || to === 0) return 0;
    if (to < from) return null;
    ranges.push([from, to]);
  }
  return (position) => ranges.some(([from, to]) => position >= from && position <= to);
}

export const cut: Filter = (args, input) => {
  const options = getopt('cut', args, 'b:c:f:d:nsz', {
    bytes: 'b',
    characters: 'c',
    fields: 'f',
    delimiter: 'd',
    'only-delimited': 's',
    'output-delimiter': 'O',
    complement: 'C',
  });
  if (isOutput(options)) return options;
  const lists = ['b', 'c', 'f'].flatMap((letter) =>
    (options.values.get(letter) ?? []).map((list) => ({ letter, list })),
  );
  const [chosen] = lists;
  if (chosen === undefined) return misused('cut', 'you must specify a list of bytes, characters, or fields');
  if (lists.length > 1) return misused('cut', 'only one list may be specified');
  const delimiter = options.values.get('d')?.at(-1) ?? '\t';
  if (delimiter.length > 1) return misused('cut', 'the delimiter must be a single character');
  const picks = parseList(chosen.list);
  if (picks === 0)
    return misused(
      'cut',
      chosen.letter === 'f' ? 'fields are numbered from 1' : 'byte/character positions are numbered from 1',
    );
  if (picks === null)
    return misused(
      'cut',
      chosen.letter === 'f'
        ? `invalid field value '${chosen.list}'`
        : `invalid byte/character position '${chosen.list}'`,
    );
  const { files, errors } = readAll(options.operands, input, (path) => `cut: ${path}: No such file or directory\n`);
  const lines = files
    .flatMap((file) => linesOf(file.text))
    .flatMap((line) => {
      if (chosen.letter !== 'f')
        return [
          Array.from(line)
            .filter((_, i) => picks(i + 1))
            .join(''),
        ];
      if (!line.includes(delimiter)) return options.flags.has('s') ? [] : [line];
      return [
        line
          .split(delimiter)
          .filter((_, i) => picks(i + 1))
          .join(delimiter),
      ];
    });
  return printed(textOf(lines), errors === '' ? 0 : 1, errors);
};

const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  '\\': '\\',
  f: '\f',
  v: '\v',
  a: '\x07',
  b: '\b',
};
const range = (low: string, high: string): string[] =>
  Array.from({ length: high.charCodeAt(0) - low.charCodeAt(0) + 1 }, (_, i) =>
    String.fromCharCode(low.charCodeAt(0) + i),
  );
const LOWER = range('a', 'z');
const UPPER = range('A', 'Z');
const DIGITS = range('0', '9');
const SPACES = [' ', '\t', '\n', '\v', '\f', '\r'];
const SETS: Readonly<Record<string, readonly string[]>> = {
  lower: LOWER,
  upper: UPPER,
  digit: DIGITS,
  alpha: [...UPPER, ...LOWER],
  alnum: [...DIGITS, ...UPPER, ...LOWER],
  space: SPACES,
  blank: [' ', '\t'],
  punct: range('!', '~').filter((char) => /[^\w]|_/.test(char)),
  cntrl: range('\0', '\x1f'),
};

/** The characters of a `tr` set; a text says what is wrong with it. */
function expandSet(text: string): string[] | string {
  const chars: string[] = [];
  for (let at = 0; at < text.length;) {
    const named = /^\[:(\w+):\]/.exec(text.slice(at));
    if (named?.[1] !== undefined) {
      const set = SETS[named[1]];
      if (set === undefined) return `invalid character class '${named[1]}'`;
      chars.push(...set);
      at += named[0].length;
      continue;
    }
    const [char, width] = oneOf(text, at);
    at += width;
    if (text[at] === '-' && at + 1 < text.length) {
      const [high, highWidth] = oneOf(text, at + 1);
      if (high < char) return `range-endpoints of '${char}-${high}' are in reverse collating sequence order`;
      chars.push(...range(char, high));
      at += 1 + highWidth;
    } else chars.push(char);
  }
  return chars;
}

function oneOf(text: string, at: number): [string, number] {
  const char = text[at] ?? '';
  if (char !== '\\') return [char, 1];
  const octal = /^\\([0-7]{1,3})/.exec(text.slice(at));
  if (octal?.[1] !== undefined) return [String.fromCharCode(parseInt(octal[1], 8)), octal[0].length];
  const escaped = text[at + 1];
  return escaped === undefined ? ['\\', 1] : [ESCAPES[escaped] ?? escaped, 2];
}

export const tr: Filter = (args, input) => {
  const options = getopt('tr', args, 'cCdst', {
    complement: 'c',
    delete: 'd',
    'squeeze-repeats': 's',
    'truncate-set1': 't',
  });
  if (isOutput(options)) return options;
  const { flags, operands } = options;
  const [first, second] = operands;
  const deleting = flags.has('d');
  const squeezing = flags.has('s');
  const most = deleting && !squeezing ? 1 : 2;
  if (first === undefined) return misused('tr', 'missing operand');
  if (second === undefined && !deleting && !squeezing)
    return misused('tr', `missing operand after '${first}'\nTwo strings must be given when translating.`);
  if (operands.length > most) {
    const hint = most === 1 ? '\nOnly one string may be given when deleting without squeezing repeats.' : '';
    return misused('tr', `extra operand '${operands[most] ?? ''}'${hint}`);
  }
  const one = expandSet(first);
  const two = second === undefined ? [] : expandSet(second);
  if (typeof one === 'string') return printed('', 1, `tr: ${one}\n`);
  if (typeof two === 'string') return printed('', 1, `tr: ${two}\n`);
  if (second === '' && !deleting) return printed('', 1, 'tr: when not truncating set1, string2 must be non-empty\n');
  const complement = flags.has('c') || flags.has('C');
  const inOne = (char: string) => one.includes(char) !== complement;
  const last = two.at(-1) ?? '';
  const translate = (char: string) => (two.length === 0 ? char : complement ? last : (two[one.indexOf(char)] ?? last));
  const squeezed = second === undefined ? inOne : (char: string) => two.includes(char);
  let text = '';
  for (const char of input.stdin) {
    if (deleting && inOne(char)) continue;
    const next = !deleting && inOne(char) ? translate(char) : char;
    if (squeezing && squeezed(next) && text.endsWith(next)) continue;
    text += next;
  }
  return printed(text);
};
