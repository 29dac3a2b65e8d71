/** `sort` of coreutils, in the C locale: by bytes. */
import { type Filter, getopt, isOutput, linesOf, misused, printed, readAll, textOf } from './filter';

const LONG = {
  reverse: 'r',
  unique: 'u',
  'numeric-sort': 'n',
  key: 'k',
  'field-separator': 't',
  'ignore-case': 'f',
  'ignore-leading-blanks': 'b',
  'version-sort': 'V',
  'human-numeric-sort': 'h',
  stable: 's',
};

interface Key {
  readonly from: number;
  readonly fromChar: number;
  readonly to: number | null;
  readonly toChar: number;
  readonly flags: string;
}

export const sort: Filter = (args, input) => {
  const options = getopt('sort', args, 'nrufbdgiMRshVk:t:o:S:T:cCmz', LONG, 2);
  if (isOutput(options)) return options;
  const separator = options.values.get('t')?.at(-1);
  if (separator !== undefined && separator.length > 1 && separator !== '\\0')
    return printed('', 2, `sort: multi-character tab '${separator}'\n`);
  const keys: Key[] = [];
  for (const text of options.values.get('k') ?? []) {
    const key = parseKey(text);
    if (key === null)
      return /^0/.test(text)
        ? printed('', 2, `sort: -: invalid field specification '${text}'\n`.replace('-: ', 'field number is zero: '))
        : misused('sort', `invalid number at field start: invalid count at start of '${text}'`, 2);
    keys.push(key);
  }
  const { files, errors } = readAll(
    options.operands,
    input,
    (path) => `sort: cannot read: ${path}: No such file or directory\n`,
  );
  if (errors !== '') return printed('', 2, errors);
  const flags = [...options.flags].join('');
  const compareLines = (a: string, b: string): number => {
    for (const key of keys) {
      const own = key.flags === '' ? flags : key.flags;
      const order = compare(field(a, key, separator, own), field(b, key, separator, own), own);
      if (order !== 0) return own.includes('r') ? -order : order;
    }
    return keys.length > 0 ? 0 : compare(a, b, flags) * (flags.includes('r') ? -1 : 1);
  };
  const lastResort = (a: string, b: string) =>
    flags.includes('s') || flags.includes('u') ? 0 : byBytes(a, b) * (flags.includes('r') ? -1 : 1);
  const sorted = files.flatMap((file) => linesOf(file.text)).sort((a, b) => compareLines(a, b) || lastResort(a, b));
  const kept = flags.includes('u')
    ? sorted.filter((line, i) => i === 0 || compareLines(sorted[i - 1] ?? '', line) !== 0)
    : sorted;
  return printed(textOf(kept));
};

function parseKey(text: string): Key | null {
  const match = /^(\d+)(?:\.(\d+))?([a-zA-Z]*)(?:,(\d+)(?:\.(\d+))?([a-zA-Z]*))?$/.exec(text);
  if (match === null || Number(match[1]) === 0) return null;
  return {
    from: Number(match[1]),
    fromChar: Number(match[2] ?? 1),
    to: match[4] === undefined ? null : Number(match[4]),
    toChar: Number(match[5] ?? 0),
    flags: `${match[3] ?? ''}${match[6] ?? ''}`,
  };
}

/** The part of a line that a key names. Without a separator a field takes the blanks before it along. */
function field(line: string, key: Key, separator: string | undefined, flags: string): string {
  const fields = separator === undefined ? (line.match(/[ \t]*[^ \t]+|[ \t]+$/g) ?? []) : line.split(separator);
  const joint = separator ?? '';
  const picked = fields.slice(key.from - 1, key.to ?? fields.length);
  const last = picked.length - 1;
  if (key.toChar > 0 && key.to !== null && last >= 0 && picked.length === key.to - key.from + 1)
    picked[last] = (picked[last] ?? '').slice(0, key.toChar);
  const text = picked.join(joint).slice(key.fromChar - 1);
  return flags.includes('b') ? text.trimStart() : text;
}

function byBytes(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

const SUFFIXES = 'KMGTPE';

/** The number that a text begins with; 0 where it begins with none. */
function leadingNumber(text: string, human: boolean): number {
  const match = /^\s*(-?\d*\.?\d+)([KMGTPE]?)/i.exec(text);
  if (match?.[1] === undefined) return 0;
  return Number(match[1]) * (human && match[2] ? 1024 ** (SUFFIXES.indexOf(match[2].toUpperCase()) + 1) : 1);
}

function compare(a: string, b: string, flags: string): number {
  if (flags.includes('n') || flags.includes('h') || flags.includes('g'))
    return leadingNumber(a, flags.includes('h')) - leadingNumber(b, flags.includes('h'));
  if (flags.includes('V')) return byVersion(a, b);
  return flags.includes('f') ? byBytes(a.toUpperCase(), b.toUpperCase()) : byBytes(a, b);
}

/** Digits by their value, the rest by bytes: what puts addresses in order. */
function byVersion(a: string, b: string): number {
  const parts = (text: string) => text.match(/\d+|\D+/g) ?? [];
  const [left, right] = [parts(a), parts(b)];
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const [x, y] = [left[i] ?? '', right[i] ?? ''];
    const order = /^\d/.test(x) && /^\d/.test(y) ? Number(x) - Number(y) : byBytes(x, y);
    if (order !== 0) return order;
  }
  return 0;
}
