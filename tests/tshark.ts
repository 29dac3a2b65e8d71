/** What tshark said of single frames: tests/oracle/dissections.txt, written by dissect.py beside it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Dissection {
  readonly title: string;
  readonly bytes: Uint8Array;
  readonly protocol: string;
  readonly info: string;
  readonly rows: readonly {
    readonly filter: string;
    readonly start: number;
    readonly end: number;
    readonly text: string;
  }[];
}

export function dissections(): Dissection[] {
  const text = readFileSync(join(import.meta.dirname, 'oracle', 'dissections.txt'), 'utf8');
  return text.split('\n\n').map((block) => {
    const [title = '', frame = '', columns = '', ...lines] = block.trimEnd().split('\n');
    const [protocol = '', info = ''] = columns.split('\t');
    return {
      title: title.slice(2),
      bytes: new Uint8Array(Buffer.from(frame, 'hex')),
      protocol,
      info,
      rows: lines.map(row),
    };
  });
}

function row(line: string): Dissection['rows'][number] {
  const match = /^ *(\S+) (\d+)\+(\d+) (.*)$/.exec(line);
  if (!match) throw new Error(`no row: ${line}`);
  const [, filter = '', start, length, text = ''] = match;
  return { filter: filter === '-' ? '' : filter, start: Number(start), end: Number(start) + Number(length), text };
}
