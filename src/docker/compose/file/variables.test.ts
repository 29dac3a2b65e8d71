import { expect, test } from 'vitest';
import { variablesIn } from './variables';
import { readYaml } from './yaml';

test('what a file says of its variables: required, with a default, with something instead', () => {
  const text = 'a: "${IMG:?none} $BARE $$NOT"\nb: ["${Z:+alt}", "${W:-${V-deep}}"]\n';
  expect(variablesIn(...readYaml('compose.yaml', text))).toEqual([
    { name: 'BARE', required: false, otherwise: '', instead: '' },
    { name: 'IMG', required: true, otherwise: '', instead: '' },
    { name: 'V', required: false, otherwise: 'deep', instead: '' },
    { name: 'W', required: false, otherwise: '${V-deep}', instead: '' },
    { name: 'Z', required: false, otherwise: '', instead: 'alt' },
  ]);
});
