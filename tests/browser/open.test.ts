import { expect } from 'vitest';
import { accessibilityFindings, test } from './app';

test('the app opens, says its name and satisfies axe', async ({ openPage }) => {
  const page = await openPage();
  expect(await page.title()).toBe('Hopscope');
  await page.getByRole('heading', { name: 'Hopscope' }).waitFor();
  expect(await accessibilityFindings(page)).toEqual([]);
});

test('a Korean browser is greeted in Korean', async ({ openPage }) => {
  const page = await openPage({ locale: 'ko' });
  expect(await page.locator('html').getAttribute('lang')).toBe('ko');
  await page.getByText('패킷').first().waitFor();
});
