/** The syntax tree of a template, as far as text/template is used with docker. */

export type Node =
  | { readonly node: 'text'; readonly text: string }
  | { readonly node: 'action'; readonly pipe: Pipe }
  | {
      readonly node: 'if' | 'with' | 'range';
      readonly pipe: Pipe;
      readonly body: readonly Node[];
      readonly otherwise: readonly Node[];
    };

/** `$k, $v := COMMAND | COMMAND`. */
export interface Pipe {
  readonly variables: readonly string[];
  readonly assigns: boolean;
  readonly commands: readonly (readonly Operand[])[];
}

export type Operand = {
  /** Where it stands in the text, and how it is written: errors quote it. */
  readonly at: number;
  readonly source: string;
} & (
  | { readonly operand: 'literal'; readonly value: string | number | boolean | null }
  /** `.A.B`; no fields for the dot alone. */
  | { readonly operand: 'field'; readonly fields: readonly string[] }
  | { readonly operand: 'variable'; readonly name: string; readonly fields: readonly string[] }
  | { readonly operand: 'function'; readonly name: string }
  | { readonly operand: 'pipe'; readonly pipe: Pipe; readonly fields: readonly string[] }
);
