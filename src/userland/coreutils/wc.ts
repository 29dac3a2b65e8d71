/** `wc` and `uniq` of coreutils. */
import { type Filter, getopt, isOutput, linesOf, printed, readAll, textOf } from './filter';

const COUNTS = ['l', 'w', 'm', 'c', 'L'] as const;

function countOf(text: string, what: (typeof COUNTS)[number]): number {
  switch (what) {
    case 'l':
      return text.split('\n').length - 1;
    case 'w':
      return text.split(/\s+/).filter((word) => word !== '').length;
    case 'm':
      return Array.from(text).length;
    case 'c':
      return new TextEncoder().encode(text).length;
    case 'L':
      return Math.max(0, ...linesOf(text).map((line) => line.length));
  }
}

export const wc: Filter = (args, input) => {
  const options = getopt('wc', args, 'lwcmL', {
    lines: 'l',
    words: 'w',
    bytes: 'c',
    chars: 'm',
    'max-line-length': 'L',
  });
  if (isOutput(options)) return options;
  const asked = COUNTS.filter((count) => options.flags.has(count));
  const counts = asked.length > 0 ? asked : (['l', 'w', 'c'] as const);
  const { files, errors } = readAll(options.operands, input, (path) => `wc: ${path}: No such file or directory\n`);
  const rows = files.map((file) => ({
    name: options.operands.length === 0 ? '' : ` ${file.name}`,
    numbers: counts.map((count) => countOf(file.text, count)),
  }));
  if (options.operands.length > 1) {
    rows.push({
      name: ' total',
      numbers: counts.map((_, i) => rows.reduce((sum, row) => sum + (row.numbers[i] ?? 0), 0)),
    });
  }
  const bytes = files.reduce((sum, file) => sum + countOf(file.text, 'c'), 0);
  const piped = options.operands.length === 0 || options.operands.includes('-');
  const width = rows.length === 1 && counts.length === 1 ? 1 : piped ? 7 : String(bytes).length;
  const text = rows
    .map((row) => `${row.numbers.map((number) => String(number).padStart(width)).join(' ')}${row.name}\n`)
    .join('');
  return printed(text, errors === '' ? 0 : 1, errors);
};

export const uniq: Filter = (args, input) => {
  const options = getopt('uniq', args, 'cdDuif:s:w:z', {
    count: 'c',
    repeated: 'd',
    unique: 'u',
    'ignore-case': 'i',
    'skip-fields': 'f',
  });
  if (isOutput(options)) return options;
  const { files, errors } = readAll(
    options.operands.slice(0, 1),
    input,
    (path) => `uniq: ${path}: No such file or directory\n`,
  );
  if (errors !== '') return printed('', 1, errors);
  const skipped = Number(options.values.get('f')?.at(-1) ?? 0);
  const keyOf = (line: string) => {
    const rest = skipped > 0 ? line.replace(new RegExp(`^(?:\\s*\\S+){0,${skipped}}`), '') : line;
    return options.flags.has('i') ? rest.toLowerCase() : rest;
  };
  const groups: { line: string; count: number }[] = [];
  for (const line of linesOf(files[0]?.text ?? '')) {
    const last = groups.at(-1);
    if (last !== undefined && keyOf(last.line) === keyOf(line)) last.count++;
    else groups.push({ line, count: 1 });
  }
  const kept = groups.filter(
    ({ count }) => (!options.flags.has('d') || count > 1) && (!options.flags.has('u') || count === 1),
  );
  return printed(
    textOf(kept.map(({ line, count }) => (options.flags.has('c') ? `${String(count).padStart(7)} ${line}` : line))),
  );
};
