import { expect, test } from 'vitest';
import { elementAt, indentAfter, namesIn, placeAt, rowOf } from './place';

const FILE = `# shop
services:
  web:
    image: nginx
    ports:
    - '8080:80'
    - target: 443
      published: '8443'
    depends_on: [db, api]
  db:
    image: mysql

networks:
  back:
    driver: bridge
`.split('\n');

/** The place where the text of `|` is cut out. */
function at(text: string): ReturnType<typeof placeAt> {
  const lines = text.split('\n');
  const row = lines.findIndex((line) => line.includes('|'));
  const column = lines[row]?.indexOf('|') ?? 0;
  return placeAt(
    lines.map((line) => line.replace('|', '')),
    row,
    column,
  );
}

test.each<[string, readonly string[], 'key' | 'value', string]>([
  ['ser|', [], 'key', 'ser'],
  ['services:\n  web:\n    im|', ['services', 'web'], 'key', 'im'],
  ['services:\n  web:\n    |\n  db:', ['services', 'web'], 'key', ''],
  ['services:\n  |', ['services'], 'key', ''],
  ['services:\n  web:\n    network_mode: ho|', ['services', 'web', 'network_mode'], 'value', 'ho'],
  ['services:\n  web:\n    ports:\n    - ta|', ['services', 'web', 'ports', '0'], 'key', 'ta'],
  ['services:\n  web:\n    ports:\n      - target: 80\n        pub|', ['services', 'web', 'ports', '0'], 'key', 'pub'],
  ['services:\n  web:\n    networks: [front, ba|]', ['services', 'web', 'networks', '0'], 'value', 'ba'],
  [
    'services:\n  web:\n    depends_on:\n      db:\n        condition: s|',
    ['services', 'web', 'depends_on', 'db', 'condition'],
    'value',
    's',
  ],
  ['services:\n  web:\n    # a note\n\n    ports:\n      - |', ['services', 'web', 'ports', '0'], 'key', ''],
])('in %j', (text, path, kind, word) => {
  expect(at(text)).toMatchObject({ path, kind, word });
});

test('nothing is offered in a comment, or where a value has ended', () => {
  expect(at('services: # all of |')).toBeNull();
  expect(at('services:\n  web:\n    image: nginx lat|')).toBeNull();
  expect(at('services:\n  web:|')).toBeNull();
});

test.each<[string, number, readonly [number, number] | null]>([
  ['a comment', 1, null],
  ['the whole section', 2, [2, 11]],
  ['a service, by its name', 3, [3, 9]],
  ['a service, by any line of it', 4, [3, 9]],
  ['a list of a service that makes nothing by itself', 9, [3, 9]],
  ['all ports of a service', 5, [5, 8]],
  ['one port', 6, [6, 6]],
  ['one port of several lines', 8, [7, 8]],
  ['between two sections', 12, null],
  ['a network', 15, [14, 15]],
])('%s', (_what, line, rows) => {
  const found = elementAt(FILE, line - 1);
  expect(found && [found.from + 1, found.to + 1]).toEqual(rows);
});

test.each([
  ['services:', 2],
  ['  web:', 4],
  ['    image: nginx', 4],
  ["      - '8080:80'", 6],
  ['      - target: 80', 6],
  ['      - volumes:', 10],
  ['', 0],
])('behind %j the next line begins', (line, column) => {
  expect(indentAfter(line)).toHaveLength(column);
});

test('services and networks by name', () => {
  expect(namesIn(FILE, 'services')).toEqual(['web', 'db']);
  expect(namesIn(FILE, 'networks')).toEqual(['back']);
  expect(rowOf(FILE, 'networks', 'back')).toBe(13);
  expect(rowOf(FILE, 'services', 'cache')).toBe(-1);
});
