import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createTable, entries, get, put, remove } from './table';

test('a table holds what a map would', () => {
  const action = fc.record({ key: fc.string({ maxLength: 4 }), value: fc.option(fc.nat()) });
  fc.assert(
    fc.property(fc.array(action), (actions) => {
      const table = createTable<number>();
      const map = new Map<string, number>();
      for (const { key, value } of actions) {
        if (value === null) expect(remove(table, key)).toBe(map.delete(key));
        else {
          put(table, key, value);
          map.set(key, value);
        }
        expect(get(table, key)).toBe(map.get(key));
      }
      expect(new Map(entries(table))).toEqual(map);
      expect(table.size).toBe(map.size);
    }),
  );
});

test('addresses are keys as they are', () => {
  const table = createTable<string>();
  put(table, 0xffffffff, 'all ones');
  put(table, 0, 'none');
  expect([get(table, 0xffffffff), get(table, 0), get(table, 1)]).toEqual(['all ones', 'none', undefined]);
});
