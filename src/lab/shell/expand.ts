/** Expansion of words: variables, arithmetic, command substitutions already run, and splitting at blanks. */
import { BadPattern, compileRegex, findMatch } from '../../userland/coreutils/regex';
import { evaluate } from './arithmetic';
import { expandBraces } from './braces';
import { fits, type PatternPiece, replaced, trimmed } from './pattern';
import type { Condition, Part, Word } from './syntax';

export interface Expansion {
  /** `${NAME:=WORD}` and arithmetic set them. */
  readonly variables: Record<string, string>;
  readonly status: number;
  /** $1 and on. */
  readonly positional: readonly string[];
  /** `$0`, `$$`, `$!`. */
  readonly special: Readonly<Record<string, string>>;
  /** Whether `{a,b}` makes two words: bash does it, sh does not. */
  readonly braces: boolean;
  /** Outputs of the command substitutions met so far, in order. */
  readonly outputs: readonly string[];
}

/** What a substitution that has not run yet stops. */
class Unrun extends Error {
  constructor(readonly source: string) {
    super(source);
  }
}

interface Piece extends PatternPiece {
  /** Split into words at blanks. */
  readonly splits: boolean;
}

const JOIN_ALL = new Set(['@', '*']);

class Expander {
  private used = 0;

  constructor(private readonly expansion: Expansion) {}

  private valueOf(name: string): string | undefined {
    const { variables, positional, special, status } = this.expansion;
    if (name === '?') return String(status);
    if (name === '#') return String(positional.length);
    if (JOIN_ALL.has(name)) return positional.join(' ');
    if (/^[1-9]\d*$/.test(name)) return positional[Number(name) - 1];
    return special[name] ?? variables[name];
  }

  /** A part's text; several where "$@" stands for several words. */
  private textOf(part: Part): string {
    switch (part.part) {
      case 'text':
        return part.text;
      case 'variable':
        return this.valueOf(part.name) ?? '';
      case 'command': {
        const output = this.expansion.outputs[this.used++];
        if (output === undefined) throw new Unrun(part.source);
        return output.replace(/\n+$/, '');
      }
      case 'arithmetic':
        return String(evaluate(this.text(part.source), this.expansion.variables));
      case 'parameter':
        return this.parameter(part);
    }
  }

