/** `cat` and `ls` of coreutils. */
import { isDirectory, listDirectory } from '../directory';
import { command, type Sys } from '../program';
import { getopt, isOutput, linesOf, type Output, printed } from './filter';

function answer(sys: Sys, output: Output): number {
  sys.out(output.text);
  sys.err(output.errors);
  return output.status;
}

export const cat = command('cat', (sys) => {
  const options = getopt('cat', sys.args, 'nbEsTvAetu', { number: 'n', 'show-all': 'A', 'show-ends': 'E' });
  if (isOutput(options)) return answer(sys, options);
  let status = 0;
  let count = 0;
  for (const path of options.operands.length === 0 ? ['-'] : options.operands) {
    const text = path === '-' ? (sys.process.stdin ?? '') : sys.readFile(path);
    if (text === null) {
      sys.err(`cat: ${path}: ${isDirectory(sys, path) ? 'Is a directory' : 'No such file or directory'}\n`);
      status = 1;
    } else if (options.flags.has('n')) {
      sys.out(
        linesOf(text)
          .map((line) => `${String(++count).padStart(6)}\t${line}\n`)
          .join(''),
      );
    } else sys.out(text);
  }
  return status;
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
    else errors += `ls: cannot access '${path}': No such file or directory\n`;
  }
  const line = (path: string, name: string) => `${options.flags.has('l') ? longLine(sys, path) : ''}${name}\n`;
  const blocks = directories.map(({ path, names }) => {
    const title = paths.length > 1 ? `${path}:\n` : '';
    const total = options.flags.has('l') ? 'total 0\n' : '';
    return title + total + names.map((name) => line(`${path.replace(/\/+$/, '')}/${name}`, name)).join('');
  });
  const all = files.length > 0 ? [files.map((path) => line(path, path)).join(''), ...blocks] : blocks;
  return answer(sys, printed(all.join('\n'), errors === '' ? 0 : 2, errors));
});

/** Mode, links, owner, group, size and date: every world begins on the first of January 2026. */
function longLine(sys: Sys, path: string): string {
  const text = sys.readFile(path);
  const size = text === null ? 0 : new TextEncoder().encode(text).length;
  return `${text === null ? 'drwxr-xr-x' : '-rw-r--r--'} 1 root root ${size} Jan  1 00:00 `;
}
