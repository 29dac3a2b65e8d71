import { expect, test } from 'vitest';
import { parseDotenv } from './dotenv';

const FILE = `# comment
PLAIN=1
QUOTED="a b \${PLAIN}"
SINGLE='x $PLAIN'
export EXPORTED=2
EMPTY=
SPACED = y # c
HASH=a#b
LINES="a
b"
ESCAPED="a\\nb \\$PLAIN"
YAML: z

FROM_SHELL
NOWHERE
`;

test('quotes, comments, exports and variables of a file', () => {
  expect(parseDotenv(FILE, (name) => (name === 'FROM_SHELL' ? 'shell' : undefined))).toEqual({
    PLAIN: '1',
    QUOTED: 'a b 1',
    SINGLE: 'x $PLAIN',
    EXPORTED: '2',
    EMPTY: '',
    SPACED: 'y',
    HASH: 'a#b',
    LINES: 'a\nb',
    ESCAPED: 'a\nb $PLAIN',
    YAML: 'z',
    FROM_SHELL: 'shell',
  });
});

test('the shell has the last word', () => {
  expect(parseDotenv('A=1\nB=$A', (name) => (name === 'A' ? '9' : undefined))).toEqual({ A: '1', B: '9' });
});
