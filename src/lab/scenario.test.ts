import { expect, test } from 'vitest';
import { scriptLines } from './scenario';

test('a script is its commands, a here-document one of them', () => {
  expect(
    scriptLines('# title\n\ndocker ps\ncat >a <<EOF\n# kept\n\nx\nEOF\n  # comment\nwc <<<x\necho "<<"\n'),
  ).toEqual(['docker ps', 'cat >a <<EOF\n# kept\n\nx\nEOF', 'wc <<<x', 'echo "<<"']);
});
