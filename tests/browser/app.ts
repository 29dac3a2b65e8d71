/** Opens the app in a browser, a fresh profile each time, and fails the test on whatever the page's console complains of. */
import axe from 'axe-core';
import { type BrowserContext, type Page } from 'playwright';
import { test as base, expect, inject } from 'vitest';
import { launchBrowser } from '../../scripts/browser.mjs';

/** How a visitor comes: language, window, colour scheme, and the fragment of the link that was opened. */
export interface Visit {
  locale?: 'en' | 'ko';
  width?: number;
  height?: number;
  colorScheme?: 'light' | 'dark';
  reducedMotion?: 'reduce' | 'no-preference';
  /** With its `#`, as in a shared link. */
  hash?: string;
}

const LANGUAGE = { en: 'en-US', ko: 'ko-KR' };

/** A vitest `test` whose context has `openPage`: every page it opens is closed, and its console looked at, after the test. */
export const test = base
  .extend('browser', { scope: 'file' }, async ({}, { onCleanup }) => {
    const browser = await launchBrowser();
    onCleanup(() => browser.close());
    return browser;
  })
  .extend('openPage', ({ browser }, { onCleanup }) => {
    const contexts: BrowserContext[] = [];
    const complaints: string[] = [];
    onCleanup(async () => {
      for (const context of contexts) await context.close();
      expect(complaints, 'complaints in the console').toEqual([]);
    });
    return async (visit: Visit = {}): Promise<Page> => {
      const context = await browser.newContext({
        baseURL: inject('address'),
        locale: LANGUAGE[visit.locale ?? 'en'],
        viewport: { width: visit.width ?? 1440, height: visit.height ?? 900 },
        colorScheme: visit.colorScheme ?? 'light',
        reducedMotion: visit.reducedMotion ?? 'reduce',
      });
      contexts.push(context);
      const page = await context.newPage();
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
      });
      await page.goto(`./${visit.hash ?? ''}`);
      return page;
    };
  });

/** What axe finds against WCAG 2.1 A and AA, one line a finding; an empty list is a pass. */
export async function accessibilityFindings(page: Page): Promise<string[]> {
  await page.addScriptTag({ content: axe.source });
  const { violations } = await page.evaluate(() =>
    window.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] }),
  );
  return violations.map(({ id, help, nodes }) => `${id}: ${help} (${nodes.map(({ html }) => html).join(' ')})`);
}

declare global {
  interface Window {
    axe: typeof axe;
  }
}
