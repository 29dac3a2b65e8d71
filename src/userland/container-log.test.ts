import { expect, test } from 'vitest';
import { createClock } from '../sim/clock';
import { appendLog, type LogLine, logText, wholeLines } from './container-log';

function world() {
  const logs: Record<string, LogLine[]> = {};
  return { clock: createClock<unknown>(), logs };
}

test('a line is whole with its newline, whoever writes in between', () => {
  const w = world();
  appendLog(w, 'c', 'stdout', 'a\nb');
  appendLog(w, 'c', 'stderr', 'oh\n');
  expect(wholeLines(w.logs['c'] ?? [], false).map((line) => line.text)).toEqual(['a\n', 'oh\n']);
  appendLog(w, 'c', 'stdout', 'c\nd');
  expect(wholeLines(w.logs['c'] ?? [], false).map((line) => line.text)).toEqual(['a\n', 'oh\n', 'bc\n']);
  expect(wholeLines(w.logs['c'] ?? [], true).map((line) => line.text)).toEqual(['a\n', 'oh\n', 'bc\n', 'd']);
  expect(logText(w.logs['c'])).toBe('a\noh\nbc\nd');
});
