/** The commands of the run on an xterm screen, and the line being typed below them. */
import type { IDecoration, IMarker, Terminal } from '@xterm/xterm';
import type { ConsoleView } from '../../inspect/view';
import { cellsOf, type EditedLine, EMPTY_LINE } from './line-editor';

/** A line of what was printed: where it is on the screen, and how much of its command's text comes before it. */
interface PrintedLine {
  readonly marker: IMarker;
  readonly console: number;
  /** Minus one for the command itself. */
  readonly offset: number;
}

/** More rows than a screen has are not dimmed: nobody sees them before the next step. */
const DIMMED_ROWS = 400;
const ACCENT = '\x1b[36m';
const PLAIN = '\x1b[0m';

/** The row that a running command has begun and may go on with. */
export function openRow({ text, status }: ConsoleView): string {
  return status === null ? text.slice(text.lastIndexOf('\n') + 1) : '';
}

const settledText = (console: ConsoleView): string =>
  console.text.slice(0, console.text.length - openRow(console).length);

export class ConsoleScreen {
  readonly #terminal: Terminal;
  #printed: ConsoleView[] = [];
  #lines: PrintedLine[] = [];
  #dimmed: IDecoration[] = [];
  #shown: IDecoration | null = null;
  /** Rows between the first of the line being typed and the one that the cursor is in; null while there is no prompt. */
  #promptRow: number | null = null;

  constructor(terminal: Terminal) {
    this.#terminal = terminal;
  }

