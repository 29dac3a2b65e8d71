import { expect } from 'vitest';
import { accessibilityFindings, test } from './app';
import { button, expectStep, expectTerminal, runCommand, sentence, terminalText } from './workbench';

test('a command runs at the end of the run and shows the first step that it made', async ({ openPage }) => {
  const page = await openPage();
  await expectStep(page, 0);
  await runCommand(page, 'docker exec c2 ping -c 1 172.17.0.2');
  await expectStep(page, 26);
  expect(await sentence(page)).toMatch(/c2\/eth0 sends/);
  expect(await terminalText(page)).toContain('1 packets transmitted, 1 received');
});

test('a wrong command gets what the real one prints, and the scenario stays as it was', async ({ openPage }) => {
  const page = await openPage();
  await expectStep(page, 0);
  await runCommand(page, 'pingg 172.17.0.2');
  expect(await terminalText(page)).toContain('pingg: command not found');
  await runCommand(page, 'docker exec nobody ping -c 1 172.17.0.2');
  expect(await terminalText(page)).toContain('No such container: nobody');
  await expectStep(page, 25);
});

test('arrows bring lines back, Tab completes names, the laptop has a prompt of its own', async ({ openPage }) => {
  const page = await openPage();
  await expectStep(page, 0);
  await expectTerminal(page, /host \$$/);
  await page.getByRole('textbox', { name: 'Terminal' }).focus();
  await page.keyboard.press('ArrowUp');
  await expectTerminal(page, /host \$ docker exec c1 ping -c 2 172\.17\.0\.3$/);
  await page.keyboard.press('Control+c');
  await page.keyboard.type('docker ex');
  await page.keyboard.press('Tab');
  await expectTerminal(page, /host \$ docker exec$/);
  await page.keyboard.press('Control+u');
  await page.getByRole('combobox', { name: 'Machine' }).selectOption('laptop');
  await runCommand(page, 'ip -4 addr show eth0');
  expect(await terminalText(page)).toMatch(/laptop \$ ip -4 addr show eth0\n[^]*inet 10\.0\.0\.20\/24/);
});

test('several pasted lines run one after the other', async ({ openPage }) => {
  const page = await openPage();
  await expectStep(page, 0);
  await page.getByRole('textbox', { name: 'Terminal' }).focus();
  await page.evaluate(() => {
    const clipboard = new DataTransfer();
    clipboard.setData('text/plain', 'ip route\nip neigh\n');
    document.activeElement?.dispatchEvent(new ClipboardEvent('paste', { clipboardData: clipboard, bubbles: true }));
  });
  await expectTerminal(page, /\$ ip route\n[^]*\$ ip neigh\n[^]*\$$/);
});

test('a command without an end says how far it is and can be cancelled', async ({ openPage }) => {
  const page = await openPage();
  await expectStep(page, 0);
  await page.getByRole('textbox', { name: 'Terminal' }).focus();
  await page.keyboard.type('docker exec c1 ping 172.17.0.3');
  await page.keyboard.press('Enter');
  await page.getByText(/Running: [\d,]+ frames so far/).waitFor();
  await button(page, 'Cancel').click();
  await button(page, 'Cancel').waitFor({ state: 'detached' });
  await page.keyboard.press('End');
  await expectTerminal(page, /ping statistics/);
});

test('Tab names what a line may go on with; what is no command is told in a sentence; clear empties the screen', async ({
  openPage,
}) => {
  const page = await openPage();
  await expectStep(page, 0);
  await page.getByRole('textbox', { name: 'Terminal' }).focus();
  await page.keyboard.type('docker stop ');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expectTerminal(page, /\$ docker stop c\nc1 {2}c2\nhost \$ docker stop c$/);
  await page.keyboard.press('Control+u');
  await page.keyboard.type('help');
  await page.keyboard.press('Enter');
  await expectTerminal(page, /help: command not found\nhost \$$/);
  await page.getByText('No such command here. Tab on an empty line names those there are').waitFor();
  expect(await accessibilityFindings(page)).toEqual([]);
  await page.keyboard.type('clear');
  await page.keyboard.press('Enter');
  await expectTerminal(page, /^host \$$/);
  await page.keyboard.press('Tab');
  await expectTerminal(page, /arp {2}arping {2}[^]*docker/);
});
