/** Words of a command line as options and arguments, the way getopt_long(3) reads them. */
import type { Option } from './module';
import { refuse } from './refusal';

/** Options of iptables itself, by their letter; `0` has no short form. */
export type Letter = keyof typeof LETTERS;

/** Whether a value follows: always, never, or only where it hangs on the letter. */
const LETTERS = {
  A: 'one',
  C: 'one',
  D: 'one',
  E: 'one',
  F: 'hanging',
  I: 'one',
  L: 'hanging',
  N: 'one',
  P: 'one',
  R: 'one',
  S: 'hanging',
  V: 'none',
  X: 'hanging',
  Z: 'hanging',
  c: 'one',
  d: 'one',
  f: 'none',
  g: 'one',
  h: 'hanging',
  i: 'one',
  j: 'one',
  m: 'one',
  n: 'none',
  o: 'one',
  p: 'one',
  s: 'one',
  t: 'one',
  v: 'none',
  w: 'hanging',
  x: 'none',
  '4': 'none',
  '0': 'none',
} as const;

const LONG: Readonly<Record<string, Letter>> = {
  append: 'A',
  check: 'C',
  delete: 'D',
  insert: 'I',
  replace: 'R',
  list: 'L',
  'list-rules': 'S',
  flush: 'F',
  zero: 'Z',
  'new-chain': 'N',
  'delete-chain': 'X',
  'rename-chain': 'E',
  policy: 'P',
  source: 's',
  destination: 'd',
  src: 's',
  dst: 'd',
  protocol: 'p',
  'in-interface': 'i',
  'out-interface': 'o',
  jump: 'j',
  goto: 'g',
  table: 't',
  match: 'm',
  numeric: 'n',
  verbose: 'v',
  wait: 'w',
  exact: 'x',
  fragments: 'f',
  version: 'V',
  help: 'h',
  'line-numbers': '0',
  'set-counters': 'c',
  ipv4: '4',
};

export type Token =
  | { readonly kind: 'core'; readonly letter: Letter; readonly value: string | null; readonly text: string }
  | { readonly kind: 'extension'; readonly name: string; readonly value: string | null; readonly text: string }
  | { readonly kind: 'word'; readonly word: string }
  /** An option that nothing knows, or knows yet. */
  | { readonly kind: 'unknown'; readonly text: string };

export class Scanner {
  private at = 0;
  /** Letters of one word that are still to be read. */
  private cluster = '';

  constructor(private readonly words: readonly string[]) {}

  /** The next option or word; null at the end. `extensions` are the options that the extensions in use bring. */
  next(extensions: readonly Option[]): Token | null {
    if (this.cluster !== '') return this.letter();
    const word = this.words[this.at];
    if (word === undefined) return null;
    this.at++;
    if (word.startsWith('--') && word.length > 2) return this.long(word, extensions);
    if (!word.startsWith('-') || word === '-') return { kind: 'word', word };
    this.cluster = word.slice(1);
    return this.letter();
  }

  /** Looks at an unknown option again, once an extension has come that may know it. */
  again(): void {
    this.at--;
  }

  /** The following word, if it is no option. */
  take(): string | null {
    const word = this.words[this.at];
    if (this.cluster !== '' || word === undefined || word.startsWith('-') || word.startsWith('!')) return null;
    this.at++;
    return word;
  }

  private letter(): Token {
    const letter = this.cluster[0]!;
    const rest = this.cluster.slice(1);
    this.cluster = '';
    const text = `-${letter}`;
    if (!isLetter(letter)) return { kind: 'unknown', text };
    if (LETTERS[letter] === 'none') {
      this.cluster = rest;
      return { kind: 'core', letter, value: null, text };
    }
    const value = rest !== '' ? rest : LETTERS[letter] === 'one' ? this.value(text) : null;
    return { kind: 'core', letter, value, text };
  }

  private value(text: string): string {
    const word = this.words[this.at++];
    return word ?? refuse(`option "${text}" requires an argument`);
  }

  private long(word: string, extensions: readonly Option[]): Token {
    const equals = word.indexOf('=');
    const name = equals < 0 ? word.slice(2) : word.slice(2, equals);
    const given = equals < 0 ? null : word.slice(equals + 1);
    const names = new Map<string, Option | Letter>(Object.entries(LONG));
    for (const option of extensions) for (const own of [option.name, ...(option.also ?? [])]) names.set(own, option);
    const fits = [...names].filter(([known]) => known.startsWith(name));
    const found = names.get(name) ?? (new Set(fits.map(([, option]) => option)).size === 1 ? fits[0]?.[1] : undefined);
    if (found === undefined) return { kind: 'unknown', text: word };
    const text = `--${name}`;
    if (typeof found === 'string') {
      const value = given ?? (LETTERS[found] === 'one' ? this.value(text) : null);
      return { kind: 'core', letter: found, value, text };
    }
    const value = given ?? (found.words > 0 ? this.value(text) : null);
    return { kind: 'extension', name: found.name, value, text };
  }
}

function isLetter(letter: string): letter is Letter {
  return letter !== '0' && Object.hasOwn(LETTERS, letter);
}
