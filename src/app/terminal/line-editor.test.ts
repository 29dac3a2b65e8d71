import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cellsOf, type EditedLine, EMPTY_LINE, pressKey, splitKeys } from './line-editor';

const HISTORY = ['docker ps', 'ip route'];

/** Sends keys one by one; the line as it then is, the cursor as `|`, and what was entered. */
function type(...sent: string[]) {
  let line: EditedLine = EMPTY_LINE;
  const entered: string[] = [];
  for (const key of sent.flatMap(splitKeys)) {
    const typed = pressKey(line, key, HISTORY);
    if (typed.kind === 'edit') line = typed.line;
    if (typed.kind === 'enter') {
      entered.push(typed.line);
      line = EMPTY_LINE;
    }
  }
  return { line: `${line.text.slice(0, line.cursor)}|${line.text.slice(line.cursor)}`, entered };
}

const [UP, DOWN, LEFT, HOME] = ['\x1b[A', '\x1b[B', '\x1b[D', '\x1b[H'];

test('letters go in where the cursor is', () => {
  expect(type('pig', LEFT, 'n').line).toBe('pin|g');
  expect(type('ing', HOME, 'p').line).toBe('p|ing');
});

test('the history comes back, newest first, and the line that was begun after it', () => {
  expect(type('dock', UP).line).toBe('ip route|');
  expect(type('dock', UP, UP, UP).line).toBe('docker ps|');
  expect(type('dock', UP, UP, DOWN, DOWN).line).toBe('dock|');
});

test('several pasted lines are entered one after the other', () => {
  expect(type('ip addr\r\nip route\rpi')).toEqual({ line: 'pi|', entered: ['ip addr', 'ip route'] });
});

test('Ctrl+W takes a word, Ctrl+U all before the cursor', () => {
  expect(type('docker exec c1', '\x17').line).toBe('docker exec |');
  expect(type('docker exec', LEFT, '\x15').line).toBe('|c');
});

test('no sequence of keys takes the cursor out of the line', () => {
  const keys = fc.constantFrom(
    UP,
    DOWN,
    LEFT,
    HOME,
    '\x1b[C',
    '\x1b[F',
    '\x7f',
    '\x1b[3~',
    '\x17',
    '\x15',
    '\x1b[1;5D',
    '\x1b[1;5C',
    'a',
    ' ',
    '가',
    '\x1b[99~',
    '\t',
  );
  fc.assert(
    fc.property(fc.array(keys), (sent) => {
      let line: EditedLine = EMPTY_LINE;
      for (const key of sent) {
        const typed = pressKey(line, key, HISTORY);
        if (typed.kind === 'edit') line = typed.line;
        expect(line.cursor).toBeGreaterThanOrEqual(0);
        expect(line.cursor).toBeLessThanOrEqual(line.text.length);
      }
    }),
  );
});

test('Hangul is two cells wide', () => {
  expect(cellsOf('ping 가나')).toBe(9);
});
