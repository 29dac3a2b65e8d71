import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fileName, looksLikeCompose, MAX_CHARACTERS, readText, receive } from './received';

const file = (content: BlobPart, name = 'compose.yaml') => Object.assign(new Blob([content]), { name });

test('a text is taken as it is, with the line ends of Unix', async () => {
  expect(await receive(file('services:\r\n  웹: {}\r\n'))).toEqual({
    ok: true,
    name: 'compose.yaml',
    text: 'services:\n  웹: {}\n',
  });
});

test.each([
  ['ten megabytes', new Uint8Array(10_000_000), 'file_too_big'],
  ['a text too long', 'x'.repeat(MAX_CHARACTERS + 1), 'file_too_big'],
  ['a picture', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), 'file_not_text'],
  ['zeros', new Uint8Array(100), 'file_not_text'],
])('%s is refused in one word', async (_what, content, error) => {
  expect(await receive(file(content))).toEqual({ ok: false, name: 'compose.yaml', error });
});

test('no bytes make it throw', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => typeof readText('a', bytes).ok === 'boolean'));
});

test('a name is one that a shell takes', () => {
  expect(fileName('C:\\shop\\my stack.yml')).toBe('my-stack.yml');
  expect(fileName('../..')).toBe('compose.yaml');
  expect(fileName('.env')).toBe('.env');
});

test('what is pasted is a compose file where it says so', () => {
  expect(looksLikeCompose('services:\n  web:\n')).toBe(true);
  expect(looksLikeCompose('docker compose up\n')).toBe(false);
});
