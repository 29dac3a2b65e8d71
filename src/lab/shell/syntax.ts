/** The shell's grammar, as far as it goes: lists, pipelines, for loops, groups, redirections, quotes and expansions. */

/** A piece of a word. Quoted text is kept whole; unquoted expansions are split into words at blanks. */
export type Part =
  | { readonly part: 'text'; readonly text: string; readonly quoted: boolean }
  | { readonly part: 'variable'; readonly name: string; readonly quoted: boolean }
  | { readonly part: 'command'; readonly source: string; readonly quoted: boolean };

export type Word = readonly Part[];

export interface Redirect {
  /** `here`: what is read is written in the script itself. */
  readonly fd: 'in' | 'here' | 'out' | 'err' | 'both';
  readonly append: boolean;
  /** A file, the text of a here-document, or the other descriptor (`2>&1`, `>&2`). */
  readonly to: Word | 'out' | 'err';
}

export type Command =
  | {
      readonly kind: 'simple';
      readonly assignments: readonly { readonly name: string; readonly value: Word }[];
      readonly words: readonly Word[];
      readonly redirects: readonly Redirect[];
    }
  | {
      readonly kind: 'for';
      readonly name: string;
      readonly words: readonly Word[];
      readonly body: List;
      readonly source: string;
    }
  | { readonly kind: 'group'; readonly body: List; readonly source: string };

export interface Pipeline {
  readonly negate: boolean;
  readonly commands: readonly Command[];
}

export interface Item {
  readonly pipeline: Pipeline;
  /** What follows it. */
  readonly then: ';' | '&&' | '||' | '&';
}

export type List = readonly Item[];

export type Parsed = { readonly ok: true; readonly list: List } | { readonly ok: false; readonly message: string };
