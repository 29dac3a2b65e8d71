import { readFileSync } from 'node:fs';
import { deflateSync } from 'fflate';
import { expect } from 'vitest';
import { test } from './app';
import { button, expectStep, expectTerminal, runCommand, sentence } from './workbench';

test('a shared link opens at its step in a fresh browser', async ({ openPage }) => {
  const page = await openPage();
  await expectStep(page, 0);
  await runCommand(page, 'docker exec c2 ping -c 1 172.17.0.2');
  await page.keyboard.press('Escape');
  await page.keyboard.press('ArrowRight');
  await expectStep(page, 27);
  const here = await sentence(page);
  await button(page, 'Share').click();
  const link = page.getByRole('textbox', { name: 'Link' });
  await expect.poll(() => link.inputValue()).toMatch(/#v=1&s=[\w-]+&i=27$/);
  await page.getByRole('img', { name: 'QR code of the link' }).waitFor();

  const other = await openPage({ hash: new URL(await link.inputValue()).hash });
  await expectStep(other, 27);
  expect(await sentence(other)).toBe(here);
  await expectTerminal(other, /docker exec c2 ping -c 1 172\.17\.0\.2/);
});

const base64url = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url');

test.for([
  ['cut short', '#v=1', 'incomplete'],
  ['not base64', '#v=1&s=%%%%&i=3', 'characters that no such link contains'],
  ['not deflate', `#v=1&s=${base64url(new Uint8Array([255, 254, 253, 252, 251]))}&i=3`, 'cannot be unpacked'],
  ['of another version', '#v=99&s=abcd&i=3', 'another version (99)'],
  [
    '10 MB once inflated',
    `#v=1&s=${base64url(deflateSync(new Uint8Array(10_000_000)))}&i=3`,
    'more than a scenario may',
  ],
  ['no scenario', `#v=1&s=${base64url(deflateSync(new TextEncoder().encode('{"lines":7}')))}&i=3`, 'holds no scenario'],
] as const)('a link %s is refused in one sentence and the scenario stays', async ([, hash, words], { openPage }) => {
  const page = await openPage();
  await expectStep(page, 0);
  await page.keyboard.press('ArrowRight');
  await expectStep(page, 1);
  await page.evaluate((fragment) => (location.hash = fragment), hash);
  await page.getByRole('alert').filter({ hasText: words }).waitFor();
  await expectStep(page, 1);
  expect(await page.getByRole('alert').count()).toBe(1);
  await page.getByRole('alert').getByRole('button', { name: 'Close' }).click();
  await page.keyboard.press('ArrowRight');
  await expectStep(page, 2);
});

test('a link is followed even where the address is given another step in the same moment', async ({ openPage }) => {
  const page = await openPage();
  await expectStep(page, 0);
  await page.evaluate(() => {
    const kept = location.hash || '#';
    location.hash = '#v=99&s=abcd&i=3';
    history.replaceState(null, '', kept);
  });
  await page.getByRole('alert').filter({ hasText: 'another version (99)' }).waitFor();
});

test('a visitor with a broken link gets the sentence and the opening scenario', async ({ openPage }) => {
  const page = await openPage({ hash: '#v=1&s=!!&i=3' });
  await page.getByRole('alert').waitFor();
  await expectStep(page, 0);
});

test('the capture and the transcript are files', async ({ openPage }) => {
  const page = await openPage();
  await expectStep(page, 0);
  await button(page, 'Export').click();
  const content = async (name: RegExp) => {
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name }).click()]);
    return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
  };
  const capture = await content(/pcapng/);
  expect(capture.name).toBe('hopscope.pcapng');
  expect(capture.bytes.readUInt32BE(0)).toBe(0x0a0d0d0a);
  const transcript = await content(/text/);
  expect(transcript.bytes.toString()).toContain('$ docker exec c1 ping -c 2 172.17.0.3\nPING 172.17.0.3');
});
