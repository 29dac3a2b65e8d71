import { expect } from 'vitest';
import { accessibilityFindings, test } from './app';
import { button, expectStep, expectTerminal, runCommand, sidewaysOverflow, status, tab } from './workbench';

test('an endpoint by keyboard: its cable and rules, the command that made one, and all that it made', async ({
  openPage,
}) => {
  const page = await openPage();
  await expectStep(page, 0);
  await runCommand(page, 'docker run -d --name web -p 8080:80 nginx');
  await tab(page, 'Docker').click();
  const panel = page.getByRole('tabpanel', { name: 'Docker' });
  await panel.locator('summary', { hasText: 'web ⇄ bridge' }).focus();
  await page.keyboard.press('Enter');
  await panel.getByText('0.0.0.0:8080 → 80/tcp').waitFor();
  await panel
    .getByText(/^veth[0-9a-f]{7}$/)
    .last()
    .waitFor();
  const made = panel.getByRole('listitem').getByRole('button', { name: 'docker run --name web' }).first();
  await made.focus();
  await page.keyboard.press('Enter');
  const rules = panel.getByRole('region', { name: 'Rules that docker run --name web made' });
  await rules.getByText('--to-destination 172.17.0.4:80').waitFor();
  expect(await accessibilityFindings(page)).toEqual([]);
  await rules.getByRole('button', { name: 'Close' }).click();
  await rules.waitFor({ state: 'detached' });
});

test('a container that is chosen on the canvas shows its own endpoints', async ({ openPage }) => {
  const page = await openPage();
  await expectStep(page, 0);
  await tab(page, 'Docker').click();
  const panel = page.getByRole('tabpanel', { name: 'Docker' });
  await panel.getByText('c2 ⇄ bridge').waitFor();
  await page.locator('.svelte-flow__node', { hasText: 'c1' }).last().click();
  await panel.getByText('Only c1').waitFor();
  await panel.getByText('c1/eth0').waitFor();
  expect(await panel.getByText('c2 ⇄ bridge').count()).toBe(0);
});

test('the scenario on the other engine: the rules change, and the link carries it', async ({ openPage }) => {
  const page = await openPage({ colorScheme: 'dark' });
  await expectStep(page, 0);
  await tab(page, 'Docker').click();
  await page.getByLabel('Docker Engine').selectOption('28');
  await page.getByText('Commands that made rules').click();
  await page.getByRole('button', { name: 'dockerd', exact: true }).last().click();
  await page.getByText('host · filter · DOCKER-FORWARD').first().waitFor();
  await button(page, 'Share').click();
  const link = page.getByRole('textbox', { name: 'Link' });
  await expect.poll(() => link.inputValue()).toContain('#v=1');
  const other = await openPage({ hash: new URL(await link.inputValue()).hash });
  await tab(other, 'Docker').click();
  await expect.poll(() => other.getByLabel('Docker Engine').inputValue()).toBe('28');
});

test('what differs between the engines, side by side, on any screen', async ({ openPage }) => {
  for (const [width, height] of [
    [1440, 900],
    [390, 844],
  ] as const) {
    const page = await openPage({ width, height });
    await expectStep(page, 0);
    await tab(page, 'Docker').click();
    await button(page, 'What differs').click();
    const dialog = page.getByRole('dialog', { name: 'What differs between the engines' });
    await dialog.getByText(/^Engine 28: \d+ frames$/).waitFor();
    await dialog
      .getByText(/DOCKER-FORWARD/)
      .first()
      .waitFor();
    expect(await accessibilityFindings(page)).toEqual([]);
    expect(await sidewaysOverflow(page)).toBe(0);
  }
});

test('a TCP connection as a ladder: the arrow of the step is lit, another leads to its step', async ({ openPage }) => {
  const page = await openPage();
  await expectStep(page, 0);
  await runCommand(page, 'docker exec c1 curl -s http://203.0.113.80/');
  await page.keyboard.press('Escape');
  await page.locator('body').click({ position: { x: 400, y: 20 } });
  await page.keyboard.press('End');
  await tab(page, 'Packet').click();
  await button(page, 'TCP ladder').click();
  const dialog = page.getByRole('dialog', { name: 'TCP ladder' });
  const lit = dialog.locator('[aria-current="step"]');
  await expect.poll(() => lit.innerText()).toMatch(/ACK\s+seq \d+ ack \d+ len 0/);
  const last = await status(page).innerText();
  await dialog.getByRole('button', { name: /SYN, ACK/ }).click();
  await expect.poll(() => lit.innerText()).toMatch(/SYN, ACK\s+seq 0 ack 1 len 0/);
  expect(await status(page).innerText()).not.toBe(last);
  expect(await accessibilityFindings(page)).toEqual([]);
});

test('Docker Desktop: the engine moves into a virtual machine, and undo brings it back', async ({ openPage }) => {
  const page = await openPage();
  await expectStep(page, 0);
  await tab(page, 'Docker').click();
  const desktop = page.getByRole('checkbox', { name: 'Docker Desktop' });
  await desktop.check();
  await page.locator('.svelte-flow__node', { hasText: /^vm/ }).first().waitFor();
  await runCommand(page, 'docker exec c1 getent hosts host.docker.internal');
  await expectTerminal(page, /192\.168\.65\.254 +host\.docker\.internal/);
  expect(await accessibilityFindings(page)).toEqual([]);
  await button(page, 'Undo').click();
  await button(page, 'Undo').click();
  await expect.poll(() => desktop.isChecked()).toBe(false);
});
