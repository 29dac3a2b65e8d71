import { expect, test } from 'vitest';
import { optionsOf } from './code-parts';

test.each([
  ['! -i docker0 -p tcp -j DNAT', ['! -i docker0', '-p tcp', '-j DNAT']],
  ['172.17.0.0/16 dev docker0', ['172.17.0.0/16', 'dev', 'docker0']],
  ['docker run --name web', ['docker', 'run', '--name web']],
  ['-j LOG --log-prefix "a b"', ['-j LOG', '--log-prefix "a b"']],
  ['docker0', ['docker0']],
  ['', ['']],
])('%s breaks between options', (code, options) => {
  expect(optionsOf(code)).toEqual(options);
  expect(optionsOf(code).join(' ')).toBe(code);
});
