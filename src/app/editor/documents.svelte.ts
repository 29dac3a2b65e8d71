/** The files in the editor: those that the Docker hosts have, those that are being written, and the one on show. */
import type { EditorState } from '@codemirror/state';
import { createContext } from 'svelte';
import type { ComposeCheck, HostFiles } from '../../inspect/compose';
import type { Problem } from '../../docker/compose/parse';
import type { CommandLine } from '../../lab/work';
import { baseName, resolvePath } from '../../userland/path';
import type { Workbench } from '../workbench/workbench.svelte';
import { composeCommand, isComposeFile, writeCommand } from './text/command';
import { rowIn } from './text/drift';
import { elementAt } from './text/place';
import type { Lines } from './text/made';
import type { Received } from './text/received';

interface Doc {
  /** The machine and the path as one word: `host/root/compose.yaml`. */
  readonly place: string;
  readonly machine: string;
  readonly path: string;
  readonly text: string;
  /** As the host has it; null where it has none of that name. */
  readonly saved: string | null;
}

const isDirty = ({ text, saved }: Doc): boolean => text !== (saved ?? '');
const NOTHING: ComposeCheck = { problems: [], warnings: [], ignored: [] };
const FIRST_HOST: HostFiles = { machine: 'host', directory: '/root', files: [] };
/** Where the browser keeps what is being written. */
const STORED = 'hopscope-drafts';

function stored(): string | null {
  try {
    return localStorage.getItem(STORED);
  } catch {
    return null;
  }
}

export class Documents {
  docs = $state.raw<readonly Doc[]>([]);
  hosts = $state.raw<readonly HostFiles[]>([FIRST_HOST]);
  /** What compose says to the file on show. */
  check = $state.raw<ComposeCheck>(NOTHING);
  /** The line that was asked for, from 1; a new object each time that it is. */
  asked = $state.raw<{ readonly place: string; readonly line: number } | null>(null);
  /** A file that was not taken. */
  refused = $state.raw<Extract<Received, { ok: false }> | null>(null);
  /** A file whose former text was replaced by what was dropped. */
  replaced = $state<string | null>(null);
  /** What the editor keeps of each: its text, its selection, what can be undone. */
  readonly states: Record<string, EditorState> = {};
  readonly #workbench: Workbench;
  #machine = $state('host');
  /** The file on show of each machine, by its path. */
  #chosen = $state<Record<string, string>>({});
  /** What the present scenario's drafts are kept under; null until those of earlier have been looked for. */
  #key: string | null = null;

  constructor(workbench: Workbench) {
    this.#workbench = workbench;
  }

