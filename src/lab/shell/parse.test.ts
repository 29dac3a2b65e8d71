import fc from 'fast-check';
import { expect, test } from 'vitest';
import { expandWords } from './expand';
import { parseLine } from './parse';

const NOTHING = {
  variables: { NAME: 'c1', LIST: 'a  b' },
  status: 3,
  outputs: [],
  positional: [],
  special: {},
  braces: true,
};

/** The words of a line's first command. */
function words(line: string): unknown {
  const parsed = parseLine(line);
  if (!parsed.ok) return parsed.message;
  const command = parsed.list[0]?.pipeline.commands[0];
  return command?.kind === 'simple' ? expandWords(command.words, NOTHING) : command?.kind;
}

test.each<[string, unknown]>([
  ['docker run -d  --name c1 alpine', { fields: ['docker', 'run', '-d', '--name', 'c1', 'alpine'] }],
  [`echo 'a "b" $NAME' "x $NAME $?"`, { fields: ['echo', 'a "b" $NAME', 'x c1 3'] }],
  ['echo pre$NAME-post "" $NOBODY', { fields: ['echo', 'prec1-post', ''] }],
  ['echo $LIST "$LIST"', { fields: ['echo', 'a', 'b', 'a  b'] }],
  ['echo a#b # comment', { fields: ['echo', 'a#b'] }],
  ["grep -v '^#' x\\ y", { fields: ['grep', '-v', '^#', 'x y'] }],
  ['docker rm $(docker ps -q)', { run: 'docker ps -q' }],
  [
    `docker inspect -f '{{range .X}}{{.Y}}{{end}}' n`,
    { fields: ['docker', 'inspect', '-f', '{{range .X}}{{.Y}}{{end}}', 'n'] },
  ],
  ['for i in 1 2; do echo $i; done', 'for'],
  ["echo 'open", "unexpected EOF while looking for matching `''"],
  ['echo |', 'syntax error: unexpected end of file'],
  ['; echo', "syntax error near unexpected token `;'"],
])('%s', (line, expected) => {
  expect(words(line)).toEqual(expected);
});

test('redirections and what joins pipelines are told apart from words', () => {
  const parsed = parseLine('a >/dev/null 2>&1 && b | c || d & e');
  expect(parsed.ok && parsed.list.map((item) => [item.pipeline.commands.length, item.then])).toEqual([
    [1, '&&'],
    [2, '||'],
    [1, '&'],
    [1, ';'],
  ]);
  const first = parsed.ok ? parsed.list[0]?.pipeline.commands[0] : undefined;
  expect(
    first?.kind === 'simple' ? first.redirects.map(({ fd, to }) => [fd, typeof to === 'string' ? to : 'file']) : null,
  ).toEqual([
    ['out', 'file'],
    ['err', 'out'],
  ]);
});

/** What the first command of a script reads. */
function here(script: string): unknown {
  const parsed = parseLine(script);
  if (!parsed.ok) return parsed.message;
  const command = parsed.list[0]?.pipeline.commands[0];
  const redirect = command?.kind === 'simple' ? command.redirects.find(({ fd }) => fd === 'here') : undefined;
  return redirect === undefined || typeof redirect.to === 'string' ? null : expandWords([redirect.to], NOTHING);
}

test.each<[string, unknown]>([
  ['cat <<EOF\na "b" $NAME \\$NAME\n\nEOF\necho x', { fields: ['a "b" c1 $NAME\n\n'] }],
  ["cat <<'EOF'\n$NAME `x`\n EOF\nEOF", { fields: ['$NAME `x`\n EOF\n'] }],
  ['cat <<-EOF >out\n\tx\n\tEOF', { fields: ['x\n'] }],
  ['cat <<EOF\nEOF', { fields: [''] }],
  ['cat <<EOF\nnever closed', { fields: ['never closed\n'] }],
  ['cat <<<"$NAME $LIST"', { fields: ['c1 a  b\n'] }],
  ['cat <<A <<B\n1\nA\n2\nB', { fields: ['1\n'] }],
  ['cat <<', "syntax error near unexpected token `newline'"],
])('a here-document: %j', (script, expected) => {
  expect(here(script)).toEqual(expected);
});

test('what follows a here-document is the next command', () => {
  const parsed = parseLine('cat <<EOF | wc -l && echo done\nx\nEOF\necho next');
  expect(parsed.ok && parsed.list.map(({ pipeline }) => pipeline.commands.length)).toEqual([2, 1, 1]);
});

test('no line makes the parser throw', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...Array.from(`ab '"\\$(){}|&;<>#\n\`=`)) }), (line) => {
      parseLine(line);
    }),
  );
});
