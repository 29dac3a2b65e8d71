/** `pwd`, `mkdir`, `touch`, `rm`, `cp`, `mv` and `tee` of coreutils. */
import { isDirectory, makeDirectory, removePath } from '../directory';
import { absolutePath, baseName, directoryOf } from '../path';
import { command, program, type Program, type Sys } from '../program';
import { getopt, isOutput } from './filter';

/** Runs a command's own part with its flags and operands; what is wrong with them is said first. */
function tool(
  name: string,
  flags: string,
  long: Readonly<Record<string, string>>,
  run: (sys: Sys, given: ReadonlySet<string>, operands: readonly string[]) => number,
): Program {
  return command(name, (sys) => {
    const options = getopt(name, sys.args, flags, long);
    if (!isOutput(options)) return run(sys, new Set(options.flags), options.operands);
    sys.out(options.text);
    sys.err(options.errors);
    return options.status;
  });
}

function missingOperand(sys: Sys, name: string, what = 'operand'): number {
  sys.err(`${name}: missing ${what}\nTry '${name} --help' for more information.\n`);
  return 1;
}

/** One operand at a time; the status is 1 where one of them could not be done. */
function each(sys: Sys, operands: readonly string[], act: (path: string) => string | null): number {
  let status = 0;
  for (const path of operands) {
    const wrong = act(path);
    if (wrong === null) continue;
    sys.err(`${wrong}\n`);
    status = 1;
  }
  return status;
}

const pwd = command('pwd', (sys) => {
  sys.out(`${sys.process.cwd ?? '/'}\n`);
  return 0;
});

const mkdir = tool('mkdir', 'pv', { parents: 'p', verbose: 'v' }, (sys, given, operands) => {
  if (operands.length === 0) return missingOperand(sys, 'mkdir');
  return each(sys, operands, (path) => {
    const parents = given.has('p');
    const there = isDirectory(sys, path);
    if (sys.readFile(path) !== null || (there && !parents))
      return `mkdir: cannot create directory '${path}': File exists`;
    if (!parents && !isDirectory(sys, directoryOf(absolutePath(sys.process, path))))
      return `mkdir: cannot create directory '${path}': No such file or directory`;
    if (!there) makeDirectory(sys, path);
    return null;
  });
});

const touch = tool('touch', 'acm', {}, (sys, _given, operands) => {
  if (operands.length === 0) return missingOperand(sys, 'touch', 'file operand');
  return each(sys, operands, (path) => {
    if (!isDirectory(sys, directoryOf(absolutePath(sys.process, path))))
      return `touch: cannot touch '${path}': No such file or directory`;
    if (sys.readFile(path) === null && !isDirectory(sys, path)) sys.writeFile(path, '');
    return null;
  });
});

const rm = tool('rm', 'rRfvdi', { recursive: 'r', force: 'f', verbose: 'v', dir: 'd' }, (sys, given, operands) => {
  if (operands.length === 0) return given.has('f') ? 0 : missingOperand(sys, 'rm');
  return each(sys, operands, (path) => {
    const recursive = given.has('r') || given.has('R');
    if (sys.readFile(path) === null && !isDirectory(sys, path))
      return given.has('f') ? null : `rm: cannot remove '${path}': No such file or directory`;
    if (isDirectory(sys, path) && !recursive) return `rm: cannot remove '${path}': Is a directory`;
    removePath(sys, path);
    return null;
  });
});

/** `cp` and `mv` of files: to a name, or into a directory. */
function copy(name: string, moves: boolean): Program {
  return tool(name, 'rRfapvi', { recursive: 'r', archive: 'a', force: 'f' }, (sys, _given, operands) => {
    const target = operands[operands.length - 1];
    if (target === undefined) return missingOperand(sys, name, 'file operand');
    if (operands.length === 1) return missingOperand(sys, name, `destination file operand after '${target}'`);
    return each(sys, operands.slice(0, -1), (path) => {
      const text = sys.readFile(path);
      if (text === null) return `${name}: cannot stat '${path}': No such file or directory`;
      sys.writeFile(isDirectory(sys, target) ? `${target}/${baseName(path)}` : target, text);
      if (moves) removePath(sys, path);
      return null;
    });
  });
}

interface TeeData {
  readonly paths: readonly string[];
}

function pass(sys: Sys, { paths }: TeeData, text: string): void {
  sys.out(text);
  for (const path of paths) sys.writeFile(path, (sys.readFile(path) ?? '') + text);
}

const tee = program<TeeData>({
  name: 'tee',
  start: (sys) => {
    const options = getopt('tee', sys.args, 'ai', { append: 'a' });
    if (isOutput(options)) {
      sys.out(options.text);
      sys.err(options.errors);
      return options.status;
    }
    const data: TeeData = { paths: options.operands };
    if (!options.flags.has('a')) for (const path of data.paths) sys.writeFile(path, '');
    const { text, ended } = sys.read();
    pass(sys, data, text);
    if (ended) return 0;
    sys.listen();
    return data;
  },
  on: (sys, data, event) => {
    if (event.type !== 'input') return;
    if (event.text === null) sys.exit(0);
    else pass(sys, data, event.text);
  },
});

export const directoryPrograms: readonly Program[] = [pwd, mkdir, touch, rm, copy('cp', false), copy('mv', true), tee];
