/** POSIX regular expressions, basic and extended (IEEE Std 1003.1, chapter 9): leftmost, then longest, in time linear in the text. */

type Test = (char: string) => boolean;

/** A program for a set of threads: what a character must be, or where to go without one. */
type Step =
  | { readonly op: 'char'; readonly test: Test; next: number }
  | { readonly op: 'split'; next: number; other: number }
  | { readonly op: 'start' | 'end' | 'word' | 'notword' | 'wordstart' | 'wordend'; next: number }
  | { readonly op: 'match' };

export interface Regex {
  readonly steps: readonly Step[];
  readonly start: number;
}

/** Why a pattern is none; the words are grep's. */
export class BadPattern {
  constructor(readonly message: string) {}
}

type Node =
  | { readonly kind: 'empty' }
  | { readonly kind: 'char'; readonly test: Test }
  | { readonly kind: 'assert'; readonly op: 'start' | 'end' | 'word' | 'notword' | 'wordstart' | 'wordend' }
  | { readonly kind: 'seq'; readonly items: readonly Node[] }
  | { readonly kind: 'alt'; readonly items: readonly Node[] }
  | { readonly kind: 'repeat'; readonly item: Node; readonly least: number; readonly most: number };

const EMPTY: Node = { kind: 'empty' };
/** RE_DUP_MAX is larger; a pattern beyond this is refused as too big. */
const REPEAT_LIMIT = 255;
const STEP_LIMIT = 20_000;

interface Reader {
  readonly text: string;
  at: number;
  readonly extended: boolean;
  readonly fold: boolean;
  depth: number;
}

/** Compiles a pattern; `fold` ignores case. */
export function compileRegex(text: string, extended: boolean, fold: boolean): Regex | BadPattern {
  const reader: Reader = { text, at: 0, extended, fold, depth: 0 };
  const node = alternatives(reader);
  if (node instanceof BadPattern) return node;
  if (reader.at < text.length) return new BadPattern('Unmatched ) or \\)');
  const steps: Step[] = [{ op: 'match' }];
  const start = emit(steps, node, 0);
  return steps.length > STEP_LIMIT ? new BadPattern('Regular expression too big') : { steps, start };
}

/** A fixed string as a pattern. */
export function literal(text: string, fold: boolean): Regex {
  const steps: Step[] = [{ op: 'match' }];
  let next = 0;
  for (const char of Array.from(text).reverse()) next = steps.push({ op: 'char', test: is(char, fold), next }) - 1;
  return { steps, start: next };
}

function is(wanted: string, fold: boolean): Test {
  const lower = wanted.toLowerCase();
  return fold ? (char) => char.toLowerCase() === lower : (char) => char === wanted;
}

/** The operator at hand, with the backslash that it needs in this syntax; '' for an ordinary character. */
function operator(reader: Reader): string {
  const { text, at, extended } = reader;
  const escaped = text[at] === '\\';
  const char = escaped ? (text[at + 1] ?? '') : (text[at] ?? '');
  return '(){}|+?'.includes(char) && char !== '' && escaped !== extended ? char : '';
}

const width = (reader: Reader): number => (reader.extended ? 1 : 2);

function alternatives(reader: Reader): Node | BadPattern {
  const items: Node[] = [];
  for (;;) {
    const item = sequence(reader);
    if (item instanceof BadPattern) return item;
    items.push(item);
    if (operator(reader) !== '|') break;
    reader.at += width(reader);
  }
  return items.length === 1 ? (items[0] ?? EMPTY) : { kind: 'alt', items };
}

function sequence(reader: Reader): Node | BadPattern {
  const items: Node[] = [];
  while (reader.at < reader.text.length) {
    const op = operator(reader);
    if (op === '|' || (op === ')' && reader.depth > 0)) break;
    const first = items.length === 0 || (items.length === 1 && items[0]?.kind === 'assert');
    const item = atom(reader, first);
    if (item instanceof BadPattern) return item;
    const repeated = repetition(reader, item);
    if (repeated instanceof BadPattern) return repeated;
    items.push(repeated);
  }
  return { kind: 'seq', items };
}

