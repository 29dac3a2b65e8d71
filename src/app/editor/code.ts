/** CodeMirror in a box: fetched when the editor opens, told what to show, heard of what is written. */
import { acceptCompletion, autocompletion, startCompletion } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentWithTab, isolateHistory } from '@codemirror/commands';
import { yaml } from '@codemirror/lang-yaml';
import { indentUnit } from '@codemirror/language';
import { type Diagnostic, linter, lintGutter, nextDiagnostic } from '@codemirror/lint';
import { Compartment, EditorState, type Extension, StateEffect, StateField, type Text } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView, highlightActiveLine, keymap, lineNumbers } from '@codemirror/view';
import type { Problem } from '../../docker/compose/parse';
import { completeWith, type Lookup } from './complete';
import { indentAfter } from './text/place';
import { theme } from './theme';

/** What is said in the reader's language: what the text is, and the editor's own phrases by what they are in English. */
interface CodeWords {
  readonly label: string;
  readonly phrases: Readonly<Record<string, string>>;
}

export interface CodeOptions {
  readonly states: Record<string, EditorState>;
  readonly look: Lookup;
  /** What is wrong with the file that is being written. Files go by their place: machine and path. */
  readonly problems: (place: string) => Promise<readonly Problem[]>;
  readonly onText: (place: string, text: string) => void;
  /** The cursor is on another line, from 1, by a key or by hand. */
  readonly onLine: (place: string, line: number) => void;
  readonly onApply: () => void;
  readonly onSave: () => void;
}

const lightLine = StateEffect.define<number | null>();

/** The line that was asked for stays lit until the cursor leaves it. */
const litLine = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(lit, transaction) {
    let now = lit.map(transaction.changes);
    if (transaction.selection) now = Decoration.none;
    for (const effect of transaction.effects) {
      if (!effect.is(lightLine)) continue;
      now =
        effect.value === null
          ? Decoration.none
          : Decoration.set(Decoration.line({ class: 'cm-lit' }).range(effect.value));
    }
    return now;
  },
  provide: (field) => EditorView.decorations.from(field),
});

export class Code {
  readonly #view: EditorView;
  readonly #options: CodeOptions;
  readonly #extensions: Extension;
  readonly #words = new Compartment();
  #place = '';

  constructor(box: HTMLElement, options: CodeOptions) {
    this.#options = options;
    this.#extensions = this.#setUp();
    this.#view = new EditorView({ parent: box });
  }

  /** Shows a file; a text that is another than the editor's own replaces that, and can be undone. */
  show(place: string, text: string, { label, phrases }: CodeWords): void {
    if (place !== this.#place) {
      this.#keep();
      this.#place = place;
      const known = this.#options.states[place];
      this.#view.setState(known ?? EditorState.create({ doc: text, extensions: this.#extensions }));
    }
    this.#view.dispatch({
      effects: this.#words.reconfigure([
        EditorView.contentAttributes.of({ 'aria-label': label, spellcheck: 'false', tabindex: '0' }),
        EditorState.phrases.of({ ...phrases }),
      ]),
    });
    const { doc } = this.#view.state;
    if (doc.toString() === text) return;
    this.#view.dispatch({ changes: difference(doc, text), annotations: isolateHistory.of('full') });
  }

  /** Lights a line, from 1, and puts the cursor on it. */
  light(line: number): void {
    const { doc } = this.#view.state;
    const { from } = doc.line(Math.min(Math.max(line, 1), doc.lines));
    this.#view.dispatch({
      selection: { anchor: from },
      effects: [lightLine.of(from), EditorView.scrollIntoView(from, { y: 'center' })],
    });
    this.#view.focus();
  }

  /** Puts the cursor where something is wrong, both from 1. */
  goTo(line: number, column: number): void {
    const at = this.#view.state.doc.line(Math.min(line, this.#view.state.doc.lines));
    const anchor = Math.min(at.from + column - 1, at.to);
    this.#view.dispatch({ selection: { anchor }, scrollIntoView: true });
    this.#view.focus();
  }

  focus(): void {
    this.#view.focus();
  }

  close(): void {
    this.#keep();
    this.#view.destroy();
  }

  #keep(): void {
    if (this.#place !== '') this.#options.states[this.#place] = this.#view.state;
  }

  #setUp(): Extension {
    const { look, problems, onText, onLine, onApply, onSave } = this.#options;
    return [
      lineNumbers(),
      lintGutter(),
      history(),
      yaml(),
      indentUnit.of('  '),
      EditorView.lineWrapping,
      highlightActiveLine(),
      litLine,
      autocompletion({ override: [completeWith(look)], icons: false, activateOnCompletion: () => true }),
      linter(async ({ state }) => diagnosticsOf(state.doc, await problems(this.#place)), { delay: 250 }),
      this.#words.of([]),
      EditorView.updateListener.of(({ state, docChanged, selectionSet }) => {
        if (docChanged) onText(this.#place, state.doc.toString());
        if (selectionSet) onLine(this.#place, state.doc.lineAt(state.selection.main.head).number);
      }),
      keymap.of([
        { key: 'Mod-Enter', run: () => (onApply(), true), preventDefault: true },
        { key: 'Mod-s', run: () => (onSave(), true), preventDefault: true },
        { key: 'Ctrl-Space', run: startCompletion },
        { key: 'F8', run: nextDiagnostic },
        { key: 'Enter', run: breakLine },
        { key: 'Tab', run: acceptCompletion },
        indentWithTab,
        ...historyKeymap,
        ...defaultKeymap,
      ]),
      theme,
    ];
  }
}

function breakLine(view: EditorView): boolean {
  const { state } = view;
  const { from, to } = state.selection.main;
  const line = state.doc.lineAt(from);
  const insert = `\n${indentAfter(line.text.slice(0, from - line.from))}`;
  view.dispatch({
    changes: { from, to, insert },
    selection: { anchor: from + insert.length },
    scrollIntoView: true,
    userEvent: 'input',
  });
  return true;
}

/** One change from a text to another: what both begin and end with stays, and the cursor in it. */
function difference(doc: Text, text: string): { from: number; to: number; insert: string } {
  const old = doc.toString();
  const most = Math.min(old.length, text.length);
  let head = 0;
  while (head < most && old[head] === text[head]) head++;
  let tail = 0;
  while (tail < most - head && old.at(-1 - tail) === text.at(-1 - tail)) tail++;
  return { from: head, to: old.length - tail, insert: text.slice(head, text.length - tail) };
}

/** Compose's problems as marks: from their column to the end of the line. */
function diagnosticsOf(doc: Text, problems: readonly Problem[]): Diagnostic[] {
  return problems.map(({ line, column, message }) => {
    const at = doc.line(Math.min(Math.max(line, 1), doc.lines));
    const from = Math.min(at.from + column - 1, at.to);
    const rest = doc.sliceString(from, at.to).trimEnd().length;
    return { from, to: from + rest, severity: 'error', message };
  });
}
