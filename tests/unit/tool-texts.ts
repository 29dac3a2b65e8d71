/** What real tools printed: the files of tests/oracle/tools, command by command. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface ToolText {
  readonly command: string;
  readonly argv: readonly string[];
  readonly out: string;
  readonly err: string;
  readonly status: number;
}

export function toolTexts(name: string): ToolText[] {
  const text = readFileSync(join(import.meta.dirname, '..', 'oracle', 'tools', `${name}.txt`), 'utf8');
  const blocks: string[][] = [];
  for (const line of text.split('\n').slice(0, -1)) {
    if (line.startsWith('$ ')) blocks.push([line]);
    else blocks[blocks.length - 1]?.push(line);
  }
  return blocks.map(([first = '', ...lines]) => {
    const command = first.slice(2);
    const exit = /^\[exit (\d+)\]$/.exec(lines[lines.length - 1] ?? '');
    const printed = exit ? lines.slice(0, -1) : lines;
    const lined = (some: readonly string[]) => some.map((line) => `${line}\n`).join('');
    return {
      command,
      argv: Array.from(command.matchAll(/'([^']*)'|\S+/g), ([word, quoted]) => quoted ?? word),
      out: lined(printed.filter((line) => !line.startsWith('! '))),
      err: lined(printed.filter((line) => line.startsWith('! ')).map((line) => line.slice(2))),
      status: Number(exit?.[1] ?? 0),
    };
  });
}
