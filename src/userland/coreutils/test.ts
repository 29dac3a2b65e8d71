/** `test` and `[` of coreutils. */
import { isDirectory } from '../directory';
import { command, type Program, type Sys } from '../program';

/** Words left, and what was wrong with them. */
interface Reader {
  readonly words: readonly string[];
  at: number;
  error: string | null;
}

const UNARY = new Set(['-z', '-n', '-e', '-f', '-d', '-r', '-w', '-x', '-s', '-L', '-h']);
const NUMBERS: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  '-eq': (a, b) => a === b,
  '-ne': (a, b) => a !== b,
  '-lt': (a, b) => a < b,
  '-le': (a, b) => a <= b,
  '-gt': (a, b) => a > b,
  '-ge': (a, b) => a >= b,
};
const TEXTS: Readonly<Record<string, (a: string, b: string) => boolean>> = {
  '=': (a, b) => a === b,
  '==': (a, b) => a === b,
  '!=': (a, b) => a !== b,
  '<': (a, b) => a < b,
  '>': (a, b) => a > b,
};

/** Whether what the words say holds, or what is wrong with them. */
export function testWords(sys: Sys, words: readonly string[]): boolean | string {
  if (words.length === 0) return false;
  const reader: Reader = { words, at: 0, error: null };
  const result = or(sys, reader);
  if (reader.error === null && reader.at < words.length) reader.error = `extra argument '${words[reader.at] ?? ''}'`;
  return reader.error ?? result;
}

function or(sys: Sys, reader: Reader): boolean {
  let result = and(sys, reader);
  while (reader.words[reader.at] === '-o') {
    reader.at++;
    const right = and(sys, reader);
    result ||= right;
  }
  return result;
}

function and(sys: Sys, reader: Reader): boolean {
  let result = term(sys, reader);
  while (reader.words[reader.at] === '-a') {
    reader.at++;
    const right = term(sys, reader);
    result &&= right;
  }
  return result;
}

function term(sys: Sys, reader: Reader): boolean {
  const { words } = reader;
  const [word, operator, right] = words.slice(reader.at, reader.at + 3);
  if (word === undefined) {
    reader.error ??= `missing argument after '${words[reader.at - 1] ?? ''}'`;
    return false;
  }
  if (right !== undefined && operator !== undefined && (operator in NUMBERS || operator in TEXTS))
    return binary(reader, word, operator, right);
  if (word === '!') {
    reader.at++;
    return !term(sys, reader);
  }
  if (word === '(') {
    reader.at++;
    const inner = or(sys, reader);
    if (words[reader.at] !== ')') reader.error ??= "')' expected";
    reader.at++;
    return inner;
  }
  if (UNARY.has(word) && operator !== undefined) {
    reader.at += 2;
    return unary(sys, word, operator);
  }
  reader.at++;
  return word !== '';
}

function binary(reader: Reader, left: string, operator: string, right: string): boolean {
  reader.at += 3;
  const text = TEXTS[operator];
  if (text !== undefined) return text(left, right);
  for (const side of [left, right]) {
    if (!/^\s*[-+]?\d+\s*$/.test(side)) {
      reader.error ??= `invalid integer '${side}'`;
      return false;
    }
  }
  return NUMBERS[operator]?.(Number(left), Number(right)) ?? false;
}

function unary(sys: Sys, operator: string, operand: string): boolean {
  switch (operator) {
    case '-z':
      return operand === '';
    case '-n':
      return operand !== '';
    case '-d':
      return isDirectory(sys, operand);
    case '-s':
      return (sys.readFile(operand) ?? '') !== '';
    case '-L':
    case '-h':
      return false;
    default:
      return sys.readFile(operand) !== null || (operator === '-e' && isDirectory(sys, operand));
  }
}

function run(sys: Sys, name: string, words: readonly string[]): number {
  const result = testWords(sys, words);
  if (typeof result === 'boolean') return result ? 0 : 1;
  sys.err(`${name}: ${result}\n`);
  return 2;
}

const test = command('test', (sys) => run(sys, 'test', sys.args));

const bracket = command('[', (sys) => {
  if (sys.args.at(-1) === ']') return run(sys, '[', sys.args.slice(0, -1));
  sys.err("[: missing ']'\n");
  return 2;
});

export const testPrograms: readonly Program[] = [test, bracket];
