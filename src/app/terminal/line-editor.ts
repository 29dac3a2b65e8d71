/** The line that is being typed: what keys do to it, as in a shell with readline. Pure: the terminal draws it. */

export interface EditedLine {
  readonly text: string;
  /** In characters from the beginning. */
  readonly cursor: number;
  /** How far back in the history one is; 0 is the line being typed. */
  readonly back: number;
  /** The line being typed, while one looks at the history. */
  readonly draft: string;
}

export const EMPTY_LINE: EditedLine = { text: '', cursor: 0, back: 0, draft: '' };

export type Typed =
  | { readonly kind: 'edit'; readonly line: EditedLine }
  | { readonly kind: 'enter'; readonly line: string }
  | { readonly kind: 'interrupt' }
  | { readonly kind: 'clear' };

const edit = (text: string, cursor: number): Typed => ({ kind: 'edit', line: { text, cursor, back: 0, draft: text } });

function recall(line: EditedLine, history: readonly string[], back: number): Typed {
  const draft = line.back === 0 ? line.text : line.draft;
  const text = back === 0 ? draft : (history.at(-back) ?? '');
  return { kind: 'edit', line: { text, cursor: text.length, back, draft } };
}

const wordStart = (text: string, cursor: number): number => text.slice(0, cursor).replace(/\S+\s*$/, '').length;
const wordEnd = (text: string, cursor: number): number =>
  cursor + (/^\s*\S+/.exec(text.slice(cursor))?.[0].length ?? 0);

/** What the terminal's keys send. */
const KEYS: Record<string, (line: EditedLine, history: readonly string[]) => Typed> = {
  '\r': ({ text }) => ({ kind: 'enter', line: text }),
  '\x03': () => ({ kind: 'interrupt' }),
  '\x0c': () => ({ kind: 'clear' }),
  '\x7f': ({ text, cursor }) =>
    edit(text.slice(0, Math.max(0, cursor - 1)) + text.slice(cursor), Math.max(0, cursor - 1)),
  '\x1b[3~': ({ text, cursor }) => edit(text.slice(0, cursor) + text.slice(cursor + 1), cursor),
  '\x1b[D': ({ text, cursor }) => edit(text, Math.max(0, cursor - 1)),
  '\x1b[C': ({ text, cursor }) => edit(text, Math.min(text.length, cursor + 1)),
  '\x1b[1;5D': ({ text, cursor }) => edit(text, wordStart(text, cursor)),
  '\x1b[1;5C': ({ text, cursor }) => edit(text, wordEnd(text, cursor)),
  '\x1b[H': ({ text }) => edit(text, 0),
  '\x1b[F': ({ text }) => edit(text, text.length),
  '\x1b[A': (line, history) => recall(line, history, Math.min(line.back + 1, history.length)),
  '\x1b[B': (line, history) => recall(line, history, Math.max(line.back - 1, 0)),
  '\x15': ({ text, cursor }) => edit(text.slice(cursor), 0),
  '\x17': ({ text, cursor }) =>
    edit(text.slice(0, wordStart(text, cursor)) + text.slice(cursor), wordStart(text, cursor)),
};
const ALIASES: Record<string, string> = {
  '\n': '\r',
  '\b': '\x7f',
  '\x01': '\x1b[H',
  '\x05': '\x1b[F',
  '\x10': '\x1b[A',
  '\x0e': '\x1b[B',
};

/** One key, or one character of what was pasted. */
export function pressKey(line: EditedLine, key: string, history: readonly string[]): Typed {
  const action = KEYS[ALIASES[key] ?? key];
  if (action) return action(line, history);
  if (key < ' ' || key.startsWith('\x1b')) return { kind: 'edit', line };
  return edit(line.text.slice(0, line.cursor) + key + line.text.slice(line.cursor), line.cursor + key.length);
}

const ESCAPE = '\x1b';
/** An escape sequence of the terminal, or one character. */
const KEY = new RegExp(`${ESCAPE}(?:\\[[0-9;]*[A-Za-z~]|O[A-Za-z]|.)?|[\\s\\S]`, 'gu');

/** Cuts what the terminal sent into keys: an escape sequence is one, `\r\n` is one, of a paste each character is one. */
export function splitKeys(sent: string): string[] {
  return sent.replaceAll('\r\n', '\r').match(KEY) ?? [];
}

/** How many cells a text takes: Hangul, kana and Chinese characters take two. */
export function cellsOf(text: string): number {
  let cells = 0;
  for (const character of text)
    cells += /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/.test(
      character,
    )
      ? 2
      : 1;
  return cells;
}
