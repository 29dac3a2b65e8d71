import { expect, test } from 'vitest';
import type { Layer } from '../../wire/dissect';
import { lineOfByte, treeLines } from './layer-lines';

const flags = { label: 'Flags', filter: 'ip.flags', value: '0x2', start: 6, end: 7 };
const layers: Layer[] = [
  {
    protocol: 'ip',
    title: 'Internet Protocol Version 4',
    start: 0,
    end: 20,
    summary: 'Src: 1.1.1.1',
    rows: [
      { label: 'Time to Live', filter: 'ip.ttl', value: '64', start: 8, end: 9 },
      { ...flags, rows: [{ ...flags, label: 'Don’t fragment', filter: 'ip.flags.df' }] },
      { label: 'Length of all', filter: '', value: '20', start: 8, end: 8, note: 'generated' },
    ],
  },
];

const labels = (flipped: string[]) =>
  treeLines(layers, new Set(flipped)).map(({ level, label }) => `${level} ${label}`);

test('layers are open, rows inside rows are not', () => {
  expect(labels([])).toEqual(['1 Internet Protocol Version 4', '2 Time to Live', '2 Flags', '2 Length of all']);
  expect(labels(['0 ip'])).toEqual(['1 Internet Protocol Version 4']);
  expect(labels(['0 ip.1'])).toContain('3 Don’t fragment');
});

test('a byte belongs to the narrowest line over it', () => {
  const lines = treeLines(layers, new Set());
  expect(lineOfByte(lines, 8)?.label).toBe('Time to Live');
  expect(lineOfByte(lines, 12)?.label).toBe('Internet Protocol Version 4');
  expect(lineOfByte(lines, 20)).toBeNull();
});
