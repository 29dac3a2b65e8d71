import { expect, test } from 'vitest';
import { substitute } from './template';

const VARIABLES: Readonly<Record<string, string>> = { SET: 'val', EMPTY: '' };
const INVALID = { ok: false, required: null };
const missing = (sentence: string) => ({ ok: false, required: sentence });

/** What compose 2.40 makes of each template, and the names it warns of. */
test.each<[string, unknown, string[]?]>([
  ['plain', 'plain'],
  ['a$', 'a$'],
  ['a$1', 'a$1'],
  ['$-', '$-'],
  ['$$SET', '$SET'],
  ['$${X}', '${X}'],
  ['$$$SET', '$val'],
  ['$$$$', '$$'],
  ['$SET$SET', 'valval'],
  ['${SET}b', 'valb'],
  ['$SETb', '', ['SETb']],
  ['$set', '', ['set']],
  ['{$SET}', '{val}'],
  ['${X-}', ''],
  ['${X-d}', 'd'],
  ['${EMPTY-d}', ''],
  ['${EMPTY:-d}', 'd'],
  ['${X:-a b c}', 'a b c'],
  ['${X-:-d}', ':-d'],
  ['${X:-a:-b}', 'a:-b'],
  ['${X:-?}', '?'],
  ['${X:-$SET}', 'val'],
  ['${X:-${Y:-z}}', 'z'],
  ['${X:-a}b}', 'ab}'],
  ['${X:-{a}}', '{a}'],
  ['${X:-d}}', 'd}'],
  ['${SET:-x}${SET:-y}', 'valval'],
  ['${SET:+y}', 'y'],
  ['${X:+y}', ''],
  ['${EMPTY:+y}', ''],
  ['${EMPTY+y}', 'y'],
  ['${X+y}', ''],
  ['${SET:?e}-${X:-d}', 'val-d'],
  ['${EMPTY?err}', ''],
  ['${X:?}', missing('required variable X is missing a value')],
  ['${X?err}', missing('required variable X is missing a value: err')],
  ['${X?-}', missing('required variable X is missing a value: -')],
  ['${EMPTY:?err}', missing('required variable EMPTY is missing a value: err')],
  ['${X:?need ${SET}}', missing('required variable X is missing a value: need val')],
  ['${X:-a}${X:?b}', missing('required variable X is missing a value: b')],
  ['${', INVALID],
  ['${X', INVALID],
  ['${}', INVALID],
  ['${ X }', INVALID],
  ['${1}', INVALID],
  ['${X.y}', INVALID],
  ['${X:}', INVALID],
  ['${X:=d}', INVALID],
  ['${SET/x}', INVALID],
])('%s', (template, expected, warned = []) => {
  const unset: string[] = [];
  const result = substitute(
    template,
    (name) => VARIABLES[name],
    (name) => unset.push(name),
  );
  expect(result).toEqual(typeof expected === 'string' ? { ok: true, text: expected } : expected);
  expect(unset).toEqual(warned);
});
