/** `head` and `tail` of coreutils. */
import { type Enough, type Filter, getopt, isOutput, type Output, printed, readAll } from './filter';

const LONG = { lines: 'n', bytes: 'c', quiet: 'q', silent: 'q', verbose: 'v', follow: 'f' };

/** `-5` as the first argument is `-n 5`. */
function oldStyle([first = '', ...rest]: readonly string[]): string[] {
  return /^-\d+$/.test(first) ? [`-n${first.slice(1)}`, ...rest] : [first, ...rest].filter((arg) => arg !== '');
}

interface Amount {
  readonly unit: 'n' | 'c';
  readonly sign: '' | '-' | '+';
  readonly count: number;
}

function amountOf(name: string, values: ReadonlyMap<string, readonly string[]>): Amount | Output {
  const unit = values.has('c') ? 'c' : 'n';
  const text = values.get(unit)?.at(-1) ?? '10';
  const match = /^([-+]?)(\d+)([kKMb]?)B?$/.exec(text);
  if (match?.[2] === undefined)
    return printed('', 1, `${name}: invalid number of ${unit === 'n' ? 'lines' : 'bytes'}: '${text}'\n`);
  const sign = match[1] === '-' ? '-' : match[1] === '+' ? '+' : '';
  return { unit, sign, count: Number(match[2]) * ({ k: 1024, K: 1024, M: 1_048_576, b: 512 }[match[3] ?? ''] ?? 1) };
}

function pieces(text: string, unit: 'n' | 'c'): string[] {
  return unit === 'c' ? Array.from(text) : text.split(/(?<=\n)/).filter((line) => line !== '');
}

function endFilter(name: string, cut: (parts: readonly string[], amount: Amount) => readonly string[]): Filter {
  return (args, input) => {
    const options = getopt(name, oldStyle(args), name === 'head' ? 'n:c:qvz' : 'n:c:qvfFs:z', LONG);
    if (isOutput(options)) return options;
    const amount = amountOf(name, options.values);
    if ('status' in amount) return amount;
    const { files, errors } = readAll(
      options.operands,
      input,
      (path) => `${name}: cannot open '${path}' for reading: No such file or directory\n`,
    );
    const titled = (options.operands.length > 1 || options.flags.has('v')) && !options.flags.has('q');
    const texts = files.map((file) => {
      const title = titled ? `==> ${file.name === '-' ? 'standard input' : file.name} <==\n` : '';
      return title + cut(pieces(file.text, amount.unit), amount).join('');
    });
    return printed(texts.join(titled ? '\n' : ''), errors === '' ? 0 : 1, errors);
  };
}

export const head: Filter = endFilter('head', (parts, { sign, count }) =>
  sign === '-' ? parts.slice(0, Math.max(0, parts.length - count)) : parts.slice(0, count),
);

export const tail: Filter = endFilter('tail', (parts, { sign, count }) =>
  sign === '+' ? parts.slice(Math.max(0, count - 1)) : count === 0 ? [] : parts.slice(-count),
);

/** `head` ends when it has as many lines or bytes as it wants. */
export const headEnough: Enough = (args, text) => {
  const options = getopt('head', oldStyle(args), 'n:c:qvz', LONG);
  if (isOutput(options)) return true;
  const amount = amountOf('head', options.values);
  if ('status' in amount || amount.sign === '-') return 'status' in amount;
  const whole = amount.unit === 'n' ? text.slice(0, text.lastIndexOf('\n') + 1) : text;
  return pieces(whole, amount.unit).length >= amount.count;
};
