import { expect, test } from 'vitest';
import { ComposeError } from './problem';
import type { TreeNode } from './tree';
import { readYaml } from './yaml';

/** The tree as plain values. */
function plain(node: TreeNode): unknown {
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'list') return node.items.map(plain);
  return Object.fromEntries(node.entries.map(({ key, value }) => [key, plain(value)]));
}

function complaint(text: string): string {
  try {
    readYaml('c.yaml', text);
  } catch (error) {
    if (error instanceof ComposeError)
      return error.problems.map((p) => `${p.line}:${p.column} ${p.message}`).join('\n');
    throw error;
  }
  return 'fine';
}

test('anchors, merge keys and numbers are those of go-yaml', () => {
  const [tree] = readYaml(
    'c.yaml',
    'x: &x {a: 1, b: 2}\ny: {<<: *x, b: 3}\nz: {<<: [*x, {c: 4}]}\no: 010\nh: 0x1F\nu: 1_000\nt: 22:22\ns: yes\n',
  );
  expect(tree === undefined ? null : plain(tree)).toEqual({
    x: { a: 1, b: 2 },
    y: { b: 3, a: 1 },
    z: { a: 1, b: 2, c: 4 },
    o: 8,
    h: 31,
    u: 1000,
    t: '22:22',
    s: 'yes',
  });
});

test('every value knows its line', () => {
  const [tree] = readYaml('c.yaml', 'services:\n  a:\n    image: nginx\n');
  const services = tree?.kind === 'map' ? tree.entries[0] : undefined;
  const a = services?.value.kind === 'map' ? services.value.entries[0] : undefined;
  expect([services?.keyAt.line, a?.keyAt.line, a?.value.at.line, a?.value.at.column]).toEqual([1, 2, 3, 5]);
});

const SERVICE = 'services:\n  a:\n    image: nginx\n';

/** What compose 2.40 says of each, with the place that is wrong. */
test.each([
  [`${SERVICE}   ports:\n`, '4:1 yaml: line 1: did not find expected key'],
  [`${SERVICE}      ports: x\n`, '3:12 yaml: line 4: mapping values are not allowed in this context'],
  ['services:\n  a:\n  image: nginx\n b: 1\n', '4:1 yaml: line 3: did not find expected key'],
  ['services:\n\ta: 1\n', '2:1 yaml: line 2: found character that cannot start any token'],
  [`${SERVICE}\tports: x\n`, '4:1 yaml: line 3: found a tab character that violates indentation'],
  ['services:\n  a:\n    image: nginx: x\n', '3:12 yaml: line 3: mapping values are not allowed in this context'],
  ['services:\n  a:\n    image: "nginx" x\n', '3:20 yaml: line 2: did not find expected key'],
  ['services:\n  a:\n    ports:\n      - "80\n    image: x\n', '5:13 yaml: line 4: found unexpected end of stream'],
  ['services:\n  a:\n    ports: [80, 81\n    image: x\n', "4:5 yaml: line 2: did not find expected ',' or ']'"],
  ['services:\n  a:\n    env: {a: b\n    image: x\n', "4:5 yaml: line 2: did not find expected ',' or '}'"],
  ['services:\n  a:\n    image: @x\n', '3:12 yaml: line 3: found character that cannot start any token'],
  ['services:\n  a:\n    image: "a\\qb"\n', '3:14 yaml: line 3: found unknown escape character'],
  ['services:\n  a:\n    - b\n    c: d\n', "4:1 yaml: line 2: did not find expected '-' indicator"],
  ['services:\n  a:\n    c: d\n    - b\n', '4:1 yaml: line 2: did not find expected key'],
  ['services:\n  a:\n    image: nginx\n    ports\n      - 80\n', "4:5 yaml: line 4: could not find expected ':'"],
  ['services:\n  a:\n    image: *\n', '3:12 yaml: line 3: did not find expected alphabetic or numeric character'],
  ['services:\n  a: ]\n', '2:6 yaml: line 1: did not find expected node content'],
  ['a: {b\n', "1:6 yaml: line 1: did not find expected ',' or '}'"],
  [`${SERVICE}    image: httpd\n`, '4:5 failed to parse c.yaml: line 4: mapping key "image" already defined at line 3'],
  ['services:\n  a:\n    image: *x\n', "3:12 yaml: unknown anchor 'x' referenced"],
  ['services: {1: {image: x}}\n', '1:12 non-string key in services: 1'],
  ['true: x\n', '1:1 non-string key at top level: true'],
])('%j', (text, expected) => {
  expect(complaint(text)).toBe(expected);
});

test('aliases of aliases end, and so do brackets without end', () => {
  const rows = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]'];
  for (let i = 1; i < 8; i++)
    rows.push(
      `a${i}: &a${i} [${Array(10)
        .fill(`*a${i - 1}`)
        .join(', ')}]`,
    );
  expect(complaint(rows.join('\n'))).toContain('excessive aliasing');
  expect(complaint('['.repeat(5000))).toContain('exceeded max depth');
});
