import { expect } from 'vitest';
import { accessibilityFindings, test } from './app';
import { button, expectStep, sidewaysOverflow } from './workbench';

test('an embedded example is the picture, the player and a sentence, and leads to the whole', async ({ openPage }) => {
  const whole = await openPage();
  await expectStep(whole, 0);
  await whole.keyboard.press('ArrowRight');
  await whole.keyboard.press('ArrowRight');
  await expectStep(whole, 2);
  await button(whole, 'Share').click();
  const code = whole.getByRole('textbox', { name: 'HTML for a page of your own' });
  await expect
    .poll(() => code.inputValue())
    .toMatch(/^<iframe src="[^"]*\?embed#v=1&amp;s=[\w-]+&amp;i=2" title="A ping/);
  const source = /src="([^"]*)"/.exec(await code.inputValue())?.[1]?.replaceAll('&amp;', '&') ?? '';

  const page = await openPage({ hash: source.slice(source.indexOf('?')), width: 640, height: 480 });
  await expectStep(page, 2);
  await page.getByText('sends the frame out of every other port').or(page.getByText('learns that')).first().waitFor();
  expect(await page.getByRole('tab').count()).toBe(0);
  expect(await button(page, 'Add a container').count()).toBe(0);
  expect(await accessibilityFindings(page)).toEqual([]);
  expect(await sidewaysOverflow(page)).toBe(0);
  await page.keyboard.press('ArrowRight');
  await expectStep(page, 3);
  await page.keyboard.press('c');
  expect(await page.getByRole('dialog').count()).toBe(0);
  const open = page.getByRole('link', { name: 'Open in Hopscope' });
  await expect.poll(() => open.getAttribute('href')).toMatch(/\/#v=1&s=[\w-]+&i=3$/);
});

test('the page around it may ask for a theme and a language', async ({ openPage }) => {
  const page = await openPage({ hash: '?embed&theme=dark&lang=ko', width: 360, height: 480 });
  await page.getByRole('link', { name: 'Hopscope에서 열기' }).waitFor();
  expect(await page.locator('html').getAttribute('data-theme')).toBe('dark');
  expect(await page.locator('html').getAttribute('lang')).toBe('ko');
  expect(await accessibilityFindings(page)).toEqual([]);
  expect(await sidewaysOverflow(page)).toBe(0);
});
