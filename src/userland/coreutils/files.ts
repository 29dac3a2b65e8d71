/** `cat` and `ls` of coreutils. */
import { isBusybox } from '../busybox/shell';
import { isDirectory, listDirectory } from '../directory';
import { command, program, type Sys } from '../program';
import { getopt, isOutput, linesOf, type Output, printed } from './filter';

function answer(sys: Sys, output: Output): number {
  sys.out(output.text);
  sys.err(output.errors);
  return output.status;
}

interface CatData {
  /** Files that are still to come; `-` is standard input. */
  readonly left: string[];
  readonly numbered: boolean;
  count: number;
  status: number;
}

function show(sys: Sys, data: CatData, text: string): void {
  if (!data.numbered) sys.out(text);
  else
    sys.out(
      linesOf(text)
        .map((line) => `${String(++data.count).padStart(6)}\t${line}\n`)
        .join(''),
    );
}

/** Why a file cannot be shown, in the words of coreutils or of busybox. */
function unread(sys: Sys, path: string): string {
  if (isDirectory(sys, path)) return isBusybox(sys) ? 'read error: Is a directory' : `${path}: Is a directory`;
  const missing = 'No such file or directory';
  return isBusybox(sys) ? `can't open '${path}': ${missing}` : `${path}: ${missing}`;
}

/** Prints one file after the other, up to one that has to be waited for: whether all is done. */
function showFiles(sys: Sys, data: CatData): boolean {
  for (let path = data.left.shift(); path !== undefined; path = data.left.shift()) {
    if (path === '-') {
      const { text, ended } = sys.read();
      show(sys, data, text);
      if (ended) continue;
      sys.listen();
      return false;
    }
    const text = sys.readFile(path);
    if (text !== null) show(sys, data, text);
    else {
      sys.err(`cat: ${unread(sys, path)}\n`);
      data.status = 1;
    }
  }
  return true;
}

export const cat = program<CatData>({
  name: 'cat',
  start: (sys) => {
    const options = getopt('cat', sys.args, 'nbEsTvAetu', { number: 'n', 'show-all': 'A', 'show-ends': 'E' });
    if (isOutput(options)) return answer(sys, options);
    const left = options.operands.length === 0 ? ['-'] : [...options.operands];
    const data: CatData = { left, numbered: options.flags.has('n'), count: 0, status: 0 };
    return showFiles(sys, data) ? data.status : data;
  },
  on: (sys, data, event) => {
    if (event.type !== 'input') return;
    if (event.text !== null) show(sys, data, event.text);
    else if (showFiles(sys, data)) sys.exit(data.status);
  },
});

/** The names right below a directory; null where there is no such directory. */
function entriesOf(sys: Sys, path: string): string[] | null {
  return listDirectory(sys, path)?.map((name) => name.replace(/\/$/, '')) ?? null;
}

export const ls = command('ls', (sys) => {
  const options = getopt('ls', sys.args, 'laA1htrRdFiS', { all: 'a', 'almost-all': 'A' }, 2);
  if (isOutput(options)) return answer(sys, options);
  const paths = options.operands.length === 0 ? ['.'] : [...options.operands].sort();
  const files: string[] = [];
  const directories: { path: string; names: string[] }[] = [];
  let errors = '';
  for (const path of paths) {
    const names = options.flags.has('d') ? null : entriesOf(sys, path);
    if (names !== null)
      directories.push({ path, names: names.filter((name) => options.flags.has('a') || !name.startsWith('.')) });
    else if (sys.readFile(path) !== null || isDirectory(sys, path)) files.push(path);
    else errors += `ls: ${isBusybox(sys) ? `${path}:` : `cannot access '${path}':`} No such file or directory\n`;
  }
  const line = (path: string, name: string) => `${options.flags.has('l') ? longLine(sys, path) : ''}${name}\n`;
  const blocks = directories.map(({ path, names }) => {
    const title = paths.length > 1 ? `${path}:\n` : '';
    const total = options.flags.has('l') ? 'total 0\n' : '';
    return title + total + names.map((name) => line(`${path.replace(/\/+$/, '')}/${name}`, name)).join('');
  });
  const all = files.length > 0 ? [files.map((path) => line(path, path)).join(''), ...blocks] : blocks;
  return answer(sys, printed(all.join('\n'), errors === '' ? 0 : isBusybox(sys) ? 1 : 2, errors));
});

/** Mode, links, owner, group, size and date: every world begins on the first of January 2026. */
function longLine(sys: Sys, path: string): string {
  const text = sys.readFile(path);
  const size = text === null ? 0 : new TextEncoder().encode(text).length;
  return `${text === null ? 'drwxr-xr-x' : '-rw-r--r--'} 1 root root ${size} Jan  1 00:00 `;
}