function atom(reader: Reader, first: boolean): Node | BadPattern {
  const op = operator(reader);
  if (op === '(') return group(reader);
  if (op === ')' && !reader.extended) return new BadPattern('Unmatched ) or \\)');
  const char = reader.text[reader.at] ?? '';
  if (char === '[') return bracket(reader);
  if (char === '\\') return escape(reader);
  reader.at++;
  if (char === '*' && reader.extended && first) return EMPTY;
  if (char === '.') return { kind: 'char', test: () => true };
  if (char === '^' && (reader.extended || first)) return { kind: 'assert', op: 'start' };
  if (char === '$' && (reader.extended || atEnd(reader))) return { kind: 'assert', op: 'end' };
  return { kind: 'char', test: is(char, reader.fold) };
}

function atEnd(reader: Reader): boolean {
  const op = operator(reader);
  return reader.at >= reader.text.length || op === ')' || op === '|';
}

function group(reader: Reader): Node | BadPattern {
  reader.at += width(reader);
  reader.depth++;
  const inner = alternatives(reader);
  if (inner instanceof BadPattern) return inner;
  if (operator(reader) !== ')') return new BadPattern('Unmatched ( or \\(');
  reader.at += width(reader);
  reader.depth--;
  return inner;
}

const WORD: Test = (char) => /\w/.test(char);
const SPACE: Test = (char) => /\s/.test(char);

function escape(reader: Reader): Node | BadPattern {
  const char = reader.text[reader.at + 1];
  if (char === undefined) return new BadPattern('Trailing backslash');
  reader.at += 2;
  switch (char) {
    case 'w':
      return { kind: 'char', test: WORD };
    case 'W':
      return { kind: 'char', test: (other) => !WORD(other) };
    case 's':
      return { kind: 'char', test: SPACE };
    case 'S':
      return { kind: 'char', test: (other) => !SPACE(other) };
    case 'b':
      return { kind: 'assert', op: 'word' };
    case 'B':
      return { kind: 'assert', op: 'notword' };
    case '<':
      return { kind: 'assert', op: 'wordstart' };
    case '>':
      return { kind: 'assert', op: 'wordend' };
    default:
      return /[1-9]/.test(char)
        ? new BadPattern('Invalid back reference')
        : { kind: 'char', test: is(char, reader.fold) };
  }
}

function repetition(reader: Reader, item: Node): Node | BadPattern {
  let node = item;
  for (;;) {
    const op = operator(reader);
    if (reader.text[reader.at] === '*' && (item.kind !== 'assert' || reader.extended)) {
      reader.at++;
      node = { kind: 'repeat', item: node, least: 0, most: Infinity };
    } else if (op === '+' || op === '?') {
      reader.at += width(reader);
      node = { kind: 'repeat', item: node, least: op === '+' ? 1 : 0, most: op === '+' ? Infinity : 1 };
    } else if (op === '{') {
      const counted = interval(reader, node);
      if (counted === null) return node;
      if (counted instanceof BadPattern) return counted;
      node = counted;
    } else return node;
  }
}

/** `{2,5}`; null where the brace is no interval and so stands for itself. */
function interval(reader: Reader, item: Node): Node | BadPattern | null {
  const match = /^\\?\{(\d*)(,?)(\d*)\\?\}/.exec(reader.text.slice(reader.at));
  if (match === null) return reader.extended ? null : new BadPattern('Unmatched \\{');
  const least = match[1] === '' ? 0 : Number(match[1]);
  const most = match[2] === '' ? least : match[3] === '' ? Infinity : Number(match[3]);
  if (least > most) return new BadPattern('Invalid content of \\{\\}');
  if (least > REPEAT_LIMIT || (most !== Infinity && most > REPEAT_LIMIT))
    return new BadPattern('Regular expression too big');
  reader.at += match[0].length;
  return { kind: 'repeat', item, least, most };
}

