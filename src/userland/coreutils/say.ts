/** `echo`, `printf`, `seq`, `true`, `false` and `env`. */
import { command, program, type Program } from '../program';

const ESCAPES: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  e: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  '"': '"',
};

/** What backslashes stand for; `stop` tells of a `\c`, behind which nothing is printed. */
function unescape(text: string): { readonly text: string; readonly stop: boolean } {
  const end = /(?<!\\)(?:\\\\)*\\c/.exec(text);
  const kept = end === null ? text : text.slice(0, end.index + end[0].length - 2);
  const plain = kept.replace(/\\(0[0-7]{1,3}|[1-7][0-7]{0,2}|x[0-9a-fA-F]{1,2}|.)/gs, (whole, code: string) => {
    if (/^[0-7]/.test(code)) return String.fromCharCode(parseInt(code, 8) & 255);
    if (code.length > 1) return String.fromCharCode(parseInt(code.slice(1), 16));
    return ESCAPES[code] ?? whole;
  });
  return { text: plain, stop: end !== null };
}

const echo = command('echo', (sys) => {
  const words = [...sys.args];
  let newline = true;
  let escapes = false;
  while (/^-[neE]+$/.test(words[0] ?? '')) {
    const letters = words.shift() ?? '';
    if (letters.includes('n')) newline = false;
    if (/[eE]/.test(letters)) escapes = letters.lastIndexOf('e') > letters.lastIndexOf('E');
  }
  const line = words.join(' ');
  const said = escapes ? unescape(line) : { text: line, stop: false };
  sys.out(said.text + (newline && !said.stop ? '\n' : ''));
  return 0;
});

