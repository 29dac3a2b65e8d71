/** The files in the editor: those that the host has, those that are being written, and the one on show. */
import type { EditorState } from '@codemirror/state';
import { createContext } from 'svelte';
import type { ComposeCheck } from '../../inspect/compose';
import type { CommandLine } from '../../lab/work';
import { baseName, resolvePath } from '../../userland/path';
import type { Workbench } from '../workbench/workbench.svelte';
import { composeCommand, isComposeFile, writeCommand } from './text/command';
import { rowIn } from './text/drift';
import { elementAt } from './text/place';
import type { Lines } from './text/made';
import type { Received } from './text/received';

const MACHINE = 'host';

interface Doc {
  readonly path: string;
  readonly text: string;
  /** As the host has it; null where it has none of that name. */
  readonly saved: string | null;
}

const isDirty = ({ text, saved }: Doc): boolean => text !== (saved ?? '');
const NOTHING: ComposeCheck = { problems: [], warnings: [], ignored: [] };

export class Documents {
  docs = $state.raw<readonly Doc[]>([]);
  directory = $state('/root');
  /** What compose says to the file on show. */
  check = $state.raw<ComposeCheck>(NOTHING);
  /** The line that was asked for, from 1; a new object each time that it is. */
  asked = $state.raw<{ readonly path: string; readonly line: number } | null>(null);
  /** A file that was not taken. */
  refused = $state.raw<Extract<Received, { ok: false }> | null>(null);
  /** A file whose former text was replaced by what was dropped. */
  replaced = $state<string | null>(null);
  /** What the editor keeps of each: its text, its selection, what can be undone. */
  readonly states: Record<string, EditorState> = {};
  readonly #workbench: Workbench;
  #chosen = $state('');

  constructor(workbench: Workbench) {
    this.#workbench = workbench;
  }

  readonly shown = $derived.by<Doc>(
    () =>
      this.docs.find(({ path }) => path === this.#chosen) ??
      this.docs[0] ?? { path: resolvePath(this.directory, 'compose.yaml'), text: '', saved: null },
  );
  readonly dirty = $derived(this.docs.filter(isDirty));

  isDirty(path: string): boolean {
    return this.dirty.some((doc) => doc.path === path);
  }

  choose(path: string): void {
    this.#chosen = path;
  }

  /** Takes what the host has; what is being written stays as it is, and so does what undo has just taken from the host. */
  async sync(): Promise<void> {
    const view = await this.#workbench.files();
    if (view === null) return;
    this.directory = view.directory;
    const undone = this.#workbench.progress.redo?.kind === 'lines';
    const isOwn = (doc: Doc): boolean => isDirty(doc) || undone;
    const hosts = view.files.map(({ path, text }): Doc => {
      const old = this.docs.find((doc) => doc.path === path);
      return { path, text: old && isOwn(old) ? old.text : text, saved: text };
    });
    const drafts = this.docs
      .filter((doc) => isOwn(doc) && !hosts.some(({ path }) => path === doc.path))
      .map((doc): Doc => ({ ...doc, saved: null }));
    this.docs = [...hosts, ...drafts].sort((a, b) => (a.path < b.path ? -1 : 1));
  }

  /** The text of a file as it is now written. */
  write(path: string, text: string): void {
    if (path === this.shown.path) this.#chosen = path;
    const old = this.docs.find((doc) => doc.path === path);
    if (old?.text === text) return;
    const doc: Doc = { path, text, saved: old?.saved ?? null };
    this.docs = old ? this.docs.map((other) => (other === old ? doc : other)) : [...this.docs, doc];
  }

  /** Opens a file that came from outside; what was refused leaves everything as it is. */
  async take(received: Received): Promise<boolean> {
    this.refused = received.ok ? null : received;
    if (!received.ok) return false;
    await this.sync();
    const path = resolvePath(this.directory, received.name);
    const old = this.docs.find((doc) => doc.path === path)?.text ?? '';
    this.replaced = old === '' || old === received.text ? null : received.name;
    this.choose(path);
    this.write(path, received.text);
    return true;
  }

  /** Shows a line of a file as the host has it. */
  async show(path: string, line: number): Promise<void> {
    await this.sync();
    this.choose(path);
    const doc = this.docs.find((other) => other.path === path);
    const row = doc?.saved == null ? line - 1 : rowIn(doc.saved.split('\n'), doc.text.split('\n'), line - 1);
    this.asked = { path, line: row + 1 };
  }

  /** The lines, as the host has them, that make one thing with the line of the cursor, from 1. */
  linesAt(path: string, line: number): Lines | null {
    const doc = this.docs.find((other) => other.path === path);
    if (doc?.saved == null) return null;
    const [now, saved] = [doc.text.split('\n'), doc.saved.split('\n')];
    const element = elementAt(now, line - 1);
    if (element === null) return null;
    return { file: path, from: rowIn(now, saved, element.from) + 1, to: rowIn(now, saved, element.to) + 1 };
  }

  /** What compose says to a file with all that is being written. */
  async checkNow(path: string): Promise<ComposeCheck> {
    const doc = this.docs.find((other) => other.path === path);
    const drafts = Object.fromEntries(this.dirty.map(({ path: at, text }) => [at, text]));
    const empty = doc === undefined || doc.text.trim() === '' || !isComposeFile(path);
    const found = empty ? NOTHING : ((await this.#workbench.checkCompose(path, drafts)) ?? NOTHING);
    if (path === this.shown.path) this.check = found;
    return found;
  }

  /** Writes what is being written to the host, a command a file. */
  async save(): Promise<void> {
    if (this.dirty.length > 0) await this.#workbench.draw(this.#writing());
    await this.sync();
  }

  /** Brings the project up as it is written, or takes it down: the commands are one edit, which undo takes back whole. */
  async compose(what: 'up -d' | 'down'): Promise<void> {
    const line = composeCommand(this.shown.path, this.directory, what);
    await this.#workbench.draw([...(what === 'up -d' ? this.#writing() : []), { at: MACHINE, line }]);
    await this.sync();
  }

  #writing(): CommandLine[] {
    return this.dirty.map(({ path, text }) => ({ at: MACHINE, line: writeCommand(path, text, this.directory) }));
  }

  /** What its tab is called: its name alone where the terminal stands. */
  title(path: string): string {
    return resolvePath(this.directory, baseName(path)) === path ? baseName(path) : path;
  }
}

export const [getDocuments, setDocuments] = createContext<Documents>();