const CLASSES: Readonly<Record<string, RegExp>> = {
  alpha: /[a-z]/i,
  digit: /[0-9]/,
  alnum: /[a-z0-9]/i,
  upper: /[A-Z]/,
  lower: /[a-z]/,
  space: /\s/,
  blank: /[ \t]/,
  punct: /[!-/:-@[-`{-~]/,
  xdigit: /[0-9a-f]/i,
  print: /[ -~]/,
  graph: /[!-~]/,
  cntrl: /[^ -~]/,
};

/** `[a-z[:digit:]]`, `[^…]`. */
function bracket(reader: Reader): Node | BadPattern {
  const { text, fold } = reader;
  let at = reader.at + 1;
  const negated = text[at] === '^';
  if (negated) at++;
  const tests: Test[] = [];
  for (let first = true; first || text[at] !== ']'; first = false) {
    if (at >= text.length) return new BadPattern('Invalid regular expression');
    const named = /^\[:(\w+):\]/.exec(text.slice(at));
    if (named?.[1] !== undefined) {
      const set = CLASSES[named[1]];
      if (set === undefined) return new BadPattern('Invalid character class name');
      tests.push((char) => set.test(char));
      at += named[0].length;
      continue;
    }
    const low = text[at] ?? '';
    const high =
      text[at + 1] === '-' && text[at + 2] !== undefined && text[at + 2] !== ']' ? (text[at + 2] ?? low) : low;
    if (high < low) return new BadPattern('Invalid range end');
    at += high === low && text[at + 1] !== '-' ? 1 : high === low && text[at + 2] !== high ? 1 : 3;
    tests.push((char) => char >= low && char <= high);
  }
  reader.at = at + 1;
  const test: Test = (char) => tests.some((one) => one(char));
  const folded: Test = fold ? (char) => test(char.toLowerCase()) || test(char.toUpperCase()) : test;
  return { kind: 'char', test: negated ? (char) => !folded(char) : folded };
}

/** Adds the steps of a node before `next`; where they begin. */
function emit(steps: Step[], node: Node, next: number): number {
  if (steps.length > STEP_LIMIT) return next;
  switch (node.kind) {
    case 'empty':
      return next;
    case 'char':
      return steps.push({ op: 'char', test: node.test, next }) - 1;
    case 'assert':
      return steps.push({ op: node.op, next }) - 1;
    case 'seq':
      return [...node.items].reverse().reduce((after, item) => emit(steps, item, after), next);
    case 'alt':
      return node.items
        .map((item) => emit(steps, item, next))
        .reduce((first, other) => steps.push({ op: 'split', next: first, other }) - 1);
    case 'repeat':
      return emitRepeat(steps, node.item, node.least, node.most, next);
  }
}

function emitRepeat(steps: Step[], item: Node, least: number, most: number, next: number): number {
  let after = next;
  if (most === Infinity) {
    const loop: Extract<Step, { op: 'split' }> = { op: 'split', next, other: next };
    after = steps.push(loop) - 1;
    loop.other = emit(steps, item, after);
  } else {
    for (let i = least; i < most; i++) {
      const body = emit(steps, item, after);
      after = steps.push({ op: 'split', next, other: body }) - 1;
    }
  }
  for (let i = 0; i < least; i++) after = emit(steps, item, after);
  return after;
}

/** Where the leftmost longest match at or behind `from` is; null where there is none. */
export function findMatch(
  regex: Regex,
  text: string,
  from = 0,
): { readonly start: number; readonly end: number } | null {
  for (let start = from; start <= text.length; start++) {
    const end = longestFrom(regex, text, start);
    if (end !== null) return { start, end };
  }
  return null;
}

function longestFrom(regex: Regex, text: string, start: number): number | null {
  let threads = new Set<number>();
  follow(regex, text, start, regex.start, threads);
  let longest: number | null = null;
  for (let at = start; threads.size > 0; at++) {
    const onward = new Set<number>();
    for (const thread of threads) {
      const step = regex.steps[thread];
      if (step?.op === 'match') longest = at;
      if (step?.op === 'char' && at < text.length && step.test(text[at] ?? ''))
        follow(regex, text, at + 1, step.next, onward);
    }
    threads = onward;
  }
  return longest;
}

/** Adds a thread and all that it reaches without a character. */
function follow(regex: Regex, text: string, at: number, from: number, threads: Set<number>): void {
  const open = [from];
  for (let thread = open.pop(); thread !== undefined; thread = open.pop()) {
    if (threads.has(thread)) continue;
    threads.add(thread);
    const step = regex.steps[thread];
    if (step === undefined || step.op === 'char' || step.op === 'match') continue;
    if (step.op === 'split') open.push(step.next, step.other);
    else if (holds(step.op, text, at)) open.push(step.next);
  }
}

function holds(op: 'start' | 'end' | 'word' | 'notword' | 'wordstart' | 'wordend', text: string, at: number): boolean {
  const before = at > 0 && WORD(text[at - 1] ?? '');
  const after = at < text.length && WORD(text[at] ?? '');
  switch (op) {
    case 'start':
      return at === 0;
    case 'end':
      return at === text.length;
    case 'word':
      return before !== after;
    case 'notword':
      return before === after;
    case 'wordstart':
      return !before && after;
    case 'wordend':
      return before && !after;
  }
}
