/** `tac`, `rev` and `nl`: lines from the end, backwards, numbered. */
import { type Filter, getopt, isOutput, linesOf, printed, textOf } from './filter';

function lineFilter(name: string, change: (lines: readonly string[]) => readonly string[]): Filter {
  return (args, { stdin, read }) => {
    const options = getopt(name, args, 'b:');
    if (isOutput(options)) return options;
    let errors = '';
    const texts = (options.operands.length === 0 ? ['-'] : options.operands).map((path) => {
      const text = path === '-' ? stdin : read(path);
      if (text === null) errors += `${name}: ${path}: No such file or directory\n`;
      return text ?? '';
    });
    return printed(textOf(texts.flatMap((text) => change(linesOf(text)))), errors === '' ? 0 : 1, errors);
  };
}

export const tac = lineFilter('tac', (lines) => lines.toReversed());

export const rev = lineFilter('rev', (lines) => lines.map((line) => Array.from(line).reverse().join('')));

export const nl = lineFilter('nl', (lines) => {
  let number = 0;
  return lines.map((line) => (line === '' ? '       ' : `${String(++number).padStart(6)}\t${line}`));
});
