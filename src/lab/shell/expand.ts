/** Expansion of words: variables, command substitutions already run, and splitting at blanks. */
import type { Word } from './syntax';

export interface Expansion {
  readonly variables: Readonly<Record<string, string>>;
  readonly status: number;
  /** Outputs of the command substitutions met so far, in order. */
  readonly outputs: readonly string[];
}

/** Fields of a list of words, or the source of the next substitution that has to run first. */
export function expandWords(
  words: readonly Word[],
  expansion: Expansion,
): { readonly fields: string[] } | { readonly run: string } {
  const fields: string[] = [];
  let used = 0;
  for (const word of words) {
    let current: string | null = null;
    for (const part of word) {
      let value: string;
      if (part.part === 'text') value = part.text;
      else if (part.part === 'variable')
        value = part.name === '?' ? String(expansion.status) : (expansion.variables[part.name] ?? '');
      else {
        const output = expansion.outputs[used++];
        if (output === undefined) return { run: part.source };
        value = output.replace(/\n+$/, '');
      }
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
  }
  return { fields };
}
