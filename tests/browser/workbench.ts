/** The workbench as a reader finds it: by the words that it keeps. */
import type { Locator, Page } from 'playwright';
import { expect } from 'vitest';

export const status = (page: Page): Locator => page.getByText(/^Step \d+ of \d+$/).first();

/** Waits until the step is on the screen. */
export async function expectStep(page: Page, step: number | string): Promise<void> {
  await page
    .getByText(new RegExp(`^Step ${step} of \\d+$`))
    .first()
    .waitFor();
}

/** What a screen reader is told about the step on show. */
export async function sentence(page: Page): Promise<string> {
  return page.locator('[aria-live="polite"]').first().innerText();
}

export const tab = (page: Page, name: string): Locator => page.getByRole('tab', { name, exact: true });

export const button = (page: Page, name: string): Locator => page.getByRole('button', { name, exact: true });

/** The terminal's rows on the screen, as a screen reader finds them. */
export async function terminalText(page: Page): Promise<string> {
  const rows = await page.locator('.xterm-accessibility-tree > div').allInnerTexts();
  return rows
    .map((row) => row.trimEnd())
    .join('\n')
    .trim();
}

/** Waits until the terminal's screen reads so. */
export async function expectTerminal(page: Page, words: RegExp): Promise<void> {
  await expect.poll(() => terminalText(page), { timeout: 20_000 }).toMatch(words);
}

/** Types a line into the terminal and waits for the prompt behind its output. */
export async function runCommand(page: Page, line: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Terminal' }).focus();
  await page.keyboard.type(line);
  await page.keyboard.press('Enter');
  await page.waitForFunction((typed) => {
    const rows = [...document.querySelectorAll('.xterm-accessibility-tree > div')].map((row) =>
      row.textContent.trimEnd(),
    );
    const text = rows.join('\n').trim();
    return text.includes(typed) && /\$$/.test(text);
  }, line);
}

/** How much wider than the window the page is: 0 where nothing has to be scrolled sideways. */
export async function sidewaysOverflow(page: Page): Promise<number> {
  return page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - window.innerWidth));
}
