import { expect, test } from 'vitest';
import { COMMANDS, GROUPS } from './commands';
import { helpText } from './help';

test.each([...COMMANDS.map(({ name }) => name), ...GROUPS])('docker %s says what it does', (name) => {
  expect(helpText(name, name, '1.51')).toMatch(/^docker checkpoint is only|Usage: {2}docker .*\n\n\S/);
});
