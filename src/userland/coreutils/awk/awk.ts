/** `awk` (mawk of Debian): the program, its variables and its files. */
import { type Filter, linesOf, printed } from '../filter';
import { parseAwk } from './parse';
import { Awk } from './run';
import { AwkError } from './syntax';

const USAGE = 'Usage: mawk [Options] [Program] [file ...]\n';

/** The program, the variables that were set, the files; null where there is no program. */
interface Command {
  readonly program: string;
  readonly variables: Readonly<Record<string, string>>;
  readonly files: readonly string[];
}

function commandOf(args: readonly string[], read: (path: string) => string | null): Command | null {
  const words = [...args];
  const variables: Record<string, string> = {};
  let program: string | null = null;
  for (let word = words[0]; word?.startsWith('-') === true && word !== '-'; word = words[0]) {
    words.shift();
    if (word === '--') break;
    const value = word.length > 2 ? word.slice(2) : (words.shift() ?? '');
    if (word.startsWith('-F')) variables['FS'] = value === 't' ? '\t' : escaped(value);
    else if (word.startsWith('-v')) Object.assign(variables, assignmentOf(value));
    else if (word.startsWith('-f')) program = (program ?? '') + (read(value) ?? '');
    else return null;
  }
  program ??= words.shift() ?? null;
  return program === null ? null : { program, variables, files: words };
}

function assignmentOf(text: string): Record<string, string> {
  const at = text.indexOf('=');
  return at < 0 ? {} : { [text.slice(0, at)]: escaped(text.slice(at + 1)) };
}

function escaped(text: string): string {
  return text.replace(/\\([nt\\])/g, (_all, letter: string) => (letter === 'n' ? '\n' : letter === 't' ? '\t' : '\\'));
}

export const awk: Filter = (args, { stdin, read }) => {
  const given = commandOf(args, read);
  if (given === null) return printed('', 2, USAGE);
  try {
    const program = new Awk(parseAwk(given.program), given.variables);
    const texts = given.files.map((name) => ({ name, text: name === '-' ? stdin : read(name) }));
    const missing = program.reads ? texts.find(({ text }) => text === null) : undefined;
    if (missing !== undefined)
      return printed('', 2, `awk: cannot open "${missing.name}" (No such file or directory)\n`);
    const files = texts.length === 0 ? [{ name: '', text: stdin }] : texts;
    const status = program.run(files.map(({ name, text }) => ({ name, lines: linesOf(text ?? '') })));
    return printed(program.output, status);
  } catch (error) {
    if (error instanceof AwkError) return printed('', 2, `${error.message}\n`);
    throw error;
  }
};
