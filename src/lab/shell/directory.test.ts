import { expect, test } from 'vitest';
import { createRun } from '../run';
import { scenarioOf } from '../scenario';
import { get } from '../../sim/table';

/** What every line prints. */
function outputs(lines: readonly string[]): string[] {
  const run = createRun(scenarioOf(lines));
  while (run.advance(10_000));
  return run.world.script.entries.map(({ console }) => get(run.world.consoles, console ?? -1)?.text ?? '');
}

test('a terminal stays where cd has led it, on its own machine', () => {
  expect(
    outputs([
      'pwd',
      'mkdir -p /srv/shop/sub && cd /srv/shop && pwd',
      'printf "%s\\n" one two > list; cat list',
      'cd sub; cat ../list | tee copy >/dev/null; ls; cd -',
      'ls -a /srv/shop',
      '@laptop pwd',
      'cd nowhere',
      'cd; pwd',
      'echo x > no/such/place',
    ]),
  ).toEqual([
    '/root\n',
    '/srv/shop\n',
    'one\ntwo\n',
    'copy\n/srv/shop\n',
    'list\nsub\n',
    '/root\n',
    'bash: line 1: cd: nowhere: No such file or directory\n',
    '/root\n',
    'bash: line 1: no/such/place: No such file or directory\n',
  ]);
});

test('a here-document is a file as any', () => {
  expect(outputs(['cat > a.txt <<EOF\nhost $HOME\nEOF\ncat a.txt', 'wc -l <<<"$(cat a.txt)"'])).toEqual([
    'host \n',
    '1\n',
  ]);
});
