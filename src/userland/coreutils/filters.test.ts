import fc from 'fast-check';
import { expect, test } from 'vitest';
import { filters } from './filters';
import { BadPattern, compileRegex, findMatch } from './regex';

const FILES: Readonly<Record<string, string>> = { f1: 'a b\nc\n', f2: 'x\n' };

/** What a filter prints, errors and status behind it as a transcript shows them. */
function run(line: string, stdin = ''): string {
  const [name = '', ...args] = (line.match(/'[^']*'|\S+/g) ?? []).map((word) => word.replace(/^'(.*)'$/, '$1'));
  const output = filters[name]?.(args, { stdin, read: (path) => FILES[path] ?? null });
  if (output === undefined) throw new Error(`no filter ${name}`);
  return `${output.text}${output.errors}${output.status === 0 ? '' : `[exit ${output.status}]`}`;
}

const SEVEN = '1\n2\n3\n4\n5\n6\n7\n';

test.each([
  ['wc', 'a b\nc\n', '      2       3       6\n'],
  ['wc -l', 'a b\nc\n', '2\n'],
  ['wc -lw', 'a b\nc\n', '      2       3\n'],
  ['wc f1 f2', '', '2 3 6 f1\n1 1 2 f2\n3 4 8 total\n'],
  ['wc -l f1', '', '2 f1\n'],
  ['wc nope', '', 'wc: nope: No such file or directory\n[exit 1]'],
  ['head -n 1 f1 f2', '', '==> f1 <==\na b\n\n==> f2 <==\nx\n'],
  ['head -n -1 f1', '', 'a b\n'],
  ['head nope', '', "head: cannot open 'nope' for reading: No such file or directory\n[exit 1]"],
  ['head -x f1', '', "head: invalid option -- 'x'\nTry 'head --help' for more information.\n[exit 1]"],
  ['tail -n +2 f1', '', 'c\n'],
  ['tail -2', SEVEN, '6\n7\n'],
  ['grep c f1 f2', '', 'f1:c\n'],
  ['grep -n c f1', '', '2:c\n'],
  ['grep -c c f1 f2', '', 'f1:1\nf2:0\n'],
  ['grep nope f1', '', '[exit 1]'],
  ['grep c nope', '', 'grep: nope: No such file or directory\n[exit 2]'],
  ['grep', '', "Usage: grep [OPTION]... PATTERNS [FILE]...\nTry 'grep --help' for more information.\n[exit 2]"],
  ["grep '[' f1", '', 'grep: Invalid regular expression\n[exit 2]'],
  ["grep -E '(' f1", '', 'grep: Unmatched ( or \\(\n[exit 2]'],
  ['grep -o X', 'aXbXc\n', 'X\nX\n'],
  ["grep -A1 -B1 -n '[36]'", SEVEN, '2-2\n3:3\n4-4\n5-5\n6:6\n7-7\n'],
  ["grep -A1 '[16]'", SEVEN, '1\n2\n--\n6\n7\n'],
  ['grep -m2 .', SEVEN, '1\n2\n'],
  ['grep -w a', 'a-b\nab\n', 'a-b\n'],
  ["grep -E 'red|blue'", 'red\ngreen\nblue\n', 'red\nblue\n'],
  ['uniq -c', 'b\nb\na\nb\n', '      2 b\n      1 a\n      1 b\n'],
  ['uniq -d', 'b\nb\na\nb\n', 'b\n'],
  ['sort -k2 -n', 'b 2\na 10\nc 1\n', 'c 1\nb 2\na 10\n'],
  ['sort -k2,2nr', 'b 2\na 10\nc 1\n', 'a 10\nb 2\nc 1\n'],
  ['sort', 'b\nA\na\nB\n', 'A\nB\na\nb\n'],
  ['sort -f', 'b\nA\na\nB\n', 'A\na\nB\nb\n'],
  ['sort -t: -k2n', 'b:2\na:10\n', 'b:2\na:10\n'],
  ['sort -ru', 'a\nb\na\n', 'b\na\n'],
  ['cut -d: -f2', 'a:b:c\nd\n', 'b\nd\n'],
  ['cut -d: -f2 -s', 'a:b:c\nd\n', 'b\n'],
  ['cut -d: -f1,3', 'a:b:c\n', 'a:c\n'],
  ['cut -d: -f2-', 'a:b:c\n', 'b:c\n'],
  ['cut -c2-3', 'abc\n', 'bc\n'],
  [
    'cut',
    '',
    "cut: you must specify a list of bytes, characters, or fields\nTry 'cut --help' for more information.\n[exit 1]",
  ],
  ['cut -f0', '', "cut: fields are numbered from 1\nTry 'cut --help' for more information.\n[exit 1]"],
  ['tr a-y b-z', 'hello\n', 'ifmmp\n'],
  ['tr -d l', 'hello\n', 'heo\n'],
  ['tr -s l', 'hello\n', 'helo\n'],
  ['tr [:lower:] [:upper:]', 'hello\n', 'HELLO\n'],
  ["tr ' ' '\\n'", 'a b\n', 'a\nb\n'],
  ['tr', '', "tr: missing operand\nTry 'tr --help' for more information.\n[exit 1]"],
  ['sed s/a/b/', 'aa\nca\n', 'ba\ncb\n'],
  ['sed s/a/b/g', 'aa\n', 'bb\n'],
  ['sed s/a/[&]/2', 'aaa\n', 'a[a]a\n'],
  ["sed -E 's/ID=[0-9]+/ID=N/g; s/SPT=[0-9]+/SPT=N/g'", 'ID=12 SPT=7 ID=3\n', 'ID=N SPT=N ID=N\n'],
  ['sed s|/x|/y|', '/x/x\n', '/y/x\n'],
  ['sed -n 2p', SEVEN, '2\n'],
  ['sed -n 2,4p', SEVEN, '2\n3\n4\n'],
  ['sed -n $p', SEVEN, '7\n'],
  ['sed 2q', SEVEN, '1\n2\n'],
  ['sed /[3-6]/d', SEVEN, '1\n2\n7\n'],
  ['sed /2/,/5/d', SEVEN, '1\n6\n7\n'],
  ['sed 1!d', SEVEN, '1\n'],
  ['sed s/a', '', "sed: -e expression #1, char 3: unterminated `s' command\n[exit 1]"],
  ['sed k', '', "sed: -e expression #1, char 1: unknown command: `k'\n[exit 1]"],
  ['sed s/a/b/ nope', '', "sed: can't read nope: No such file or directory\n[exit 2]"],
])('%s', (line, stdin, printed) => {
  expect(run(line, stdin)).toBe(printed);
});

test.each([
  ['a\\|bc', false, 'xbc', 'bc'],
  ['a|ab', true, 'ab', 'ab'],
  ['^a*$', false, 'aaa', 'aaa'],
  ['a{2,3}', true, 'aaaa', 'aaa'],
  ['a\\{2\\}', false, 'aaaa', 'aa'],
  ['(a|b)+c', true, 'xababc', 'ababc'],
  ['[[:digit:].]+', true, 'ip 10.0.0.1/24', '10.0.0.1'],
  ['[^]a]', false, ']ab', 'b'],
  ['\\bfoo\\b', false, 'a foo b', 'foo'],
  ['x*', false, 'abc', ''],
  ['a+', false, 'aa+', 'a+'],
])('%s matches the longest of the leftmost', (pattern, extended, text, found) => {
  const regex = compileRegex(pattern, extended, false);
  if (regex instanceof BadPattern) throw new Error(regex.message);
  const match = findMatch(regex, text);
  expect(match === null ? null : text.slice(match.start, match.end)).toBe(found);
});

test('a pattern that would make a backtracking engine hang is done at once', () => {
  const regex = compileRegex('(a+)+$', true, false);
  if (regex instanceof BadPattern) throw new Error(regex.message);
  const begin = performance.now();
  expect(findMatch(regex, `${'a'.repeat(200)}b`)).toBeNull();
  expect(performance.now() - begin).toBeLessThan(1000);
});

test('any text is a pattern or refused, never an exception', () => {
  fc.assert(
    fc.property(fc.string(), fc.boolean(), fc.string(), (pattern, extended, text) => {
      const regex = compileRegex(pattern, extended, true);
      if (!(regex instanceof BadPattern)) findMatch(regex, text);
    }),
  );
});

test('grep and grep -v share out every line', () => {
  fc.assert(
    fc.property(
      fc.array(fc.stringMatching(/^[abc]{0,6}$/)),
      fc.constantFrom('a', 'ab*', '^c', 'b$'),
      (lines, pattern) => {
        const text = lines.map((line) => `${line}\n`).join('');
        const count = (option: string) => Number(run(`grep -c${option} ${pattern}`, text).split('\n')[0]);
        expect(count('') + count('v')).toBe(lines.length);
      },
    ),
  );
});
