/** Functions that a template may call: Go's own and the client's (cli `templates/templates.go`). */
import { GoMap, GoStruct, type GoValue, isList, isTrue, print, toJson } from './value';

/** What a call gives, or `error` with what Go says behind `error calling NAME: `. */
export type Called = { readonly value: GoValue } | { readonly error: string };

type Fn = (...args: readonly GoValue[]) => Called;

const give = (value: GoValue): Called => ({ value });
const wrong = (error: string): Called => ({ error });
const text = (value: GoValue): string => (typeof value === 'string' ? value : print(value));
const amount = (value: GoValue): number => (typeof value === 'number' ? value : Number(value));

export const FUNCTIONS: Readonly<Record<string, Fn>> = {
  json: (value) => give(toJson(value)),
  split: (value, separator) => give(text(value).split(text(separator))),
  join: (list, separator) => give(isList(list) ? list.map(text).join(text(separator)) : ''),
  title: (value) =>
    give(
      text(value).replace(
        /(^|[^\p{L}\p{N}_'])(\p{L})/gu,
        (_, before: string, letter: string) => before + letter.toUpperCase(),
      ),
    ),
  lower: (value) => give(text(value).toLowerCase()),
  upper: (value) => give(text(value).toUpperCase()),
  pad: (value, before, after) =>
    give(text(value) === '' ? '' : ' '.repeat(amount(before)) + text(value) + ' '.repeat(amount(after))),
  truncate: (value, length) => give([...text(value)].slice(0, amount(length)).join('')),
  println: (...args) => give(`${args.map(print).join(' ')}\n`),
  print: (...args) => give(spaced(args)),
  printf: (format, ...args) => give(printf(text(format), args)),
  len: length,
  index,
  slice: (value, from = 0, to) => {
    const size = isList(value) ? value.length : text(value).length;
    const beyond = [from, to].find((at) => typeof at === 'number' && (at < 0 || at > size));
    if (beyond !== undefined) return wrong(`index out of range: ${print(beyond)}`);
    return give(
      isList(value)
        ? value.slice(amount(from), to === undefined ? undefined : amount(to))
        : text(value).slice(amount(from), to === undefined ? undefined : amount(to)),
    );
  },
  not: (value) => give(!isTrue(value)),
  and: (...args) => give(args.find((arg) => !isTrue(arg)) ?? args[args.length - 1]),
  or: (...args) => give(args.find(isTrue) ?? args[args.length - 1]),
  eq: (first, ...others) => compareAll(first, others),
  ne: (a, b) => compare(a, b, (order) => order !== 0),
  lt: (a, b) => compare(a, b, (order) => order < 0),
  le: (a, b) => compare(a, b, (order) => order <= 0),
  gt: (a, b) => compare(a, b, (order) => order > 0),
  ge: (a, b) => compare(a, b, (order) => order >= 0),
  html: (value) => give(text(value).replace(/[&<>"']/g, (char) => HTML[char] ?? char)),
  js: (value) => give(text(value).replace(/[\\'"<>&=\p{Cc}]/gu, (char) => JS[char] ?? unicode(char))),
  urlquery: (value) => give(encodeURIComponent(text(value)).replace(/%20/g, '+')),
};

/** How many arguments the functions take that take no more and no less. */
const ARITY: Readonly<Record<string, number>> = {
  json: 1,
  split: 2,
  join: 2,
  title: 1,
  lower: 1,
  upper: 1,
  pad: 3,
  truncate: 2,
  len: 1,
  not: 1,
  ne: 2,
  lt: 2,
  le: 2,
  gt: 2,
  ge: 2,
};
/** Functions that take one at least. */
const SOME = ['printf', 'index', 'slice', 'and', 'or', 'eq'];

/** What Go says of a call with too few arguments or too many; null where their number is right. */
export function miscounted(name: string, given: number): string | null {
  const arity = ARITY[name];
  const least = SOME.includes(name) && given === 0;
  if (!least && (arity === undefined || arity === given)) return null;
  return `wrong number of args for ${name}: want ${least ? 'at least 1' : arity} got ${given}`;
}

const HTML: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&#34;', "'": '&#39;' };
const JS: Readonly<Record<string, string>> = { '\\': '\\\\', "'": "\\'", '"': '\\"' };
const unicode = (char: string) => `\\u${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;

export const FUNCTION_NAMES: ReadonlySet<string> = new Set(Object.keys(FUNCTIONS));

/** fmt.Sprint: blanks only between operands of which neither is a string. */
function spaced(args: readonly GoValue[]): string {
  return args.reduce<string>(
    (line, arg, i) =>
      line + (i > 0 && typeof arg !== 'string' && typeof args[i - 1] !== 'string' ? ' ' : '') + print(arg),
    '',
  );
}

function length(value: GoValue): Called {
  if (isList(value)) return give(value.length);
  if (value instanceof GoMap) return give(Object.keys(value.entries).length);
  if (typeof value === 'string') return give(new TextEncoder().encode(value).length);
  if (value === null || value === undefined) return wrong('len of nil pointer');
  return wrong(`len of type ${typeOf(value)}`);
}

function typeOf(value: GoValue): string {
  if (value instanceof GoStruct) return value.typeName;
  return typeof value === 'number' ? 'int' : typeof value === 'boolean' ? 'bool' : typeof value;
}

function index(value: GoValue, ...keys: readonly GoValue[]): Called {
  let at = value;
  for (const key of keys) {
    if (at === null || at === undefined) return wrong('index of untyped nil');
    if (at instanceof GoMap) {
      if (typeof key !== 'string') return wrong(`value has type ${typeOf(key)}; should be ${at.keyType}`);
      if (at.keyType !== 'string') return wrong(`value has type string; should be ${at.keyType}`);
      at = key in at.entries ? at.entries[key] : at.zero;
    } else if (isList(at)) {
      if (typeof key !== 'number') return wrong(`cannot index slice/array with type ${typeOf(key)}`);
      if (key < 0 || key > at.length) return wrong(`index out of range: ${key}`);
      if (key === at.length) return wrong('reflect: slice index out of range');
      at = at[key];
    } else return wrong(`can't index item of type ${typeOf(at)}`);
  }
  return give(at);
}

function compareAll(first: GoValue, others: readonly GoValue[]): Called {
  if (others.length === 0) return wrong('missing argument for comparison');
  for (const other of others) {
    if (first !== null && other !== null && typeof first !== typeof other)
      return wrong('incompatible types for comparison');
    if (first === other) return give(true);
  }
  return give(false);
}

function compare(a: GoValue, b: GoValue, holds: (order: number) => boolean): Called {
  if (typeof a !== typeof b) return wrong('incompatible types for comparison');
  if (typeof a === 'number' && typeof b === 'number') return give(holds(a - b));
  if (typeof a === 'boolean' && typeof b === 'boolean') return give(holds(Number(a) - Number(b)));
  if (typeof a === 'string' && typeof b === 'string') return give(holds(a < b ? -1 : a > b ? 1 : 0));
  return wrong('invalid type for comparison');
}

/** fmt.Sprintf with the verbs that people use: %s %d %v %q %t %x %f %%, flags and widths. */
function printf(format: string, args: readonly GoValue[]): string {
  let next = 0;
  const out = format.replace(
    /%([-+# 0]*)(\d*)(?:\.(\d+))?([a-zA-Z%])/g,
    (_, flags: string, width: string, precision: string | undefined, verb: string) => {
      if (verb === '%') return '%';
      if (next >= args.length) return `%!${verb}(MISSING)`;
      const body = formatVerb(verb, args[next++], precision);
      const missing = Number(width || 0) - [...body].length;
      if (missing <= 0) return body;
      return flags.includes('-')
        ? body + ' '.repeat(missing)
        : (flags.includes('0') ? '0' : ' ').repeat(missing) + body;
    },
  );
  const extra = args.slice(next).map((arg) => `${typeOf(arg)}=${print(arg)}`);
  return extra.length === 0 ? out : `${out}%!(EXTRA ${extra.join(', ')})`;
}

function formatVerb(verb: string, arg: GoValue, precision: string | undefined): string {
  switch (verb) {
    case 'q':
      return JSON.stringify(text(arg));
    case 'd':
      return typeof arg === 'number' ? String(arg) : `%!d(${typeOf(arg)}=${print(arg)})`;
    case 's':
      if (typeof arg === 'number' || typeof arg === 'boolean') return `%!s(${typeOf(arg)}=${print(arg)})`;
      return precision === undefined ? print(arg) : [...print(arg)].slice(0, Number(precision)).join('');
    case 'x':
      return typeof arg === 'number'
        ? arg.toString(16)
        : [...new TextEncoder().encode(text(arg))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    case 'f':
      return typeof arg === 'number' ? arg.toFixed(Number(precision ?? 6)) : `%!f(${typeOf(arg)}=${print(arg)})`;
    case 'T':
      return typeOf(arg);
    default:
      return print(arg);
  }
}
