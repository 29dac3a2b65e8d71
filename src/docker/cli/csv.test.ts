import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readCsv } from './csv';

test('Fields between quotes may hold commas, and quotes that are doubled', () => {
  expect(readCsv('a,"b,c","d""e",')).toEqual(['a', 'b,c', 'd"e', '']);
});

test('A quote that stands wrong is named with its column', () => {
  expect(readCsv('name=red,"alias=a')).toBe(
    'parse error on line 1, column 18: extraneous or missing " in quoted-field',
  );
  expect(readCsv('name=red,al"ias=a')).toBe('parse error on line 1, column 12: bare " in non-quoted-field');
});

test('What is quoted comes back as it was', () => {
  fc.assert(
    fc.property(fc.array(fc.string(), { minLength: 1 }), (fields) => {
      const line = fields.map((field) => `"${field.replaceAll('"', '""')}"`).join(',');
      expect(readCsv(line)).toEqual(fields);
    }),
  );
});