  /** The host whose files are on show. */
  readonly host = $derived(this.hosts.find(({ machine }) => machine === this.#machine) ?? this.hosts[0] ?? FIRST_HOST);
  readonly own = $derived(this.docs.filter(({ machine }) => machine === this.host.machine));
  readonly shown = $derived.by<Doc>(() => {
    const { machine, directory } = this.host;
    const path = resolvePath(directory, 'compose.yaml');
    return (
      this.own.find((doc) => doc.path === this.#chosen[machine]) ??
      this.own[0] ?? { place: `${machine}${path}`, machine, path, text: '', saved: null }
    );
  });
  /** What of the host on show is being written. */
  readonly dirty = $derived(this.own.filter(isDirty));

  isDirty(place: string): boolean {
    return this.docs.some((doc) => doc.place === place && isDirty(doc));
  }

  choose({ machine, path }: { readonly machine: string; readonly path: string }): void {
    this.#machine = machine;
    this.#chosen[machine] = path;
  }

  /** Shows the files of a host, as far as it is one. */
  chooseHost(machine: string): void {
    if (this.hosts.some((host) => host.machine === machine)) this.#machine = machine;
  }

  /** Takes what the hosts have; what is being written stays as it is, and so does what undo has just taken from a host. */
  async sync(): Promise<void> {
    const view = await this.#workbench.files();
    if (view === null) return;
    this.hosts = view.hosts;
    const undone = this.#workbench.progress.redo?.kind === 'lines';
    const isOwn = (doc: Doc): boolean => isDirty(doc) || undone;
    const theirs = view.hosts.flatMap(({ machine, files }) =>
      files.map(({ path, text }): Doc => {
        const old = this.#find(machine, path);
        return { place: `${machine}${path}`, machine, path, text: old && isOwn(old) ? old.text : text, saved: text };
      }),
    );
    const drafts = this.docs
      .filter((doc) => isOwn(doc) && !theirs.some(({ place }) => place === doc.place))
      .map((doc): Doc => ({ ...doc, saved: null }));
    this.docs = [...theirs, ...drafts].sort((a, b) => (a.place < b.place ? -1 : 1));
  }

  #find(machine: string, path: string): Doc | undefined {
    return this.docs.find((doc) => doc.machine === machine && doc.path === path);
  }

  /** The text of a file as it is now written. */
  write(place: string, text: string): void {
    const known = this.docs.find((doc) => doc.place === place);
    const old = known ?? (place === this.shown.place ? this.shown : null);
    if (old === null || old.text === text) return;
    if (place === this.shown.place) this.#chosen[old.machine] = old.path;
    const doc: Doc = { ...old, text };
    this.docs = known ? this.docs.map((other) => (other === known ? doc : other)) : [...this.docs, doc];
  }

  /** Puts a text into a file of the host on show that may not be there yet. */
  #put({ machine, path }: { readonly machine: string; readonly path: string }, text: string): void {
    const old = this.#find(machine, path);
    const doc: Doc = { place: `${machine}${path}`, machine, path, text, saved: old?.saved ?? null };
    this.docs = old ? this.docs.map((other) => (other === old ? doc : other)) : [...this.docs, doc];
  }

  /** Opens a file that came from outside; what was refused leaves everything as it is. */
  async take(received: Received): Promise<boolean> {
    this.refused = received.ok ? null : received;
    if (!received.ok) return false;
    await this.sync();
    const { machine, directory } = this.host;
    const file = { machine, path: resolvePath(directory, received.name) };
    const old = this.#find(machine, file.path)?.text ?? '';
    this.replaced = old === '' || old === received.text ? null : received.name;
    this.choose(file);
    this.#put(file, received.text);
    return true;
  }

  /** Shows a line of a file as its host has it: the host on show where that has such a file, else the first that does. */
  async show(path: string, line: number): Promise<void> {
    await this.sync();
    const doc = this.#find(this.host.machine, path) ?? this.docs.find((other) => other.path === path);
    const machine = doc?.machine ?? this.host.machine;
    this.choose({ machine, path });
    const row = doc?.saved == null ? line - 1 : rowIn(doc.saved.split('\n'), doc.text.split('\n'), line - 1);
    this.asked = { place: `${machine}${path}`, line: row + 1 };
  }

  /** The lines, as the host has them, that make one thing with the line of the cursor, from 1. */
  linesAt(place: string, line: number): Lines | null {
    const doc = this.docs.find((other) => other.place === place);
    if (doc?.saved == null) return null;
    const [now, saved] = [doc.text.split('\n'), doc.saved.split('\n')];
    const element = elementAt(now, line - 1);
    if (element === null) return null;
    return { file: doc.path, from: rowIn(now, saved, element.from) + 1, to: rowIn(now, saved, element.to) + 1 };
  }

  /** What compose says to a file with all that is being written; what is wrong with the file itself comes back. */
  async checkNow(place: string): Promise<readonly Problem[]> {
    const doc = this.docs.find((other) => other.place === place);
    const drafts = Object.fromEntries(this.docs.filter(isDirty).map((draft) => [draft.place, draft.text]));
    const empty = doc === undefined || doc.text.trim() === '' || !isComposeFile(doc.path);
    const found = empty ? NOTHING : ((await this.#workbench.checkCompose(place, drafts)) ?? NOTHING);
    if (place === this.shown.place) this.check = found;
    return found.problems.filter(({ file }) => file === doc?.path);
  }

  /** Writes what is being written to its host, a command a file. */
  async save(): Promise<void> {
    if (this.dirty.length > 0) await this.#workbench.draw(this.#writing());
    await this.sync();
  }

  /** Brings the project up on its host as it is written, or takes it down: the commands are one edit, which undo takes back whole. */
  async compose(what: 'up -d' | 'down'): Promise<void> {
    const { machine, path } = this.shown;
    const line = composeCommand(path, this.host.directory, what);
    await this.#workbench.draw([...(what === 'up -d' ? this.#writing() : []), { at: machine, line }]);
    await this.sync();
  }

  #writing(): CommandLine[] {
    return this.dirty.map(({ machine, path, text }) => ({
      at: machine,
      line: writeCommand(path, text, this.host.directory),
    }));
  }

  /** What its tab is called: its name alone where the terminal stands. */
  title(path: string): string {
    return resolvePath(this.host.directory, baseName(path)) === path ? baseName(path) : path;
  }

  /** Takes up what was being written in the present scenario when the page was left; whether anything was. */
  async restore(): Promise<boolean> {
    this.#key = null;
    const fragment = await this.#workbench.share();
    if (fragment === null) return false;
    const { draftsIn, scenarioKey } = await import('./drafts');
    const key = scenarioKey(fragment);
    await this.sync();
    const machines = this.hosts.map(({ machine }) => machine);
    const found = draftsIn(stored(), key)
      .map(({ place, text }) => ({ machine: place.replace(/\/.*$/s, ''), path: place.replace(/^[^/]*/, ''), text }))
      .filter(({ machine, path, text }) => {
        const doc = this.#find(machine, path);
        return machines.includes(machine) && text !== (doc?.saved ?? '') && !(doc && isDirty(doc));
      });
    for (const { text, ...file } of found) this.#put(file, text);
    const [first] = found;
    if (first) this.choose(first);
    this.#key = key;
    return first !== undefined;
  }

  /** Has the browser keep what is being written, under the scenario as it now is. */
  async keep(): Promise<void> {
    const drafts = this.docs.filter(isDirty).map(({ place, text }) => ({ place, text }));
    if (this.#key === null || (drafts.length === 0 && stored() === null)) return;
    const fragment = await this.#workbench.share();
    if (fragment === null) return;
    const { scenarioKey, withDrafts } = await import('./drafts');
    this.#key = scenarioKey(fragment);
    try {
      localStorage.setItem(STORED, withDrafts(stored(), this.#key, drafts));
    } catch {
      // A browser that keeps nothing for this page: the drafts live as long as the page does.
    }
  }
}

export const [getDocuments, setDocuments] = createContext<Documents>();