  /** Prints what is new; all of it anew where something else came out than was printed. */
  print(consoles: readonly ConsoleView[]): void {
    this.#erasePrompt();
    if (!this.#continues(consoles)) this.#clear();
    consoles.forEach((console, i) => {
      const old = this.#printed[i];
      if (!old) this.#printCommand(console, i);
      this.#printText(settledText(console), old?.text.length ?? 0, i);
    });
    this.#printed = consoles.map((console) => ({ ...console, text: settledText(console) }));
  }

  /** Draws the prompt and the line behind it, the cursor where it belongs. */
  prompt(machine: string, line: EditedLine = EMPTY_LINE): void {
    this.#draw(`${machine} $ `, `${ACCENT}${machine} $${PLAIN} `, line);
  }

  /** The line that is typed at a command which runs, behind what the command has printed in its row. */
  input(printed: string, line: EditedLine): void {
    this.#draw(printed, printed, line);
  }

  #draw(label: string, shown: string, line: EditedLine): void {
    this.#erasePrompt();
    const columns = this.#terminal.cols;
    const start = cellsOf(label);
    const end = start + cellsOf(line.text);
    const cursor = start + cellsOf(line.text.slice(0, line.cursor));
    const up = Math.floor(end / columns) - Math.floor(cursor / columns);
    const right = cursor % columns;
    const wrapped = end > 0 && end % columns === 0 ? '\r\n' : '';
    const back = `${up > 0 ? `\x1b[${up}A` : ''}\r${right > 0 ? `\x1b[${right}C` : ''}`;
    this.#terminal.write(`${shown}${line.text}${wrapped}${back}`);
    this.#promptRow = Math.floor(cursor / columns);
  }

  hidePrompt(): void {
    this.#erasePrompt();
  }

  /** Leaves the line as it stands and begins another below. */
  abandon(): void {
    this.#terminal.write('^C\r\n');
    this.#promptRow = null;
  }

  /** Names words below the line, which is then drawn anew below them. */
  offer(words: readonly string[], line: EditedLine): void {
    this.#terminal.write(`${line.text.slice(line.cursor)}\r\n${words.join('  ')}\r\n`);
    this.#promptRow = null;
  }

  /** Dims what has not been printed yet at the step on show, and brings the last line that has into sight. */
  dim(shown: readonly ConsoleView[], colour: string): void {
    this.#terminal.write('', () => this.#dimNow(shown, colour));
  }

  /** Brings a command into sight, on a ground of its own; null takes that away. */
  show(console: number | null, colour: string): void {
    this.#terminal.write('', () => this.#showNow(console, colour));
  }

  #showNow(console: number | null, colour: string): void {
    this.#shown?.dispose();
    this.#shown = null;
    const line = this.#lines.find((printed) => printed.console === console && printed.offset < 0);
    if (!line) return;
    const buffer = this.#terminal.buffer.active;
    const marker = this.#terminal.registerMarker(line.marker.line - buffer.baseY - buffer.cursorY);
    const shown = this.#terminal.registerDecoration({ marker, width: this.#terminal.cols, backgroundColor: colour });
    shown?.onDispose(() => marker.dispose());
    this.#shown = shown ?? null;
    const { line: row } = line.marker;
    const hidden = row < buffer.viewportY || row >= buffer.viewportY + this.#terminal.rows;
    if (hidden) this.#terminal.scrollToLine(Math.max(0, row - 1));
  }

  #dimNow(shown: readonly ConsoleView[], colour: string): void {
    for (const decoration of this.#dimmed.splice(0)) decoration.dispose();
    const buffer = this.#terminal.buffer.active;
    const cursor = buffer.baseY + buffer.cursorY;
    let lastPast = -1;
    this.#lines.forEach((line, i) => {
      const text = shown[line.console]?.text;
      const past = text !== undefined && line.offset < text.length;
      const next = this.#lines[i + 1]?.marker.line ?? cursor;
      if (past) lastPast = Math.max(lastPast, next - 1);
      for (let row = line.marker.line; !past && row < next && this.#dimmed.length < DIMMED_ROWS; row++) {
        const marker = this.#terminal.registerMarker(row - cursor);
        const decoration = this.#terminal.registerDecoration({
          marker,
          width: this.#terminal.cols,
          foregroundColor: colour,
        });
        decoration?.onDispose(() => marker.dispose());
        if (decoration) this.#dimmed.push(decoration);
      }
    });
    const top = buffer.viewportY;
    const hidden = lastPast < top || lastPast >= top + this.#terminal.rows;
    if (this.#dimmed.length > 0 && hidden)
      this.#terminal.scrollToLine(Math.max(0, lastPast - Math.floor(this.#terminal.rows / 2)));
    else if (this.#dimmed.length === 0) this.#terminal.scrollToBottom();
  }

  #continues(consoles: readonly ConsoleView[]): boolean {
    return this.#printed.every((old, i) => {
      const now = consoles[i];
      const grown = i === this.#printed.length - 1 ? now?.text.startsWith(old.text) : now?.text === old.text;
      return now !== undefined && now.at === old.at && now.line === old.line && grown === true;
    });
  }

  #clear(): void {
    this.#printed = [];
    this.#lines = [];
    this.#terminal.write('\x1b[2J\x1b[3J\x1b[H');
  }

  #printCommand({ at, line }: ConsoleView, console: number): void {
    this.#mark(console, -1);
    this.#terminal.write(`${ACCENT}${at} $${PLAIN} ${line.replaceAll('\n', '\r\n')}\r\n`);
  }

  #printText(text: string, from: number, console: number): void {
    let at = from;
    while (at < text.length) {
      const end = text.indexOf('\n', at);
      const next = end < 0 ? text.length : end + 1;
      this.#mark(console, at);
      this.#terminal.write(`${text.slice(at, end < 0 ? next : end)}\r\n`);
      at = next;
    }
  }

  /** Remembers the row that is written next. */
  #mark(console: number, offset: number): void {
    this.#terminal.write('', () => this.#lines.push({ marker: this.#terminal.registerMarker(0), console, offset }));
  }

  #erasePrompt(): void {
    if (this.#promptRow === null) return;
    this.#terminal.write(`${this.#promptRow > 0 ? `\x1b[${this.#promptRow}A` : ''}\r\x1b[J`);
    this.#promptRow = null;
  }
}