  private parameter({ name, operator, word, other }: Extract<Part, { part: 'parameter' }>): string {
    const value = this.valueOf(name);
    if (operator === 'length') return String((value ?? '').length);
    if (/^[#%]/.test(operator)) return trimmed(value ?? '', operator, this.pieces(word));
    if (operator.startsWith('/')) return replaced(value ?? '', operator, this.pieces(word), this.text(other ?? []));
    if (operator === ':') return this.part(value ?? '', this.text(word));
    if (/^[\^,]/.test(operator)) return changedCase(value ?? '', operator);
    const missing = value === undefined || (operator.startsWith(':') && value === '');
    if (operator.endsWith('+')) return missing ? '' : this.text(word);
    if (!missing) return value;
    const instead = this.text(word);
    if (operator.endsWith('=')) this.expansion.variables[name] = instead;
    return instead;
  }

  /** `${NAME:OFFSET:LENGTH}` */
  private part(value: string, range: string): string {
    const [offset = '0', length] = range.split(':').map((text) => evaluate(text, this.expansion.variables));
    const from = Number(offset) < 0 ? Math.max(0, value.length + Number(offset)) : Number(offset);
    if (length === undefined) return value.slice(from);
    return length < 0 ? value.slice(from, length) : value.slice(from, from + length);
  }

  /** Whether a condition holds; `plain` does what `test` does. */
  holds(condition: Condition, plain: (words: readonly string[]) => boolean): boolean {
    switch (condition.test) {
      case 'and':
        return this.holds(condition.left, plain) && this.holds(condition.right, plain);
      case 'or':
        return this.holds(condition.left, plain) || this.holds(condition.right, plain);
      case 'not':
        return !this.holds(condition.of, plain);
      case 'plain':
        return plain(condition.words.map((word) => (typeof word === 'string' ? word : this.text(word))));
      case 'match': {
        const text = this.text(condition.text);
        if (condition.operator === '=~') return matchesExpression(text, this.text(condition.pattern));
        return fits(text, this.pieces(condition.pattern)) === (condition.operator === '=');
      }
    }
  }

  pieces(word: Word): Piece[] {
    return word.map((part) => ({
      text: this.textOf(part),
      quoted: part.quoted,
      splits: part.part !== 'text' && !part.quoted,
    }));
  }

  text(word: Word): string {
    return this.pieces(word)
      .map(({ text }) => text)
      .join('');
  }

  fields(word: Word): string[] {
    const words = this.expansion.braces ? expandBraces(word) : [word];
    return words.flatMap((each) => this.fieldsOf(each));
  }

  private fieldsOf(word: Word): string[] {
    const fields: string[] = [];
    let current: string | null = null;
    for (const part of word) {
      if (part.part === 'variable' && part.name === '@' && part.quoted) {
        const [first, ...rest] = this.expansion.positional;
        if (first === undefined) continue;
        current = (current ?? '') + first;
        for (const next of rest) {
          fields.push(current);
          current = next;
        }
        continue;
      }
      const value = this.textOf(part);
      if (part.part === 'text' || part.quoted) {
        current = (current ?? '') + value;
        continue;
      }
      const pieces = value.split(/\s+/);
      const head = pieces.shift() ?? '';
      if (head !== '' || current !== null) current = (current ?? '') + head;
      for (const piece of pieces) {
        if (current !== null) fields.push(current);
        current = piece === '' ? null : piece;
      }
    }
    if (current !== null) fields.push(current);
    return fields;
  }
}

/** `=~`: an extended regular expression; a bad one fits nothing. */
function matchesExpression(text: string, source: string): boolean {
  const regex = compileRegex(source, true, false);
  return !(regex instanceof BadPattern) && findMatch(regex, text) !== null;
}

function changedCase(value: string, operator: string): string {
  const change = (text: string) => (operator.startsWith('^') ? text.toUpperCase() : text.toLowerCase());
  return operator.length === 2 ? change(value) : change(value.slice(0, 1)) + value.slice(1);
}

/** What `run` gives, or the source of the next substitution that has to run first. */
function attempt<T>(
  expansion: Expansion,
  run: (expander: Expander) => T,
): { readonly done: T } | { readonly run: string } {
  try {
    return { done: run(new Expander(expansion)) };
  } catch (error) {
    if (error instanceof Unrun) return { run: error.source };
    throw error;
  }
}

/** Fields of a list of words, or the source of the next substitution that has to run first. */
export function expandWords(
  words: readonly Word[],
  expansion: Expansion,
): { readonly fields: string[] } | { readonly run: string } {
  const result = attempt(expansion, (expander) => words.flatMap((word) => expander.fields(word)));
  return 'run' in result ? result : { fields: result.done };
}

/** The texts of words that are not split (the values of assignments, targets of redirections), with the fields of others. */
export function expandCommand(
  texts: readonly Word[],
  words: readonly Word[],
  targets: readonly Word[],
  expansion: Expansion,
): { readonly texts: string[]; readonly fields: string[]; readonly targets: string[] } | { readonly run: string } {
  const result = attempt(expansion, (expander) => ({
    texts: texts.map((word) => expander.text(word)),
    fields: words.flatMap((word) => expander.fields(word)),
    targets: targets.map((word) => expander.text(word)),
  }));
  return 'run' in result ? result : result.done;
}

/** The first branch of a `case` that fits its word; -1 where none does. */
export function chooseBranch(
  word: Word,
  branches: readonly { readonly patterns: readonly Word[] }[],
  expansion: Expansion,
): { readonly branch: number } | { readonly run: string } {
  const result = attempt(expansion, (expander) => {
    const text = expander.text(word);
    return branches.findIndex(({ patterns }) => patterns.some((pattern) => fits(text, expander.pieces(pattern))));
  });
  return 'run' in result ? result : { branch: result.done };
}

/** Whether a condition holds. */
export function conditionHolds(
  condition: Condition,
  plain: (words: readonly string[]) => boolean,
  expansion: Expansion,
): { readonly holds: boolean } | { readonly run: string } {
  const result = attempt(expansion, (expander) => expander.holds(condition, plain));
  return 'run' in result ? result : { holds: result.done };
}

/** The value of an expression; variables may be set by it. */
export function evaluateWord(
  expression: Word,
  expansion: Expansion,
): { readonly value: number } | { readonly run: string } {
  const result = attempt(expansion, (expander) => evaluate(expander.text(expression), expansion.variables));
  return 'run' in result ? result : { value: result.done };
}
