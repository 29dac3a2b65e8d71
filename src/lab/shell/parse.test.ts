import fc from 'fast-check';
import { expect, test } from 'vitest';
import { expandWords } from './expand';
import { parseLine } from './parse';

const NOTHING = { variables: { NAME: 'c1', LIST: 'a  b' }, status: 3, outputs: [] };

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

test('no line makes the parser throw', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...Array.from(`ab '"\\$(){}|&;<>#\n\`=`)) }), (line) => {
      parseLine(line);
    }),
  );
});
