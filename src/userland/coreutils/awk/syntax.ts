/** The grammar of awk as far as it goes (POSIX, awk): patterns, actions, expressions. */

export type Expression =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'string'; readonly value: string }
  /** By itself it asks whether the line fits. */
  | { readonly kind: 'regex'; readonly source: string }
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'field'; readonly index: Expression }
  | { readonly kind: 'element'; readonly array: string; readonly key: Expression }
  | { readonly kind: 'in'; readonly array: string; readonly key: Expression }
  | { readonly kind: 'assign'; readonly to: Expression; readonly operator: string; readonly value: Expression }
  | { readonly kind: 'step'; readonly to: Expression; readonly by: number; readonly before: boolean }
  | { readonly kind: 'unary'; readonly operator: '!' | '-' | '+'; readonly of: Expression }
  | { readonly kind: 'binary'; readonly operator: string; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'choice'; readonly condition: Expression; readonly yes: Expression; readonly no: Expression }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Expression[] };

export type Statement =
  | { readonly kind: 'print' | 'printf'; readonly args: readonly Expression[] }
  | { readonly kind: 'expression'; readonly expression: Expression }
  | { readonly kind: 'if'; readonly condition: Expression; readonly yes: Statement; readonly no: Statement | null }
  | { readonly kind: 'while'; readonly condition: Expression; readonly body: Statement }
  | {
      readonly kind: 'for';
      readonly first: Statement | null;
      readonly condition: Expression | null;
      readonly step: Statement | null;
      readonly body: Statement;
    }
  | { readonly kind: 'each'; readonly name: string; readonly array: string; readonly body: Statement }
  | { readonly kind: 'block'; readonly body: readonly Statement[] }
  | { readonly kind: 'delete'; readonly array: string; readonly key: Expression | null }
  | { readonly kind: 'next' | 'break' | 'continue' }
  | { readonly kind: 'exit'; readonly status: Expression | null };

export interface Rule {
  /** Null for every line; two for a range. */
  readonly when: 'BEGIN' | 'END' | readonly Expression[];
  /** Null prints the line. */
  readonly action: Statement | null;
}

/** What is wrong with a program, as mawk says it. */
export class AwkError extends Error {}

/** Control that leaves the statements around it. */
export class Jump extends Error {
  constructor(readonly to: 'next' | 'break' | 'continue' | 'exit') {
    super(to);
  }
}