const DIRECTIVE = /%([-+ 0#]*)(\*|\d+)?(?:\.(\*|\d+))?([bcdiouxXsqfeEgG%])/g;

const printf = command('printf', (sys) => {
  const [format, ...given] = sys.args[0] === '--' ? sys.args.slice(1) : sys.args;
  if (format === undefined) {
    sys.err("printf: missing operand\nTry 'printf --help' for more information.\n");
    return 1;
  }
  const values = [...given];
  let status = 0;
  const heard = { stop: false };
  const complain = (text: string) => {
    sys.err(`printf: ${text}\n`);
    status = 1;
  };
  const whole = unescape(format);
  do {
    const before = values.length;
    const text = whole.text.replace(
      DIRECTIVE,
      (_, flags: string, width: string | undefined, precision: string | undefined, kind: string) => {
        if (kind === '%') return '%';
        const wide = width === '*' ? (values.shift() ?? '0') : (width ?? '0');
        const exact = precision === '*' ? (values.shift() ?? '0') : precision;
        const value = values.shift();
        const shown = convert(kind, value ?? '', flags, exact, complain);
        if (kind === 'b' && unescape(value ?? '').stop) heard.stop = true;
        return pad(shown, flags, Number(wide), kind);
      },
    );
    sys.out(text);
    if (values.length === before) break;
  } while (values.length > 0 && !heard.stop && !whole.stop);
  return status;
});

function convert(
  kind: string,
  value: string,
  flags: string,
  precision: string | undefined,
  complain: (text: string) => void,
): string {
  switch (kind) {
    case 's':
    case 'q':
      return precision === undefined ? value : value.slice(0, Number(precision));
    case 'b':
      return unescape(value).text;
    case 'c':
      return value.slice(0, 1);
    default: {
      const number = numberOf(value, complain);
      const sign = flags.includes('+') && number >= 0 ? '+' : flags.includes(' ') && number >= 0 ? ' ' : '';
      if (kind === 'x') return (flags.includes('#') ? '0x' : '') + Math.trunc(number).toString(16);
      if (kind === 'X') return Math.trunc(number).toString(16).toUpperCase();
      if (kind === 'o') return Math.trunc(number).toString(8);
      if ('feEgG'.includes(kind))
        return sign + (kind === 'f' ? number.toFixed(Number(precision ?? 6)) : String(number));
      return sign + String(Math.trunc(number)).padStart(Number(precision ?? 0), '0');
    }
  }
}

/** Decimal, octal, hexadecimal, or the code of the character behind a quote. */
function numberOf(value: string, complain: (text: string) => void): number {
  if (value === '') return 0;
  if (/^["'].$/s.test(value)) return value.charCodeAt(1);
  if (/^[-+]?0[0-7]+$/.test(value)) return parseInt(value, 8);
  const number = Number(value);
  if (!Number.isNaN(number) && value.trim() !== '') return number;
  const start = /^[-+]?\d+/.exec(value)?.[0];
  complain(start === undefined ? `'${value}': expected a numeric value` : `'${value}': value not completely converted`);
  return Number(start ?? 0);
}

function pad(text: string, flags: string, width: number, kind: string): string {
  if (flags.includes('-')) return text.padEnd(width);
  const zeros = flags.includes('0') && !'sbcq'.includes(kind);
  return zeros && /^[-+ ]/.test(text)
    ? text.charAt(0) + text.slice(1).padStart(width - 1, '0')
    : text.padStart(width, zeros ? '0' : ' ');
}

/** `env`: prints the environment, or runs a command in a changed one and ends as that ends. */
const env = program<object>({
  name: 'env',
  start: (sys) => {
    const words = [...sys.args];
    let variables: Record<string, string> = { ...sys.process.env };
    while (words[0]?.startsWith('-') === true) {
      const option = words.shift() ?? '';
      if (option === '-i' || option === '-' || option === '--ignore-environment') variables = {};
      else if (option === '-u') delete variables[words.shift() ?? ''];
      else {
        sys.err(`env: invalid option -- '${option.slice(1, 2)}'\nTry 'env --help' for more information.\n`);
        return 125;
      }
    }
    while (/^[^=]+=/.test(words[0] ?? '')) {
      const [name = '', ...value] = (words.shift() ?? '').split('=');
      variables[name] = value.join('=');
    }
    const [name] = words;
    if (name === undefined) {
      sys.out(
        Object.entries(variables)
          .map(([key, value]) => `${key}=${value}\n`)
          .join(''),
      );
      return 0;
    }
    if (!sys.has(name)) {
      sys.err(`env: '${name}': No such file or directory\n`);
      return 127;
    }
    sys.spawn(words, { env: variables, stdin: sys.process.stdin });
    return {};
  },
  on: (sys, _data, event) => {
    if (event.type === 'child') sys.exit(event.status);
  },
});

/** `seq [FIRST [STEP]] LAST` */
const seq = command('seq', (sys) => {
  const words = [...sys.args];
  let separator = '\n';
  let wide = false;
  while (/^-[sw]/.test(words[0] ?? '')) {
    const option = words.shift() ?? '';
    if (option === '-w') wide = true;
    else separator = option.slice(2) || (words.shift() ?? '');
  }
  const wrong = words.find((word) => !/^[-+]?(?:\d+\.?\d*|\.\d+)$/.test(word));
  if (words.length === 0 || words.length > 3 || wrong !== undefined) {
    const what =
      words.length === 0
        ? 'missing operand'
        : wrong === undefined
          ? `extra operand '${words[3] ?? ''}'`
          : `invalid floating point argument: '${wrong}'`;
    sys.err(`seq: ${what}\nTry 'seq --help' for more information.\n`);
    return 1;
  }
  const places = Math.max(...words.slice(0, 2).map((word) => word.split('.')[1]?.length ?? 0));
  const numbers = words.map(Number);
  const last = numbers[numbers.length - 1] ?? 0;
  const first = numbers.length > 1 ? (numbers[0] ?? 1) : 1;
  const step = numbers.length > 2 ? (numbers[1] ?? 1) : 1;
  if (step === 0) {
    sys.err(`seq: invalid Zero increment value: '${words[1] ?? ''}'\nTry 'seq --help' for more information.\n`);
    return 1;
  }
  const count = Math.max(0, Math.floor((last - first) / step + 1e-9) + 1);
  const shown = Array.from({ length: count }, (_, i) => (first + i * step).toFixed(places));
  const width = wide ? Math.max(...shown.map((number) => number.length)) : 0;
  if (count > 0) sys.out(`${shown.map((number) => number.padStart(width, '0')).join(separator)}\n`);
  return 0;
});

export const sayPrograms: readonly Program[] = [
  echo,
  printf,
  env,
  seq,
  command('true', () => 0),
  command('false', () => 1),
];
