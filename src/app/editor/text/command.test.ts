import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Session } from '../../../inspect/session';
import { composeCommand, findCommand, writeCommand } from './command';

test('a file becomes a here-document whose end does not stand in the text', () => {
  expect(writeCommand('/root/compose.yaml', 'services: {}', '/root')).toBe(
    "cat > compose.yaml <<'EOF'\nservices: {}\nEOF",
  );
  expect(writeCommand('/srv/a b.yaml', 'x: |\n  EOF\n', '/root')).toBe(
    "cat > '/srv/a b.yaml' <<'EOF1'\nx: |\n  EOF\n\nEOF1".replace('\n\n', '\n'),
  );
});

test('whatever the text, the host has it to the letter', () => {
  const line = fc.string({ unit: fc.constantFrom('a', ' ', '$', '`', '\\', "'", '"', '#', '한', '-', ':', 'EOF') });
  fc.assert(
    fc.property(fc.array(line, { maxLength: 6 }), (lines) => {
      const text = `${lines.join('\n')}\n`;
      const session = new Session();
      session.type('host', writeCommand('/root/compose.yaml', text, '/root'));
      expect(session.files().hosts[0]?.files).toEqual([{ path: '/root/compose.yaml', text }]);
    }),
    { numRuns: 40 },
  );
});

test.each([
  ['/root/compose.yaml', 'docker compose up -d'],
  ['/root/docker-compose.override.yml', 'docker compose up -d'],
  ['/root/.env', 'docker compose up -d'],
  ['/root/stack.yml', 'docker compose -f stack.yml up -d'],
  ['/srv/compose.yaml', 'docker compose -f /srv/compose.yaml up -d'],
])('%s is brought up by %s', (path, command) => {
  expect(composeCommand(path, '/root', 'up -d')).toBe(command);
});

test('an origin leads to the command that made it', () => {
  const commands = [
    { line: 'docker network create --subnet=10.1.0.0/24 my-net' },
    { line: 'docker run -d --name=web -p 8080:80 nginx' },
    { line: 'docker rm -f web' },
    { line: "docker run -d --name 'web' nginx" },
  ];
  expect(findCommand('docker run --name web', commands)).toBe(commands[3]);
  expect(findCommand('docker network create my-net', commands)).toBe(commands[0]);
  expect(findCommand('dockerd', commands)).toBeNull();
  expect(findCommand('docker run --name other', commands)).toBeNull();
});
