/** The shell's grammar, as far as it goes: lists, pipelines, compound commands, redirections, quotes and expansions. */

/** A piece of a word. Quoted text is kept whole; unquoted expansions are split into words at blanks. */
export type Part =
  | { readonly part: 'text'; readonly text: string; readonly quoted: boolean }
  | { readonly part: 'variable'; readonly name: string; readonly quoted: boolean }
  | { readonly part: 'command'; readonly source: string; readonly quoted: boolean }
  /** `$((EXPRESSION))` */
  | { readonly part: 'arithmetic'; readonly source: Word; readonly quoted: boolean }
  /** `${NAME OPERATOR WORD}`; the operator `length` is `${#NAME}`. */
  | {
      readonly part: 'parameter';
      readonly name: string;
      readonly operator: string;
      readonly word: Word;
      /** What `${NAME/PATTERN/WORD}` puts there. */
      readonly other?: Word;
      readonly quoted: boolean;
    };

export type Word = readonly Part[];

export interface Redirect {
  /** `here`: what is read is written in the script itself. */
  readonly fd: 'in' | 'here' | 'out' | 'err' | 'both';
  readonly append: boolean;
  /** A file, the text of a here-document, or the other descriptor (`2>&1`, `>&2`). */
  readonly to: Word | 'out' | 'err';
}

export interface Simple {
  readonly kind: 'simple';
  readonly assignments: readonly { readonly name: string; readonly value: Word }[];
  readonly words: readonly Word[];
  readonly redirects: readonly Redirect[];
  readonly source: string;
}

/** What stands between `[[` and `]]`. */
export type Condition =
  | { readonly test: 'and' | 'or'; readonly left: Condition; readonly right: Condition }
  | { readonly test: 'not'; readonly of: Condition }
  /** An operator with one word or two, as `test` knows them. */
  | { readonly test: 'plain'; readonly words: readonly (Word | string)[] }
  /** A pattern, or with `=~` a regular expression. */
  | { readonly test: 'match'; readonly operator: '=' | '!=' | '=~'; readonly text: Word; readonly pattern: Word };

/** A condition, and what is done where it holds. */
export interface Branch {
  readonly condition: List;
  readonly body: List;
}

export type CompoundBody =
  | { readonly kind: 'for'; readonly name: string; readonly words: readonly Word[] | null; readonly body: List }
  | { readonly kind: 'while'; readonly until: boolean; readonly condition: List; readonly body: List }
  | { readonly kind: 'if'; readonly branches: readonly Branch[]; readonly otherwise: List }
  | {
      readonly kind: 'case';
      readonly word: Word;
      readonly branches: readonly { readonly patterns: readonly Word[]; readonly body: List }[];
    }
  | { readonly kind: 'group'; readonly body: List }
  | { readonly kind: 'test'; readonly condition: Condition }
  /** `((EXPRESSION))` */
  | { readonly kind: 'arithmetic'; readonly expression: Word }
  /** `for ((FIRST; CONDITION; STEP))` */
  | { readonly kind: 'count'; readonly expressions: readonly Word[]; readonly body: List }
  | { readonly kind: 'function'; readonly name: string; readonly body: Command }
  /** Runs in a shell of its own. */
  | { readonly kind: 'subshell'; readonly inside: string };

export type Compound = CompoundBody & { readonly redirects: readonly Redirect[]; readonly source: string };

export type Command = Simple | Compound;

export interface Pipeline {
  readonly negate: boolean;
  readonly commands: readonly Command[];
  readonly source: string;
}

export interface Item {
  readonly pipeline: Pipeline;
  /** What follows it. */
  readonly then: ';' | '&&' | '||' | '&';
}

export type List = readonly Item[];

export type Parsed = { readonly ok: true; readonly list: List } | { readonly ok: false; readonly message: string };
